"""Dictionaries that turn out to be damaged while they are read, and Ctrl-C while one is built."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from dictionaries.model import Glossed
from dictionaries.store import damaged
from reader.interrupts import held_interrupt
from reader.paths import Places
from reader.workbench import Workbench
from tests.reader import fakes
from texts.errors import DamagedError, StorageError
from texts.model import Analysis

ROOT = Path(__file__).resolve().parents[2]
ANALYSIS = fakes.analyse(next(iter(fakes.sentences(fakes.TEXT))))


class Bench(Workbench):
    """A workbench over one file, which is damaged while it says "bad"; building it writes `builds`."""

    def __init__(self, places: Places, builds: str, *, lenient: bool = False) -> None:
        super().__init__(places, lenient=lenient)
        self.path = places.compiled_folder / "jmdict.sqlite"
        self.path.parent.mkdir(parents=True)
        self.path.write_text("bad")
        self._builds = builds
        self.built: list[str] = []

    def build(self, name: str, *_: object) -> None:
        assert not self.path.exists(), "thrown away first"
        self.built.append(name)
        self.path.write_text(self._builds)

    def _open_glosser(self) -> Bench:  # type: ignore[override]
        return self

    def gloss(self, analysis: Analysis) -> Glossed:
        return self._mended(lambda: self._ask(analysis))

    def _ask(self, analysis: Analysis) -> Glossed:
        if self.path.exists() and self.path.read_text() == "bad":
            raise damaged(self.path, OSError("database disk image is malformed"))
        return Glossed(analysis, (), ())


def test_a_damaged_dictionary_is_built_anew_and_asked_again(empty_home: Places) -> None:
    bench = Bench(empty_home, "good")
    assert bench.gloss(ANALYSIS).analysis == ANALYSIS
    assert bench.gloss(ANALYSIS).analysis == ANALYSIS
    assert bench.built == ["jmdict"]


def test_one_that_is_damaged_again_is_reported(empty_home: Places) -> None:
    bench = Bench(empty_home, "bad")
    with pytest.raises(StorageError) as caught:
        bench.gloss(ANALYSIS)
    assert bench.built == ["jmdict"]
    assert "delete the file" in caught.value.hint


def test_a_reader_does_not_wait_for_the_building(empty_home: Places) -> None:
    bench = Bench(empty_home, "good", lenient=True)
    with pytest.raises(DamagedError):
        bench.gloss(ANALYSIS)
    assert not bench.path.exists()
    assert "jmdict" in bench.missing()
    assert bench.gloss(ANALYSIS).analysis == ANALYSIS, "with what is left"
    assert bench.built == []


def test_ctrl_c_is_held_until_the_block_ends() -> None:
    before = signal.getsignal(signal.SIGINT)
    seen: list[bool] = []

    def work() -> None:
        with held_interrupt() as pressed:
            seen.append(pressed())
            os.kill(os.getpid(), signal.SIGINT)
            seen.append(pressed())

    with pytest.raises(KeyboardInterrupt):
        work()
    assert seen == [False, True]
    assert signal.getsignal(signal.SIGINT) is before


def test_other_threads_hold_nothing() -> None:
    seen: list[bool] = []

    def work() -> None:
        with held_interrupt() as pressed:
            seen.append(pressed())

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [False]


def test_ctrl_c_during_the_first_build_leaves_nothing(article: Path, empty_home: Places) -> None:
    command = [sys.executable, "-c", "from reader.cli import console; console()", "show", str(article)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stderr is not None
        assert b"preparing the dictionaries" in process.stderr.readline()
        process.send_signal(signal.SIGINT)
        assert process.stderr.read().decode().splitlines()[-1] == "taiyaku: interrupted"
        assert process.wait() == 130
    assert list(empty_home.compiled_folder.glob("*")) == []
