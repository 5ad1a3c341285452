"""A sentence of the article with a term left out: where the term stands, what is emptied, whether it makes a good question.

All places of the term in its sentence are emptied: the first is the question's blank, of the others no letter is left. A place inside a
longer term of the list (大統領 in トランプ大統領) is asked only where the list's sentences have no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from decks.model import Example, RubySpan
from decks.sheets.model import Part, Row
from decks.worksheets.model import Line
from texts.english import doubtful
from texts.english import tokens as english_tokens
from texts.kana import is_kana, is_kanji, to_hiragana
from texts.model import Language

LONGEST = {Language.JA: 120, Language.EN: 240}  # characters; twenty words of English are as long as forty characters of Japanese
SHORTEST = {Language.JA: 8, Language.EN: 20}  # characters beside the blank, without marks
GOOD, WEAK, DOUBTFUL = range(3)
"""How well a sentence asks: as it should; too long, too short, cut off or in the other language; wrong as far as we know."""
_GAP = {Language.JA: "＿＿＿＿", Language.EN: "____"}
_UNFINISHED = ("、", ",", "，", ":", "：")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9 ,.'’-]*")


@dataclass(frozen=True, slots=True)
class Gap:
    """A row and its sentence with the gap; `form` is what stands in it, `flaw` is GOOD, WEAK or DOUBTFUL.

    `within` says that it stands in a longer term, `terms` are the list's terms that can be read beside it.
    """

    row: Row
    prompt: Line
    form: str
    flaw: int
    sentence: str
    within: bool = False
    terms: tuple[str, ...] = ()

    @property
    def seen(self) -> str:
        """What can be read of the sentence."""
        return _seen(self.prompt)

    def shows(self, row: Row, form: str, *, alone: bool) -> bool:
        """Whether a row's word, of two letters at least, can be read beside the gap; `alone`: not only as part of a longer term."""
        seen = self.seen
        places = [(start, end) for start, end in standing(row, form, seen) if end - start > 1]
        return any(not alone or not _inside(seen, place, self.terms) for place in places)


class Sentences:
    """The sentences that the rows of one part bring along, and the terms that may hold others."""

    def __init__(self, part: Part) -> None:
        rows = [*part.rows, *part.names]
        self._examples = {row.word.example.text: row.word.example for row in rows if row.word.example is not None}
        self._names = {row.word.headword for row in rows} | {row.word.surface for row in rows if row.word.surface}

    def gap(self, row: Row) -> Gap | None:
        """The best gap for a row: in its own sentence, unless it stands in a longer term there or is told there."""
        own = self._gap(row, row.word.example) if row.word.example is not None else None
        if own is not None and not own.within:
            return own
        others = [gap for example in self._elsewhere(row) if (gap := self._gap(row, example)) is not None]
        found = [*([own] if own is not None else []), *others]
        return min(found, key=lambda gap: (gap.flaw == DOUBTFUL, gap.within, gap.flaw), default=None)

    def _gap(self, row: Row, example: Example) -> Gap | None:
        if not 0 <= example.start < example.end <= len(example.text):
            return None
        places = _places(row, example)
        free = [place for place in places if not _inside(example.text, place, self._names)]
        if free and free[0] != places[0]:
            example = replace(example, start=free[0][0], end=free[0][1])
            places = [free[0], *(place for place in places if place != free[0])]
        form = example.text[example.start : example.end]
        prompt = _emptied(example, places, row.word.language)
        if _tells(row, form, _seen(prompt)):
            return None
        seen = _seen(prompt)
        terms = tuple(sorted(name for name in self._names if name.casefold() in seen.casefold()))
        return Gap(row, prompt, form, _flaw(example, row.word.language, seen), example.text, not free, terms)

    def _elsewhere(self, row: Row) -> Iterator[Example]:
        """The row's term in the other rows' sentences, where it stands as a whole word."""
        own = row.word.example
        for example in self._examples.values():
            if own is not None and example.text == own.text:
                continue
            for start, end in sorted(_spelled(example.text, row.word.headword)):
                if _is_whole(example.text, start, end) and not _inside(example.text, (start, end), self._names):
                    yield replace(example, start=start, end=end)
                    break


def standing(row: Row, form: str, text: str) -> list[tuple[int, int]]:
    """Where a row's word can be read in a text: in this form, as it stands in the list, inflected. Places may overlap."""
    headword = row.word.headword
    if row.word.language is Language.EN:
        return [*_spelled(text, form), *_spelled(text, headword), *_same_lemma(headword, text)]
    stem = headword
    while stem and not is_kanji(stem[-1]):
        stem = stem[:-1]
    wanted = {form, headword} | ({stem} if stem and all(map(is_kana, headword[len(stem) :])) else set())
    return [match.span() for one in sorted(wanted, key=lambda one: (-len(one), one)) for match in re.finditer(re.escape(one), text)]


def _inside(text: str, place: tuple[int, int], names: Iterable[str]) -> bool:
    """Whether a longer one of these terms stands around this place."""
    start, end = place
    form = text[start:end].casefold()
    longer = [name for name in names if len(name) > len(form) and form in name.casefold()]
    return any(match.start() <= start and end <= match.end() for name in longer for match in _found(name, text))


def _found(name: str, text: str) -> Iterator[re.Match[str]]:
    return re.finditer(re.escape(name), text, re.IGNORECASE)


def _places(row: Row, example: Example) -> list[tuple[int, int]]:
    """Where the word stands in its sentence, first the example's own place."""
    kept = [(example.start, example.end)]
    found = standing(row, example.text[example.start : example.end], example.text)
    for span in sorted(found, key=lambda span: (span[0], -span[1])):
        if all(span[1] <= start or end <= span[0] for start, end in kept):
            kept.append(span)
    return kept


def _spelled(text: str, wanted: str) -> list[tuple[int, int]]:
    """The places of these letters; capitals do not matter, except in an acronym (US is not us)."""
    return [match.span() for match in re.finditer(re.escape(wanted), text, 0 if wanted.isupper() else re.IGNORECASE)]


def _same_lemma(headword: str, text: str) -> list[tuple[int, int]]:
    if " " in headword or headword.isupper():
        return []
    return [(token.start, token.end) for token in english_tokens(text) if token.lemma.casefold() == headword.casefold()]


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether no letter of the same script stands beside it: surely a word, even without the analyser."""
    left, right = text[start - 1 : start], text[end : end + 1]
    return not (left and _script(left) == _script(text[start])) and not (right and _script(right) == _script(text[end - 1]))


def _script(char: str) -> str:
    if is_kanji(char):
        return "kanji"
    if char == "ー" or to_hiragana(char) != char:
        return "katakana"
    return "latin" if char.isascii() and char.isalnum() else f"other {char}"


def _emptied(example: Example, places: Iterable[tuple[int, int]], language: Language) -> Line:
    """The sentence with further places replaced by a gap, the ruby moved along and that of the places left out."""
    text, at, blank = "", 0, (0, 0)
    own = (example.start, example.end)
    ruby: list[RubySpan] = []

    def copy(until: int) -> None:
        nonlocal text
        shift = len(text) - at
        ruby.extend(RubySpan(r.start + shift, r.end + shift, r.reading) for r in example.ruby if at <= r.start and r.end <= until)
        text += example.text[at:until]

    for start, end in sorted(places):
        copy(start)
        if (start, end) == own:
            blank = (len(text), len(text) + end - start)
            text += example.text[start:end]
        else:
            text += _GAP[language]
        at = end
    copy(len(example.text))
    return Line(text, example.language if example.language in _GAP else Language.JA, tuple(ruby), blank=blank)


def _seen(prompt: Line) -> str:
    start, end = prompt.blank or (0, 0)
    return prompt.text[:start] + "\n" + prompt.text[end:]


def _tells(row: Row, form: str, seen: str) -> bool:
    """Whether the answer, its reading or its other name can still be read."""
    if form in seen or (row.word.headword in seen and len(row.word.headword) > 1):
        return True
    reading = row.word.reading
    if len(reading) > 2 and to_hiragana(reading) in to_hiragana(seen):
        return True
    return any(len(name) > 2 and name.casefold() in seen.casefold() for name in (*row.same_as, *row.word.glosses))


def _flaw(example: Example, language: Language, seen: str) -> int:
    """How well a sentence asks. Of Japanese it is known that its English is wrong, and that a line ends in the middle."""
    english = [example.text] if example.language is Language.EN else _LATIN.findall(example.text)
    if any(doubtful(run) is not None for run in english):
        return DOUBTFUL
    said = sum(char.isalnum() for char in seen)
    cut_off = example.language is not Language.EN and example.text.rstrip(" 」』").endswith(_UNFINISHED)
    other = language is Language.EN and example.language is not Language.EN
    return WEAK if cut_off or other or len(example.text) > LONGEST[language] or said < SHORTEST[language] else GOOD
