"""What a teacher (or a reader) brings to a list: their file, what is known, levels. Shared by `sheet` and `terms`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader.commands import _common as common
from reader.workbench import Workbench
from texts.errors import MissingInputError

if TYPE_CHECKING:
    from decks.sheets.known import Known
    from decks.sheets.levels import Levels
    from decks.sheets.listing import Teacher
    from decks.sheets.model import Override


def data_of(name: str) -> bytes:
    """The bytes of a file that was named.

    Raises:
        MissingInputError: it is missing, a folder, or cannot be read.
    """
    try:
        return Path(name).read_bytes()
    except IsADirectoryError as error:
        raise MissingInputError(name, "is a folder", hint="name a file in it") from error
    except OSError as error:
        raise MissingInputError(name, (error.strerror or str(error)).lower(), hint="check the name") from error


def overrides_of(files: Sequence[str]) -> tuple[Override, ...]:
    """The lines of the teacher's files, a later file over an earlier one."""
    from decks.sheets.overrides import merged, read_overrides

    return merged(read_overrides(name, data_of(name)) for name in files)


def known_of(bench: Workbench, wanted: Sequence[str], *, study: bool) -> Known:
    """What is known: lists, a number of commonest words, and where `study` says so the words of the reader's own store."""
    from decks.model import Status
    from decks.sheets.known import commonest, either, known_list, known_words_of

    found = []
    for one in wanted:
        if one.isascii() and one.isdigit():
            library = bench.library()
            found.append(commonest(int(one), library.zipf, library.zipf_of_rank))
        else:
            found.append(known_list(one, data_of(one)))
    if study:
        for (language, word), status in common.statuses(bench, common.Excuse()).items():
            if status in (Status.KNOWN, Status.IGNORED):
                found.append(known_words_of((word,), language))
    return either(found)


def levels_of(name: str | None) -> Levels | None:
    """The teacher's levels, if they brought any."""
    from decks.sheets.levels import read_levels

    return None if name is None else read_levels(name, data_of(name))


def teacher(bench: Workbench, args: argparse.Namespace, overrides: tuple[Override, ...]) -> Teacher:
    """All of it."""
    from decks.sheets.listing import Teacher

    known = known_of(bench, args.known, study=args.new)
    return Teacher(overrides, known, levels_of(getattr(args, "levels", None)))


def tell_unmatched(unmatched: Sequence[Override]) -> None:
    """Say which lines of the teacher's files match nothing in these texts."""
    if unmatched:
        common.narrate(f"taiyaku: {len(unmatched)} line{'s match' if len(unmatched) > 1 else ' matches'} nothing in these texts:")
    for one in unmatched:
        common.narrate(f"  {one.file}:{one.line} {one.term}")
