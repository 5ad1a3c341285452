"""Reads a number with its counter: 6万5536人, 3.5%, 第二次, 三か国, 3分の1. Pure; counters are data (`data/counters.tsv`).

Knows nothing of tokens: the caller says where a number may end. Readings are kana spelling in hiragana.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from texts.kana import HALF_VOICED, VOICED, is_kana, to_hiragana
from texts.lazy import LazyPattern
from texts.tables import rows

_SOUNDS: Final = ("ぜろ", "いち", "に", "さん", "よん", "ご", "ろく", "なな", "はち", "きゅう")
_KANJI_DIGITS: Final = {kanji: digit for digit, kanji in enumerate("〇一二三四五六七八九")} | {"零": 0}
_SMALL_UNITS: Final = {"十": 10, "百": 100, "千": 1000}
_LARGE_UNITS: Final = {"万": 10**4, "億": 10**8, "兆": 10**12, "京": 10**16}
_LARGE_READINGS: Final = {10**4: "まん", 10**8: "おく", 10**12: "ちょう", 10**16: "けい"}
_LIMIT: Final = 10**20
_LONGEST: Final = 64  # signs of a number that is still read; Python itself refuses thousands of digits
# "some" and "how many" stand in the place of a digit; as values they are negative, also in the table's `whole` column
_SUU, _NAN, _IKU = -1, -2, -3
_VAGUE: Final = {"数": _SUU, "何": _NAN, "幾": _IKU}
_VAGUE_READINGS: Final = {_SUU: "すう", _NAN: "なん", _IKU: "いく"}

_ARABIC: Final = r"(?:[0-9０-９]{1,3}(?:[,，][0-9０-９]{3})+(?![0-9０-９])|[0-9０-９]+)"
_NUMBER: Final = LazyPattern(rf"(?P<nth>第)?(?P<body>(?:{_ARABIC}(?:[.．][0-9０-９]+)?|[〇零一二三四五六七八九十百千万億兆京数何幾])+)")
_ARABIC_ONLY: Final = re.compile(_ARABIC)
_VAGUE_NUMBER: Final = LazyPattern(r"(?P<exact>[^数何幾]*)(?P<vague>[数何幾])(?P<small>[十百千])?(?P<large>[万億兆京])?")
_ONE_OF: Final = LazyPattern(r"分の(?P<over>[0-9０-９]+|[一二三四五六七八九十百千]+)")

_CLOCK: Final = LazyPattern(r"(?P<hours>[0-9０-９]{1,2})[:：](?P<minutes>[0-9０-９]{2})(?![0-9０-９:：])")

DIGITS: Final = frozenset("0123456789０１２３４５６７８９")
_CODE_JOINTS: Final = frozenset("-‐–/:：．.－／")
_CLUSTER: Final = LazyPattern("[0-9０-９]+(?:[,，][0-9０-９]{3})*(?:[-‐–/:：．.－／][0-9０-９]+)*")
_PAIR: Final = LazyPattern("[1-9１-９][0-9０-９]{0,3}[-‐–－][1-9１-９][0-9０-９]{0,3}|[0-9０-９]{1,2}[-‐–－][0-9０-９]{1,2}")
_AFTER_PAIR: Final = LazyPattern("[々〇㐀-鿿%％]|[でとの]|[かカヵヶケ](?=[月国所年])|$")

# the last sounds that become っ (いち → いっ) before a counter of each class; see the table's head
_SOKUON: Final = {"k": (1, 6, 8, 10, 100), "h": (1, 6, 8, 10, 100), "s": (1, 8, 10), "t": (1, 8, 10), "p": (1, 8, 10)}
_AFTER_DATE: Final = ("、", "午前", "午後", "夜", "朝", "未明", "夕", "昼", "付", "から", "まで")
_KA: Final = str.maketrans("カヵヶケ箇", "かかかかか")


@dataclass(frozen=True, slots=True)
class Counter:
    """A row of the table: spelling, reading, class of sound change, and its exceptions."""

    spelling: str
    reading: str
    sound: str
    digits: dict[int, str]
    whole: dict[int, str]


@dataclass(frozen=True, slots=True)
class NumberReading:
    """A number that was read.

    `start:end` are code points of the text given; `reading` is that of the whole. `number_end` is where the digits end and
    `number_reading` their part of the reading, when the counter is kana and needs no ruby; else they are `end` and `reading`.
    """

    start: int
    end: int
    reading: str
    number_end: int
    number_reading: str
    counter: str
    sure: bool


@dataclass(frozen=True, slots=True)
class _Value:
    """A parsed number: its kana before the last sound, the last sound's kana, and the number that last sound stands for."""

    head: str
    tail: str
    last: int
    value: int | None  # None when it is not one exact whole number


@lru_cache(maxsize=1)
def counters() -> tuple[dict[str, Counter], int]:
    """The table by spelling, and the length of its longest spelling.

    Raises:
        ValueError: a row is malformed, or a spelling stands twice.
    """
    table: dict[str, Counter] = {}
    for spellings, reading, sound, digits, whole in rows("counters.tsv", 5):
        for spelling in spellings.split("|"):
            if spelling in table:
                raise ValueError(f"counters.tsv: {spelling} twice")
            table[spelling] = Counter(spelling, reading, sound, _pairs(digits), _pairs(whole))
    return table, max(map(len, table))


def _pairs(cell: str) -> dict[int, str]:
    return {int(number): kana for number, kana in (pair.split("=") for pair in cell.split())}


def read(text: str, start: int, may_end: Callable[[int], bool], *, in_month: bool = False) -> NumberReading | None:
    """Read the number that starts at a place, with its counter.

    Args:
        text: the sentence.
        start: where the number starts (at 第 for an ordinal), in code points.
        may_end: says of a place in the text whether a word may end there; the longest counter that ends so is taken.
        in_month: the number follows a month, so that 1日 is ついたち.

    Returns:
        None when no number starts there, it is none that is read as one (leading zeros, ranks beyond 10^20), or it has no
        fitting end.
    """
    found = _NUMBER.match(text, start)
    if found is None:
        return None
    time = _clock(text, start)
    if time is not None:
        return time if may_end(time.end) else None
    stop = found.end()
    value = _value(found["body"])
    if value is None:  # digits and the kanji of another word: 第2|四半期
        plain = _ARABIC_ONLY.match(text, found.start("body"))
        value = _value(plain.group()) if plain is not None else None
        if plain is None or value is None:
            return None
        stop = plain.end()
    nth = "だい" if found["nth"] else ""
    part = _ONE_OF.match(text, stop)
    if part is not None and may_end(part.end()) and not nth:
        over = _value(part["over"])
        if over is not None:
            whole = value.head + value.tail + "ぶんの" + over.head + over.tail
            return NumberReading(start, part.end(), whole, part.end(), whole, "分の", sure=True)
    table, longest = counters()
    for end in range(min(len(text), stop + longest), stop, -1):
        counter = table.get(_spelling(text[stop:end]))
        if counter is not None and may_end(end):
            return _with_counter(start, stop, end, nth, value, counter, text, in_month=in_month)
    if not may_end(stop) or (value.last < 0 and not value.head):  # 何 and 数 alone are words, not numbers
        return None
    whole = nth + value.head + value.tail
    return NumberReading(start, stop, whole, stop, whole, "", sure=True)


def _clock(text: str, start: int) -> NumberReading | None:
    """A time of day with a colon: 21:30. What stands beside more digits or colons is none."""
    found = _CLOCK.match(text, start)
    before = text[start - 1 : start] if start else ""
    if found is None or (before.isascii() and before.isalnum()):
        return None
    hours, minutes = int(found["hours"]), int(found["minutes"])
    if hours > 24 or minutes > 59:
        return None
    table, _ = counters()
    reading = _spoken(hours, table["時"]) + (_spoken(minutes, table["分"]) if minutes else "")
    return NumberReading(start, found.end(), reading, found.end(), reading, "時", sure=True)


def _spoken(number: int, counter: Counter) -> str:
    value = _of(number)
    return value.head + _join(value, counter)


def _spelling(text: str) -> str:
    """The spelling as the table has it: full width folded, every small or large ka before a kanji か."""
    if len(text) > 1 and text[0] in "カヵヶケ箇" and not is_kana(text[1]):
        return text[0].translate(_KA) + text[1:]
    return unicodedata.normalize("NFKC", text) if text.isascii() or "！" <= text[0] <= "～" else text


def _with_counter(
    start: int, stop: int, end: int, nth: str, value: _Value, counter: Counter, text: str, *, in_month: bool
) -> NumberReading:
    sure = True
    whole = counter.whole.get(value.value) if value.value is not None and not nth else None
    if counter.spelling == "日" and value.value == 1:
        # without a month it is the first of one (1日、政府は) or one day (1日に3回); a comma or an hour speaks for the date
        dated = in_month or text.startswith(_AFTER_DATE, end)
        whole, sure = "ついたち" if dated else "いちにち", in_month
    reading = nth + (value.head + _join(value, counter) if whole is None else whole)
    # kana at the end of the counter need no ruby: 5|トン, 三つ, 三階建て
    number_end, number_reading = end, reading
    while number_end > stop and is_kana(text[number_end - 1]) and number_reading.endswith(to_hiragana(text[number_end - 1])):
        number_end, number_reading = number_end - 1, number_reading[:-1]
    return NumberReading(start, end, reading, number_end, number_reading, counter.spelling, sure)


def _join(value: _Value, counter: Counter) -> str:
    """The last sound of the number and the counter's reading, each changed by the other."""
    kana, last, sound = counter.reading, value.last, counter.sound
    tail = value.tail
    if last in counter.digits:
        tail = counter.digits[last]
    elif last in _SOKUON.get(sound[0], ()):
        tail = tail[:-1] + "っ"
    if sound[0] == "h":
        if tail.endswith("っ"):
            kana = HALF_VOICED[kana[0]] + kana[1:]
        elif tail.endswith("ん") and _hardens(last, counter):
            kana = (VOICED if sound == "h" else HALF_VOICED)[kana[0]] + kana[1:]
    elif sound in ("k3g", "s3z") and last in (3, _NAN):
        kana = VOICED[kana[0]] + kana[1:]
    return tail + kana


def _hardens(last: int, counter: Counter) -> bool:
    """Whether a は-sound changes after this ん: after 3 and 何 always, in some counters after others too."""
    if last in counter.digits:
        return False
    return last in (3, _NAN) or counter.sound == "hpp" or (counter.sound == "h" and last in (1000, 10_000))


def _value(body: str) -> _Value | None:
    """Parse a number as written; None when it is not one."""
    if len(body) > _LONGEST:
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
    value = _of(number)
    if body[:2] in ("一千", "1千") and number < 2000:
        return _Value("いっ" + value.head, value.tail, value.last, number)
    return value


def _decimal(body: str) -> _Value | None:
    """3.5, 0.25, 1.5億."""
    whole, _, decimals = body.partition(".")
    unit = decimals.lstrip("0123456789")
    decimals = decimals[: len(decimals) - len(unit)]
    number = _exact(whole)
    if number is None or not decimals or unit not in ("", *_LARGE_UNITS):
        return None
    value = _of(number)
    before_point = {0: "れい", 1: "いっ", 8: "はっ", 10: "じゅっ"}.get(value.last, value.tail)
    head = value.head + before_point + "てん" + "".join(_SOUNDS[int(digit)] for digit in decimals[:-1])
    last = int(decimals[-1])
    if unit:
        rank = _LARGE_UNITS[unit]
        return _Value(head, _times(_SOUNDS[last], last, rank), rank, None)
    return _Value(head, _SOUNDS[last], last, None)


def _about(found: re.Match[str]) -> _Value | None:
    """A number with 数, 何 or 幾 in it: 数十, 十数, 何百万."""
    head = ""
    if found["exact"]:
        number = _exact(found["exact"])
        if number is None:
            return None
        value = _of(number)
        head = value.head + value.tail
    code = _VAGUE[found["vague"]]
    tail, last = _VAGUE_READINGS[code], code
    for sign in (found["small"], found["large"]):
        if not sign:
            continue
        head += tail
        if sign in _SMALL_UNITS:
            last = _SMALL_UNITS[sign]
            after_n = code == _NAN  # なんびゃく, なんぜん
            tail = {10: "じゅう", 100: "びゃく" if after_n else "ひゃく", 1000: "ぜん" if after_n else "せん"}[last]
        else:
            last = _LARGE_UNITS[sign]
            tail = _LARGE_READINGS[last]
    return _Value(head, tail, last, code if last == code and not head else None)


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
        elif sign in _VAGUE or (digits and (sign in _KANJI_DIGITS) is not kanji):  # 数十三, 2四半期
            return None
        else:
            kanji = sign in _KANJI_DIGITS
            digits += str(_KANJI_DIGITS[sign]) if kanji else sign
    if digits and not digits.isdigit():
        return None
    number = total + group + int(digits or 0)
    return number if number < _LIMIT else None


@lru_cache(maxsize=4_096)
def _of(number: int) -> _Value:
    """Any whole number from 0 to 10^20, its last sound apart."""
    if number == 0:
        return _Value("", _SOUNDS[0], 0, 0)
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
    return _Value("".join(kana for kana, _ in head), tail, last, number)


def _group(number: int) -> list[tuple[str, int]]:
    """1 to 9999 in sounds: each its kana and what it stands for (a digit, 10, 100 or 1000)."""
    thousands, hundreds, tens, ones = number // 1000, number // 100 % 10, number // 10 % 10, number % 10
    sounds: list[tuple[str, int]] = []
    if thousands:
        sounds.append(({1: "せん", 3: "さんぜん", 8: "はっせん"}.get(thousands, _SOUNDS[thousands] + "せん"), 1000))
    if hundreds:
        irregular = {1: "ひゃく", 3: "さんびゃく", 6: "ろっぴゃく", 8: "はっぴゃく"}
        sounds.append((irregular.get(hundreds, _SOUNDS[hundreds] + "ひゃく"), 100))
    if tens:
        if tens > 1:
            sounds.append((_SOUNDS[tens], tens))
        sounds.append(("じゅう", 10))
    if ones:
        sounds.append((_SOUNDS[ones], ones))
    return sounds


def _times(kana: str, last: int, rank: int) -> str:
    """The last sound of a group and 万, 億, 兆 or 京: いっちょう, じゅっちょう, ろっけい."""
    changes = {10**12: (1, 8, 10), 10**16: (1, 6, 8, 10, 100)}.get(rank, ())
    if last in changes:
        kana = kana[:-1] + "っ"
    return kana + _LARGE_READINGS[rank]


def code_like(text: str, number: NumberReading) -> bool:
    """Digits that are not read as one number: phone numbers, addresses, dates with slashes, parts of codes (ISO639-1).

    Two numbers with a hyphen between are a range (20-30倍) or a score (3-0で), and read.
    """
    start, end = number.start, number.number_end
    if text[start] not in DIGITS:
        return False
    if text[start - 1 : start].isascii() and text[start - 1 : start].isalpha():
        return True
    while start > 1 and (text[start - 1] in DIGITS or (text[start - 1] in _CODE_JOINTS and text[start - 2] in DIGITS)):
        start -= 1
    if start and text[start - 1] in _CODE_JOINTS and start > 1 and text[start - 2].isascii() and text[start - 2].isalpha():
        return True
    found = _CLUSTER.match(text, start)
    if found is None or (found.end() <= end and start == number.start):
        return False
    pair = _PAIR.fullmatch(found.group())
    return pair is None or _AFTER_PAIR.match(text, found.end()) is None
