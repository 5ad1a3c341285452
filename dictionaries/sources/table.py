"""The user's own terms: a CSV or TSV file with word, reading and English, if wanted also part of speech and category.

A header is optional; with one, the columns may stand in any order. Several meanings are parted by semicolons, several rows of one word
are its senses. `#` begins a comment. What the user wrote down himself is asked first, before our own tables too.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dictionaries.sources import Original, Progress, Source
from dictionaries.sources._file import PlainFile

if TYPE_CHECKING:
    from dictionaries.sources._words import Sense, Word

_VERSION = 1  # of what is compiled
_HEADERS = {
    "word": ("word", "term", "expression", "japanese", "headword", "単語", "語", "日本語", "見出し"),
    "reading": ("reading", "kana", "読み", "よみ", "読み方", "かな"),
    "english": ("english", "meaning", "meanings", "gloss", "glosses", "definition", "translation", "英語", "意味", "訳"),
    "pos": ("pos", "part of speech", "speech", "品詞"),
    "category": ("category", "tag", "tags", "分類"),
}
_COLUMNS = ("word", "reading", "english", "pos", "category")
_SPEECH = {  # as users write it: the words of texts.model.Pos and common abbreviations, to JMdict's codes
    "noun": "n", "名詞": "n", "proper noun": "n-pr", "name": "n-pr", "固有名詞": "n-pr", "verbal noun": "vs", "する": "vs", "suru": "vs",
    "verb": "v-unspec", "v": "v-unspec", "動詞": "v-unspec", "adjective": "adj-i", "adj": "adj-i", "形容詞": "adj-i",
    "na-adjective": "adj-na", "形容動詞": "adj-na", "adverb": "adv", "副詞": "adv", "conjunction": "conj", "接続詞": "conj",
    "interjection": "int", "感動詞": "int",
    "pronoun": "pn", "代名詞": "pn", "prefix": "pref", "接頭辞": "pref", "suffix": "suf", "接尾辞": "suf", "particle": "prt", "助詞": "prt",
    "expression": "exp", "phrase": "exp", "表現": "exp",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Table(PlainFile):
    """The source that an added file is."""

    kind: str = "words"
    order: int = 0

    def fingerprint(self) -> str:
        """See `Source.fingerprint`; word frequencies are compiled in, so their version counts too."""
        return f"table {_VERSION}; {self.compiled_from()}"

    def fill(self, connection: sqlite3.Connection, progress: Progress) -> None:
        """See `Source.fill`."""
        from dictionaries.sources import _added, _words

        text = _added.read_text(self.original.path, self.shown)
        progress(0.1, "reading rows")
        _words.write(connection, words(text, self.shown))
        _added.turn_round(connection, lambda part, what: progress(0.3 + part * 0.65, what))


def words(text: str, name: str) -> Iterator[Word]:
    """The words of a table called `name`, numbered from 1 in its order.

    Raises:
        BadInputError: lines are wrong (all are looked at before the first word is given), or there is none.
    """
    from dictionaries.sources import _added
    from dictionaries.sources._words import Word
    from texts.errors import BadInputError
    from texts.kana import is_kana

    senses: dict[tuple[str, str], dict[str, Sense]] = {}  # each sense once, however often it is written
    wrong: list[tuple[int, str]] = []
    for line, cells in _rows(text, name):
        word, reading = (_added.clean(cells[key], _added.LONGEST_WORD) for key in ("word", "reading"))
        glosses = [gloss for gloss in (_added.clean(part) for part in cells["english"].split(";")) if gloss]
        if not word or not glosses:
            wrong.append((line, "it has no word" if not word else f"{word} has no English"))
        elif not is_kana(reading.replace("・", "").replace(" ", "") or "あ"):
            wrong.append((line, f"{reading!r} is no reading in kana"))
        else:
            sense = (_speech(cells["pos"]), [tag for part in cells["category"].split(",") if (tag := _added.code(part.lower()))], glosses)
            senses.setdefault((word, reading), {}).setdefault(repr(sense), sense)
    if wrong:
        raise _added.refused(name, wrong)
    if not senses:
        raise BadInputError(name, "there are no words in it", hint="a row for each: word, reading, English, parted by tabs or commas")
    for number, ((word, reading), found) in enumerate(senses.items(), 1):
        kana = is_kana(word.replace("・", "").replace(" ", ""))
        yield Word(number, [] if kana else [word], [word] if kana else [reading] if reading else [], list(found.values()))


def _rows(text: str, name: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Line numbers and cells by column."""
    import csv

    from texts.errors import BadInputError

    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    delimiter = next((mark for mark in "\t,;" if lines and mark in lines[0]), "\t")
    reader = csv.reader(_kept(text), delimiter=delimiter, strict=delimiter != "\t",
                        quoting=csv.QUOTE_NONE if delimiter == "\t" and '"' not in text else csv.QUOTE_MINIMAL)  # fmt: skip
    columns: Sequence[str] | None = None
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if not any(cells):
                continue
            if columns is None:
                header = _header(cells)
                columns = header or (_COLUMNS if len(cells) > 2 else ("word", "english"))
                if header:
                    continue
            found = dict.fromkeys(_COLUMNS, "")
            found.update(zip((c for c in columns), cells, strict=False))
            yield reader.line_num, found
    except csv.Error as error:
        raise BadInputError(name, f"line {reader.line_num}: {error}", hint="save it again as CSV or tab-separated text") from error


def _kept(text: str) -> Iterator[str]:
    """The lines of a text with comments blanked, so that line numbers stay."""
    for line in text.splitlines(keepends=True):
        yield "\n" if line.startswith("#") else line


def _header(cells: Sequence[str]) -> tuple[str, ...] | None:
    """The columns that a first row names, when it names a word's and a meaning's; a column with another name is passed over."""
    known = {text: column for column, texts in _HEADERS.items() for text in texts}
    columns = tuple(known.get(cell.casefold(), f"other {place}") for place, cell in enumerate(cells))
    return columns if {"word", "english"} <= set(columns) else None


def _speech(text: str) -> list[str]:
    from dictionaries.sources import _added

    names = [part.strip().casefold() for part in text.replace("、", ",").replace(";", ",").split(",")]
    return [found for name in names if (found := _SPEECH.get(name) or _added.code(name))]


class _Format:
    """See `Format`."""

    name = "table"
    suffix = ".tsv"
    takes_place_of = ""

    def accepts(self, path: Path, head: bytes) -> bool:
        """See `Format.accepts`: by the name's ending, when nothing in it says that it is no text."""
        return (
            path.suffix.lower() in {".csv", ".tsv", ".txt"}
            and bool(head)
            and (b"\x00" not in head or head[:2] in {b"\xff\xfe", b"\xfe\xff"})
        )

    def source(self, original: Original) -> Source:
        """See `Format.source`."""
        return _Table(original)


SOURCE = _Format()
