"""What all worksheets share: whose turn a word is, boxes, shuffling, lines. Pure.

Of `random.Random` only seeding by an integer and `random()` are used: the two things that Python promises never to change. The rest
(Fisher–Yates) stands here, so that a seed makes the same sheet on every Python and platform.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Sequence
from typing import TypeVar

from decks.model import Example, RubySpan
from decks.sheets.model import Part, Row
from decks.worksheets.model import Line
from texts.model import Language

BOX = 10
"""The most questions that share a bank or a column of meanings."""
USUAL = 20
"""Questions on a worksheet when nobody says how many."""
MOST_LETTERS = 26

T = TypeVar("T")


class Draw:
    """Chance for one worksheet: the same seed, quiz, language and version always draw alike."""

    def __init__(self, seed: int, *names: str) -> None:
        digest = hashlib.sha256("|".join((str(seed), *names)).encode()).digest()
        self._random = random.Random(int.from_bytes(digest, "big"))  # noqa: S311 no secret: a seed is there to be repeated

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """The items in random order."""
        out = list(items)
        for last in range(len(out) - 1, 0, -1):
            other = int(self._random.random() * (last + 1))
            out[last], out[other] = out[other], out[last]
        return out


def apart(items: Sequence[T], others: Sequence[T]) -> list[T]:
    """The items so changed that none stands where it stands in `others`, if there are two at least.

    Both hold different items each. A swap with the next one mends a place and spoils none: what stands here stands nowhere else.
    """
    out = list(items)
    for at, item in enumerate(out):
        if len(out) > 1 and at < len(others) and item == others[at]:
            other = (at + 1) % len(out)
            out[at], out[other] = out[other], out[at]
    return out


def turns(pool: Sequence[T], wanted: int, version: int, versions: int) -> list[T]:
    """In which order a version may take from the pool (most important first): the versions are dealt the best, as cards are."""
    dealt = pool[: wanted * versions]
    own = dealt[version::versions]
    return [*own, *(item for item in dealt if item not in own), *pool[len(dealt) :]]


def boxes(
    items: Sequence[T],
    wanted: int,
    clash: Callable[[T, T], bool],
    once: Callable[[T], str],
    rival: Callable[[T, T], bool] | None = None,
) -> list[list[T]]:
    """The first `wanted` items that fit, in boxes of much the same size; a box of one is left out.

    Args:
        items: the most important first.
        wanted: how many at most.
        clash: two that must not share a box.
        once: of items with the same one only one is taken.
        rival: two that share a box only where nothing else is left to fill it.

    Returns:
        The boxes: as many items as can be placed, then in as few boxes as they need, those of sizes as like as can be.
    """
    target = min(wanted, len(items), MOST_LETTERS)
    best: list[list[T]] = []
    for count in range(-(-target // BOX), 0, -1):
        packed = _packed(items, target, count, clash, once, rival)
        placed = sum(map(len, packed))
        tries = [packed, _packed(items, placed, count, clash, once, rival)] if placed < target else [packed]
        best = max([best, *tries], key=lambda some: (sum(map(len, some)), -len(some), min(map(len, some), default=0)))
    return best


def _packed(
    items: Sequence[T],
    target: int,
    count: int,
    clash: Callable[[T, T], bool],
    once: Callable[[T], str],
    rival: Callable[[T, T], bool] | None,
) -> list[list[T]]:
    """At most `target` items in `count` boxes; first those that rival nobody, then those that clash with nobody."""
    room = min(BOX, -(-target // count))
    filled: list[list[T]] = [[] for _ in range(count)]
    used: set[str] = set()
    for strict in (True, False) if rival else (False,):
        for item in items:
            if sum(map(len, filled)) == target:
                break
            if once(item) in used:
                continue
            free = [
                box
                for box in filled
                if len(box) < room and not any(clash(item, other) or (strict and rival and rival(item, other)) for other in box)
            ]
            if free:
                min(free, key=len).append(item)
                used.add(once(item))
    return [box for box in filled if len(box) > 1]


def letter(number: int) -> str:
    """A, B, … for 0, 1, …"""
    return chr(ord("A") + number)


def important(part: Part, *, names: bool) -> list[Row]:
    """The rows, most important first, however the list is ordered; ties by where they first stand."""
    rows = [*part.rows, *(part.names if names else ())]
    return sorted(rows, key=lambda row: (-row.weight, -row.count, _place(row), row.word.headword, row.word.reading))


def told(row: Row) -> bool:
    """Whether it has a meaning that was looked up or made, not guessed from its sound."""
    return bool(row.word.glosses) and row.word.how not in ("none", "romaji")


def term(row: Row) -> Line:
    """The term with its reading over it."""
    return Line(row.word.headword, row.word.language, row.word.ruby)


def meanings(row: Row, shown: str, most: int = 3) -> Line:
    """The first meanings in one line, Japanese ones with their ruby; without those that can be read off what is shown."""
    other = Language.EN if row.word.language is Language.JA else Language.JA
    joint = "; " if other is Language.EN else "；"
    text, ruby = "", []
    kept = [(at, gloss) for at, gloss in enumerate(row.word.glosses) if gloss.strip() and gloss.casefold() not in shown.casefold()]
    for at, gloss in kept[:most]:
        text += joint if text else ""
        over = row.gloss_ruby[at] if at < len(row.gloss_ruby) else ()
        ruby += [RubySpan(span.start + len(text), span.end + len(text), span.reading) for span in over]
        text += gloss
    return Line(text, other, tuple(ruby))


def _place(row: Row) -> tuple[int, int, int]:
    first = row.places[0] if row.places else None
    example: Example | None = row.word.example
    return (first.article if first else 0, first.sentences[0] if first and first.sentences else 0, example.start if example else 0)
