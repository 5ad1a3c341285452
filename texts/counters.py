"""The counters of the table (`data/counters.tsv`), and how the sounds of number and counter change each other. Pure."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from texts.kana import HALF_VOICED, VOICED, is_kana, is_kanji
from texts.number_values import NAN, Value
from texts.tables import rows

# the last sounds that become っ (いち → いっ) before a counter of each class; see the table's head
_SOKUON: Final = {"k": (1, 6, 8, 10, 100), "h": (1, 6, 8, 10, 100), "s": (1, 8, 10), "t": (1, 8, 10), "p": (1, 8, 10)}
_VOICED_AFTER: Final = {"k3g": (3, NAN), "s3z": (3, NAN), "kng": (3, NAN, 1000, 10_000), "snz": (3, NAN, 1000, 10_000)}
_KA_SIGNS: Final = "カヵヶケ箇"
_KA: Final = str.maketrans(_KA_SIGNS, "かかかかか")


@dataclass(frozen=True, slots=True)
class Counter:
    """A row of the table: spelling, reading, class of sound change, its exceptions, and the last sounds with which it is a guess."""

    spelling: str
    reading: str
    sound: str
    digits: dict[int, str]
    whole: dict[int, str]
    doubtful: frozenset[int]


@lru_cache(maxsize=1)
def counters() -> dict[str, Counter]:
    """The table by spelling.

    Raises:
        ValueError: a row is malformed, or a spelling stands twice.
    """
    table: dict[str, Counter] = {}
    for spellings, reading, sound, digits, whole, doubtful in rows("counters.tsv", 6):
        for spelling in spellings.split("|"):
            if spelling in table:
                raise ValueError(f"counters.tsv: {spelling} twice")
            doubts = frozenset(map(int, doubtful.split()))
            table[spelling] = Counter(spelling, reading, sound, _pairs(digits), _pairs(whole), doubts)
    return table


@lru_cache(maxsize=1)
def lengths() -> dict[str, tuple[int, ...]]:
    """How long the spellings are that start with a character, longest first; the character as it stands in a text.

    Most characters after a number start no counter, and most counters are one character long.
    """
    found: dict[str, set[int]] = {}
    for text in counters():
        wide = chr(ord(text[0]) + 0xFEE0) if "!" <= text[0] <= "~" else text[0]
        for first in (text[0], wide, *(_KA_SIGNS if text[0] == "か" else ())):
            found.setdefault(first, set()).add(len(text))
    return {first: tuple(sorted(all_of_them, reverse=True)) for first, all_of_them in found.items()}


@lru_cache(maxsize=1)
def number_words() -> dict[str, tuple[tuple[str, str], ...]]:
    """Words of numbers that are read in their own way (四十九日 しじゅうくにち), longest first, by their first two characters.

    Digits stand in half width.
    """
    found: dict[str, list[tuple[str, str]]] = {}
    for word, reading in rows("number_words.tsv", 2):
        found.setdefault(word[:2], []).append((word, reading))
    return {start: tuple(sorted(words, key=lambda item: -len(item[0]))) for start, words in found.items()}


def _pairs(cell: str) -> dict[int, str]:
    return {int(number): kana for number, kana in (pair.split("=") for pair in cell.split())}


def spelling(text: str) -> str:
    """The spelling as the table has it: full width folded, every small or large ka before a kanji か.

    Takes what stands after a number; gives what to look for.
    """
    if len(text) > 1 and text[0] in _KA_SIGNS and not is_kana(text[1]):
        return text[0].translate(_KA) + text[1:]
    return unicodedata.normalize("NFKC", text) if text.isascii() or "！" <= text[0] <= "～" else text


def joined(value: Value, counter: Counter) -> str:
    """The last sound of the number and the counter's reading, each changed by the other: いち and ほん are いっぽん.

    Takes the parsed number and the counter; gives kana without the number's earlier sounds (`value.head`).
    """
    kana, last, sound = counter.reading, value.last, counter.sound
    tail = value.tail
    if value.decimal and not is_kanji(counter.spelling[0]):  # 1.8パーセント: digits after the point stay as they are
        return tail + kana
    if last in counter.digits:
        tail = counter.digits[last]
    elif last in _SOKUON.get(sound[0], ()):
        tail = tail[:-1] + "っ"
    if sound[0] == "h":
        if tail.endswith("っ"):
            kana = HALF_VOICED[kana[0]] + kana[1:]
        elif tail.endswith("ん") and _hardens(last, counter):
            kana = (VOICED if sound in ("h", "h3") else HALF_VOICED)[kana[0]] + kana[1:]
    elif last in _VOICED_AFTER.get(sound, ()):
        kana = VOICED[kana[0]] + kana[1:]
    return tail + kana


def _hardens(last: int, counter: Counter) -> bool:
    """Whether a は-sound changes after this ん: after 3 and 何 always, in some counters after others too."""
    if last in counter.digits:
        return False
    return last in (3, NAN) or counter.sound == "hpp" or (counter.sound in ("h", "hp") and last in (1000, 10_000))
