"""Words as JSON text for the store, and back.

Unknown names are ignored and missing ones take their defaults, so that stores outlive versions of the record.
"""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from datetime import UTC, datetime
from typing import Any

from decks.model import Example, RubySpan, Word
from texts.model import Language


def dump(word: Word) -> str:
    """A word as JSON, names sorted, what is empty left out."""
    return (
        json.dumps(_filled(asdict(word)), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        .encode("utf-8", "replace")
        .decode()
    )


def load(text: str) -> Word:
    """The word of `dump`.

    Raises:
        ValueError: not the JSON of a word.
    """
    data = json.loads(text)
    try:
        example = data.pop("example", None)
        return Word(
            **_known(Word, _EMPTY_WORD | data), example=Example(**_known(Example, _EMPTY_EXAMPLE | example)) if example else None
        )
    except (TypeError, AttributeError, KeyError) as error:
        raise ValueError(f"not a word: {error}") from error


def stamp(at: datetime) -> str:
    """A time as UTC in ISO 8601, to the microsecond (so that text order is time order)."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def moment(text: str) -> datetime:
    """The time of `stamp`."""
    return datetime.fromisoformat(text)


_EMPTY_WORD: dict[str, Any] = {
    "language": "ja", "headword": "", "reading": "", "ruby": [], "pos": "", "glosses": [], "how": "none", "source": ""
}  # fmt: skip
_EMPTY_EXAMPLE: dict[str, Any] = {"text": "", "ruby": [], "start": 0, "end": 0, "language": "ja"}


def _filled(data: dict[str, Any]) -> dict[str, Any]:
    return {k: _filled(v) if isinstance(v, dict) else v for k, v in data.items() if v not in ("", (), [], None, 0)}


def _known(kind: type[Word | Example], data: dict[str, Any]) -> dict[str, Any]:
    names = {f.name for f in fields(kind)} - {"example"}
    return {name: _thawed(name, value) for name, value in data.items() if name in names}


def _thawed(name: str, value: Any) -> Any:
    if name == "language":
        return Language(value)
    if name == "ruby":
        return tuple(RubySpan(start=r.get("start", 0), end=r.get("end", 0), reading=r.get("reading", "")) for r in value)
    return tuple(value) if isinstance(value, list) else value
