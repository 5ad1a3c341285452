"""`taiyaku doctor`: where everything is, whether it is whole, and whose data it is."""

from __future__ import annotations

import argparse
import platform
from collections.abc import Iterator
from importlib import metadata
from typing import Any

from reader import contract
from reader.cli import version
from reader.commands import _common as common
from reader.paths import Places, find_places
from reader.workbench import utc_now
from texts.errors import StorageError, TaiyakuError
from texts.sanitize import for_terminal

ENGINES = ("sudachipy", "sudachidict-core", "jamdict-data", "genanki", "textual", "rich", "simplemma", "wordfreq")


def run(args: argparse.Namespace) -> int:
    """Print the state of everything; the exit code is 0 when all is whole or simply not made yet."""
    places = find_places()
    dictionaries = list(_dictionaries(places))
    study = _study(places)
    if args.json:
        common.write_lines([contract.dumps(_json(places, dictionaries, study))], utf8=True)
    else:
        common.write_lines(for_terminal(line) for line in _plain(places, dictionaries, study))
    return StorageError.exit_code if study[1] or any(d["state"] == "broken" for d in dictionaries) else 0


def _dictionaries(places: Places) -> Iterator[dict[str, Any]]:
    from dictionaries.library import compiled_path
    from dictionaries.sources import SOURCES
    from dictionaries.store import Store, state

    for name in SOURCES.names():
        source = SOURCES.load(name)
        path = compiled_path(places.compiled_folder, name)
        found = {"name": name, "title": source.info.title, "state": str(state(path, source)), "path": str(path), "problem": ""}
        if found["state"] == "ready":
            with Store.open(path) as store:
                try:
                    store.check()
                except TaiyakuError as error:
                    found |= {"state": "broken", "problem": str(error)}
        yield found


def _study(places: Places) -> tuple[str, str]:
    """What the study store holds, and what is wrong with it."""
    if not places.study_file.exists():
        return "not made yet", ""
    from decks.study import Study

    try:
        with Study.open(places.study_file, utc_now) as study:
            return f"{len(study.words())} words, {len(study.texts())} texts", ""
    except TaiyakuError as error:
        return "damaged", str(error)


def _versions() -> dict[str, str]:
    found = {}
    for name in ENGINES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = "not installed"
    return found


def _json(places: Places, dictionaries: list[dict[str, Any]], study: tuple[str, str]) -> dict[str, Any]:
    from dictionaries.credits import credits as known_sources

    return {
        "version": version(),
        "python": platform.python_version(),
        "places": {"config": str(places.config), "data": str(places.data), "cache": str(places.cache)},
        "dictionaries": dictionaries,
        "study": {"path": str(places.study_file), "holds": study[0], "problem": study[1]},
        "engines": _versions(),
        "credits": [
            {"title": c.title, "attribution": c.attribution, "licence": c.licence, "url": c.url, "dated": c.dated} for c in known_sources()
        ],
    }


def _plain(places: Places, dictionaries: list[dict[str, Any]], study: tuple[str, str]) -> Iterator[str]:
    from dictionaries.credits import credits as known_sources

    yield f"taiyaku {version()}, Python {platform.python_version()}"
    yield ""
    yield "places"
    for name, path in (("config", places.config), ("data", places.data), ("cache", places.cache)):
        yield f"  {name:7} {path}"
    yield ""
    yield "dictionaries"
    for d in dictionaries:
        state = {"missing": "not built yet; built on first use"}.get(d["state"], d["state"])
        yield f"  {d['title']}: {state}{': ' + d['problem'] if d['problem'] else ''}"
    yield ""
    yield f"study store: {study[0]}{': ' + study[1] if study[1] else ''}"
    yield ""
    yield "engines: " + ", ".join(f"{name} {number}" for name, number in _versions().items())
    yield ""
    yield "sources and licences"
    for c in known_sources():
        yield f"  {c.title}{f' ({c.dated})' if c.dated else ''}: {c.attribution}; {c.licence}; {c.url}"
