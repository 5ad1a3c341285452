"""What a sheet keeps of one article: its terms with what is to be said of them, its running words, its kanji. The article is let go of.

A running word is a learner's word as the reader shows it (a verb with its auxiliaries, a number with its counter, a name), in Japanese or
English; symbols are none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from decks.model import Learn, RubySpan, Word
from decks.selection import word_of, word_of_term
from decks.sheets.model import Article, Found, Frequency, Override, WordCount
from decks.sheets.overrides import key_of
from decks.sheets.readability import readability
from dictionaries.english_keys import is_acronym
from dictionaries.kanji_facts import KanjiFacts
from dictionaries.levels import level
from dictionaries.library import Library
from dictionaries.model import Category, Glossed, GlossedText, How, Match, Span, Term
from dictionaries.term_facts import Grade, grade_of, term_facts
from texts.furigana import align
from texts.kana import is_kanji
from texts.model import Analysis, BlockKind, KanjiReadings, Language, Morpheme, Pos, Sentence, Token
from texts.pronunciation import in_slashes

LANGUAGES: Final = {Learn.JA: (Language.JA,), Learn.EN: (Language.EN,), Learn.BOTH: (Language.JA, Language.EN)}
"""The lists that a direction has, in their order."""
_GRAMMAR: Final = frozenset((
    Pos.PARTICLE, Pos.AUXILIARY, Pos.PREPOSITION, Pos.DETERMINER, Pos.CONJUNCTION, Pos.PRONOUN, Pos.ADNOMINAL,
))  # fmt: skip
_LIGHT: Final = frozenset((
    (Language.JA, "する"), (Language.JA, "ある"), (Language.JA, "いる"), (Language.JA, "なる"), (Language.EN, "be"), (Language.EN, "have"),
    (Language.EN, "do"),
))  # fmt: skip
"""Verbs that are as much grammar as words; nobody is taught them before an article."""
_NOT_RUNNING: Final = frozenset((Pos.SYMBOL,))
_Place = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Desk:
    """What a digest needs to know: `units` are Sudachi's short units of a text, `analyse` reads a Japanese gloss."""

    library: Library
    kanji: KanjiFacts
    readings: KanjiReadings
    units: Callable[[str], Sequence[Morpheme]]
    analyse: Callable[[Sentence], Analysis]


def digest(text: GlossedText, desk: Desk, learn: Learn, *, include: Sequence[Override] = (), words: bool = False) -> Article:
    """Reduce an article to what its sheet needs; nothing of the analysed text is referred to any more.

    Args:
        text: the analysed article.
        desk: see `Desk`.
        learn: which lists are wanted.
        include: terms that the teacher wants though they were not recognised; those that stand nowhere are left out.
        words: whether each running word is to bring its meaning and sentence (for a list to teach first).
    """
    languages = LANGUAGES[learn]
    running = _running(text)
    terms = [term for term in text.terms if term.language in languages]
    found = [_found(term, text, desk, running) for term in terms]
    listed = {key_of(item.word.language, item.word.headword) for item in found}
    for one in include:
        if one.language in languages and key_of(one.language, one.term) not in listed:
            found += [item for item in (_included(one, text, desk, running),) if item is not None]
    sentences = [glossed.analysis for glossed in text.sentences]
    letters = dict.fromkeys(letter for analysis in sentences for letter in analysis.sentence.text if is_kanji(letter))
    return Article(
        id=text.document.id,
        title=text.document.title,
        source=text.document.source,
        sentences=len(sentences),
        characters=len(text.document.text),
        running={language: len(places) for language, places in running.items() if language in languages},
        found=tuple(sorted(found, key=_first)),
        words=tuple(_words(text, desk, languages, words=words)),
        kanji={letter: grade_of(letter, desk.kanji) for letter in letters},
        readability=readability(sentences, desk.units, desk.kanji) if Language.JA in languages else None,
    )


def _first(item: Found) -> tuple[int, int]:
    example = item.word.example
    return (item.sentences[0] if item.sentences else 0, example.start if example and example.number == item.sentences[0] else 0)


# ---- terms


def _found(term: Term, text: GlossedText, desk: Desk, running: Mapping[Language, Sequence[_Place]]) -> Found:
    facts = term_facts(term, desk.library, desk.kanji)
    word = word_of_term(term, text, desk.readings)
    return Found(
        word=word,
        count=term.count,
        sentences=tuple(index + 1 for index in term.sentences),
        covers=_covers(term.spans, running.get(term.language, ())),
        frequency=Frequency(facts.said, facts.level.zipf, facts.of_part),
        grade=facts.grade if term.language is Language.JA else Grade.NONE,
        hardest=facts.hardest,
        weight=term.weight,
        same_as=term.same_as,
        gloss_ruby=gloss_ruby(word, desk),
        pronunciation=_pronunciation(word),
    )


def gloss_ruby(word: Word, desk: Desk) -> tuple[tuple[RubySpan, ...], ...]:
    """The readings over the Japanese glosses of an English word: those of the entry they are from, else as a sentence is read."""
    if word.language is not Language.EN:
        return ()
    known = (*word.gloss_readings, *("" for _ in word.glosses[len(word.gloss_readings) :]))
    return tuple(_over(gloss, reading, desk) for gloss, reading in zip(word.glosses, known, strict=False))


def _over(gloss: str, reading: str, desk: Desk) -> tuple[RubySpan, ...]:
    if not any(map(is_kanji, gloss)):
        return ()
    if reading:
        return tuple(RubySpan(start, end, kana) for start, end, kana in align(gloss, reading, desk.readings))
    sentence = Sentence(0, BlockKind.NARRATION, 0, Language.JA, gloss, 0, len(gloss))
    return tuple(RubySpan(one.start, one.end, one.reading) for one in desk.analyse(sentence).ruby)


def _pronunciation(word: Word) -> str:
    if word.language is not Language.EN:
        return ""
    pos = next((pos for pos in Pos if pos.value == word.pos), Pos.OTHER)
    return in_slashes(word.headword, word.headword, pos, Language.EN) or ""


def _included(one: Override, text: GlossedText, desk: Desk, running: Mapping[Language, Sequence[_Place]]) -> Found | None:
    """A term that only the teacher sees: where its words stand as whole words, with what the dictionaries say of them together."""
    spans = [
        Span(index, start, end)
        for index, glossed in enumerate(text.sentences)
        for start, end in sorted(_stands(one, glossed.analysis.tokens, glossed.analysis.sentence.text))
    ]
    if not spans:
        return None
    match = next((found for span in spans if (found := _match_at(text.sentences[span.sentence], span)) is not None), None)
    term = _term(one, spans, text, match, desk)
    item = _found(term, text, desk, running)
    if match is not None and one.language is Language.EN and match.lemma.casefold() == one.term.casefold():
        item = replace(item, word=replace(item.word, pos=match.pos.value))
    return item


def _term(one: Override, spans: Sequence[Span], text: GlossedText, match: Match | None, desk: Desk) -> Term:
    glosses: tuple[str, ...] = one.glosses or (match.glosses if match is not None else ())
    how, source = (match.how, match.source) if match is not None and not one.glosses else (How.ENTRY if one.glosses else How.NONE, None)
    entries = desk.library.entries([one.term]).get(one.term, ()) if not glosses and one.language is Language.JA else ()
    if entries:
        glosses, how, source = tuple(entries[0].senses[0].glosses), How.ENTRY, entries[0].source
    category = next((category for category in Category if category == one.category), None)
    reading = one.reading or (_reading_at(text.sentences[spans[0].sentence], spans[0], one.term) if one.language is Language.JA else "")
    return Term(
        one.term, one.language, reading, glosses, category, len(spans), tuple(dict.fromkeys(span.sentence for span in spans)), how, source,
        match.pos if match is not None else Pos.NOUN, spans=tuple(spans),
    )  # fmt: skip


def _stands(one: Override, tokens: Sequence[Token], text: str) -> Iterator[tuple[int, int]]:
    """Where a term stands from the start of a word to the end of one; of an English one the last word may be inflected."""
    if one.language is Language.JA:
        starts, ends = {token.start for token in tokens}, {token.end for token in tokens}
        at = text.find(one.term)
        while at >= 0:
            end = at + len(one.term)
            if at in starts and end in ends:
                yield at, end
            at = text.find(one.term, at + 1)
        for token in tokens:
            if token.lemma == one.term and token.surface != one.term:
                yield token.start, token.end
        return
    wanted = one.term.split()
    for at in range(len(tokens) - len(wanted) + 1):
        taken = tokens[at : at + len(wanted)]
        if all(map(_is_word, wanted, taken)):
            yield taken[0].start, taken[-1].end


def _is_word(word: str, token: Token) -> bool:
    """Whether a token is a word or a form of it; an acronym is nothing but itself (US is not us)."""
    return word == token.surface if is_acronym(word) else word.casefold() in (token.surface.casefold(), token.lemma.casefold())


def _match_at(glossed: Glossed, span: Span) -> Match | None:
    return next((m for m in (*glossed.expressions, *glossed.matches) if (m.start, m.end) == (span.start, span.end)), None)


def _reading_at(glossed: Glossed, span: Span, term: str) -> str:
    """How a term is read where it stands; of an inflected word how its lemma is."""
    tokens = [token for token in glossed.analysis.tokens if span.start <= token.start and token.end <= span.end]
    if len(tokens) == 1 and tokens[0].surface != term:
        return tokens[0].lemma_reading
    return "".join(token.reading for token in tokens)


# ---- running words


def _running(text: GlossedText) -> dict[Language, list[_Place]]:
    """The places of the running words of each language, in order."""
    places: dict[Language, list[_Place]] = {Language.JA: [], Language.EN: []}
    for index, glossed in enumerate(text.sentences):
        for token in glossed.analysis.tokens:
            if _is_running(token):
                places[token.language].append((index, token.start, token.end))
    return places


def _is_running(token: Token) -> bool:
    return token.language in (Language.JA, Language.EN) and token.pos not in _NOT_RUNNING


def _covers(spans: Iterable[Span], places: Sequence[_Place]) -> frozenset[int]:
    """The numbers of the running words that a term's places touch."""
    covered: set[int] = set()
    for sentence, start, end in spans:
        at = bisect_left(places, (sentence, start, 0))
        if at and places[at - 1][0] == sentence and places[at - 1][2] > start:
            at -= 1
        while at < len(places) and places[at][0] == sentence and places[at][1] < end:
            covered.add(at)
            at += 1
    return frozenset(covered)


def _words(text: GlossedText, desk: Desk, languages: Sequence[Language], *, words: bool) -> Iterator[WordCount]:
    """The different words in order of appearance."""
    met: dict[tuple[Language, str], list[tuple[int, Match, Token]]] = {}
    for index, glossed in enumerate(text.sentences):
        for token, match in zip(glossed.analysis.tokens, glossed.matches, strict=True):
            if _is_running(token) and token.language in languages:
                lemma = token.lemma or token.surface
                folded = lemma if token.language is Language.JA or token.pos is Pos.PROPER else lemma.casefold()
                met.setdefault((token.language, folded), []).append((index, match, token))
    for (language, lemma), places in met.items():
        index, match, token = places[0]
        zipf = desk.library.zipf(lemma.casefold() if language is Language.EN else lemma, language)
        said = level(zipf)
        used = {place[2].pos for place in places}
        grammar = used <= _GRAMMAR or (language, lemma) in _LIGHT
        shown = word_of(text.sentences[index], match, text.document, desk.readings) if words and not grammar else None
        yield WordCount(
            language, lemma, token.lemma_reading, len(places), used == {Pos.PROPER}, used == {Pos.NUMBER},
            Frequency(said.said, zipf), shown, grammar, tuple(dict.fromkeys(place[0] + 1 for place in places)),
            gloss_ruby(shown, desk) if shown is not None else (),
        )  # fmt: skip
