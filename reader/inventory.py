"""What is to be said of every dictionary, for `taiyaku dict list` and the doctor. Pure but for reading files."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from dictionaries import added, shelf
from dictionaries.added import Home
from dictionaries.library import compiled_path
from dictionaries.model import SourceInfo
from dictionaries.shelf import Listed, Shelf
from dictionaries.store import Store, StoreState, state
from reader.paths import Places
from texts.errors import ConfigurationError, TaiyakuError, UnavailableError

_TABLES = (("entry", "entries"), ("fact", "facts"), ("kanji", "kanji"))
_INFO = ("title", "dated", "attribution", "licence", "url")
_DAYS = 365.25
_OLD = 90


def home_of(places: Places) -> Home:
    """Where dictionaries are, as their package wants to know it."""
    return Home(places.dictionaries_folder, places.compiled_folder)


def described(places: Places) -> list[dict[str, Any]]:
    """What is to be said of every dictionary, in the order in which they are asked; nothing is read but headers.

    Raises:
        ConfigurationError: dictionaries.toml cannot be understood.
    """
    return [_described(places, one) for one in _listed(places, shelf.load(places.dictionaries_folder))]


def examined(places: Places) -> tuple[list[dict[str, Any]], ConfigurationError | None]:
    """The same, every file read and compared with its digest; with what is wrong with dictionaries.toml, if it is."""
    wrong: ConfigurationError | None = None
    kept = Shelf()
    try:
        kept = shelf.load(places.dictionaries_folder)
    except ConfigurationError as error:
        wrong = error
    found = []
    for one in _listed(places, kept):
        said = _described(places, one)
        if said["state"] == StoreState.READY:
            said |= _checked(Path(said["path"]))
        if one.added is not None and (problem := added.problem(home_of(places), one.added)):
            said |= {"state": str(StoreState.BROKEN), "problem": f"{problem}; `taiyaku dict remove {one.added.name}`, and add it again"}
        found.append(said)
    return found, wrong


def infos(found: list[dict[str, Any]]) -> tuple[SourceInfo, ...]:
    """Who made the dictionaries that were added, of what is said of all."""
    return tuple(
        SourceInfo(d["name"], d["title"], d["attribution"], d["licence"], d["url"], d["dated"]) for d in found if d["format"] != "installed"
    )


def age(dated: str, today: date) -> str:
    """How old data is, in words: "5 years old"; "" when its date is not known."""
    days = _days(dated, today)
    if days is None:
        return ""
    for length, name in ((_DAYS, "year"), (_DAYS / 12, "month"), (1.0, "day")):
        number = int(days / length)
        if number >= (2 if name == "month" else 1):
            return f"{number} {name}{'' if number == 1 else 's'} old"
    return "of today"


def is_old(dated: str, today: date) -> bool:
    """Whether data that is made anew every day is so old that it is worth fetching."""
    days = _days(dated, today)
    return days is not None and days > _OLD


def _days(dated: str, today: date) -> int | None:
    try:
        return (today - date.fromisoformat(dated)).days
    except ValueError:
        return None


def _listed(places: Places, kept: Shelf) -> tuple[Listed, ...]:
    return kept.listed(places.dictionaries_folder)


def _checked(path: Path) -> dict[str, str]:
    """What the check of a compiled file adds to what is said of it."""
    try:
        with Store.open(path) as store:
            store.check()
    except TaiyakuError as error:
        return {"state": str(StoreState.BROKEN), "problem": str(error)}
    return {}


def _described(places: Places, one: Listed) -> dict[str, Any]:
    source = one.source
    path = compiled_path(places.compiled_folder, source.name)
    original = places.dictionaries_folder / one.added.file if one.added else None
    found: dict[str, Any] = {
        "name": source.name,
        "title": one.added.title if one.added else source.name,
        "format": one.added.format if one.added else "installed",
        "enabled": one.enabled,
        "standing": one.standing,
        "dated": "",
        "attribution": "",
        "licence": "",
        "url": "",
        "added": one.added.added if one.added else "",
        "file": str(original or ""),
        "path": str(path),
        "holds": {},
        "problem": "its file is gone" if original is not None and not original.is_file() else "",
    }
    try:
        if one.added is None:
            found |= {key: value for key in _INFO if (value := getattr(source.info, key))}
        found["state"] = str(state(path, source))
    except UnavailableError as error:
        found |= {"state": str(StoreState.READY if path.exists() else StoreState.MISSING), "problem": str(error)}
    if found["state"] in (StoreState.READY, StoreState.STALE):
        try:
            with Store.open(path) as store:
                found |= {key: value for key in _INFO if (value := getattr(store.info, key))}
                found["holds"] = {name: int(n) for what, name in _TABLES if (n := store.meta.get(f"count.{what}", "0")) != "0"}
        except TaiyakuError as error:
            if found["state"] == StoreState.READY:  # a stale one is built anew: what is wrong with it does not matter
                found["problem"] = str(error)
    return found
