"""What a term is about: by its own entry, its head, keywords in its glosses, its parts, its kind of name, in this order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from dictionaries.chunks import Chunk, Kind, Part
from dictionaries.lexicon import Lexicon
from dictionaries.model import Category, Entry

DEFAULT = Category.DIPLOMACY
"""Of what is left over most is said between states."""

_KINDS = {Kind.PERSON: Category.PERSON, Kind.PLACE: Category.PLACE, Kind.STATES: Category.PLACE}
_GOVERNMENTS = ("政権", "内閣")
_GENERAL = frozenset((
    "戦略", "安全保障", "政策", "改革", "対策", "問題", "秩序", "勝利", "敗北", "計画", "管理", "体制", "制度", "危機", "基盤", "路線",
    "方針", "構想", "目標", "水準", "強化", "措置",
))  # fmt: skip
"""Heads that say nothing of their own field."""
_SUBJECTS = frozenset((Category.ECONOMY, Category.INTELLIGENCE, Category.LAW, Category.GOVERNMENT, Category.CONFLICT))
_NAME_TAGS = (
    (frozenset(("person", "surname", "given", "fem", "masc")), Category.PERSON),
    (frozenset(("place", "station")), Category.PLACE),
    (frozenset(("company", "organization", "product")), Category.INSTITUTION),
)
_WORDS = re.compile(r"[a-z][a-z-]*")
_BRACKETS = re.compile(r"\([^)]*\)")
# Fields of JMdict in which a word such as "attack" or "court" is no news.
_OTHER_FIELDS = frozenset((
    "sports", "baseb", "sumo", "MA", "Buddh", "Shinto", "Christn", "comp", "math", "physics", "chem", "med", "anat", "bot",
    "zool", "biol", "music", "food", "shogi", "mahj", "go", "games", "geom", "gramm", "ling", "film", "vidg", "archit", "photo",
    "astron", "geol", "engr", "elec", "electr", "print", "horse", "hanaf",
))  # fmt: skip
_RARE = frozenset(("arch", "obs", "obsc", "rare", "sl", "vulg", "X"))


def of_chunk(chunk: Chunk, lexicon: Lexicon, entry: Entry | None) -> Category:
    """The category of a Japanese term.

    Args:
        chunk: the term's parts.
        lexicon: entries of parts.
        entry: the dictionary's entry of the whole term, if it has one.
    """
    if chunk.title:
        return Category.PERSON
    whole = lexicon.japanese(chunk.surface)
    if whole is not None and whole.category is not None:
        return whole.category
    if chunk.person:
        return of_name(entry) or Category.PERSON
    if _is_somebodys_government(chunk):
        return Category.PERSON
    subject = _of_subject(chunk)
    if subject is not None:
        return subject
    head = _of_head(chunk.parts[-1], lexicon)
    if head is not None:
        return topical(head, [part.entry.category for part in chunk.parts[:-1] if part.entry is not None])
    said = keyword(entry, lexicon) if entry is not None else None
    return said or _of_parts(chunk, lexicon, known=entry is not None) or DEFAULT


def _is_somebodys_government(chunk: Chunk) -> bool:
    """文在寅政権, 田中内閣: named after a person, and listed with that person."""
    first, last = chunk.parts[0], chunk.parts[-1]
    return len(chunk.parts) > 1 and last.surface.endswith(_GOVERNMENTS) and _KINDS.get(first.kind) is Category.PERSON


def _of_subject(chunk: Chunk) -> Category | None:
    """Of a strategy, a reform, an order: what it is about, when its last modifier says so; 石油戦略 is economy, 憲法秩序 law."""
    if len(chunk.parts) < 2 or chunk.parts[-1].surface not in _GENERAL:
        return None
    about = (part.entry.category for part in reversed(chunk.parts[:-1]) if part.entry is not None)
    return next((category for category in about if category in _SUBJECTS), None)


def topical(head: Category, others: Iterable[Category | None]) -> Category:
    """What talks, ties and pacts are about counts more than that they are talks: 関税交渉 is economy, an intelligence pact intelligence."""
    if head is not Category.DIPLOMACY:
        return head
    return next((category for category in others if category in (Category.ECONOMY, Category.INTELLIGENCE)), head)


def of_name(entry: Entry | None) -> Category | None:
    """What the names dictionary says a name is the name of, or None when it does not say."""
    tags = {tag for sense in entry.senses for tag in sense.tags} if entry is not None else set()
    return next((category for named, category in _NAME_TAGS if not named.isdisjoint(tags)), None)


def _of_head(last: Part, lexicon: Lexicon) -> Category | None:
    """The category of the last part: its entry's, its kind of name, or that of its last morpheme (農林中央金庫, 財務省)."""
    if last.entry is not None and last.entry.category is not None:
        return last.entry.category
    if last.kind in _KINDS:
        return _KINDS[last.kind]
    final = last.units[-1].surface if last.units else last.surface[-1] if len(last.surface) > 2 else ""
    entry = lexicon.japanese(final) or lexicon.morpheme(final)
    return entry.category if entry is not None and entry.pos != "state" else None


def _of_parts(chunk: Chunk, lexicon: Lexicon, *, known: bool) -> Category | None:
    for part in reversed(chunk.parts):
        found = part.entry.category if part.entry is not None else of_units(part, lexicon)
        if found is not None:
            return found
    for part in reversed(chunk.parts):
        if part.kind in _KINDS:
            return _KINDS[part.kind]
    if not any(part.kind is Kind.OTHER for part in chunk.parts):
        return None
    # a foreign word that nobody lists, by itself, is sooner somebody's name
    return Category.PERSON if len(chunk.parts) == 1 and not known else Category.INSTITUTION


def of_units(part: Part, lexicon: Lexicon) -> Category | None:
    """The category of the last unit of a long word that is a word of the lexicon by itself: 輸入 in 輸入車."""
    for unit in reversed(part.units):
        entry = lexicon.japanese(unit.surface)
        if entry is not None and entry.category is not None:
            return entry.category
    return None


def keyword(entry: Entry, lexicon: Lexicon) -> Category | None:
    """What the first sense of an entry says about it, or None when it holds no word of the news.

    Whole words only, and only in a sense that belongs to no other field (sports, Buddhism, computing). The commonest category
    wins, the first one among equals.
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
