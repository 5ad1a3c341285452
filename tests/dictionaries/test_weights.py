from __future__ import annotations

import pytest

from dictionaries.model import Category, How, Term, TermPart
from dictionaries.weights import weighted
from texts.model import Language


def term(text: str, count: int, *parts: str, language: Language = Language.JA) -> Term:
    made = tuple(TermPart(part, "", ()) for part in parts)
    return Term(text, language, "", (), Category.CONFLICT, count, (0,), How.ENTRY, None, parts=made)


def test_the_formula_by_hand() -> None:
    # 停戦 stands once with a left neighbour (twice) and once with a right one: (2+1)(3+1); alone: 5 × sqrt(12)
    found = weighted((term("停戦", 5), term("部分停戦", 2, "部分", "停戦"), term("停戦合意", 3, "停戦", "合意")))
    assert found[0].weight == pytest.approx(5 * 12**0.5)
    # 部分 has a right neighbour twice: (0+1)(2+1); with 停戦's 12
    assert found[1].weight == pytest.approx(2 * (3 * 12) ** 0.25)
    assert [one.term for one in found] == ["停戦", "部分停戦", "停戦合意"]


def test_languages_do_not_mix_and_a_term_alone_weighs_its_count() -> None:
    found = weighted((term("aid", 4, language=Language.EN), term("支援", 2)))
    assert [one.weight for one in found] == [4.0, 2.0]
