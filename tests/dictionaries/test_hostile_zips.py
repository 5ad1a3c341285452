"""Zips that are damaged, encrypted, huge, or lie: refused with the reason, at once, and without a trace."""

from __future__ import annotations

import hashlib
import json
import os
import struct
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from dictionaries import added, shelf
from dictionaries.added import Home
from dictionaries.sources import _zip
from tests.dictionaries.zips import INDEX, TERMS, make_zip, patch
from texts.errors import BadInputError, MissingInputError, TaiyakuError

NOW = datetime(2026, 1, 2, tzinfo=UTC)


def garbage(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04" + hashlib.sha256(b"garbage").digest() * 150)


def cut(path: Path) -> None:
    make_zip(path)
    path.write_bytes(path.read_bytes()[:-40])


def rotten(path: Path) -> None:
    make_zip(path, packing=zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b"ceasefire", b"ceasefirm"))


def encrypted(path: Path) -> None:
    make_zip(path)
    patch(path, "term_bank_1.json", local=(6, b"\x01\x00"), central=(8, b"\x01\x00"))


def shorter_than_it_says(path: Path) -> None:
    make_zip(path)
    patch(path, "term_bank_1.json", local=(22, struct.pack("<I", 50_000)), central=(24, struct.pack("<I", 50_000)))


def longer_than_it_says(path: Path) -> None:
    make_zip(path)
    patch(path, "term_bank_1.json", local=(22, struct.pack("<I", 10)), central=(24, struct.pack("<I", 10)))


def bomb(path: Path) -> None:
    make_zip(path, term_bank_1=b"[" + b" " * 30_000_000 + b"]")


def large_by_its_own_word(path: Path) -> None:
    make_zip(path)
    patch(path, "term_bank_1.json", central=(24, struct.pack("<I", 3_000_000_000)))


def large_member(path: Path) -> None:
    make_zip(path)
    patch(path, "term_bank_1.json", central=(24, struct.pack("<I", 900_000_000)))


def many_values(path: Path) -> None:
    make_zip(path, packing=zipfile.ZIP_STORED, term_bank_1=b"[" + b"[]," * 9_000_000 + b"[]]")


def many_members(path: Path) -> None:
    make_zip(path)
    data = path.read_bytes()
    at = data.rfind(b"PK\x05\x06")
    path.write_bytes(data[:at] + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 65535, 65535, 900_000_000, 0, 0))


def many_members_64(path: Path) -> None:
    make_zip(path)
    data = path.read_bytes()
    at = data.rfind(b"PK\x05\x06")
    record = b"PK\x06\x06" + struct.pack("<QHHIIQQQQ", 44, 45, 45, 0, 0, 9_000_000, 9_000_000, 900_000_000, 0)
    locator = b"PK\x06\x07" + struct.pack("<IQI", 0, at, 1)
    path.write_bytes(data[:at] + record + locator + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 65535, 65535, 2**32 - 1, 2**32 - 1, 0))


def with_member(name: str, mode: int = 0) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        make_zip(path)
        with zipfile.ZipFile(path, "a") as file:
            member = zipfile.ZipInfo(name)
            member.external_attr = mode << 16
            file.writestr(member, b"/etc/passwd")

    return make


def twice(path: Path) -> None:
    make_zip(path)
    with zipfile.ZipFile(path, "a") as file, pytest.warns(UserWarning, match="Duplicate"):
        file.writestr("term_bank_1.json", json.dumps(TERMS))


def member(value: bytes, name: str = "term_bank_1") -> Callable[[Path], None]:
    def make(path: Path) -> None:
        banks: dict[str, Any] = {name: value}
        make_zip(path, **banks)

    return make


def index(value: object) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        make_zip(path, index=value)

    return make


REFUSED = {
    "garbage": (garbage, "no zip"),
    "cut off": (cut, "no zip"),
    "rotten": (rotten, "damaged"),
    "encrypted": (encrypted, "encrypted"),
    "shorter": (shorter_than_it_says, "damaged|not as long"),
    "longer": (longer_than_it_says, "damaged"),
    "bomb": (bomb, "times its size"),
    "large": (large_by_its_own_word, "more than 2 GB"),
    "large member": (large_member, "more than 64 MB"),
    "many values": (many_values, "more values"),
    "many members": (many_members, "more members|no zip"),
    "many members 64": (many_members_64, "more members"),
    "climbing": (with_member("../../evil.json"), "leads elsewhere"),
    "absolute": (with_member("/etc/evil.json"), "leads elsewhere"),
    "backslash": (with_member("..\\evil.json"), "leads elsewhere"),
    "drive": (with_member("C:evil.json"), "leads elsewhere"),
    "control": (with_member("a\x1b[31m.json"), "leads elsewhere"),
    "link": (with_member("link.json", 0o120777), "is a link"),
    "twice": (twice, "twice"),
    "no index": (index(None), "no index.json"),
    "index a list": (index([]), "not an object"),
    "no version": (index({"title": "x"}), "format None"),
    "new version": (index({"title": "x", "format": 4}), "format 4"),
    "no title": (index({"format": 3}), "no title"),
    "no banks": (member(b"{}", "styles"), "no words"),
    "bank an object": (member(b"{}"), "not a list"),
    "no JSON": (member(b"[[1,"), "no JSON"),
    "deep": (member(b"[" * 200_000 + b"]" * 200_000), "nested too deeply|no JSON"),
    "no UTF-8": (member("[\"停戦\"]".encode("cp932")), "not UTF-8"),
    "huge number": (member(b"[" + b"9" * 10_000 + b"]"), "no JSON"),
    "empty": (member(b"[]"), "no words"),
    "facts of another schema": (member(b'[["a", 1]]', "term_meta_bank_1"), "row 1"),
    "kanji of another schema": (member(b'[["a", 1]]', "kanji_bank_1"), "row 1"),
}  # fmt: skip


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "data", tmp_path / "cache")
    added.add(home, make_zip(tmp_path / "good.zip", index=INDEX | {"title": "Good"}), NOW)
    return home


def everything(home: Home) -> dict[Path, bytes]:
    return {path: path.read_bytes() for folder in (home.originals, home.compiled) for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("case", REFUSED)
def test_it_is_refused_with_the_reason_and_all_is_as_before(home: Home, tmp_path: Path, case: str) -> None:
    make, why = REFUSED[case]
    path = tmp_path / "bad.zip"
    make(path)
    before = everything(home)
    start = time.monotonic()
    tracemalloc.start()
    with pytest.raises(TaiyakuError, match=why) as caught:
        added.add(home, path, NOW)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(caught.value, BadInputError)
    assert caught.value.exit_code == 65
    assert caught.value.hint
    assert "\x1b" not in str(caught.value)
    assert everything(home) == before
    assert time.monotonic() - start < 20
    assert peak < 250_000_000


@pytest.mark.parametrize("place", range(24))
def test_a_flipped_byte_is_refused_or_harmless(home: Home, tmp_path: Path, place: int) -> None:
    path = make_zip(tmp_path / "bad.zip", index=INDEX | {"title": "Bad"})
    data = bytearray(path.read_bytes())
    data[4 + place * (len(data) - 4) // 24] ^= 0xFF
    path.write_bytes(bytes(data))
    before = everything(home)
    code = 0
    try:
        added.add(home, path, NOW)
    except TaiyakuError as error:
        code = error.exit_code
    assert code in (0, 65)
    assert (everything(home) == before) is bool(code)
    assert len(shelf.load(home.originals).added) == (1 if code else 2)


def test_the_total_is_limited(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_zip, "LARGEST_TOTAL", 100)
    with pytest.raises(BadInputError, match="unpack to more"):
        added.add(home, make_zip(tmp_path / "bad.zip", index=INDEX | {"title": "Bad"}), NOW)


def test_what_is_no_file_is_no_dictionary(home: Home, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.zip")
    for name, why in (("none.zip", "no such file"), ("data", "not a file"), ("pipe.zip", "not a file")):
        with pytest.raises(MissingInputError, match=why):
            added.add(home, tmp_path / name, NOW)
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "empty.zip").write_bytes(b"")
    for name, why in (("picture.png", "no dictionary"), ("empty.zip", "empty")):
        with pytest.raises(BadInputError, match=why):
            added.add(home, tmp_path / name, NOW)
