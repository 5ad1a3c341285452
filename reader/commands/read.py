"""`taiyaku read`: the reader, or its plain printing when the output is no terminal.

Imports little: the reader's first paint waits for whatever stands at the top here.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from reader.paths import Places, find_places
from texts.errors import MissingInputError, TaiyakuError, UsageError

if TYPE_CHECKING:
    from reader.workbench import Workbench
    from texts.model import Document

SAMPLES = Path(__file__).resolve().parents[2] / "texts" / "samples"


def sample() -> str:
    """The path of the bundled article that opens when nothing else is asked for."""
    return str(min(SAMPLES.glob("*.txt")))


def run(args: argparse.Namespace) -> int:
    """Open the reader; print plainly with `--plain`, into a pipe, or on a terminal that can do nothing else."""
    places = find_places()
    source = args.source or _last_text(places) or sample()
    if args.plain or not _is_screen():
        return _print(places, source, args.encoding, args.width)
    from reader.app import run as run_app

    if source != "-":
        return run_app(places, source, encoding=args.encoding)
    from reader.commands import _common as common
    from reader.workbench import Workbench

    with Workbench(places) as bench:
        document = common.open_source(bench, source, args.encoding)
    _keys_from_terminal()
    return run_app(places, source, encoding=args.encoding, document=document)


def plain_lines(bench: Workbench, document: Document, width: int) -> Iterator[str]:
    """The text line by line, each sentence as soon as it is analysed."""
    from reader import plain

    for sentence in bench.sentences(document):
        yield from plain.lines(bench.gloss(bench.analyse(sentence)), width)


def _print(places: Places, source: str, encoding: str | None, width: int | None) -> int:
    from reader.commands import _common as common
    from reader.workbench import Workbench

    with Workbench(places, excuse=common.Excuse()) as bench:
        document = common.open_source(bench, source, encoding)
        try:
            common.build_missing(bench)
        except TaiyakuError as error:  # furigana need no dictionary of ours: reading goes on without glosses, and says so
            common.narrate(f"taiyaku: reading without glosses: {error}")
        common.write_lines(plain_lines(bench, document, common.width(width)))
    return 0


def _is_screen() -> bool:
    return sys.stdout is not None and sys.stdout.isatty() and os.environ.get("TERM", "") not in {"", "dumb"}


def _keys_from_terminal() -> None:
    """The text came through standard input; the keys must come from the terminal itself.

    Raises:
        UsageError: there is no terminal to read keys from.
    """
    try:
        terminal = os.open("/dev/tty", os.O_RDWR)
    except OSError as error:
        raise UsageError("-", "the reader needs a terminal for its keys", hint="add --plain, or name a file") from error
    os.dup2(terminal, 0)
    os.close(terminal)
    sys.stdin = open(0, encoding=sys.stdin.encoding, closefd=False)  # noqa: SIM115 — a descriptor, and it stays for the process's life


def _last_text(places: Places) -> str | None:
    """The source of the text read last, if its file still stands; a damaged store is reported and not in the way."""
    if not places.study_file.exists():
        return None
    from reader.commands import _common as common
    from reader.workbench import Workbench

    with Workbench(places) as bench:
        try:
            study = bench.study_if_any()
            last = study.last_text() if study else None
        except TaiyakuError as error:
            common.narrate(f"taiyaku: the last text is not known: {error}")
            return None
    if last is None or last.source == "-":
        return None
    if not Path(last.source).is_file():
        missing = MissingInputError(last.source, "the text read last is gone")
        common.narrate(f"taiyaku: {missing}; opening the sample")
        return None
    return last.source
