"""The note types: fields, templates and CSS, each type a folder of files, their ids frozen in `notetype.toml`.

A change of names, ids or order makes Anki refuse every note a learner already has; `tests/decks/test_notetypes.py` pins them all.
Knows nothing of genanki.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from texts.model import Language

FOLDERS = ("ja", "en", "cloze")


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a note type. `id` lets Anki recognise the field should it ever be renamed."""

    name: str
    id: int


@dataclass(frozen=True, slots=True)
class Template:
    """A card template: HTML of both sides. A card is made when all fields of `required` are filled."""

    name: str
    id: int
    required: tuple[str, ...]
    front: str
    back: str


@dataclass(frozen=True, slots=True)
class NoteType:
    """A note type. `modified` moves only when templates or CSS change: Anki then replaces the learner's copy."""

    name: str
    id: int
    cloze: bool
    modified: datetime
    fields: tuple[Field, ...]
    templates: tuple[Template, ...]
    css: str

    names: tuple[str, ...]
    """The fields' names, in order."""

    def values(self, **filled: str) -> tuple[str, ...]:
        """All fields in order, those not named empty.

        Raises:
            ValueError: a name that is no field.
        """
        unknown = filled.keys() - set(self.names)
        if unknown:
            raise ValueError(f"{self.name} has no field {sorted(unknown)}")
        return tuple([filled.get(name, "") for name in self.names])


@cache
def load(folder: str) -> NoteType:
    """The note type of a folder: `ja`, `en` or `cloze`."""
    here = files(__name__)
    place = here / folder
    data: dict[str, Any] = tomllib.loads((place / "notetype.toml").read_text(encoding="utf-8"))

    def side(name: str) -> str:
        return (place / f"{name}.html").read_text(encoding="utf-8").strip()

    back = side("back")  # one for all cards of a word: they ask different things and answer the same
    return NoteType(
        name=data["name"],
        id=data["id"],
        cloze=data["kind"] == "cloze",
        modified=data["modified"],
        fields=tuple(Field(f["name"], f["id"]) for f in data["fields"]),
        names=tuple(f["name"] for f in data["fields"]),
        templates=tuple(
            Template(t["name"], t["id"], tuple(t["required"]), side(f"{t['name'].lower()}.front"), back) for t in data["templates"]
        ),
        css=(here / "common.css").read_text(encoding="utf-8") + (place / "style.css").read_text(encoding="utf-8"),
    )


def for_language(language: Language) -> NoteType:
    """The note type of words of this language.

    Raises:
        ValueError: there is none.
    """
    if language not in _BY_LANGUAGE:
        raise ValueError(f"no note type for {language}")
    return load(_BY_LANGUAGE[language])


def named(name: str) -> NoteType:
    """The note type of this name, as `Note.notetype` has it.

    Raises:
        ValueError: there is none.
    """
    for folder in FOLDERS:
        if load(folder).name == name:
            return load(folder)
    raise ValueError(f"no note type {name!r}")


_BY_LANGUAGE = MappingProxyType({Language.JA: "ja", Language.EN: "en"})
