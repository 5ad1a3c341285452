"""Readings of what the analyser cannot read: on readings, shown as guesses, never over anything but kanji."""

from __future__ import annotations

import pytest

from dictionaries.kanji import load_kanji_readings
from tests.texts.analysing import analyse, with_ruby
from texts.unread import MOST_KANJI, guessed


class NoKanji:
    def readings(self, kanji: str) -> tuple[str, ...]:
        return ()


@pytest.mark.parametrize(
    ("surface", "expected"),
    [
        ("漂泳", "ひょうえい"),
        ("晷針", "きしん"),
        ("滞英", "たいえい"),
        ("漂う", ""),  # not all of it is kanji
        ("漂々", ""),
        ("", ""),
        ("漂" * (MOST_KANJI + 1), ""),
    ],
)
def test_guessed(surface: str, expected: str) -> None:
    assert guessed(surface, load_kanji_readings()) == expected


def test_no_kanji_known_no_guess() -> None:
    assert guessed("漂泳", NoKanji()) == ""


def test_guesses_are_shown_as_guesses() -> None:
    analysis = analyse("漂泳区を漂う。")
    assert with_ruby(analysis) == "漂[ひょう]泳[えい]区[く]を漂[ただよ]う。"
    assert [ruby.sure for ruby in analysis.ruby] == [False, False, True, True]
