"""`taiyaku terms`: the facts of each term, and what a teacher's file does to it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from reader.cli import main
from reader.paths import Places

pytestmark = pytest.mark.dictionary
Captured = pytest.CaptureFixture[str]


def test_facts_are_columns_at_the_end_and_keys_of_json(article: Path, home: Places, capsys: Captured) -> None:
    assert main(["terms", str(article), "--format", "csv", "--learn", "ja"]) == 0
    table = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert list(table[0])[-4:] == ["pos", "frequency", "grade", "hardest"]
    assert main(["terms", str(article), "--format", "json", "--learn", "ja"]) == 0
    listed = json.loads(capsys.readouterr().out)[0]["terms"]
    assert [one["term"] for one in listed] == [row["term"] for row in table]
    for one, row in zip(listed, table, strict=True):
        assert (one["frequency"], one["grade"], one["hardest"]) == (row["frequency"], row["grade"], row["hardest"])
    assert any(row["frequency"] for row in table)


def test_a_bad_text_does_not_stop_the_rest_and_the_teachers_file_is_obeyed(
    article: Path, home: Places, tmp_path: Path, capsys: Captured
) -> None:
    own = tmp_path / "own.tsv"
    own.write_text("term\taction\n停戦\texclude\n", encoding="utf-8")
    assert main(["terms", str(tmp_path / "gone.txt"), str(article), "--format", "csv", "--overrides", str(own), "--limit", "3"]) == 66
    out, err = capsys.readouterr()
    table = list(csv.DictReader(io.StringIO(out)))
    assert "gone.txt" in err
    assert 1 <= len(table) <= 6
    assert "停戦" not in [row["term"] for row in table]
