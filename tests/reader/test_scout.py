"""The second process that opens the text while the first loads Textual. Run in processes of their own: pytest's has threads."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from reader.paths import Places
from reader.scout import send
from reader.workbench import Workbench

ROOT = Path(__file__).resolve().parents[2]
PRELUDE = "import sys\nfrom reader.paths import find_places\nfrom reader.scout import send\nfrom reader.workbench import Workbench\n"


def run(code: str, *arguments: str) -> str:
    done = subprocess.run([sys.executable, "-c", PRELUDE + code, *arguments], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stderr == ""
    return done.stdout


@pytest.mark.dictionary
def test_it_finds_what_the_first_process_would_find(article: Path, home: Places) -> None:
    code = """
scout = send(find_places(), sys.argv[1], None, Workbench)
opened = scout.first()
page = scout.page()
with Workbench(find_places()) as bench:
    document = bench.document(sys.argv[1])
    sentences = tuple(bench.sentences(document))
    assert opened.document == document
    assert opened.sentences == sentences
    assert opened.analysis == bench.analyse(sentences[0])
    assert page == tuple(bench.gloss(bench.analyse(s)) for s in sentences[:8])
    print(len(page), any(m.glosses for g in page for m in g.matches))
"""
    assert run(code, str(article)).split() == ["5", "True"]
    assert not home.study_file.exists()


def test_what_goes_wrong_there_is_left_to_the_first_process(empty_home: Places, tmp_path: Path) -> None:
    code = "s = send(find_places(), sys.argv[1], None, Workbench)\nprint(s.first(), s.page())"
    assert run(code, str(tmp_path / "missing.txt")) == "None ()\n"


def test_it_can_be_let_go_of_at_any_time(empty_home: Places, article: Path) -> None:
    code = """
import os
scout = send(find_places(), sys.argv[1], None, Workbench)
scout.end()
scout.end()
try:
    os.waitpid(-1, os.WNOHANG)
except ChildProcessError:
    print("no child left")
"""
    assert run(code, str(article)) == "no child left\n"


def test_a_scout_that_dawdles_is_let_go_of(empty_home: Places, article: Path) -> None:
    code = """
import time
import reader.scout
reader.scout.PATIENCE = 0.2
class Slow(Workbench):
    def document(self, *args):
        time.sleep(60)
scout = send(find_places(), sys.argv[1], None, Slow)
began = time.monotonic()
print(scout.first(), scout.page(), time.monotonic() - began < 30)
"""
    assert run(code, str(article)) == "None () True\n"


def test_no_scout_where_forking_is_not_safe(empty_home: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork")
    assert send(empty_home, "article.txt", None, Workbench) is None
