"""Who made the data that is shown, and under which licence: for `taiyaku doctor`, cards and handouts."""

from __future__ import annotations

from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version

from dictionaries.model import SourceInfo
from dictionaries.sources import all_sources
from texts.errors import UnavailableError
from texts.tables import rows


def credits() -> tuple[SourceInfo, ...]:  # noqa: A001 - the name of the door; nobody here wants the builtin
    """Everything whose data reaches the screen or a card: dictionaries that are installed, then the tables of `data/credits.tsv`.

    Data that is not installed is left out. Where a row names a package, `dated` is its installed version.
    """
    found = []
    for source in all_sources():
        with suppress(UnavailableError):
            found.append(source.info)
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
