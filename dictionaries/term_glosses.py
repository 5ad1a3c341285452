"""What a Japanese term means and what it is made of: lexicon, dictionary, names, composition, and at last its sound."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dictionaries import categories, everyday, ranking
from dictionaries.chunks import Chunk, Kind, Part, is_katakana
from dictionaries.compose import Composer, tidy
from dictionaries.japanese_words import OWN, coarse
from dictionaries.lexicon import Lexicon
from dictionaries.library import Candidate, Library
from dictionaries.model import Entry, How, Match, TermPart
from dictionaries.ranking import Wanted
from dictionaries.romaji import romaji
from dictionaries.term_parts import term_parts
from texts.kana import is_kana, to_hiragana
from texts.model import Pos


@dataclass(frozen=True, slots=True)
class Meaning:
    """Glosses of a term, best first, how and where they were found, and its parts."""

    glosses: tuple[str, ...]
    how: How
    source: str | None
    parts: tuple[TermPart, ...] = ()


def forms_of(chunks: Iterable[Chunk]) -> set[str]:
    """Everything to ask the library about some chunks: they, their parts and units, and names without their titles."""
    forms: set[str] = set()
    for chunk in chunks:
        forms.update((chunk.surface, chunk.name))
        for part in chunk.parts:
            forms.add(part.surface)
            forms.update(unit.surface for unit in part.units)
    return forms - {""}


def pos_of(chunk: Chunk) -> Pos:
    """The part of speech of a term: a name, a verbal noun, or a noun."""
    last = chunk.parts[-1]
    if chunk.person or (len(chunk.parts) == 1 and last.kind is not Kind.NONE):
        return Pos.PROPER
    if last.entry is not None and last.entry.pos == "vs":
        return Pos.VERBAL_NOUN
    return Pos.VERBAL_NOUN if len(chunk.parts) == 1 and coarse(last.pos) is Pos.VERBAL_NOUN else Pos.NOUN


class TermGlosses:
    """Explains the terms of one text from what the library said about all of its forms at once."""

    def __init__(self, library: Library, lexicon: Lexicon, answers: Mapping[str, Sequence[Candidate]]) -> None:
        """Make it for one text; `answers` is what `library.candidates` said about `forms_of` its chunks."""
        self._library = library
        self._lexicon = lexicon
        self._answers = answers
        self._names = {store.name for store in library.stores if store.holds_names}
        self._composer = Composer(lexicon)
        self._everyday = everyday.load()

    def meaning(self, chunk: Chunk, match: Match | None, entry: Entry | None) -> Meaning:
        """What a term means.

        Args:
            chunk: the term.
            match: what the glosser found where the term is a token or an expression, if it is one.
            entry: the dictionary's entry of the whole term, if it has one.

        Returns:
            Glosses may be empty (`How.NONE`) when some part means nothing to anyone.
        """
        if chunk.person:
            return self._person(chunk, match)
        compound = len(chunk.parts) > 1 or len(chunk.parts[0].units) > 1
        composed = self._composer.compose(chunk.parts, self.glosses)
        parts = composed.parts if compound and len(composed.parts) > 1 else ()
        if len(chunk.parts) == 1:
            parts = term_parts(chunk.surface, chunk.reading, self._lexicon) or parts
        own = self._lexicon.japanese(chunk.surface)
        if own is None and len(chunk.surface) == 1:
            own = self._lexicon.morpheme(chunk.surface)
        if own is not None:
            return Meaning(own.english, How.ENTRY, OWN, parts)
        if len(chunk.parts) == 1 and chunk.parts[0].kind is Kind.STATES:
            return Meaning(composed.glosses, How.COMPOSED, OWN, parts)
        if match is not None and match.how in (How.ENTRY, How.NAME) and match.glosses:
            return Meaning(match.glosses, match.how, match.source, parts)
        if entry is not None:
            how = How.NAME if self.is_name(entry) else How.ENTRY
            return Meaning(ranking.glosses(ranking.rank_senses(entry, pos_of(chunk))), how, entry.source, parts)
        if composed.glosses and compound:
            return Meaning(composed.glosses, How.COMPOSED, OWN, parts)
        if is_kana(chunk.surface.replace("・", "")):
            return Meaning((romaji(chunk.surface).title(),), How.ROMAJI, None, parts)
        return Meaning((), How.NONE, None, parts)

    def _person(self, chunk: Chunk, match: Match | None) -> Meaning:
        """A name with its title: "President Trump"; without one, the name."""
        name, how, source = self._name(chunk)
        if not chunk.title:
            if match is not None and match.how is How.NAME and how is How.ROMAJI:
                return Meaning(match.glosses, How.NAME, match.source)
            return Meaning((name,), how, source)
        reading = "".join(part.reading for part in chunk.parts[: chunk.names])
        title = "".join(part.surface for part in chunk.title)
        entry = self._lexicon.japanese(title)
        called = entry.english if entry is not None else self._composer.compose(chunk.title, self.glosses).glosses
        listed = (TermPart(chunk.name, reading, (name,)), TermPart(title, "".join(part.reading for part in chunk.title), called))
        if not called:
            return Meaning((name,), how, source, listed)
        before = " ".join(word[:1].upper() + word[1:] for word in called[0].split())
        return Meaning((tidy(f"{before} {name}"),), How.COMPOSED, OWN, listed)

    def _name(self, chunk: Chunk) -> tuple[str, How, str | None]:
        """A person's name in Latin letters: ours, the names dictionary's, or as it sounds."""
        known = self._lexicon.japanese(chunk.name)
        if known is not None:
            return known.english[0], How.ENTRY, OWN
        parts = [part for part in chunk.parts[: chunk.names] if part.surface != "・"]
        entry = self.entry(chunk.name, "".join(part.reading for part in parts), name=True)
        if entry is not None:
            return _first(entry), How.NAME, entry.source
        names, how = [], How.NAME
        for part in parts:
            own, found = self._lexicon.japanese(part.surface), self.entry(part.surface, part.reading, name=True)
            if own is None and found is None:
                how = How.ROMAJI
            sound = _first(found) if found is not None else romaji(part.reading).title()
            names.append(own.english[0] if own is not None else sound)
        return tidy(" ".join(names)), how, None if how is How.ROMAJI else OWN

    def entry(self, text: str, reading: str, *, name: bool = False) -> Entry | None:
        """The best entry of a text: a word, or when `name` is asked for or a text in katakana is no word, a name."""
        found = self._answers.get(text, ())
        words = [candidate for candidate in found if candidate.is_name is name]
        if not words and not name and is_katakana(text):
            words = list(found)
        if not words:
            return None
        wanted = Wanted(text, "", to_hiragana(reading), Pos.PROPER if name else Pos.NOUN)
        return self._library.decode(ranking.rank_candidates(words, wanted)[0])

    def is_name(self, entry: Entry) -> bool:
        """Whether an entry is from a dictionary of names."""
        return entry.source in self._names

    def common(self, text: str, reading: str) -> bool:
        """Whether a text that the analyser takes for a name is a common word: 見方, which is a surname too."""
        entry = self.entry(text, reading)
        if entry is None or self.is_name(entry) or not entry.priority:
            return False
        return not entry.senses[0].glosses[0][:1].isupper()

    def newsworthy(self, text: str, reading: str) -> bool:
        """Whether the first sense of a word has a keyword of the news."""
        entry = self.entry(text, reading)
        return entry is not None and not self.is_name(entry) and categories.keyword(entry, self._lexicon) is not None

    def glosses(self, part: Part) -> tuple[str, ...]:
        """English for one part of a compound, best first."""
        entry = None
        if part.kind in (Kind.PERSON, Kind.OTHER):
            entry = self.entry(part.surface, part.reading, name=True)
        if entry is None and not (part.kind in (Kind.PERSON, Kind.OTHER) and is_katakana(part.surface)):
            entry = self.entry(part.surface, part.reading)
        found = () if entry is None else ranking.glosses(ranking.rank_senses(entry, coarse(part.pos)), 3)
        meant = () if entry is None or self.is_name(entry) else self._everyday.japanese(part.surface, part.reading, coarse(part.pos))
        return tuple(dict.fromkeys((*meant, *found)))[:3]


def _first(entry: Entry) -> str:
    """The first gloss of a name, without its dates and remarks."""
    return entry.senses[0].glosses[0].partition(" (")[0]
