"""Which words of a text go into a deck, and what is known of each: matches and terms to `Word`s.

A word shows the same whatever was picked: what the term list knows of it comes before what the sentence's gloss
knows, and the sentence the reader saved it from before the first one it stands in. Words without a gloss are left
out. Writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from decks.keys import Keyring
from decks.model import Example, Learn, Pick, RubySpan, Word, WordKey
from decks.study import Study
from dictionaries.model import Entry, Glossed, GlossedText, How, Match, Span, Term
from texts.furigana import align
from texts.kana import in_script_of, to_hiragana
from texts.model import Document, KanjiReadings, Language, Pos, Token

CONTENT = frozenset({
    Pos.NOUN, Pos.VERBAL_NOUN, Pos.PROPER, Pos.VERB, Pos.ADJECTIVE, Pos.NA_ADJECTIVE, Pos.ADVERB
})  # fmt: skip
"""Parts of speech worth a card when all words are picked: the open classes."""
EXPRESSION = "expression"
"""Part of speech of several words that are no noun, verb or the like together: 少なくとも is no particle for its も."""

_LANGUAGES = {
    Learn.JA: frozenset({Language.JA}),
    Learn.EN: frozenset({Language.EN}),
    Learn.BOTH: frozenset({Language.JA, Language.EN}),
}


class _NoReadings:
    """Knows no kanji: `align` then keeps each run of kanji whole, which is never wrong."""

    def readings(self, kanji: str) -> tuple[str, ...]:  # noqa: ARG002 - the protocol's argument
        return ()


_NOTHING = _NoReadings()


def word_of(glossed: Glossed, match: Match, document: Document, kanji: KanjiReadings = _NOTHING) -> Word:
    """The word behind a match, with the sentence it stands in.

    Args:
        glossed: the sentence.
        match: one of its matches or expressions.
        document: the text, for the source.
        kanji: readings of single kanji, to put ruby over a lemma that is not in the sentence as it is; without them
        runs stay whole.
    """
    reading = _headword_reading(glossed, match)
    entry = _entry(match, reading)
    return Word(
        language=match.language,
        headword=match.lemma or match.surface,
        reading=in_script_of(match.lemma or match.surface, to_hiragana(reading)) if match.language is Language.JA else "",
        ruby=_headword_ruby(glossed, match, reading, kanji),
        pos=match.pos.value if match.pos in CONTENT or _token(glossed, match) else EXPRESSION,
        glosses=match.glosses,
        how=match.how.value,
        source=match.source or "",
        example=_example(glossed, match.start, match.end, document),
        surface=match.surface,
        parts=tuple(_line(p.lemma, p.reading, p.glosses) for p in match.parts),
        inflection=match.inflection,
        entry=f"{entry.source}:{entry.id}" if entry else "",
        readings=_readings(entry),
        gloss_readings=_gloss_readings(match),
    )


def word_of_term(term: Term, text: GlossedText, kanji: KanjiReadings = _NOTHING) -> Word:
    """The word behind a term, with the first sentence it stands in (the first that is not doubtful, if there is one)."""
    places = list(_places(term, text))
    places.sort(key=lambda place: place[0].analysis.doubtful is not None)  # stable: else in text order
    glossed, start, end, match = places[0] if places else (None, 0, 0, None)
    entry = _entry(match, term.reading) if match else None
    ruby: tuple[RubySpan, ...] = ()
    surface = glossed.analysis.sentence.text[start:end] if glossed else ""
    if term.language is Language.JA:
        ruby = _ruby_within(glossed, start, end) if glossed and surface == term.term else _aligned(term.term, term.reading, kanji)
    return Word(
        language=term.language,
        headword=term.term,
        reading=in_script_of(term.term, to_hiragana(term.reading)) if term.language is Language.JA else "",
        ruby=ruby,
        pos=term.pos.value,
        glosses=term.glosses,
        how=term.how.value,
        source=term.source or "",
        example=_example(glossed, start, end, text.document) if glossed else None,
        surface=surface,
        category=term.category.value if term.category else "",
        parts=tuple(_line(p.term, p.reading, p.glosses) for p in term.parts),
        entry=f"{entry.source}:{entry.id}" if entry else "",
        readings=_readings(entry),
        gloss_readings=_gloss_readings(match) if match and match.glosses == term.glosses else (),
    )


def pick(text: GlossedText, study: Study | None, learn: Learn, pick: Pick, kanji: KanjiReadings = _NOTHING) -> tuple[Word, ...]:
    """The words of a text that go into a deck, each once, in the order they stand in the text.

    Args:
        text: the analysed text.
        study: the reader's data: saved words, and which words are one. None: nothing is saved.
        learn: Japanese words, English ones, or both.
        pick: the terms, the words saved from this text, or every content word and expression.
        kanji: see `word_of`.
    """
    terms = [w for w in (word_of_term(t, text, kanji) for t in text.terms if t.language in _LANGUAGES[learn]) if _worth(w)]
    met = [w for w in _met(text, _LANGUAGES[learn], kanji) if _worth(w)] if pick is not Pick.TERMS else []
    saved = [w for w in _saved(text.document, study) if w.language in _LANGUAGES[learn]] if study else []
    every = [*terms, *met, *saved]
    keyring = study.ledger.keyring(every) if study else Keyring()
    best = _best(keyring, terms, met, saved)
    wanted = {Pick.TERMS: terms, Pick.SAVED: saved, Pick.ALL: [*terms, *met]}[pick]
    chosen = dict.fromkeys(keyring.mint(w) for w in wanted)
    return tuple(sorted((best[key] for key in chosen if _worth(best[key])), key=_position))


def _best(keyring: Keyring, terms: Sequence[Word], met: Sequence[Word], saved: Sequence[Word]) -> dict[WordKey, Word]:
    """For each key the word to show: the term, else the word in its first good sentence, else as saved.

    The sentence it was saved from wins.
    """
    best: dict[WordKey, Word] = {}
    for word in (*terms, *met, *saved):
        best.setdefault(keyring.mint(word), word)
    for word in saved:
        if word.example is not None:
            key = keyring.mint(word)
            best[key] = replace(best[key], example=word.example, surface=word.surface, inflection=word.inflection)
    return best


def _saved(document: Document, study: Study) -> list[Word]:
    """The words saved from a text, and those saved from it before it was corrected (its id has changed, its name has not)."""
    here = [s.word for s in study.words(document.id)]
    names = (document.title, document.source)
    before = [s.word for s in study.words() if s.word.example and (s.word.example.title, s.word.example.source) == names]
    return [*here, *(w for w in before if w.example and w.example.text_id != document.id)]


def _met(text: GlossedText, languages: frozenset[Language], kanji: KanjiReadings) -> Iterator[Word]:
    """Content words and expressions, those of doubtful sentences last."""
    for sure in (True, False):
        for glossed in text.sentences:
            if (glossed.analysis.doubtful is None) is not sure:
                continue
            for match in _content(glossed):
                if match.language in languages:
                    yield word_of(glossed, match, text.document, kanji)


def _content(glossed: Glossed) -> Iterable[Match]:
    """The matches of open classes, and the expressions that hold one (never これは); expressions first where both begin."""
    single = [m for m in glossed.matches if m.pos in CONTENT]
    several = [e for e in glossed.expressions if any(e.start <= m.start and m.end <= e.end for m in single)]
    return sorted((*several, *single), key=lambda m: (m.start, -m.end))


def _worth(word: Word) -> bool:
    return bool(word.headword.strip()) and any(g.strip() for g in word.glosses) and word.how not in (How.NONE, How.ROMAJI)


def _position(word: Word) -> tuple[int, int, int]:
    """Where a word stands in the text; words without a sentence come last."""
    if word.example is None:
        return (1, 0, 0)
    return (0, word.example.number, word.example.start)


def _headword_reading(glossed: Glossed, match: Match) -> str:
    """The reading of the lemma; of an expression that stands there as it is listed (原則として), that of its tokens."""
    token = _token(glossed, match)
    if token is not None:
        return token.lemma_reading or match.reading
    if match.lemma == match.surface:
        read = "".join(t.reading for t in glossed.analysis.tokens if match.start <= t.start and t.end <= match.end)
        return read or match.reading
    return match.reading


def _token(glossed: Glossed, match: Match) -> Token | None:
    return next((t for t in glossed.analysis.tokens if t.start == match.start and t.end == match.end), None)


def _example(glossed: Glossed, start: int, end: int, document: Document) -> Example:
    sentence = glossed.analysis.sentence
    return Example(
        text=sentence.text,
        ruby=tuple(RubySpan(r.start, r.end, r.reading) for r in glossed.analysis.ruby),
        start=start,
        end=end,
        language=sentence.language,
        text_id=document.id,
        title=document.title,
        source=document.source,
        number=sentence.index + 1,
    )


def _headword_ruby(glossed: Glossed, match: Match, reading: str, kanji: KanjiReadings) -> tuple[RubySpan, ...]:
    if match.language is not Language.JA:
        return ()
    headword = match.lemma or match.surface
    stem = 0  # an inflected word shares its kanji with its lemma; so does its ruby, if the whole still reads as the lemma does
    while stem < min(len(headword), len(match.surface)) and headword[stem] == match.surface[stem]:
        stem += 1
    spans = _ruby_within(glossed, match.start, match.start + stem)
    if spans and _read(headword, spans) == to_hiragana(reading):
        return spans
    return _aligned(headword, reading, kanji)


def _ruby_within(glossed: Glossed, start: int, end: int) -> tuple[RubySpan, ...]:
    return tuple(RubySpan(r.start - start, r.end - start, r.reading) for r in glossed.analysis.ruby if start <= r.start and r.end <= end)


def _aligned(headword: str, reading: str, kanji: KanjiReadings) -> tuple[RubySpan, ...]:
    return tuple(RubySpan(start, end, kana) for start, end, kana in align(headword, reading, kanji))


def _read(headword: str, spans: Iterable[RubySpan]) -> str:
    """The headword as its ruby reads it, in hiragana."""
    out, at = "", 0
    for span in spans:
        out += headword[at : span.start] + span.reading
        at = span.end
    return to_hiragana(out + headword[at:])


def _entry(match: Match, reading: str) -> Entry | None:
    """The entry that tells who a Japanese word is: one that is read as the word is (its 合意 also stands for 合意する).

    The entry shown may be the nearest there was; an identity must not be made from it.
    """
    if match.language is not Language.JA or match.entry is None or match.how not in (How.ENTRY, How.NAME):
        return None
    read = to_hiragana(reading)
    return match.entry if {read, read.removesuffix("する")} & set(_readings(match.entry)) else None


def _readings(entry: Entry | None) -> tuple[str, ...]:
    return tuple(to_hiragana(r) for r in entry.readings) if entry else ()


def _gloss_readings(match: Match) -> tuple[str, ...]:
    """Readings of Japanese glosses, from the entries they are taken from."""
    if match.language is not Language.EN:
        return ()
    known: dict[str, str] = {}
    for entry in (match.entry, *match.others):
        if entry is not None and entry.readings:
            for form in entry.forms:
                known.setdefault(form, to_hiragana(entry.reading))
    found = tuple(known.get(gloss, "") for gloss in match.glosses)
    return found if any(found) else ()


def _line(term: str, reading: str, glosses: Sequence[str]) -> str:
    """A part as one line: term, reading, first gloss."""
    return " ".join(p for p in (term, reading if reading != term else "", glosses[0] if glosses else "") if p)


def _places(term: Term, text: GlossedText) -> Iterator[tuple[Glossed, int, int, Match | None]]:
    """Where a term stands, with the match of just that place if there is one; places where it is spelled in full come first."""
    spans = sorted(term.spans, key=lambda span: _letters(span, text) != term.term)  # stable: else in text order
    for span in spans:
        glossed = text.sentences[span.sentence]
        matches = (*glossed.expressions, *glossed.matches)
        yield glossed, span.start, span.end, next((m for m in matches if (m.start, m.end) == (span.start, span.end)), None)


def _letters(span: Span, text: GlossedText) -> str:
    return text.sentences[span.sentence].analysis.sentence.text[span.start : span.end]
