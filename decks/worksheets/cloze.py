"""Sentences of the article with a term left out, and a bank to choose from.

A sentence is asked once. All places of the term in it are emptied: the first is the question's blank, of the others no letter is left.
What would tell the answer (its reading in brackets, its other name) keeps a sentence out; one that is too long or short, or doubtful
English, is taken only when there are fewer than `ENOUGH` others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from decks.model import Example, RubySpan
from decks.sheets.model import Part, Row
from decks.worksheets.draw import Draw, apart, important, letter, told
from decks.worksheets.model import Choice, Line, Question
from dictionaries.inflection import in_japanese
from texts.english import doubtful
from texts.english import tokens as english_tokens
from texts.kana import is_kana, is_kanji, to_hiragana
from texts.model import Language

ENOUGH = 5
LONGEST = {Language.JA: 120, Language.EN: 240}  # characters; twenty words of English are as long as forty characters of Japanese
SHORTEST = {Language.JA: 8, Language.EN: 20}  # characters beside the blank, without marks
_GAP = {Language.JA: "＿＿＿＿", Language.EN: "____"}


@dataclass(frozen=True, slots=True)
class Gap:
    """A row and its sentence with the gap; `form` is what stands in it."""

    row: Row
    prompt: Line
    form: str
    good: bool

    @property
    def sentence(self) -> str:
        """What must not be asked twice on a page."""
        example = self.row.word.example
        return example.text if example else ""


def pool(part: Part, *, names: bool) -> list[Gap]:
    """The gaps that can be asked, good sentences first, in each the most important first."""
    gaps = [gap for row in important(part, names=names) if told(row) and (gap := _gap(row)) is not None]
    good = [gap for gap in gaps if gap.good]
    return good if len({gap.sentence for gap in good}) >= ENOUGH else [*good, *(gap for gap in gaps if not gap.good)]


def clash(one: Gap, other: Gap) -> bool:
    """Whether a word of the bank might fill the other's gap: one holds the other, or they mean or are the same."""
    a, b = one.row.word, other.row.word
    small, large = sorted((a.headword.casefold(), b.headword.casefold()), key=len)
    alike = {g.casefold() for g in a.glosses} & {g.casefold() for g in b.glosses}
    return small in large or bool(alike) or a.headword in other.row.same_as or b.headword in one.row.same_as


def laid_out(groups: list[list[Gap]], draw: Draw) -> tuple[tuple[Question, ...], tuple[Choice, ...]]:
    """The boxes as questions and banks; letters go on from box to box."""
    questions: list[Question] = []
    choices: list[Choice] = []
    for box, gaps in enumerate(groups):
        bank = apart(draw.shuffled(gaps), gaps)
        first = len(choices)
        choices += [
            Choice(letter(first + at), Line(gap.row.word.headword, gap.row.word.language, gap.row.word.ruby), box)
            for at, gap in enumerate(bank)
        ]
        questions += [
            Question(
                first + at + 1, gap.prompt, Line(gap.form, gap.row.word.language), _hint(gap), letter(first + bank.index(gap)), 0, box
            )
            for at, gap in enumerate(gaps)
        ]  # fmt: skip
    return tuple(questions), tuple(choices)


def _gap(row: Row) -> Gap | None:
    word, example = row.word, row.word.example
    if example is None or not 0 <= example.start < example.end <= len(example.text):
        return None
    form = example.text[example.start : example.end]
    places = _places(row, example)
    prompt = _emptied(example, places, word.language)
    assert prompt.blank is not None  # noqa: S101 one place at least: the example's own
    seen = prompt.text[: prompt.blank[0]] + "\n" + prompt.text[prompt.blank[1] :]
    if _tells(row, form, seen):
        return None
    return Gap(row, prompt, form, _is_good(example, word.language, seen))


def _places(row: Row, example: Example) -> list[tuple[int, int]]:
    """Where the word stands in its sentence, inflected too, first its own place."""
    own = (example.start, example.end)
    form = example.text[slice(*own)]
    if row.word.language is Language.EN:
        found = [*_spelled(example.text, form), *_spelled(example.text, row.word.headword), *_same_lemma(row.word.headword, example.text)]
    else:
        stem = row.word.headword
        while stem and not is_kanji(stem[-1]):
            stem = stem[:-1]
        wanted = {form, row.word.headword} | ({stem} if stem and is_kana(row.word.headword[len(stem) :] or "あ") else set())
        found = [
            match.span() for one in sorted(wanted, key=lambda one: (-len(one), one)) for match in re.finditer(re.escape(one), example.text)
        ]
    kept = [own]
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


def _emptied(example: Example, places: list[tuple[int, int]], language: Language) -> Line:
    """The sentence with further places replaced by a gap, the ruby moved along and that of the places left out."""
    own, text, at, blank = places[0], "", 0, (0, 0)
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


def _tells(row: Row, form: str, seen: str) -> bool:
    """Whether the answer, its reading or its other name can still be read."""
    if form in seen or (row.word.headword in seen and len(row.word.headword) > 1):
        return True
    reading = row.word.reading
    if len(reading) > 2 and to_hiragana(reading) in to_hiragana(seen):
        return True
    return any(len(name) > 2 and name.casefold() in seen.casefold() for name in (*row.same_as, *row.word.glosses))


def _is_good(example: Example, language: Language, seen: str) -> bool:
    said = sum(char.isalnum() for char in seen)
    if len(example.text) > LONGEST[language] or said < SHORTEST[language]:
        return False
    if language is Language.EN:
        return example.language is Language.EN and doubtful(example.text) is None
    return True


def _hint(gap: Gap) -> str:
    """The form that is wanted, in the pupils' language; "" when the bank has it as it is."""
    word = gap.row.word
    if not word.inflection or gap.form == word.headword:
        return ""
    return "・".join(in_japanese(word.inflection)) if word.language is Language.EN else ", ".join(word.inflection)
