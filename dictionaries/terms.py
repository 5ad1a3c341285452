"""The terms of a text: what a teacher of news Japanese (or news English) would put on the list.

Japanese terms are noun chunks in which some part is a name, a word of our lexicon, or a word whose first sense has a keyword of
the news; fixed の-expressions come from the dictionary. English terms are found by `english_terms`. No statistics decide: in one
article most terms occur once. Everything a text needs of the library is asked at once, not chunk by chunk.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dictionaries import categories
from dictionaries.chunks import Chunk, Kind, Part, noun_chunks
from dictionaries.english_keys import is_acronym
from dictionaries.english_terms import EnglishTerms
from dictionaries.lexicon import Lexicon
from dictionaries.library import Library
from dictionaries.model import Glossed, How, Match, Span, Term
from dictionaries.ranking import MOST_GLOSSES
from dictionaries.same_as import linked
from dictionaries.term_glosses import TermGlosses, forms_of, pos_of
from dictionaries.weights import weighted
from texts.kana import is_kana, to_katakana
from texts.model import Language, Pos

ALL = "all"
POLITICS = "politics"
_NOUN = ("名詞", "普通名詞", "一般", "*")
_OPEN, _CLOSE = "(（", ")）"


@dataclass(slots=True)
class _Found:
    """A term while it is being collected: its first chunk, the places it stands at, and what else it is called."""

    chunk: Chunk
    spans: list[Span] = field(default_factory=list)
    match: Match | None = None
    same_as: tuple[str, ...] = ()

    @property
    def place(self) -> tuple[int, int]:
        return self.chunk.sentence, self.chunk.start


class Recogniser:
    """Recognises the terms of a text. Belongs to its library's thread."""

    def __init__(self, library: Library, lexicon: Lexicon) -> None:
        self._library = library
        self._lexicon = lexicon
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
        everything = domain == ALL
        found = self._collect(sentences)
        answers = self._library.candidates(forms_of(item.chunk for item in found.values()))
        glosses = TermGlosses(self._library, self._lexicon, answers)
        merged, names = _merged(found)
        placed = [
            (item.place, self._term(item, glosses, news=news))
            for item in merged
            if (news := self._is_term(item.chunk, glosses)) or everything
        ]
        placed += self._english.terms(sentences, everything=everything)
        placed.sort(key=lambda pair: pair[0])
        terms = linked([term for _place, term in placed], _brackets(sentences, found), names)
        return weighted(terms if everything else [term for term in terms if not _is_code(term)])

    def _collect(self, sentences: Sequence[Glossed]) -> dict[str, _Found]:
        """Chunks and の-expressions by how they are written, in order of appearance."""
        found: dict[str, _Found] = {}
        for glossed in sentences:
            matches = {(match.start, match.end): match for match in (*glossed.matches, *glossed.expressions)}
            index = glossed.analysis.sentence.index
            chunks = list(noun_chunks(glossed.analysis, self._lexicon))
            for chunk in (*chunks, *self._expressions(glossed, chunks)):
                if not self._is_lone(chunk):
                    item = found.setdefault(chunk.surface, _Found(chunk))
                    item.spans.append(Span(index, chunk.start, chunk.end))
                    item.match = item.match or matches.get((chunk.start, chunk.end))
        return found

    def _expressions(self, glossed: Glossed, chunks: Iterable[Chunk]) -> Iterator[Chunk]:
        """の-expressions that the dictionary has as a noun; they stand beside the chunks they are made of."""
        covered = {(chunk.start, chunk.end) for chunk in chunks}
        for match in glossed.expressions:
            noun = match.how is How.ENTRY and match.pos in (Pos.NOUN, Pos.VERBAL_NOUN, Pos.PROPER)
            joined = match.language is Language.JA and "の" in match.surface[1:-1]
            if noun and joined and (match.start, match.end) not in covered:
                own = self._lexicon.japanese(match.surface)
                part = Part(match.start, match.end, match.surface, match.reading, _NOUN, Kind.NONE, own)
                yield Chunk(glossed.analysis.sentence.index, (part,))

    def _is_lone(self, chunk: Chunk) -> bool:
        """Whether a chunk is no word to learn by itself: 問題, 場所, a letter, a number, an adjective, a word in hiragana."""
        text, last = chunk.surface, chunk.parts[-1]
        if self._lexicon.edge(text) is not None:
            return True
        if len(chunk.parts) > 1:
            return last.surface.endswith("的") and last.entry is None
        if last.entry is None and (last.pos[0] in ("接頭辞", "接尾辞", "形状詞") or last.pos[1] in ("数詞", "代名詞")):
            return True
        if last.entry is None and is_kana(text) and to_katakana(text) != text:
            return True
        if last.entry is not None and last.entry.pos == "na":
            return True
        known = last.entry is not None and last.entry.pos in ("n", "vs") and last.entry.category is not None
        return len(text) == 1 and not (known or last.kind is Kind.PERSON)

    def _is_term(self, chunk: Chunk, glosses: TermGlosses) -> bool:
        """Whether any part is a name, a word of the lexicon, or a word of the news by the keywords in its glosses."""
        if chunk.person and (chunk.title or self._lexicon.japanese(chunk.surface) is not None):
            return True
        if len(chunk.parts) == 1 and (chunk.parts[0].entry is not None or chunk.person):
            return self._tells(chunk.parts[0], glosses)
        return glosses.newsworthy(chunk.surface, chunk.reading) or any(self._tells(part, glosses) for part in chunk.parts)

    def _tells(self, part: Part, glosses: TermGlosses) -> bool:
        if part.kind is Kind.PERSON and part.entry is None:
            return not glosses.common(part.surface, part.reading)
        if part.kind is not Kind.NONE:
            return True
        if part.entry is not None:
            return part.entry.category is not None and part.entry.pos not in ("suffix", "state")
        if categories.of_units(part, self._lexicon) is not None:
            return True
        return len(part.surface) > 1 and glosses.newsworthy(part.surface, part.reading)

    def _term(self, item: _Found, glosses: TermGlosses, *, news: bool) -> Term:
        chunk = item.chunk
        entry = glosses.entry(chunk.surface, chunk.reading, name=chunk.person)
        meaning = glosses.meaning(chunk, item.match, entry)
        return Term(
            term=chunk.surface,
            language=Language.JA,
            reading=chunk.reading,
            glosses=meaning.glosses[:MOST_GLOSSES],
            category=categories.of_chunk(chunk, self._lexicon, entry) if news else None,
            count=len(item.spans),
            sentences=tuple(dict.fromkeys(span.sentence for span in item.spans)),
            how=meaning.how,
            source=meaning.source,
            pos=pos_of(chunk),
            parts=meaning.parts,
            same_as=item.same_as,
            spans=tuple(item.spans),
        )


def _merged(found: Mapping[str, _Found]) -> tuple[list[_Found], dict[str, str]]:
    """A bare name is the person who has a title elsewhere: トランプ and トランプ大統領 are one term.

    Returns:
        The terms, and for each name with a title the term it belongs to.
    """
    names: dict[str, str] = {}
    for text, item in found.items():
        if item.chunk.title:
            name = item.chunk.name
            names[name] = max(names.get(name, text), text, key=lambda one: len(found[one].spans))
    merged = {text: item for text, item in found.items() if text not in names}
    for name, text in names.items():
        if name in found:
            bare, person = found[name], found[text]
            merged[text] = _Found(person.chunk, sorted((*person.spans, *bare.spans)), person.match, (name,))
    return list(merged.values()), names


def _brackets(sentences: Sequence[Glossed], found: Mapping[str, _Found]) -> Iterator[tuple[str, str]]:
    """Acronyms in brackets with the chunk before them: the text itself says what they stand for."""
    for glossed in sentences:
        tokens, text = glossed.analysis.tokens, glossed.analysis.sentence.text
        for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
            bracketed = before.surface in _OPEN and after.surface in _CLOSE and token.language is Language.EN
            if bracketed and token.surface.isupper() and (is_acronym(token.surface) or token.pos is Pos.PROPER):
                longest = sorted((words for words in found if text[: before.start].endswith(words)), key=len)
                words = longest[-1] if longest else None
                if words is not None:
                    yield words, token.surface


def _is_code(term: Term) -> bool:
    """Capitals that nobody knows and the text does not explain: a stock, a code, anything."""
    return term.how is How.NONE and not term.glosses and not term.same_as and is_acronym(term.term)
