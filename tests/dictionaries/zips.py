"""Yomitan zips made in code: good ones, and ones that lie."""

from __future__ import annotations

import json
import struct
import zipfile
from pathlib import Path
from typing import Any

INDEX: dict[str, Any] = {"title": "Test Words [2024-05-01]", "format": 3, "revision": "test", "author": "A. Maker"}


def term(form: str, reading: str, *glosses: Any, tags: str = "n", rules: str = "", score: int = 0, more: str = "") -> list[Any]:
    """A row of version 3."""
    return [form, reading, tags, rules, score, list(glosses), 1, more]


TERMS = [
    term("停戦", "ていせん", "ceasefire", "armistice", tags="n vs", score=5, more="P"),
    term("停戦", "ていせん", "pause in hostilities", score=1),
    term("切り開く", "きりひらく", "to open up", tags="", rules="v5"),
    term("さらば", "", "farewell", tags="int uk"),
]


def make_zip(path: Path, *, index: Any = INDEX, packing: int = zipfile.ZIP_DEFLATED, **banks: Any) -> Path:
    """Write a zip; `term_bank_1=[...]` is a member of that name, bytes are taken as they are. Without banks: `TERMS`."""
    with zipfile.ZipFile(path, "w", packing) as file:
        if index is not None:
            file.writestr("index.json", index if isinstance(index, bytes) else json.dumps(index))
        for name, value in (banks or {"term_bank_1": TERMS}).items():
            file.writestr(f"{name}.json", value if isinstance(value, bytes) else json.dumps(value, ensure_ascii=False))
    return path


def structured(*content: Any) -> dict[str, Any]:
    """A definition of structured content."""
    return {"type": "structured-content", "content": list(content)}


def patch(path: Path, member: str, *, local: tuple[int, bytes] | None = None, central: tuple[int, bytes] | None = None) -> None:
    """Overwrite bytes of a member's headers, at offsets from their start: what the zip says then differs from what is in it."""
    data = bytearray(path.read_bytes())
    name = member.encode()
    at = data.find(b"PK\x01\x02")
    while at >= 0 and data[at + 46 : at + 46 + len(name)] != name:
        at = data.find(b"PK\x01\x02", at + 4)
    assert at >= 0, member
    start = struct.unpack("<I", data[at + 42 : at + 46])[0]
    for base, change in ((at, central), (start, local)):
        if change is not None:
            data[base + change[0] : base + change[0] + len(change[1])] = change[1]
    path.write_bytes(bytes(data))
