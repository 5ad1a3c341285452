from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decks.model import Example, Learn, RubySpan, Word
from decks.sheets.model import Counts, Part, Place, Row, Sheet
from decks.worksheets import make_worksheets
from decks.worksheets.model import Quiz, Worksheet
from texts.errors import UsageError
from texts.model import Language

KANJI = "停戦合意首脳会談制裁条約選挙議会予算外交軍事支援情報"
FROZEN = ["条約", "首脳", "停戦", "制裁", "合意"]
words = st.lists(st.text(KANJI, min_size=2, max_size=4), min_size=4, max_size=50, unique=True)


def made(terms: list[str], learn: Learn = Learn.JA) -> Sheet:
    rows = []
    for at, term in enumerate(terms):
        text = f"第{at}回の発表では、政府は{term}を認めると述べた。"
        start = text.index(term, 10)
        example = Example(text, (RubySpan(start, start + len(term), f"よみ{at}"),), start, start + len(term), Language.JA, number=at + 1)
        word = Word(Language.JA, term, f"よみ{at}", (), "noun", (f"gloss {at}",), "entry", "taiyaku", example, term)
        rows.append(Row(at + 1, word, (Place(1, 1, (at + 1,)),), weight=float(len(terms) - at)))
    return Sheet("made up", learn, date(2026, 3, 2), (), (Part(Language.JA, tuple(rows), (), Counts(9, 9, 9, 9)),))


def visible(sheet: Worksheet) -> list[str]:
    out = []
    for question in sheet.questions:
        start, end = question.prompt.blank or (0, 0)
        out.append(question.prompt.text[:start] + "\n" + question.prompt.text[end:])
    return out


def asked(sheet: Worksheet) -> list[str]:
    return [question.prompt.text for question in sheet.questions]


@given(words, st.integers(), st.integers(0, 30))
def test_answers_belong_to_their_questions_and_are_not_given_away(terms: list[str], seed: int, items: int) -> None:
    sheet = made(terms)
    answers = {row.word.headword: row.word for row in sheet.parts[0].rows}
    for one in make_worksheets(sheet, list(Quiz), seed=seed, versions=2, items=items):
        assert len(set(asked(one))) == len(one.questions) <= (items or 20)
        letters = {choice.letter: choice for choice in one.choices}
        assert len(letters) == len(one.choices)
        for question, shown in zip(one.questions, visible(one), strict=True):
            assert question.answer.text not in shown
            if one.quiz is Quiz.CLOZE:
                start, end = question.prompt.blank or (-1, -1)
                assert 0 <= start < end <= len(question.prompt.text)
                assert question.prompt.text[start:end] == question.answer.text
                assert answers[question.answer.text].reading not in [span.reading for span in question.prompt.ruby]
                assert letters[question.choice].line.text == question.answer.text
            else:
                word = answers[question.prompt.text]
                assert question.answer.text == (word.reading if one.quiz is Quiz.READING else word.glosses[0])
            if one.quiz is Quiz.MATCH:
                assert letters[question.choice].line == question.answer
                assert letters[question.choice].box == question.box
                assert one.choices[question.number - 1].letter != question.choice  # never opposite itself


@given(words, st.integers())
def test_versions_differ_in_every_place_and_a_seed_repeats(terms: list[str], seed: int) -> None:
    once = make_worksheets(made(terms), list(Quiz), seed=seed, versions=2)
    assert once == make_worksheets(made(terms), list(Quiz), seed=seed, versions=2)
    for quiz in Quiz:
        versions = [asked(one) for one in once if one.quiz is quiz]
        if len(versions) == 2 and len(versions[0]) >= 4:
            assert all(a != b for a, b in zip(*versions, strict=False))


def test_a_seed_is_the_same_on_every_python() -> None:
    (one,) = make_worksheets(made(["停戦", "合意", "首脳", "制裁", "条約"]), [Quiz.READING], seed=2)
    assert asked(one) == FROZEN


def test_all_places_of_a_word_are_emptied_and_its_ruby_goes() -> None:
    sheet = made(["停戦", "首脳", "制裁"])
    row = sheet.parts[0].rows[0]
    text = "停戦の前に、停戦合意の条件として停戦を求めた政府は強く反発した。"
    spans = (RubySpan(0, 2, "ていせん"), RubySpan(6, 8, "ていせん"), RubySpan(8, 10, "ごうい"))
    row = replace(row, word=replace(row.word, reading="ていせん", example=Example(text, spans, 0, 2, Language.JA)))
    sheet = replace(sheet, parts=(replace(sheet.parts[0], rows=(row, *sheet.parts[0].rows[1:])),))
    (one,) = make_worksheets(sheet, [Quiz.CLOZE], seed=1)
    question = next(q for q in one.questions if q.answer.text == "停戦")
    assert question.prompt.text == "停戦の前に、＿＿＿＿合意の条件として＿＿＿＿を求めた政府は強く反発した。"
    assert [(question.prompt.text[s.start : s.end], s.reading) for s in question.prompt.ruby] == [("合意", "ごうい")]


@pytest.mark.parametrize(("versions", "items"), [(0, 0), (3, 0), (1, -1)])
def test_numbers_out_of_range_are_refused(versions: int, items: int) -> None:
    with pytest.raises(UsageError):
        make_worksheets(made(["停戦"]), [Quiz.MEANING], seed=1, versions=versions, items=items)


def test_english_has_no_readings_to_ask() -> None:
    sheet = replace(made([]), parts=(Part(Language.EN, (), (), Counts(0, 0, 0, 0)),))
    with pytest.raises(UsageError, match="no reading"):
        make_worksheets(sheet, [Quiz.READING], seed=1)


def test_nothing_to_ask_makes_no_worksheet() -> None:
    assert make_worksheets(made([]), list(Quiz), seed=1) == ()
