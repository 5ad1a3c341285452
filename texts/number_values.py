"""Reads the number itself, without what it counts: 6万5536, 三千五百, 二〇二五, 3.5, 数十, 何百万. Pure.

Readings are kana spelling in hiragana; the last sound stands apart, because a counter changes it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from texts.lazy import LazyPattern

SOUNDS: Final = ("ぜろ", "いち", "に", "さん", "よん", "ご", "ろく", "なな", "はち", "きゅう")
KANJI_DIGITS: Final = {kanji: digit for digit, kanji in enumerate("〇一二三四五六七八九")} | {"零": 0}
_SMALL_UNITS: Final = {"十": 10, "百": 100, "千": 1000}
_LARGE_UNITS: Final = {"万": 10**4, "億": 10**8, "兆": 10**12, "京": 10**16}
_LARGE_READINGS: Final = {10**4: "まん", 10**8: "おく", 10**12: "ちょう", 10**16: "けい"}
_LIMIT: Final = 10**20
LONGEST: Final = 64  # signs of a number that is still read; Python itself refuses thousands of digits
# "some" and "how many" stand in the place of a digit; as values they are negative, also in the table's `whole` column
SUU, NAN, IKU = -1, -2, -3
_VAGUE: Final = {"数": SUU, "何": NAN, "幾": IKU}
_VAGUE_READINGS: Final = {SUU: "すう", NAN: "なん", IKU: "いく"}
_VAGUE_NUMBER: Final = LazyPattern(r"(?P<exact>[^数何幾]*)(?P<vague>[数何幾])(?P<small>[十百千])?(?P<large>[万億兆京])?")


@dataclass(frozen=True, slots=True)
class Value:
    """A parsed number: its kana before the last sound, the last sound's kana, and the number that last sound stands for."""

    head: str
    tail: str
    last: int
    value: int | None  # None when it is not one exact whole number
    decimal: bool = False  # the last sound is a digit after the point

    @property
    def kana(self) -> str:
        """The whole, with no counter after it."""
        return self.head + self.tail


def value_of(body: str) -> Value | None:
    """Parse a number as written, in any width, with commas, a point, digits and kanji.

    Returns:
        None when it is none: ranks in the wrong order, a leading zero, 10^20 and beyond.
    """
    if len(body) > LONGEST:
        return None
    body = unicodedata.normalize("NFKC", body).replace(",", "")
    if "." in body:
        return _decimal(body)
    vague = _VAGUE_NUMBER.fullmatch(body)
    if vague is not None:
        return _about(vague)
    number = _exact(body)
    if number is None:
        return None
    value = spoken(number)
    if body[:2] in ("一千", "1千") and number < 2000:
        return Value("いっ" + value.head, value.tail, value.last, number)
    return value


def _decimal(body: str) -> Value | None:
    """3.5, 0.25, 1.5億."""
    whole, _, decimals = body.partition(".")
    unit = decimals.lstrip("0123456789")
    decimals = decimals[: len(decimals) - len(unit)]
    number = _exact(whole)
    if number is None or not decimals or unit not in ("", *_LARGE_UNITS):
        return None
    value = spoken(number)
    before_point = {0: "れい", 1: "いっ", 8: "はっ", 10: "じゅっ"}.get(value.last, value.tail)
    zero = "れい" if not number and int(decimals) else SOUNDS[0]  # 0.05 れいてんれいご, 2.05 にてんぜろご
    sounds = [SOUNDS[int(digit)] if digit != "0" else zero for digit in decimals]
    head, last = value.head + before_point + "てん" + "".join(sounds[:-1]), int(decimals[-1])
    if unit:
        rank = _LARGE_UNITS[unit]
        return Value(head, _times(sounds[-1], last, rank), rank, None)
    return Value(head, sounds[-1], last, None, decimal=True)


def _about(found: re.Match[str]) -> Value | None:
    """A number with 数, 何 or 幾 in it: 数十, 十数, 何百万."""
    head = ""
    if found["exact"]:
        number = _exact(found["exact"])
        if number is None:
            return None
        value = spoken(number)
        head = value.kana
    code = _VAGUE[found["vague"]]
    tail, last = _VAGUE_READINGS[code], code
    for sign in (found["small"], found["large"]):
        if not sign:
            continue
        head += tail
        if sign in _SMALL_UNITS:
            last = _SMALL_UNITS[sign]
            after_n = code == NAN  # なんびゃく, なんぜん
            tail = {10: "じゅう", 100: "びゃく" if after_n else "ひゃく", 1000: "ぜん" if after_n else "せん"}[last]
        else:
            last = _LARGE_UNITS[sign]
            tail = _LARGE_READINGS[last]
    return Value(head, tail, last, code if last == code and not head else None)


def _exact(body: str) -> int | None:
    """The value of a whole number in digits, kanji or both (6万5536, 二〇二五, 三千); None when it is none."""
    total = group = 0
    digits, kanji = "", False
    last_rank = _LIMIT
    if not body or body[0] in _LARGE_UNITS or (len(body) > 1 and body[0] in "0〇零"):
        return None
    for sign in body:
        if sign in _LARGE_UNITS:
            rank = _LARGE_UNITS[sign]
            group += int(digits or 0)
            if rank >= last_rank or not 0 < group < 10_000:
                return None
            total, group, digits, last_rank = total + group * rank, 0, "", rank
        elif sign in _SMALL_UNITS:
            rank = _SMALL_UNITS[sign]
            if (group % (rank * 10) and group) or len(digits) > 1 or digits == "0":
                return None
            group, digits = group + int(digits or 1) * rank, ""
        elif sign in _VAGUE or (digits and (sign in KANJI_DIGITS) is not kanji):  # 数十三, 2四半期
            return None
        else:
            kanji = sign in KANJI_DIGITS
            digits += str(KANJI_DIGITS[sign]) if kanji else sign
    if digits and not digits.isdigit():
        return None
    number = total + group + int(digits or 0)
    return number if number < _LIMIT else None


@lru_cache(maxsize=4_096)
def spoken(number: int) -> Value:
    """Any whole number from 0 to 10^20, its last sound apart.

    Takes the number, gives its parts; the caller sees to the range.
    """
    if number == 0:
        return Value("", SOUNDS[0], 0, 0)
    sounds: list[tuple[str, int]] = []
    for rank in (10**16, 10**12, 10**8, 10**4, 1):
        group = number // rank % 10_000
        if not group:
            continue
        part = _group(group)
        if rank > 1:
            if group == 1000:  # 1000万 いっせんまん, but 1000 せん
                part = [("いっせん", 1000)]
            part[-1] = (_times(*part[-1], rank), rank)
        sounds += part
    *head, (tail, last) = sounds
    return Value("".join(kana for kana, _ in head), tail, last, number)


def _group(number: int) -> list[tuple[str, int]]:
    """1 to 9999 in sounds: each its kana and what it stands for (a digit, 10, 100 or 1000)."""
    thousands, hundreds, tens, ones = number // 1000, number // 100 % 10, number // 10 % 10, number % 10
    sounds: list[tuple[str, int]] = []
    if thousands:
        sounds.append(({1: "せん", 3: "さんぜん", 8: "はっせん"}.get(thousands, SOUNDS[thousands] + "せん"), 1000))
    if hundreds:
        irregular = {1: "ひゃく", 3: "さんびゃく", 6: "ろっぴゃく", 8: "はっぴゃく"}
        sounds.append((irregular.get(hundreds, SOUNDS[hundreds] + "ひゃく"), 100))
    if tens:
        if tens > 1:
            sounds.append((SOUNDS[tens], tens))
        sounds.append(("じゅう", 10))
    if ones:
        sounds.append((SOUNDS[ones], ones))
    return sounds


def _times(kana: str, last: int, rank: int) -> str:
    """The last sound of a group and 万, 億, 兆 or 京: いっちょう, じゅっちょう, ろっけい."""
    changes = {10**12: (1, 8, 10), 10**16: (1, 6, 8, 10, 100)}.get(rank, ())
    if last in changes:
        kana = kana[:-1] + "っ"
    return kana + _LARGE_READINGS[rank]
