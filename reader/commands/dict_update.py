"""`taiyaku dict update`: JMdict and JMnedict of today, fetched or from a file, in the place of those that are there."""

from __future__ import annotations

import argparse
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from dictionaries.added import Home
from dictionaries.update import EDITIONS, Edition, edition_of, take
from reader.commands import _common as common
from reader.interrupts import held_interrupt
from reader.paths import Places
from reader.settings import Settings, load_settings
from reader.workbench import utc_now
from texts.errors import ConfigurationError, UsageError
from texts.sanitize import for_terminal

if TYPE_CHECKING:
    from dictionaries.net import Opener

_CHOOSE = "`taiyaku dict update jmdict` or `taiyaku dict update jmnedict`"


def run(args: argparse.Namespace, places: Places, opener: Opener | None = None) -> None:
    """Bring the dictionaries up to date that the call names, one after the other; what stands already stays when a later one fails.

    Args:
        args: `names`, `file`, `url`, `force`.
        places: where everything is.
        opener: opens connections, by default over the net.

    Raises:
        TaiyakuError: it cannot be fetched, is damaged or older, or cannot be written; what was there is there still.
    """
    names = list(dict.fromkeys(common.typed(name) for name in args.names))
    if args.file and args.url:
        raise UsageError("taiyaku dict update", "takes a file or an address, not both", hint="leave out --from or --url")
    unknown = next((name for name in names if name not in EDITIONS), None)
    if unknown is not None:
        why = "cannot be brought up to date by itself"
        raise UsageError(for_terminal(unknown), why, hint=f"{_CHOOSE}; other dictionaries: `taiyaku dict add --replace FILE`")
    if args.file:
        _from_file(places, Path(args.file), names, force=args.force)
        return
    settings = load_settings(places.settings_file)
    if args.url and len(names) != 1:
        raise UsageError("--url", "is the address of one dictionary: name that one", hint=_CHOOSE)
    for name in names or EDITIONS:
        _fetched(places, EDITIONS[name], args.url or _address(EDITIONS[name], settings, places), opener, force=args.force)


def _address(edition: Edition, settings: Settings, places: Places) -> str:
    from dictionaries.net import checked

    url = settings.addresses.get(edition.name) or edition.url
    try:
        checked(url)
    except UsageError as error:
        raise ConfigurationError(f"dictionaries.{edition.name}_url", error.why, where=str(places.settings_file), hint=error.hint) from error
    return url


def _from_file(places: Places, path: Path, names: list[str], *, force: bool) -> None:
    edition = edition_of(path)
    if names and names != [edition.name]:
        raise UsageError(for_terminal(path.name), f"is {edition.title}, not {' and '.join(names)}", hint="leave the name out")
    _take(places, edition, path, least=0, force=force)


def _fetched(places: Places, edition: Edition, url: str, opener: Opener | None, *, force: bool) -> None:
    from dictionaries.fetch import fetch

    target = places.downloads_folder / f"{edition.name}.xml.gz"
    line = common.ProgressLine(edition.title)
    try:
        fetch(url, target, line, opener=opener)
    finally:
        line.done()
    try:
        _take(places, edition, target, least=edition.least, force=force)
    finally:
        with suppress(OSError):  # a copy is kept where it was added; a file that was refused is not tried again
            target.unlink(missing_ok=True)


def _take(places: Places, edition: Edition, path: Path, *, least: int, force: bool) -> None:
    home = Home(places.dictionaries_folder, places.compiled_folder)
    line = common.ProgressLine(edition.title)
    try:
        with held_interrupt() as interrupted:
            outcome = take(home, edition, path, utc_now(), line, interrupted, least=least, force=force)
    finally:
        line.done()
    if outcome is None:  # interrupted: leaving the block has said so
        raise KeyboardInterrupt
    after = outcome.after or "an unknown date"
    if not outcome.changed:
        common.narrate(f"taiyaku: {edition.title} is of {after} already; nothing was changed")
        return
    before = f" instead of {outcome.before}" if outcome.before and outcome.before != after else ""
    common.narrate(f"taiyaku: {edition.title} is of {after} now{before}; `taiyaku dict remove {edition.name}` takes it back")
