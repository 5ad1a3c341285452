"""Encodings recognised by rule, on texts written for this test."""

from __future__ import annotations

from pathlib import Path

import pytest

from texts.decode import decode
from texts.errors import BadInputError, UsageError

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp932", "euc_jp", "iso2022_jp")
LINES = (
    "停戦に合意しました。",
    "外相会談は平行線のまま終わった。",
    "首相は「増税はしない」と繰り返した。",
    "Budgetの審議が始まる!",
    "カタカナだけのタイトル",
    "為替相場、円安進む",
    "予算委員会",
    "午後3時の開票速報では、与党が118議席を得た。",
    "これでは、誰も納得しない・・・",
    "選挙制度改革",
    "He said no, and left the room.",
    "経済産業省は来年度、2兆4,000億円を求める。",
    "なぜ今なのか?",
    "米国、欧州、中国、韓国、豪州",
    "拡大する格差と、縮まない溝",
)
VOCABULARY = "外交\n条約\n批准\n制裁\n首脳会談\n関税\n輸出管理\n"
SAMPLES = Path(__file__).parents[2] / "texts" / "samples"
SHARED = sorted((Path(__file__).parents[3] / "shared" / "texts").glob("*.txt"))


def matrix() -> list[tuple[str, str]]:
    """Texts from one line to a whole article, with LF and with CRLF."""
    texts = [*LINES, VOCABULARY]
    texts += ["\n".join(LINES[at : at + size]) for size in (2, 3, 5) for at in range(0, len(LINES) - size, 2)]
    for path in sorted(SAMPLES.glob("*.txt")):
        lines = path.read_text(encoding="utf-8").splitlines()
        texts += ["\n".join(lines), "\r\n".join(lines)]
        texts += ["\n".join(lines[at : at + 6]) for at in range(0, len(lines), 6) if "".join(lines[at : at + 6]).strip()]
    return [(text, encoding) for text in texts for encoding in ENCODINGS]


def encoded(text: str, encoding: str) -> tuple[str, bytes]:
    """The text as that encoding can hold it (CP932 has another wave dash, and no typographic apostrophe is in ISO-2022-JP)."""
    text = text.replace("〜", "～") if encoding == "cp932" else text
    return text, text.encode(encoding)


def wrong(cases: list[tuple[str, str]]) -> list[str]:
    out = []
    for text, encoding in cases:
        want, data = encoded(text, encoding)
        if decode(data, None, "x").text != want:
            out.append(f"{encoding}: {text[:30]!r}")
    return out


def test_matrix_is_right_in_99_of_100() -> None:
    cases = matrix()
    failures = wrong(cases)
    assert len(cases) > 500
    assert len(failures) <= 0.01 * len(cases), failures


@pytest.mark.parametrize("path", SHARED, ids=lambda path: path.name)
def test_real_articles_line_by_line(path: Path) -> None:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    cases = [(line, encoding) for line in lines for encoding in ENCODINGS]
    assert len(wrong(cases)) <= 0.01 * len(cases)


@pytest.mark.parametrize(
    ("data", "label"),
    [
        ("停戦の合意".encode(), "utf-8"),
        ("停戦の合意".encode("utf-8-sig"), "utf-8-sig"),
        ("停戦の合意\n".encode("utf-16"), "utf-16-le"),
        (b"\xfe\xff" + "停戦".encode("utf-16-be"), "utf-16-be"),
        ("停戦の合意".encode("cp932"), "cp932"),
        ("停戦の合意".encode("euc_jp"), "euc_jp"),
        ("停戦の合意".encode("iso2022_jp"), "iso2022_jp"),
        (b"\xff\xfe\x00\x00" + "停戦".encode("utf-32-le"), "utf-32-le"),
        (b"plain ASCII", "utf-8"),
    ],
)
def test_labels(data: bytes, label: str) -> None:
    decoded = decode(data, None, "x")
    assert decoded.encoding == label
    assert not decoded.text.startswith("\ufeff")


def test_vendor_characters() -> None:
    assert decode("①髙﨑さんの㈱と～".encode("cp932"), None, "x").text == "①髙﨑さんの㈱と～"
    assert decode("①髙﨑さんの㈱と～".encode("cp932"), "shift_jis", "x").text == "①髙﨑さんの㈱と～"
    windows_jis = b"\x1b$B-!HV$NOC\x1b(B ok"  # ① of NEC row 13, which Python's codec refuses
    assert decode(windows_jis, None, "x").text == "①番の話 ok"


def test_half_width_kana() -> None:
    assert decode("ﾃﾞｰﾀﾍﾞｰｽ".encode("cp932"), None, "x").text == "ﾃﾞｰﾀﾍﾞｰｽ"
    assert decode("ｱｲｳｴｵ".encode("euc_jp"), None, "x").text == "ｱｲｳｴｵ"


def test_english_of_windows() -> None:
    decoded = decode("He didn’t go to the café, isn’t it?".encode("cp1252"), None, "x")
    assert (decoded.text, decoded.encoding) == ("He didn’t go to the café, isn’t it?", "cp1252")


@pytest.mark.parametrize("name", ["shift_jis", "Shift-JIS", "sjis", "CP932", "windows-31j"])
def test_shift_jis_means_cp932(name: str) -> None:
    assert decode("①".encode("cp932"), name, "x").encoding == "cp932"


def test_override_beats_the_rule() -> None:
    data = "停戦".encode("euc_jp")
    assert decode(data, "euc-jp", "x").text == "停戦"
    assert decode(data, "latin-1", "x").text != "停戦"
    assert decode("停戦".encode("utf-16"), "utf-16", "x").text == "停戦"
    assert decode("停戦".encode("utf-8-sig"), "utf-8", "x").text == "停戦"


@pytest.mark.parametrize("name", ["klingon", "rot13", "base64", "zlib", "", "utf\0"])
def test_unknown_encoding(name: str) -> None:
    with pytest.raises(UsageError) as raised:
        decode(b"abc", name, "x")
    assert "cp932" in raised.value.hint
    assert raised.value.exit_code == 2


def test_wrong_override_names_the_byte() -> None:
    with pytest.raises(BadInputError) as raised:
        decode(b"abc\xff", "utf-8", "x.txt")
    assert raised.value.where == "byte 3"
    assert raised.value.what == "x.txt"


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf\n", "　\n　".encode(), b"\xff\xfe"])
def test_empty(data: bytes) -> None:
    with pytest.raises(BadInputError, match="is empty"):
        decode(data, None, "x")


@pytest.mark.parametrize(
    "data",
    [
        bytes(1000),
        bytes(range(256)) * 20,
        b"%PDF-1.7 text",
        b"PK\x03\x04" + b"a" * 50,
        b"\x89PNG\r\n\x1a\n",
        b"\x1f\x8b\x08\x00abc",
        b"\x01\x02\x03\x04" * 100,
    ],
    ids=["NULs", "all bytes", "PDF", "zip", "PNG", "gzip", "controls"],
)
def test_binary(data: bytes) -> None:
    with pytest.raises(BadInputError, match="not a text"):
        decode(data, None, "x")


def test_damage_is_counted() -> None:
    data = ("停戦の合意について話しました。" * 40).encode()
    decoded = decode(data[:-1], None, "x")
    assert decoded.text.endswith("\ufffd")
    assert decoded.replaced == 1
    assert decoded.encoding == "utf-8"


def test_hopeless_bytes_are_refused() -> None:
    with pytest.raises(BadInputError, match="not recognised") as raised:
        decode(b"\xff\x80\xfe\x81" * 50, None, "x")
    assert "--encoding" in raised.value.hint
