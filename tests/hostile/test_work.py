"""Rows without an end: the work grows with the text, not with its square, and nothing is too deep or too long to be read.

Work is counted in calls of Python functions, so the same text always costs the same; time is measured nowhere.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest

from dictionaries.model import Glossed
from reader import plain
from tests.texts.analysing import analyse
from texts import numbers
from texts.furigana import align

ROWS = {
    "numbers": "1 ",
    "counted": "3人",
    "dates": "1月1日",
    "words of several units": "100円ショップ",
    "one long numeral": "三",
    "pairs": "1-",
    "terms": "停戦合意",
    "vague": "数十",
}


def calls(work: Callable[[], object]) -> int:
    """How often a Python function is entered, a generator resumed included."""
    count = 0

    def note(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def row(unit: str, length: int) -> str:
    return "今日は" + (unit * length)[:length]


@pytest.mark.parametrize("unit", ROWS.values(), ids=ROWS)
def test_work_grows_with_the_text(unit: str) -> None:
    def work(length: int) -> None:
        list(plain.lines(Glossed(analyse(row(unit, length)), (), ()), 80))

    work(500)  # tables are loaded and words seen once
    assert calls(lambda: work(2_000)) < 2.6 * calls(lambda: work(1_000)) + 1_000


@pytest.mark.parametrize("unit", [*ROWS.values(), "1", "１", "一", "〇", "9万", "何", "1,000", "0.1"])
def test_a_sentence_of_any_length_is_read(unit: str) -> None:
    """`lookup` hands over what the shell takes; a text is cut into sentences of some thousand characters."""
    text = row(unit, 6_000)
    analysis = analyse(text)
    assert "".join(token.surface for token in analysis.tokens) == "".join(text.split())
    assert all(ruby.end <= len(text) for ruby in analysis.ruby)


def test_a_number_without_end_is_no_number() -> None:
    assert numbers.read("1" * 5_000 + "円", 0, lambda _place: True) is None
    assert numbers.read("2025年", 0, lambda _place: True) is not None


def test_a_word_without_end_is_one_group() -> None:
    class NoReadings:
        def readings(self, _kanji: str) -> tuple[str, ...]:
            return ()

    assert align("三" * 2_000, "さん" * 2_000, NoReadings()) == ((0, 2_000, "さん" * 2_000),)
