"""Hostile inputs through decoding, sanitising, segmentation and English: read or refused, never obeyed, never slow."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.hostile.texts import CANARY, Hostile, inputs, write
from texts import english
from texts.errors import TaiyakuError
from texts.importers import open_document
from texts.language import runs
from texts.model import Language
from texts.segment import MAX_SENTENCE, segment

INPUTS = tuple(inputs())
FLAG = re.compile("\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]+\U000e007f")
RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\ud800-\udfff\U000e0001\U000e0020-\U000e007f]")


@pytest.mark.parametrize("item", INPUTS, ids=lambda item: item.name)
def test_read_or_refused(item: Hostile, tmp_path: Path) -> None:
    path = tmp_path / item.name
    path.write_bytes(item.data)
    error: TaiyakuError | None = None
    try:
        document = open_document(str(path))
    except TaiyakuError as raised:
        error = raised
    assert item.expect in ("either", "reject" if error else "ok")
    if error:
        assert error.exit_code in (65, 66)
        assert error.hint
        assert not RAW.search(f"{error} {error.hint}")
        return
    sentences = list(segment(document))
    shown = "\n".join(sentence.text for sentence in sentences)
    assert not RAW.search(FLAG.sub("", shown))
    assert not RAW.search(FLAG.sub("", document.title))
    assert "".join(shown.split()) == "".join(document.text.split())
    assert all(len(sentence.text) <= MAX_SENTENCE + 1 for sentence in sentences)
    if item.expect == "ok":
        assert CANARY in shown
    for sentence in sentences:
        for run in runs(sentence.text):
            if run.language is Language.EN:
                english.tokens(sentence.text[run.start : run.end], run.start)
        if sentence.language is Language.EN:
            english.doubtful(sentence.text)


def test_what_was_replaced_is_counted(tmp_path: Path) -> None:
    by_name = {item.name: item for item in INPUTS}
    wanted = {"escape_clear.txt": 2, "escape_override.txt": 2, "escape_joiners.txt": 0, "encoding_cut_utf-8.txt": 1}
    for name, replaced in wanted.items():
        path = tmp_path / name
        path.write_bytes(by_name[name].data)
        assert open_document(str(path)).replaced == replaced, name


def test_the_generator_writes_the_same_files_twice(tmp_path: Path) -> None:
    count = write(tmp_path / "one")
    assert count == write(tmp_path / "two") == len(INPUTS)
    manifest = (tmp_path / "one" / "manifest.tsv").read_text(encoding="utf-8")
    assert manifest.count("\n") == count
    for path in sorted((tmp_path / "one").iterdir()):
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()
