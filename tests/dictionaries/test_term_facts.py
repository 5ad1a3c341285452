from __future__ import annotations

from typing import cast

import pytest

from dictionaries.kanji_facts import load_kanji_facts
from dictionaries.library import Library
from dictionaries.model import Category, How, Term, TermPart
from dictionaries.term_facts import Grade, grade_of, term_facts
from texts.model import Language

ZIPF = {"領土": 4.1, "併合": 3.2, "停戦": 3.9, "military": 4.9, "aid": 4.6}


class Frequencies:
    """A library that knows frequencies only."""

    def zipf(self, word: str, language: Language) -> float | None:
        return ZIPF.get(word)


def term(text: str, *parts: str, language: Language = Language.JA) -> Term:
    made = tuple(TermPart(part, "", ()) for part in parts)
    return Term(text, language, "", (), Category.CONFLICT, 1, (0,), How.ENTRY, None, parts=made)


@pytest.mark.parametrize(
    ("found", "said", "hardest", "grade"),
    [
        (term("停戦"), "fairly common", "", Grade.YEAR_5),
        (term("領土併合", "領土", "併合"), "fairly common (rarest part)", "併合", Grade.SECONDARY),
        (term("部分停戦", "部分", "停戦"), "", "部分", Grade.YEAR_5),  # 部分 is not listed: nobody knows which is rarest, and how rare
        (term("military aid", language=Language.EN), "common (rarest part)", "aid", Grade.NONE),
        (term("サミット"), "", "", Grade.NONE),
    ],
)
def test_how_common_and_how_hard(found: Term, said: str, hardest: str, grade: Grade) -> None:
    facts = term_facts(found, cast("Library", Frequencies()), load_kanji_facts())
    assert (facts.said, facts.hardest, facts.grade) == (said, hardest, grade)


def test_grades_in_order_of_difficulty() -> None:
    kanji = load_kanji_facts()
    assert [grade_of(letter, kanji) for letter in ("日", "停", "譲", "伊", "靄", "あ")] == [
        Grade.YEAR_1, Grade.YEAR_5, Grade.SECONDARY, Grade.NAMES, Grade.OUTSIDE, Grade.NONE,
    ]  # fmt: skip
    assert Grade.YEAR_6.said == "year 6"
    assert grade_of("停戦譲歩", kanji) is Grade.SECONDARY


def test_the_school_years_are_those_since_2020() -> None:
    """As many kanji in each year as the 学年別漢字配当表 of 2017 has: 202, 193, 191."""
    kanji = load_kanji_facts()
    every = [chr(code) for code in range(0x4E00, 0x9FB0)]
    grades = [grade_of(letter, kanji) for letter in every]
    assert [grades.count(grade) for grade in list(Grade)[1:7]] == [80, 160, 200, 202, 193, 191]
