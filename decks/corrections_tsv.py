"""Corrections as a table to keep, send and edit: surface, reading, scope, title, parted by tabs. Pure.

The scope is a text's id, or nothing for everywhere; the title is for people and is not read back. Lines that begin with # are
comments. Latin letters in the place of kana are taken as when they are typed (`texts.romaji`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from decks.model import Correction
from texts.corrections import cleaned, problem
from texts.romaji import to_kana
from texts.sanitize import for_terminal

HEAD: Final = "# surface\treading\tscope (empty: everywhere)\ttitle"
_COLUMNS: Final = 4
_SCOPE: Final = re.compile("[0-9A-Za-z_-]{0,64}")
_LINE_END: Final = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that cannot be kept; lines count from 1."""

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """The good lines as (surface, reading, scope), and the refused ones."""

    good: tuple[tuple[str, str, str], ...]
    refused: tuple[Refused, ...]


def parse(text: str) -> Parsed:
    """Read a table. Of lines that say the same one counts; of two that disagree the second is refused."""
    good: dict[tuple[str, str], tuple[str, int]] = {}
    refused: list[Refused] = []
    for number, line in enumerate(_LINE_END.split(text), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        surface, reading = cleaned(cells[0], cells[1] if len(cells) > 1 else "")
        if number == 1 and (surface.lower(), reading.lower()) == ("surface", "reading"):
            continue  # a spreadsheet's head
        reading = to_kana(reading)
        scope = cells[2].strip() if len(cells) > 2 else ""
        before = good.get((surface, scope))
        if len(cells) == 1:
            why: str | None = "there is no tab between word and reading"
        elif len(cells) > _COLUMNS:
            why = f"{len(cells)} columns, not at most {_COLUMNS}"
        elif _SCOPE.fullmatch(scope) is None:
            why = "the scope is no text's id"
        elif before is not None and before[0] != reading:
            why = f"{surface} is read {before[0]} in line {before[1]}"
        else:
            why = problem(surface, reading)
        if why is None:
            good[surface, scope] = (reading, number)
        else:
            refused.append(Refused(number, why))
    return Parsed(tuple((surface, reading, scope) for (surface, scope), (reading, _) in good.items()), tuple(refused))


def lines(corrections: Iterable[Correction]) -> Iterator[str]:
    """The table's lines without their ends, its head first; `parse` reads back what they say."""
    yield HEAD
    for one in corrections:
        yield "\t".join(map(for_terminal, (one.surface, one.reading, one.scope, one.title))).rstrip("\t")
