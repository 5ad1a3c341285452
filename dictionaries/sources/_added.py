"""What formats of added files share: limits, texts made safe, and the English side of entries that were written one by one."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from texts.errors import BadInputError, MissingInputError, StorageError
from texts.sanitize import for_terminal

MOST_ENTRIES: Final = 2_000_000
"""Entries in one dictionary; the largest there are have about 800,000."""
LONGEST_WORD: Final = 200
LONGEST_GLOSS: Final = 1_000
"""Characters of one gloss; a longer one is cut and ends in an ellipsis."""
MOST_GLOSSES: Final = 60
"""Glosses kept of one sense."""
LARGEST_TEXT: Final = 128 * 1024 * 1024
"""Bytes of a table or list, which is read at once."""

_BLANKS = re.compile(r"\s+")
_CODE = re.compile(r"[a-z][a-z0-9-]{0,19}\Z")


def clean(text: str, most: int = LONGEST_GLOSS) -> str:
    """A text of a file on one line, without what a terminal obeys, cut at `most` characters."""
    if len(text) <= most and text.isprintable() and "  " not in text:
        return text.strip()  # the rule: nothing hostile is printable
    text = _BLANKS.sub(" ", for_terminal(text[: 8 * most])).strip()
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def code(text: str) -> str:
    """A part of speech or tag as one short code, "" when it is none; codes are joined by blanks."""
    text = text.strip().replace(" ", "-").replace("_", "-")
    return text if _CODE.match(text) else ""


def turn_round(connection: sqlite3.Connection, progress: Callable[[float, str], None], *, names: bool = False) -> None:
    """Make the table `english` of an English dictionary whose entries stand.

    Raises:
        sqlite3.Error: as SQLite says it.
    """
    from dictionaries import reverse

    reverse.turn_round(connection, progress, names=names)
    connection.execute("DELETE FROM english WHERE head = ''")  # written in Latin letters, without a reading: no Japanese to show


def read_text(path: Path, name: str) -> str:
    """The text of a table, its encoding recognised.

    Raises:
        BadInputError: it is binary, undecodable, or larger than `LARGEST_TEXT`.
        MissingInputError: it is gone.
        StorageError: it cannot be read.
    """
    from texts.decode import decode

    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_TEXT + 1)
    except FileNotFoundError as error:
        raise gone(path, name) from error
    except OSError as error:
        raise StorageError(name, f"cannot be read: {error.strerror or error}", where=str(path), hint="check the disk") from error
    if len(data) > LARGEST_TEXT:
        raise BadInputError(name, f"it is larger than {LARGEST_TEXT >> 20} MB, the limit for a table", hint="split it")
    return decode(data, None, name).text


def gone(path: Path, name: str) -> MissingInputError:
    """The error for an original that is no longer where it was put."""
    return MissingInputError(
        name, "the file of this dictionary is gone", where=str(path), hint="`taiyaku dict remove` it, and add it again if you have it"
    )


def refused(name: str, wrong: Iterable[tuple[int, str]]) -> BadInputError:
    """The error for a table with wrong lines; the first is named, the others are counted."""
    lines = list(wrong)
    others = f", and {len(lines) - 1} more lines are wrong" if len(lines) > 1 else ""
    return BadInputError(name, f"line {lines[0][0]}: {lines[0][1]}{others}", hint="correct the file; nothing of it was kept")
