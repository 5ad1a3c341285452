"""Generates hostile text inputs, the same ones every time.

`inputs()` gives them with what should become of each: `ok` (read and shown), `reject` (refused with a TaiyakuError), `either`.
`write(folder)` writes the files and a `manifest.tsv` (name, kind, expectation), for checkers that run the program from outside:

    python -m tests.hostile.texts FOLDER
"""

from __future__ import annotations

import codecs
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

CANARY = "CANARY停戦"
_BODY = f"{CANARY}の合意について、外相が説明しました。\n"

Expect = Literal["ok", "reject", "either"]


@dataclass(frozen=True, slots=True)
class Hostile:
    """One input file: its name, what kind of attack it is, what should happen, and its bytes."""

    name: str
    kind: str
    expect: Expect
    data: bytes


def inputs() -> Iterator[Hostile]:
    """All inputs, in a fixed order."""
    for name, text in _escapes().items():
        yield Hostile(f"escape_{name}.txt", "escape", "ok", f"{_BODY}{text}\n".encode("utf-8", "surrogatepass"))
    for name, text in _shapes().items():
        yield Hostile(f"shape_{name}.txt", "shape", "ok", text.encode())
    for name, text in _markup().items():
        yield Hostile(f"markup_{name}.txt", "markup", "ok", f"{_BODY}{text}\n".encode())
    yield from _encodings()
    yield from _refused()


def write(folder: Path) -> int:
    """Write the files and `manifest.tsv`; returns how many there are."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = []
    for item in inputs():
        (folder / item.name).write_bytes(item.data)
        lines.append(f"{item.name}\t{item.kind}\t{item.expect}\n")
    (folder / "manifest.tsv").write_text("".join(lines), encoding="utf-8")
    return len(lines)


def _escapes() -> dict[str, str]:
    """What a terminal would obey, or what hides or turns text."""
    return {
        "clear": "\x1b[2J\x1b[H",
        "colour": "\x1b[31m赤\x1b[0m",
        "title": "\x1b]0;PWNED\x07",
        "clipboard": "\x1b]52;c;UFdORUQ=\x07",
        "link": "\x1b]8;;https://example.com\x1b\\link\x1b]8;;\x1b\\",
        "apc": "\x1b_command\x1b\\",
        "dcs": "\x1bP+q544e\x1b\\",
        "answer": "\x1b[6n\x1b[c\x05",
        "c1_csi": "\x9b2J",
        "c1_osc": "\x9d0;PWNED\x9c",
        "backspace": "safe\x08\x08\x08\x08evil",
        "carriage_return": "safe text\revil",
        "bell": "\x07" * 50,
        "shift_out": "\x0e文字\x0f",
        "delete": "\x7f\x7f",
        "vertical_tab": "上\x0b中\x0c下",
        "next_line": "上\x85中\u2028下\u2029",
        "override": "\u202eevil\u202c",
        "isolate": "\u2066evil\u2069\u2067x\u2069",
        "marks": "a\u200eb\u200fc\u061cd",
        "tags": "text\U000e0001\U000e0065\U000e0076\U000e0069\U000e006c\U000e007f",
        "flag": "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "unfinished_flag": "🏴\U000e0067\U000e0062",
        "noncharacters": "\ufffe\uffff\ufdd0\U0010ffff",
        "private_use": "\ue000\uf8ff\U000f0000",
        "zero_width": "停\u200b戦\ufeff合\u2060意",
        "joiners": "👨‍👩‍👧‍👦 葛\U000e0100 ☺\ufe0f",
        "annotation": "\ufff9漢\ufffaかん\ufffb",
        "one_nul": "停\x00戦",
    }


def _shapes() -> dict[str, str]:
    """Sizes and repetitions that make a careless program slow."""
    return {
        "one_long_line": _BODY + "あ" * 200_000,
        "no_line_end": _BODY.strip(),
        "long_word": _BODY + "a" * 100_000,
        "dots": _BODY + "." * 50_000,
        "abbreviations": _BODY + "A." * 20_000,
        "openers": _BODY + "「" * 20_000,
        "nested": _BODY + "(「" * 5_000 + "中" + "」)" * 5_000,
        "quotes": _BODY + '"' * 20_001,
        "zalgo": _BODY + "停" + "\u0301" * 5_000 + "戦",
        "grow": _BODY + "㍿" * 10_000,
        "grow_arabic": _BODY + "ﷺ" * 5_000,
        "nakaguro": _BODY + "・" * 30_000,
        "digits": _BODY + "1" * 30_000,
        "numbers": _BODY + "1 " * 20_000,
        "at_signs": _BODY + "a@" * 20_000,
        "url": _BODY + "https://example.com/" + "a" * 50_000,
        "kanji": _BODY + "停戦合意" * 10_000,
        "blank_lines": _BODY + "\n" * 100_000 + "終わり。\n",
        "short_lines": _BODY + "あ\n" * 20_000,
        "tabs": _BODY + "\t" * 50_000 + "終わり。",
        "spaces": _BODY + "a" + " " * 50_000 + "b",
        "crlf": _BODY.replace("\n", "\r\n") * 50,
        "cr": _BODY.replace("\n", "\r") * 50,
        "mixed_ends": _BODY + "一。\r\n二。\r三。\n\r四。",
        "emoji": _BODY + "🎉" * 10_000,
        "ids": _BODY + "⿰氵戈" * 5_000,
        "hyphens": _BODY + "a-" * 20_000,
        "apostrophes": _BODY + "a’" * 20_000,
        "contractions": _BODY + "n't" * 10_000,
    }


def _markup() -> dict[str, str]:
    """Text that a user interface or a card might obey."""
    return {
        "click": "[@click=app.bell]停戦[/]",
        "close": "[/]",
        "citation": "出典[citation needed] [1] [注1]",
        "nested": "[[bold]] [b]x[/b",
        "emoji_code": ":smile: :warning:",
        "html": '<script>alert("PWNED")</script><img src=x onerror=alert(1)>',
        "anki": "{{c1::停戦}} {{FrontSide}} [sound:/etc/passwd] [latex]x[/latex]",
        "entity": "&#x1b;[2J &lt;b&gt;",
        "csv": "=1+1\n+1\n@SUM(A1)\n-1",
        "sql": "'; DROP TABLE words; --",
        "format": "{0} %s %n ${HOME} $(touch PWNED)",
        "path": "../../etc/passwd",
        "field_separator": "前\x1f後",
    }


def _encodings() -> Iterator[Hostile]:
    for encoding in ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp932", "euc_jp", "iso2022_jp"):
        yield Hostile(f"encoding_{encoding}.txt", "encoding", "ok", _BODY.encode(encoding))
    good = (_BODY * 60).encode()
    yield Hostile("encoding_cut_utf-8.txt", "encoding", "ok", good[:-2])
    yield Hostile("encoding_overlong.txt", "encoding", "either", good + b"\xc0\x9b[2J")
    yield Hostile("encoding_cesu.txt", "encoding", "either", good + b"\xed\xa0\x80")
    yield Hostile("encoding_odd_utf-16.txt", "encoding", "either", codecs.BOM_UTF16_LE + _BODY.encode("utf-16-le") + b"\x1b")
    lone = codecs.BOM_UTF16_LE + (_BODY * 60).encode("utf-16-le") + b"\x00\xd8"
    yield Hostile("encoding_lone_surrogate.txt", "encoding", "either", lone)
    yield Hostile("encoding_bad_escape.txt", "encoding", "either", _BODY.encode("iso2022_jp") + b"\x1b$Z\x21\x21")
    yield Hostile("encoding_two.txt", "encoding", "either", _BODY.encode() + _BODY.encode("cp932"))


def _refused() -> Iterator[Hostile]:
    noise = random.Random(20_260_101).randbytes(20_000)  # noqa: S311 (nothing secret)
    for name, data in {
        "empty": b"",
        "blank": b" \n\r\n\t",
        "bom_only": codecs.BOM_UTF8,
        "ideographic_blank": "　\n".encode(),
        "zeros": bytes(5_000),
        "noise": noise,
        "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + noise,
        "png": b"\x89PNG\r\n\x1a\n" + noise,
        "zip": b"PK\x03\x04" + noise,
        "gzip": b"\x1f\x8b\x08\x00" + noise,
        "database": b"SQLite format 3\x00" + bytes(1_000),
        "program": b"\x7fELF\x02\x01\x01" + bytes(1_000),
    }.items():
        yield Hostile(f"refused_{name}.txt", "refused", "reject", data)


if __name__ == "__main__":
    print(write(Path(sys.argv[1])), "files")
