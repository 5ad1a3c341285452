"""Words as JSON text for the store, and back.

Unknown names are ignored and missing ones take their defaults, so that stores outlive versions of the record.
"""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

from decks.model import Example, RubySpan, Word
from texts.model import Language


def dump(word: Word) -> str:
    """A word as JSON, what is empty left out; lone surrogates become question marks, as SQLite holds no such text."""
    data = _filled(word, _WORD_NAMES)
    if word.example is not None:
        data["example"] = _filled(word.example, _EXAMPLE_NAMES)
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "replace").decode()


def load(text: str) -> Word:
    """The word of `dump`.

    Raises:
        ValueError: not the JSON of a word.
    """
    data = json.loads(text)
    try:
        found = data.pop("example", None)
        example = Example(**_EMPTY_EXAMPLE | _thawed(found, _EXAMPLE_NAMES)) if found else None
        return Word(**_EMPTY_WORD | _thawed(data, _WORD_NAMES), example=example)
    except (TypeError, AttributeError, KeyError) as error:
        raise ValueError(f"not a word: {error}") from error


def stamp(at: datetime) -> str:
    """A time as UTC in ISO 8601, to the microsecond (so that text order is time order)."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def moment(text: str) -> datetime:
    """The time of `stamp`."""
    return datetime.fromisoformat(text)


_WORD_NAMES = tuple(f.name for f in fields(Word) if f.name != "example")
_EXAMPLE_NAMES = tuple(f.name for f in fields(Example))
_EMPTY_WORD: dict[str, Any] = {
    "language": Language.JA, "headword": "", "reading": "", "ruby": (), "pos": "", "glosses": (), "how": "", "source": ""
}  # fmt: skip
_EMPTY_EXAMPLE: dict[str, Any] = {"text": "", "ruby": (), "start": 0, "end": 0, "language": Language.JA}


def _filled(record: Word | Example, names: tuple[str, ...]) -> dict[str, Any]:
    # not dataclasses.asdict: it copies deeply, and a thousand words cost a quarter of a second
    data = {name: value for name in names if (value := getattr(record, name))}
    data["language"] = record.language.value
    if record.ruby:
        data["ruby"] = [{"start": r.start, "end": r.end, "reading": r.reading} for r in record.ruby]
    return data


def _thawed(data: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    known: dict[str, Any] = {name: tuple(value) if type(value := data[name]) is list else value for name in names if name in data}
    if "language" in known:
        known["language"] = Language(known["language"])
    if "ruby" in known:
        known["ruby"] = tuple(RubySpan(r.get("start", 0), r.get("end", 0), r.get("reading", "")) for r in known["ruby"])
    return known
