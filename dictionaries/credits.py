"""Who made the data that is shown, and under which licence: for `taiyaku doctor`, cards and handouts."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version

from dictionaries.model import SourceInfo
from dictionaries.sources import all_sources
from texts.errors import UnavailableError
from texts.tables import rows


def credits(opened: Iterable[SourceInfo] = ()) -> tuple[SourceInfo, ...]:  # noqa: A001 - the name of the door; nobody here wants the builtin
    """Everything whose data reaches the screen or a card: dictionaries that are installed, then the tables of `data/credits.tsv`.

    Data that is not installed is left out. Where a row names a package, `dated` is its installed version. `opened` are dictionaries that
    are in use (`Library.sources`): those that the user added come behind the installed ones, or in their place.
    """
    used = {info.name: info for info in opened}
    found = []
    for source in all_sources():
        with suppress(UnavailableError):
            found.append(used.pop(source.name) if source.name in used else source.info)
    found += used.values()
    for name, title, attribution, licence, url, package in rows("credits.tsv", 6, "dictionaries"):
        dated = _version(package)
        if dated or not package:
            found.append(SourceInfo(name, title, attribution, licence, url, dated))
    return tuple(found)


def _version(package: str) -> str:
    if not package:
        return ""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
