"""`taiyaku dict`: the dictionaries there are, and those of the user's own. The words of the call: `reader.arguments`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from dictionaries import added, shelf
from dictionaries.added import Wish
from reader import cells, contract
from reader.commands import _common as common
from reader.interrupts import held_interrupt
from reader.inventory import described, home_of
from reader.paths import Places, find_places
from reader.workbench import Workbench, utc_now
from texts.errors import MissingInputError, TaiyakuError
from texts.sanitize import for_terminal


def run(args: argparse.Namespace) -> int:
    """List, add, remove, order, switch or compile dictionaries."""
    actions = {
        "list": _list,
        "add": _add,
        "remove": _remove,
        "order": _order,
        "enable": _switch,
        "disable": _switch,
        "build": _build,
        "update": _update,
    }
    actions[args.action](args, find_places())
    return 0


# ------------------------------------------------------------------ one after the other


def _list(args: argparse.Namespace, places: Places) -> None:
    found = described(places)
    if args.json:
        common.write_lines([contract.dumps(found)], utf8=True)
    else:
        common.write_lines(_table(found))
    for path in added.strays(home_of(places), shelf.load(places.dictionaries_folder)):
        common.narrate(f"taiyaku: {path} is in none of your dictionaries; `taiyaku dict add` takes it up again")


def _add(args: argparse.Namespace, places: Places) -> None:
    path = Path(args.file)
    wish = Wish(name=common.typed(args.name), title=for_terminal(common.typed(args.title)).strip(), replace=args.replace)
    line = common.ProgressLine(for_terminal(path.name))
    try:
        with held_interrupt() as interrupted:
            made = added.add(home_of(places), path, utc_now(), wish, line, interrupted)
    finally:
        line.done()
    if made is None:  # interrupted: leaving the block has said so
        raise KeyboardInterrupt
    (one,) = (d for d in described(places) if d["name"] == made.name)
    holds = ", ".join(f"{number} {what}" for what, number in one["holds"].items())
    common.narrate(f"taiyaku: {made.title} is added as {made.name} ({holds}); {_PLACE[one['standing']]}")


_PLACE = {
    -1: "it is asked before the dictionaries that come with taiyaku",
    0: "it is asked together with the dictionaries that come with taiyaku",
    1: "it stands beside the dictionaries that come with taiyaku; `taiyaku dict order` puts it before them",
}


def _remove(args: argparse.Namespace, places: Places) -> None:
    gone = added.remove(home_of(places), common.typed(args.name))
    common.narrate(f"taiyaku: {gone.title} ({gone.name}) is removed; your own file {gone.file_name} was not touched")


def _order(args: argparse.Namespace, places: Places) -> None:
    names = added.put_in_order(home_of(places), [common.typed(name) for name in args.names])
    common.narrate(f"taiyaku: asked in this order: {', '.join(names)}")


def _switch(args: argparse.Namespace, places: Places) -> None:
    names = [common.typed(name) for name in args.names]
    on = args.action == "enable"
    added.switch(home_of(places), names, on=on)
    common.narrate(f"taiyaku: {', '.join(names)} {'is' if len(names) == 1 else 'are'} {'asked again' if on else 'left out'}")


def _build(args: argparse.Namespace, places: Places) -> None:
    with Workbench(places) as bench:
        known = {one.source.name: one for one in bench.dictionaries()}
        wanted: Sequence[str] = [common.typed(name) for name in args.names] or bench.missing()
        for name in wanted:
            if name not in known:
                raise MissingInputError(for_terminal(name), "there is no dictionary of that name", hint=f"there are: {', '.join(known)}")
        failed: list[TaiyakuError] = []
        for name in wanted:
            line = common.ProgressLine(name)
            try:
                bench.build(name, line)
            except TaiyakuError as error:
                failed.append(error)
            finally:
                line.done()
        for other in failed[1:]:
            common.narrate(f"taiyaku: {other}")
        if failed:
            raise failed[0]
    common.narrate(f"taiyaku: {', '.join(wanted)} compiled" if wanted else "taiyaku: every dictionary is compiled already")


def _update(args: argparse.Namespace, places: Places) -> None:
    from reader.commands import dict_update

    dict_update.run(args, places)


# ------------------------------------------------------------------ inside


def _table(found: list[dict[str, Any]]) -> Iterator[str]:
    rows = [("", "name", "title", "format", "state", "holds", "dated", "added")]
    for number, d in enumerate(found, 1):
        state = {"missing": "not built yet", "stale": "to be rebuilt"}.get(d["state"], d["state"]) if d["enabled"] else "left out"
        holds = ", ".join(f"{count:,} {what}" for what, count in d["holds"].items())
        rows.append((str(number), d["name"], d["title"], d["format"], d["problem"] or state, holds, d["dated"], d["added"]))
    shown = [[for_terminal(cell) for cell in row] for row in rows]
    widths = [max(cells.width(row[column]) for row in shown) for column in range(len(rows[0]))]
    for row in shown:
        yield "  ".join(cells.pad(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip()
