"""What several commands share: output that may be any kind of stream, progress on stderr, dictionaries built on first use."""

from __future__ import annotations

import codecs
import contextlib
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from typing import BinaryIO

from reader.workbench import Workbench
from texts.errors import MissingInputError, StorageError, TaiyakuError
from texts.model import Document, Language
from texts.sanitize import for_terminal

NARROWEST = 20


def write_lines(lines: Iterable[str], *, utf8: bool = False) -> None:
    """Print lines as data.

    Args:
        lines: without line ends.
        utf8: whatever the locale says (JSON is always UTF-8).

    Raises:
        StorageError: standard output is closed.
    """
    out = sys.stdout
    if out is None:
        raise StorageError("standard output", "is closed", hint="send it to a file or a pipe")
    encoding = (getattr(out, "encoding", None) or "ascii").lower()
    with contextlib.suppress(AttributeError, OSError):
        # a C locale says ASCII and would lose every Japanese character; anything else is the user's wish
        if utf8 or codecs.lookup(encoding).name in {"ascii", "iso8859-1"}:
            out.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
        else:
            out.reconfigure(errors="replace")  # type: ignore[union-attr]
    for line in lines:
        out.write(line + "\n")
    out.flush()


def narrate(line: str) -> None:
    """Say something that is not data."""
    if sys.stderr is not None:
        sys.stderr.write(for_terminal(line) + "\n")
        sys.stderr.flush()


def report(error: TaiyakuError) -> None:
    """Say what went wrong without ending for it: the two lines that an error has."""
    narrate(f"taiyaku: error: {error}")
    if error.hint:
        narrate(f"hint: {error.hint}")


def width(wanted: int | None) -> int:
    """The cells to print in: `--width`, else COLUMNS or the terminal's, at least 20."""
    return max(NARROWEST, wanted or shutil.get_terminal_size().columns)


def typed(word: str) -> str:
    """A word of the command line, also where the locale knows no Japanese: there its bytes arrive as lone surrogates."""
    try:
        word.encode()
    except UnicodeEncodeError:
        return os.fsencode(word).decode("utf-8", "replace")
    return word


def stdin() -> BinaryIO:
    """Standard input as bytes.

    Raises:
        MissingInputError: it is closed.
    """
    if sys.stdin is None:
        raise MissingInputError("-", "standard input is closed", hint="name a file instead")
    return sys.stdin.buffer


def open_source(bench: Workbench, source: str, encoding: str | None) -> Document:
    """The document behind SOURCE, with a word on stderr about what had to be replaced in it."""
    document = bench.document(source, encoding, stdin() if source == "-" else None)
    if document.replaced:
        narrate(f"taiyaku: {document.source}: {document.replaced} unprintable characters are shown as marks")
    return document


class ProgressLine:
    """One line on stderr: rewritten in place on a terminal, said at most once a few seconds elsewhere."""

    def __init__(self, what: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._what = what
        self._clock = clock
        self._live = sys.stderr is not None and sys.stderr.isatty()
        self._last = clock()
        self._drawn = False

    def __call__(self, fraction: float, doing: str) -> None:
        """Show how far it is; `fraction` from 0 to 1."""
        pause = 0.1 if self._live else 5.0
        if self._clock() - self._last < pause or sys.stderr is None:
            return
        self._last = self._clock()
        line = for_terminal(f"taiyaku: {self._what}: {doing} {fraction:4.0%}")
        sys.stderr.write(f"\r{line}\x1b[K" if self._live else line + "\n")
        sys.stderr.flush()
        self._drawn = True

    def done(self) -> None:
        """Take the line away again."""
        if self._live and self._drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def build_missing(bench: Workbench) -> None:
    """Compile what is not there yet, with progress on stderr. One that the user added and that cannot be compiled is reported and left out.

    Raises:
        TaiyakuError: an installed one cannot be compiled.
    """
    missing = bench.missing()
    if not missing:
        return
    added = {one.source.name for one in bench.dictionaries() if one.added is not None}
    if not added.issuperset(missing):
        narrate("taiyaku: preparing the dictionaries (first use, some twenty seconds) ...")
    for name in missing:
        line = ProgressLine(name)
        try:
            bench.build(name, line)
        except TaiyakuError as error:
            if name not in added:
                raise
            narrate(f"taiyaku: the dictionary {name} is left out: {error}; {error.hint or f'`taiyaku dict remove {name}` takes it away'}")
        finally:
            line.done()
    bench.reopen()


class Excuse:
    """Says once on stderr why saved words and corrections are left out; reading goes on."""

    def __init__(self) -> None:
        self._said = False

    def __call__(self, error: TaiyakuError) -> None:
        """Told of a study store that cannot be read."""
        if not self._said:
            self._said = True
            narrate(f"taiyaku: your saved words and readings are left out: {error}")


def statuses(bench: Workbench, excuse: Excuse) -> Mapping[tuple[Language, str], str]:
    """What the reader knows; a study store that cannot be opened is reported and does not stop the reading."""
    try:
        study = bench.study_if_any()
        return {} if study is None else study.statuses()
    except TaiyakuError as error:
        excuse(error)
        return {}
