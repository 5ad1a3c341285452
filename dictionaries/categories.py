"""What a term is about, by its own entry, its head, its parts, its kind of name, or the keywords in its glosses, in this order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from dictionaries.chunks import Chunk, Kind
from dictionaries.lexicon import Lexicon
from dictionaries.model import Category, Entry

DEFAULT = Category.DIPLOMACY
"""Of what is left over most is said between states."""

_KINDS = {Kind.PERSON: Category.PERSON, Kind.PLACE: Category.PLACE}
_WORDS = re.compile(r"[a-z][a-z-]*")
_BRACKETS = re.compile(r"\([^)]*\)")
# Fields of JMdict in which a word such as "attack" or "court" is no news.
_OTHER_FIELDS = frozenset(
    ["sports", "baseb", "sumo", "MA", "Buddh", "Shinto", "Christn", "comp", "math", "physics", "chem", "med", "anat", "bot", "zool", "biol", "music", "food", "shogi", "mahj", "go", "games", "geom", "gramm", "ling", "film", "vidg", "archit", "photo", "astron", "geol", "engr", "elec", "electr", "print", "horse", "hanaf"]
)
_RARE = frozenset(("arch", "obs", "obsc", "rare", "sl", "vulg", "X"))


def of_chunk(chunk: Chunk, lexicon: Lexicon, entry: Entry | None) -> Category:
    """The category of a Japanese term.

    Args:
        chunk: the term's parts.
        lexicon: entries of parts.
        entry: the dictionary's entry of the whole term, if it has one.
    """
    if chunk.person:
        only_title = len(chunk.parts) == 1 and chunk.parts[0].entry is not None and chunk.parts[0].entry.category is not None
        return chunk.parts[0].entry.category or DEFAULT if only_title and chunk.parts[0].entry else Category.PERSON
    whole = lexicon.japanese(chunk.surface)
    if whole is not None and whole.category is not None:
        return whole.category
    last = chunk.parts[-1]
    suffix = lexicon.morpheme(last.surface) or (lexicon.morpheme(last.surface[-1]) if len(last.surface) > 2 else None)
    if last.entry is not None and last.entry.category is not None:
        return last.entry.category
    if last.kind in _KINDS:
        return _KINDS[last.kind]
    if suffix is not None and suffix.category is not None and suffix.pos != "state":
        return suffix.category
    said = keyword(entry, lexicon) if entry is not None else None
    if said is not None:
        return said
    return _of_parts(chunk) or DEFAULT


def _of_parts(chunk: Chunk) -> Category | None:
    for part in reversed(chunk.parts):
        if part.entry is not None and part.entry.category is not None:
            return part.entry.category
    for part in reversed(chunk.parts):
        if part.kind in _KINDS:
            return _KINDS[part.kind]
    return Category.INSTITUTION if any(part.kind is Kind.OTHER for part in chunk.parts) else None


def keyword(entry: Entry, lexicon: Lexicon) -> Category | None:
    """What the first sense of an entry says about it, or None when it holds no word of the news.

    Whole words only, and only in a sense that belongs to no other field (sports, Buddhism, computing). The commonest category wins,
    the first one among equals.
    """
    if not entry.senses:
        return None
    first = entry.senses[0]
    if not _OTHER_FIELDS.isdisjoint(first.tags) or not _RARE.isdisjoint(first.tags):
        return None
    return in_glosses(first.glosses[:3], lexicon)


def in_glosses(glosses: Sequence[str], lexicon: Lexicon) -> Category | None:
    """The category that the keywords of some English glosses point to."""
    return _commonest(lexicon.keyword(word) for gloss in glosses for word in _WORDS.findall(_BRACKETS.sub(" ", gloss).lower()))


def _commonest(found: Iterable[Category | None]) -> Category | None:
    counted = Counter(category for category in found if category is not None)
    return counted.most_common(1)[0][0] if counted else None
