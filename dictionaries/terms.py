"""The terms of a text: what a teacher of news Japanese (or news English) would put on the list.

Japanese terms are noun chunks in which some part is a name, a word of our lexicon, or a word whose first sense has a keyword of the news;
fixed の-expressions come from the dictionary. English terms are found by `english_terms`. No statistics decide: in one article most terms
occur once. Everything a text needs of the library is asked at once, not chunk by chunk.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dictionaries import categories, ranking
from dictionaries.chunks import Chunk, Kind, Part, is_katakana, noun_chunks
from dictionaries.compose import Composer, tidy
from dictionaries.english_terms import EnglishTerms
from dictionaries.japanese_words import OWN, coarse
from dictionaries.lexicon import Lexicon
from dictionaries.library import Candidate, Library
from dictionaries.model import Category, Entry, Glossed, How, Match, Term, TermPart
from dictionaries.ranking import MOST_GLOSSES, Wanted
from dictionaries.romaji import romaji
from texts.kana import is_kana, to_hiragana
from texts.model import Language, Pos

ALL = "all"
POLITICS = "politics"


@dataclass(slots=True)
class _Found:
    """A term while it is being collected: its first chunk and where it stands."""

    chunk: Chunk
    sentences: list[int] = field(default_factory=list)
    match: Match | None = None
    same_as: dict[str, None] = field(default_factory=dict)


class Recogniser:
    """Recognises the terms of a text. Belongs to its library's thread."""

    def __init__(self, library: Library, lexicon: Lexicon) -> None:
        self._library = library
        self._lexicon = lexicon
        self._composer = Composer(lexicon)
        self._english = EnglishTerms(library, lexicon)

    def recognise(self, sentences: Sequence[Glossed], domain: str = POLITICS) -> tuple[Term, ...]:
        """The terms of a text, in order of appearance.

        Args:
            sentences: the whole text, glossed.
            domain: `politics`, or `all` for every noun chunk and content word.

        Returns:
            Each term once. Words stand as their lemma, names as they are written.

        Raises:
            StorageError: a compiled dictionary is damaged.
        """
        found = self._collect(sentences)
        answers = self._library.candidates(_forms(found.values()))
        lookup = _Lookup(self._library, self._lexicon, answers)
        terms: list[tuple[tuple[int, int], Term]] = []
        for text, item in _merged(found, self._lexicon).items():
            if domain == ALL or self._is_term(item, lookup):
                terms.append(((item.sentences[0], item.chunk.start), self._term(text, item, lookup)))
        terms += self._english.terms(sentences, everything=domain == ALL)
        terms.sort(key=lambda placed: placed[0])
        return _linked([term for _place, term in terms])

    def _collect(self, sentences: Sequence[Glossed]) -> dict[str, _Found]:
        """Chunks and の-expressions by how they are written, in order of appearance."""
        found: dict[str, _Found] = {}
        for glossed in sentences:
            matches = {(match.start, match.end): match for match in (*glossed.matches, *glossed.expressions)}
            index = glossed.analysis.sentence.index
            chunks = list(noun_chunks(glossed.analysis, self._lexicon))
            for chunk in (*chunks, *self._expressions(glossed, chunks)):
                if self._is_lone(chunk):
                    continue
                item = found.setdefault(chunk.surface, _Found(chunk))
                item.sentences.append(index)
                item.match = item.match or matches.get((chunk.start, chunk.end))
        return found

    def _expressions(self, glossed: Glossed, chunks: Iterable[Chunk]) -> Iterable[Chunk]:
        """の-expressions that the dictionary has as a noun; they stand beside the chunks they are made of."""
        covered = {(chunk.start, chunk.end) for chunk in chunks}
        for match in glossed.expressions:
            if match.language is Language.JA and "の" in match.surface and (match.start, match.end) not in covered:
                if match.how is How.ENTRY and match.pos in (Pos.NOUN, Pos.VERBAL_NOUN, Pos.PROPER) and _ends_bare(match):
                    part = Part(match.start, match.end, match.surface, match.reading, ("名詞", "普通名詞", "一般", "*"), Kind.NONE,
                                self._lexicon.japanese(match.surface))  # fmt: skip
                    yield Chunk(glossed.analysis.sentence.index, (part,))

    def _is_lone(self, chunk: Chunk) -> bool:
        """Whether a chunk is no word to learn by itself: 問題, 場所, a single letter, a number, an adjective."""
        if self._lexicon.edge(chunk.surface) in ("lone", "start", "cut", "end"):
            return True
        last = chunk.parts[-1]
        if len(chunk.parts) == 1:
            if last.pos[0] in ("接頭辞", "接尾辞", "形状詞") or last.pos[1] in ("数詞", "代名詞"):
                return True
            known = last.entry is not None and last.entry.pos in ("n", "vs") and last.entry.category is not None
            return len(last.surface) == 1 and not (known or last.kind is Kind.PERSON)
        return last.surface.endswith("的") and last.entry is None

    def _is_term(self, item: _Found, lookup: _Lookup) -> bool:
        """Whether any part is a name, a word of the lexicon, or a word of the news by the keywords in its glosses."""
        chunk = item.chunk
        if lookup.newsworthy(chunk.surface, chunk.reading) or chunk.person:
            return True
        return any(
            part.kind is not Kind.NONE
            or (part.entry is not None and part.entry.category is not None and part.entry.pos not in ("suffix", "state"))
            or (part.entry is None and len(part.surface) > 1 and lookup.newsworthy(part.surface, part.reading))
            for part in chunk.parts
        )

    def _term(self, text: str, item: _Found, lookup: _Lookup) -> Term:
        chunk = item.chunk
        entry = lookup.entry(text, chunk.reading)
        glosses, how, source, parts = self._glosses(text, item, lookup, entry)
        return Term(
            term=text,
            language=Language.JA,
            reading=chunk.reading,
            glosses=glosses[:MOST_GLOSSES],
            category=categories.of_chunk(chunk, self._lexicon, entry),
            count=len(item.sentences),
            sentences=tuple(dict.fromkeys(item.sentences)),
            how=how,
            source=source,
            pos=_pos(chunk),
            parts=parts,
            same_as=tuple(item.same_as),
        )

    def _glosses(
        self, text: str, item: _Found, lookup: _Lookup, entry: Entry | None
    ) -> tuple[tuple[str, ...], How, str | None, tuple[TermPart, ...]]:
        """Glosses, how they were found, their source and the parts: lexicon, dictionary, names, composition, sound."""
        chunk = item.chunk
        if (chunk.person and len(chunk.parts) > 1) or (chunk.person and chunk.parts[0].entry is None):
            return self._person(item, lookup)
        composed = self._composer.compose(chunk.parts, lookup.glosses) if _is_compound(chunk) else None
        parts = composed.parts if composed is not None and len(composed.parts) > 1 else ()
        own = self._lexicon.japanese(text) or (self._lexicon.morpheme(text) if len(text) == 1 else None)
        if own is not None:
            return own.english, How.ENTRY, OWN, parts
        if item.match is not None and item.match.how in (How.ENTRY, How.NAME) and item.match.glosses:
            return item.match.glosses, item.match.how, item.match.source, parts
        if entry is not None:
            how = How.NAME if lookup.is_name(entry) else How.ENTRY
            return ranking.glosses(ranking.rank_senses(entry, _pos(chunk))), how, entry.source, parts
        if composed is None:
            composed = self._composer.compose(chunk.parts, lookup.glosses)
        if composed.glosses:
            return composed.glosses, How.COMPOSED, OWN, parts
        if is_kana(text.replace("・", "")):
            return (romaji(text).title(),), How.ROMAJI, None, parts
        return (), How.NONE, None, parts

    def _person(self, item: _Found, lookup: _Lookup) -> tuple[tuple[str, ...], How, str | None, tuple[TermPart, ...]]:
        """A name with its title: "President Trump"; without one, the name."""
        parts = item.chunk.parts
        title = parts[-1].entry if parts[-1].entry is not None and parts[-1].entry.pos == "title" else None
        names = parts[:-1] if title is not None else parts
        written = "".join(part.surface for part in names)
        reading = "".join(part.reading for part in names)
        if title is None and item.match is not None and item.match.how is How.NAME:
            return item.match.glosses, How.NAME, item.match.source, ()
        known = self._lexicon.japanese(written)
        if known is not None:
            name, how, source = known.english[0], How.ENTRY, OWN
        else:
            entry = lookup.entry(written, reading, name=True)
            if entry is not None:
                name, how, source = entry.senses[0].glosses[0].partition(" (")[0], How.NAME, entry.source
            else:
                name = " ".join(lookup.name(part) for part in names if part.surface != "・")
                how, source = How.ROMAJI, OWN
        if title is None:
            return (tidy(name),), how, source, ()
        called = " ".join(word[:1].upper() + word[1:] for word in title.english[0].split())
        listed = (TermPart(written, reading, (name,)), TermPart(title.term, title.reading, title.english))
        return (tidy(f"{called} {name}"),), How.COMPOSED, OWN, listed


class _Lookup:
    """What the library said about the forms of a text."""

    def __init__(self, library: Library, lexicon: Lexicon, answers: Mapping[str, Sequence[Candidate]]) -> None:
        self._library = library
        self._lexicon = lexicon
        self._answers = answers
        self._names = {store.name for store in library.stores if store.holds_names}

    def entry(self, text: str, reading: str, *, name: bool = False) -> Entry | None:
        """The best entry of a text: a word, or when asked for a name or there is no word of two letters or more, a name."""
        found = self._answers.get(text, ())
        words = [candidate for candidate in found if candidate.is_name is name]
        if not words and not name and is_katakana(text):
            words = list(found)
        if not words:
            return None
        wanted = Wanted(text, "", to_hiragana(reading), Pos.PROPER if name else Pos.NOUN)
        best = ranking.rank_candidates(words, wanted)[0]
        return self._library.decode(best)

    def is_name(self, entry: Entry) -> bool:
        """Whether an entry is from a dictionary of names."""
        return entry.source in self._names

    def newsworthy(self, text: str, reading: str) -> bool:
        """Whether the first sense of a word has a keyword of the news."""
        entry = self.entry(text, reading)
        return entry is not None and not self.is_name(entry) and categories.keyword(entry, self._lexicon) is not None

    def glosses(self, part: Part) -> tuple[str, ...]:
        """English for one part of a compound."""
        entry = self.entry(part.surface, part.reading, name=part.kind is Kind.PERSON) or self.entry(part.surface, part.reading)
        return () if entry is None else ranking.glosses(ranking.rank_senses(entry, coarse(part.pos)), 3)

    def name(self, part: Part) -> str:
        """A name in Latin letters: as the names have it, else as it sounds."""
        known = self._lexicon.japanese(part.surface)
        if known is not None:
            return known.english[0]
        entry = self.entry(part.surface, part.reading, name=True)
        return entry.senses[0].glosses[0].partition(" (")[0] if entry is not None else romaji(part.reading).title()


def _forms(found: Iterable[_Found]) -> set[str]:
    """Everything to ask the library about: chunks, their parts and units, and names without their titles."""
    forms: set[str] = set()
    for item in found:
        parts = item.chunk.parts
        forms.add(item.chunk.surface)
        if item.chunk.person:
            forms.add("".join(part.surface for part in parts[:-1]))
        for part in parts:
            forms.add(part.surface)
            forms.update(unit.surface for unit in part.units)
    return forms - {""}


def _merged(found: dict[str, _Found], lexicon: Lexicon) -> dict[str, _Found]:
    """A bare name is the person who has a title elsewhere: トランプ and トランプ大統領 are one term."""
    titled: dict[str, str] = {}
    for text, item in found.items():
        parts = item.chunk.parts
        if item.chunk.person and len(parts) > 1 and parts[-1].entry is not None and parts[-1].entry.pos == "title":
            name = "".join(part.surface for part in parts[:-1])
            titled[name] = max(titled.get(name, text), text, key=lambda one: len(found[one].sentences))
    merged = dict(found)
    for name, text in titled.items():
        if name in merged:
            bare, person = merged.pop(name), merged[text]
            sentences = sorted((*person.sentences, *bare.sentences))
            same = dict.fromkeys((*person.same_as, name))
            first = person.chunk if person.sentences[0] <= bare.sentences[0] else replace(person.chunk, sentence=bare.chunk.sentence)
            merged[text] = _Found(first, sentences, person.match, same)
    return merged


def _ends_bare(match: Match) -> bool:
    """Whether an expression is a noun phrase as it stands: の inside, not at its ends."""
    return match.surface[0] != "の" and match.surface[-1] != "の"


def _is_compound(chunk: Chunk) -> bool:
    return len(chunk.parts) > 1 or len(chunk.parts[0].units) > 1


def _pos(chunk: Chunk) -> Pos:
    last = chunk.parts[-1]
    if chunk.person or (len(chunk.parts) == 1 and last.kind is not Kind.NONE):
        return Pos.PROPER
    if last.entry is not None and last.entry.pos == "vs":
        return Pos.VERBAL_NOUN
    return Pos.VERBAL_NOUN if len(chunk.parts) == 1 and coarse(last.pos) is Pos.VERBAL_NOUN else Pos.NOUN


def _linked(terms: Sequence[Term]) -> tuple[Term, ...]:
    """The same thing in two scripts knows of itself: Ukraine and ウクライナ, by their glosses."""
    english: dict[str, list[str]] = {}
    for term in terms:
        if term.language is Language.EN:
            english.setdefault(term.term.lower(), []).append(term.term)
    links: dict[str, dict[str, None]] = {}
    japanese = {term.term: term for term in terms if term.language is Language.JA}
    names = {name: term.term for term in japanese.values() for name in term.same_as}

    def link(one: str, other: str) -> None:
        links.setdefault(one, {})[other] = None
        links.setdefault(other, {})[one] = None

    for term in japanese.values():
        for gloss in term.glosses[:3]:
            for other in english.get(gloss.lower(), ()):
                link(term.term, other)
    for term in terms:
        if term.language is Language.EN:
            for gloss in term.glosses[:3]:
                other = gloss if gloss in japanese else names.get(gloss)
                if (other is not None and japanese[other].category is not Category.PERSON) or (other is not None and term.category is Category.PERSON):
                    link(term.term, other)
    return tuple(
        replace(term, same_as=tuple(dict.fromkeys((*term.same_as, *links[term.term])))) if term.term in links else term for term in terms
    )
