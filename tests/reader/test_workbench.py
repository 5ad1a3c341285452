"""The tools of a thread: what a damaged study store stops, and what it does not."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from decks.study import Study
from reader.paths import Places
from reader.workbench import Workbench, utc_now
from texts.errors import TaiyakuError
from texts.model import BlockKind, Language, Sentence

TEXT = "停戦に合意した。"
SENTENCE = Sentence(0, BlockKind.NARRATION, 0, Language.JA, TEXT, 0, len(TEXT))


def spoil(places: Places) -> None:
    """A store whose corrections cannot be read."""
    places.data.mkdir(parents=True)
    Study.open(places.study_file, utc_now).close()
    with closing(sqlite3.connect(places.study_file)) as connection:
        connection.execute("DROP TABLE corrections")
        connection.commit()


def readings(bench: Workbench) -> list[str]:
    return [ruby.reading for ruby in bench.analyse(SENTENCE).ruby]


def test_the_screen_keeps_its_furigana_without_the_study_store(empty_home: Places) -> None:
    spoil(empty_home)
    with Workbench(empty_home, lenient=True) as bench:
        assert readings(bench) == ["てい", "せん", "ごう", "い"]


def test_a_file_that_is_no_store_takes_no_furigana_away(empty_home: Places) -> None:
    empty_home.data.mkdir(parents=True)
    empty_home.study_file.write_bytes(b"no store " * 100)
    with Workbench(empty_home, lenient=True) as bench:
        assert readings(bench) == ["てい", "せん", "ごう", "い"]
        with pytest.raises(TaiyakuError):
            bench.study()


def test_elsewhere_a_store_that_cannot_be_read_is_an_error(empty_home: Places) -> None:
    spoil(empty_home)
    with Workbench(empty_home) as bench, pytest.raises(TaiyakuError):
        readings(bench)


def test_a_correction_shows_in_the_next_sentence(empty_home: Places) -> None:
    empty_home.data.mkdir(parents=True)
    Study.open(empty_home.study_file, utc_now).close()
    with Workbench(empty_home) as bench:
        assert readings(bench) == ["てい", "せん", "ごう", "い"]
        with Study.open(empty_home.study_file, utc_now) as other:
            other.correct("停戦", "ていいくさ")
        assert "".join(readings(bench)) == "ていいくさごうい"


def test_a_store_made_by_another_thread_is_found(empty_home: Places) -> None:
    with Workbench(empty_home) as bench:
        assert readings(bench) == ["てい", "せん", "ごう", "い"]
        with Workbench(empty_home) as other:
            other.study().correct("停戦", "やすらぎ")
        assert readings(bench) == ["やすらぎ", "ごう", "い"]
