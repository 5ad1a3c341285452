"""Opening files and stdin: what is read, and how refusals are worded."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from texts.errors import BadInputError, MissingInputError, TaiyakuError, UnavailableError, UsageError
from texts.importers import IMPORTERS, MAX_BYTES, Importer, open_document

SAMPLES = sorted((Path(__file__).parents[2] / "texts" / "samples").glob("*.txt"))


def write(folder: Path, data: bytes, name: str = "article.txt") -> str:
    path = folder / name
    path.write_bytes(data)
    return str(path)


def test_a_document(tmp_path: Path) -> None:
    source = write(tmp_path, "関税の行方\r\n\r\n首相は「増税しない」と\x1b述べた。\r\n".encode("cp932"))
    document = open_document(source)
    assert document.title == "関税の行方"
    assert document.encoding == "cp932"
    assert document.text == "関税の行方\r\n\r\n首相は「増税しない」と␛述べた。\r\n"
    assert document.replaced == 1
    assert document.source == source
    assert len(document.id) == 16


def test_id_follows_the_text_not_the_place(tmp_path: Path) -> None:
    text = "停戦に合意した。\n"
    first = open_document(write(tmp_path, text.encode(), "a.txt"))
    second = open_document(write(tmp_path, text.encode("utf-8-sig"), "b.txt"))
    other = open_document(write(tmp_path, (text + "!").encode(), "c.txt"))
    assert first.id == second.id != other.id


def test_stdin() -> None:
    document = open_document("-", stdin=io.BytesIO("停戦。".encode("euc_jp")))
    assert (document.text, document.encoding, document.title, document.source) == ("停戦。", "euc_jp", "stdin", "-")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("前回は選挙の話でした。\n開票速報:与党の敗北\n\n本文です。", "開票速報:与党の敗北"),
        ("本文だけです。\n次の文です。\n", "article"),
        ("\n\n# 見出し\n本文です。", "見出し"),
        ("-----\n貿易の話\n", "貿易の話"),
        ("関税は誰を守るのか?\n\n本文です。\n", "関税は誰を守るのか?"),
        ("これは本文か?\n続く。\n", "article"),
        ("長" * 80 + "\n", "article"),
    ],
)
def test_titles(tmp_path: Path, text: str, title: str) -> None:
    assert open_document(write(tmp_path, text.encode())).title == title


def test_encoding_is_handed_on(tmp_path: Path) -> None:
    source = write(tmp_path, "停戦".encode("euc_jp"))
    assert open_document(source, encoding="euc-jp").text == "停戦"
    with pytest.raises(UsageError):
        open_document(source, encoding="nonsense")


def refused(source: str) -> TaiyakuError:
    with pytest.raises(TaiyakuError) as raised:
        open_document(source)
    assert raised.value.hint
    assert "\n" not in str(raised.value)
    return raised.value


def test_missing(tmp_path: Path) -> None:
    error = refused(str(tmp_path / "no\x1b[31m.txt"))
    assert isinstance(error, MissingInputError)
    assert error.why == "no such file"
    assert "\x1b" not in error.what


def test_folder(tmp_path: Path) -> None:
    error = refused(str(tmp_path))
    assert isinstance(error, MissingInputError)
    assert error.why == "is a folder"


def test_file_used_as_folder(tmp_path: Path) -> None:
    assert isinstance(refused(write(tmp_path, b"x") + "/y"), MissingInputError)


def test_nul_in_a_name() -> None:
    assert isinstance(refused("a\0b"), MissingInputError)


def test_name_too_long() -> None:
    assert isinstance(refused("長" * 5000), MissingInputError)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs fifos")
def test_a_fifo_nobody_writes_to_does_not_hang(tmp_path: Path) -> None:
    fifo = tmp_path / "pipe"
    os.mkfifo(fifo)
    error = refused(str(fifo))
    assert isinstance(error, MissingInputError)
    assert "not a file" in error.why


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs /dev/zero")
def test_a_device_does_not_hang() -> None:
    assert isinstance(refused("/dev/zero"), MissingInputError)


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    source = write(tmp_path, b"x")
    monkeypatch.setattr("texts.importers.os.open", refuse)  # root may read everything, so the refusal is played
    error = refused(source)
    assert isinstance(error, MissingInputError)
    assert error.why == "permission denied"


def test_too_large(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    error = refused(str(path))
    assert isinstance(error, BadInputError)
    assert "20 MB" in error.why


def test_endless_stdin_is_read_up_to_the_limit_only() -> None:
    class Endless(io.RawIOBase):
        read_bytes = 0

        def readable(self) -> bool:
            return True

        def read(self, size: int = -1) -> bytes:
            assert size > 0
            self.read_bytes += size
            return b"a" * size

    stream = Endless()
    with pytest.raises(BadInputError, match="20 MB"):
        open_document("-", stdin=stream)  # type: ignore[arg-type]
    assert stream.read_bytes == MAX_BYTES + 1


@pytest.mark.parametrize("source", ["https://example.com/a", "HTTP://example.com"])
def test_web_addresses(source: str) -> None:
    error = refused(source)
    assert isinstance(error, UnavailableError)
    assert "files and standard input" in error.why


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples_are_clean_articles(path: Path) -> None:
    document = open_document(str(path))
    assert document.encoding == "utf-8"
    assert document.replaced == 0
    assert "\r" not in document.text
    assert document.title == document.text.splitlines()[0]


@pytest.mark.parametrize("name", IMPORTERS.names())
def test_every_importer_keeps_the_contract(name: str) -> None:
    importer: Importer = IMPORTERS.load(name)
    assert importer.name == name
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in importer.suffixes)
    document = importer.load("停戦に\u202e合意した。".encode(), "x" + (importer.suffixes or ("",))[0], None)
    assert "停戦" in document.text
    assert "\u202e" not in document.text
    with pytest.raises(BadInputError):
        importer.load(b"", "empty", None)
