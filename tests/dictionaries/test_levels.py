"""Kanji and how common words are."""

from __future__ import annotations

from pathlib import Path

import pytest

from dictionaries.kanji_facts import load_kanji_facts
from dictionaries.levels import Band, level
from texts.errors import UnavailableError


@pytest.mark.parametrize(
    ("zipf", "band"),
    [
        (7.0, Band.VERY_COMMON),
        (5.0, Band.VERY_COMMON),
        (4.99, Band.COMMON),
        (3.0, Band.FAIRLY_COMMON),
        (2.0, Band.UNCOMMON),
        (0.5, Band.RARE),
    ],
)
def test_the_bands_of_the_zipf_scale(zipf: float, band: Band) -> None:
    assert level(zipf).band is band


def test_a_word_that_is_not_listed_has_jmdicts_mark_or_nothing() -> None:
    assert level(None, 72).said == "marked common"
    assert level(None, 49).said == ""
    assert level(3.2, 72).said == "fairly common"  # what is counted goes before what is marked
    assert level(3.2, 72).marked


def test_kanji_of_a_word() -> None:
    yuzuru, aruku = load_kanji_facts().of("譲歩の譲!")
    assert (yuzuru.literal, yuzuru.onyomi, yuzuru.kunyomi, yuzuru.strokes) == ("譲", ("ジョウ",), ("ゆず.る",), 20)
    assert (yuzuru.meanings[0], yuzuru.grade, yuzuru.rank) == ("defer", 8, 984)
    assert "secondary" in yuzuru.school
    assert (aruku.meanings[0], aruku.grade, aruku.school) == ("walk", 2, "jōyō, taught in year 2")


def test_readings_as_parts_of_words_are_not_said_twice() -> None:
    (fit,) = load_kanji_facts().of("合")
    assert "あ.う" in fit.kunyomi
    assert "-あ.う" not in fit.kunyomi
    (day,) = load_kanji_facts().of("日")
    assert "-か" in day.kunyomi


def test_a_kanji_without_grade_or_meaning() -> None:
    (rare,) = load_kanji_facts().of("𠂉")
    assert (rare.grade, rare.rank, rare.school, rare.meanings) == (None, None, "", ())
    assert load_kanji_facts().of("かなABC。") == ()


def test_a_file_that_is_not_jamdicts(tmp_path: Path) -> None:
    path = tmp_path / "jamdict.db"
    path.write_bytes(b"not a database, but long enough to be taken for one by its size alone")
    with pytest.raises(UnavailableError, match="kanji tables"):
        load_kanji_facts(path)
