"""Bringing JMdict and JMnedict up to date: their files of today put in the place of the copies that come with taiyaku.

EDRDG's licence asks those who use its dictionaries to keep them up to date. Nothing is fetched unless the user says so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from dictionaries import shelf as shelves
from dictionaries.added import Home, Wish, add
from dictionaries.sources import HEAD_BYTES, Original
from dictionaries.store import Store
from texts.errors import BadInputError, MissingInputError, UnavailableError
from texts.sanitize import for_terminal


@dataclass(frozen=True, slots=True)
class Edition:
    """A dictionary that can be brought up to date.

    Attributes:
        name: the installed dictionary whose place it takes.
        title: what it is called.
        url: where its makers publish today's file.
        least: entries below which a file fetched from there cannot be whole.
    """

    name: str
    title: str
    url: str
    least: int


# EDRDG's own server, where the files are made anew every day; settings and --url name another
EDITIONS: Final = {
    "jmdict": Edition("jmdict", "JMdict", "https://www.edrdg.org/pub/Nihongo/JMdict_e.gz", 100_000),
    "jmnedict": Edition("jmnedict", "JMnedict", "https://www.edrdg.org/pub/Nihongo/JMnedict.xml.gz", 100_000),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an update came to: the dictionary, the dates of its data before and after ("" when unknown), and whether anything changed."""

    edition: Edition
    before: str
    after: str
    changed: bool


def dated(home: Home, name: str) -> str:
    """The date of the data of the dictionary of that name that is in use, or "" when nobody knows."""
    for one in shelves.load(home.originals).listed(home.originals):
        if one.source.name == name:
            try:
                return one.source.info.dated
            except (UnavailableError, MissingInputError, OSError):  # its data is gone: anything is newer
                return ""
    return ""


def edition_of(path: Path) -> Edition:
    """Which of the dictionaries a file is.

    Raises:
        MissingInputError: it cannot be read.
        BadInputError: it is none of them.
    """
    shown = for_terminal(path.name)
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
    except OSError as error:
        why = f"cannot be read: {(error.strerror or str(error)).lower()}"
        raise MissingInputError(shown, why, where=for_terminal(str(path)), hint="name a file such as JMdict_e.gz") from error
    format_ = shelves.format_of(path, head)
    edition = EDITIONS.get(format_.takes_place_of) if format_ else None
    if edition is None:
        known = " or ".join(edition.title for edition in EDITIONS.values())
        raise BadInputError(
            shown, f"is no {known} as XML", where=for_terminal(str(path)), hint="JMdict_e.gz or JMnedict.xml.gz of edrdg.org"
        )
    return edition


def take(
    home: Home,
    edition: Edition,
    path: Path,
    now: datetime,
    progress: Callable[[float, str], None],
    cancelled: Callable[[], bool],
    *,
    least: int = 0,
    force: bool = False,
) -> Outcome | None:
    """Put a file in the place of the dictionary in use, which is asked until the new one stands.

    Args:
        home: where dictionaries are.
        edition: which dictionary the file shall be.
        path: the file, which is only read.
        now: the time, for the list.
        progress: called with how much is done (0–1) and what is being done.
        cancelled: asked again and again; once it says True, all is as before.
        least: entries that it must have.
        force: take it though it is no newer than what is there.

    Returns:
        What it came to, unchanged when the file is of the same day; None when cancelled.

    Raises:
        MissingInputError: the file cannot be read.
        BadInputError: it is another dictionary, damaged, too small, or older than what is there.
        TaiyakuError: see `dictionaries.added.add`.
    """
    shown = for_terminal(path.name)
    found = edition_of(path)
    if found.name != edition.name:
        raise BadInputError(shown, f"is no {edition.title}, but {found.title}", hint="name the file that belongs to it")
    before, after = dated(home, edition.name), _date(path)
    if not force and after and after == before:
        return Outcome(edition, before, after, changed=False)
    if not force and after and after < before:
        why = f"is of {after}, older than what is there, of {before}"
        raise BadInputError(shown, why, hint="nothing was changed; --force takes it all the same")

    def approve(store: Store) -> None:
        entries = int(store.meta.get("count.entry", "0"))
        if entries < least:
            why = f"has only {entries:,} entries and cannot be the whole of {edition.title}"
            raise BadInputError(shown, why, hint="nothing was changed; try again later")

    added = add(home, path, now, Wish(name=edition.name, replace=True, approve=approve), progress, cancelled)
    return None if added is None else Outcome(edition, before, after, changed=True)


def _date(path: Path) -> str:
    with path.open("rb") as file:
        format_ = shelves.format_of(path, file.read(HEAD_BYTES))
    return format_.source(Original("update", path, "")).info.dated if format_ else ""
