"""Reads a number with its counter: 6万5536人, 3.5%, 第二次, 三か国, 3分の1, 2、3日. Pure; counters are data (`data/counters.tsv`).

Knows nothing of tokens: the caller says where a number may end. Readings are kana spelling in hiragana. The number itself is read by
`number_values`; what stands around it is asked of `number_context`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from texts import number_context as context
from texts.counters import Counter, counters, joined, lengths, number_words, spelling
from texts.kana import is_kana, is_kanji, to_hiragana
from texts.lazy import LazyPattern
from texts.number_context import DIGITS as DIGITS
from texts.number_values import KANJI_DIGITS, LONGEST, SOUNDS, Value, spoken, value_of

_ARABIC: Final = r"(?:[0-9０-９]{1,3}(?:[,，][0-9０-９]{3})+(?![0-9０-９])|[0-9０-９]+)"
_NUMBER: Final = LazyPattern(rf"(?P<nth>第)?(?P<body>(?:{_ARABIC}(?:[.．][0-9０-９]+)?|[〇零一二三四五六七八九十百千万億兆京数何幾])+)")
_ARABIC_ONLY: Final = re.compile(_ARABIC)
_ONE_OF: Final = LazyPattern(r"分の(?P<over>[0-9０-９]+|[一二三四五六七八九十百千]+)")
_ON_FOOT: Final = LazyPattern("(?:徒歩|歩いて|走って|車で|バスで|電車で|自転車で)$")
_STOREY: Final = LazyPattern("階|丁目|軒|号|番(?!目)")
_SLASH: Final = LazyPattern(r"[/／](?P<under>[0-9０-９]+)(?![0-9０-９/／.．-])")
_NO_DATE: Final = LazyPattern("以[上下内]|程度|ほど|に[縮減低圧]|まで[縮減]|ずつ|未満|超|[強弱](?![㐀-鿿])|スケール|サイズ")
_ONE_PART: Final = LazyPattern("の(?![日午朝夜会])|になる|メートル|リットル|グラム|秒")
_CLOCK: Final = LazyPattern(r"(?P<hours>[0-9０-９]{1,2})[:：](?P<minutes>[0-9０-９]{2})(?![0-9０-９:：])")
_ARC: Final = {"'": "分", "′": "分", "’": "分", '"': "秒", "″": "秒", "”": "秒"}
# 2、3人: two numbers for "about so many"; 7、8月, 4-6月期: two months
_AND_NEXT: Final = LazyPattern(r"(?P<left>[1-9１-９一二三四五六七八九])[、,，・〜～~]$")
_TO_MONTH: Final = LazyPattern(r"[、,，・〜～~‐–－-][0-9０-９一二三四五六七八九十]{1,2}(?P<what>月|時(?!間))")
# 九・一一, 二・二六事件, 3・11: days that stand for what happened on them; 1・5倍: a decimal point as newspapers set it
_DAY_NAMED: Final = LazyPattern(r"(?:^|[^0-9０-９〇一二三四五六七八九十])(?:1[0-2]|１[０-２]|[1-9１-９一二三四五六七八九])・$")
_NAMED: Final = LazyPattern("事件|テロ|以[後降]|の(?:後|震災|テロ|教訓|津波)|クーデター|革命|運動")
_POINT: Final = LazyPattern(r"・(?P<decimals>[0-9０-９]{1,2}|[〇一二三四五六七八九]{1,2})(?![0-9０-９〇一二三四五六七八九・])")
_WITH_POINT: Final = LazyPattern("[倍%％㌫億兆度㌔㍍㌧]|ゲーム(?!目)|パーセント|ポイント|キロ|メートル|トン|ミリ|センチ")
_TO_DAY: Final = LazyPattern(r"[、,，・〜～~][0-9０-９一二三四五六七八九十]{1,3}日(?!間)")
_PADDED: Final = LazyPattern("[0０][0-9０-９]|〇[〇一二三四五六七八九]")  # 05年, 09時

_TWO_WAYS: Final = frozenset((1, 4, 6, 7, 8, 9, 10))  # 八識 はっしき, 四相 しそう: before a word no table knows
_RANKS: Final = frozenset("万億兆")


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


@dataclass(slots=True)
class _Found:
    """A number that was parsed, before its counter: where it starts and stops, what it is, だい or nothing before it."""

    text: str
    start: int
    stop: int
    value: Value
    nth: str
    may_end: Callable[[int], bool]
    in_month: bool

    def alone(self, end: int, reading: str, counter: str = "", *, sure: bool = True) -> NumberReading | None:
        """The whole as one span that ends here, when a word may end here."""
        return NumberReading(self.start, end, reading, end, reading, counter, sure) if self.may_end(end) else None


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
    match = _NUMBER.match(text, start, start + LONGEST + 2)  # with 第, and one too many: a row of numerals may be as long as the text
    if match is None:
        return None
    time = _clock(text, start) if text[match.end() : match.end() + 1] in (":", "：") else None
    if time is not None:
        return time if may_end(time.end) else None
    stop, value = match.end(), value_of(match["body"])
    if value is None and _PADDED.fullmatch(match["body"]):
        return _padded(text, start, stop, may_end, in_month=in_month)
    if value is None:  # digits and the kanji of another word: 第2|四半期
        plain = _ARABIC_ONLY.match(text, match.start("body"))
        value = value_of(plain.group()) if plain is not None else None
        if plain is None or value is None:
            return None
        stop = plain.end()
    found = _Found(text, start, stop, value, "だい" if match["nth"] else "", may_end, in_month)
    return _special(found) or _counted(found)


def code_like(text: str, number: NumberReading) -> bool:
    """Whether a number that was read is none: part of a code, an address, a phone number, a date with slashes.

    Takes the sentence and what `read` gave for it.
    """
    return context.code_like(text, number.start, number.number_end)


# ---------------------------------------------------------------------- numbers of their own kind


def _special(found: _Found) -> NumberReading | None:
    """Words of numbers, fractions, days that are names, minutes of arc."""
    text, start, stop = found.text, found.start, found.stop
    for word, reading in number_words().get(unicodedata.normalize("NFKC", text[start : start + 2]), ()):
        end = start + len(word)
        if unicodedata.normalize("NFKC", text[start:end]) == word and found.may_end(end) and not found.in_month:
            return found.alone(end, reading)
    if found.nth:
        symphony = found.value.value == 9 and _counter_at(found, stop) is None and context.is_the_ninth(text, start, stop)
        return found.alone(stop, "だいく") if symphony else None
    follows, before = text[stop : stop + 1], text[start - 1] if start else ""
    if follows in ("分", "/", "／"):
        return _fraction(found)
    if follows == "・" or before == "・":
        return _pointed(found) or _named_day(found)
    return _arc(found) if follows in _ARC else None


def _fraction(found: _Found) -> NumberReading | None:
    part = _ONE_OF.match(found.text, found.stop)
    if part is not None and _STOREY.match(found.text, part.end()) and _ON_FOOT.search(found.text[max(0, found.start - 4) : found.start]):
        return None  # 徒歩七分の三階
    if part is not None:
        over = value_of(part["over"])
        return None if over is None else found.alone(part.end(), f"{found.value.kana}ぶんの{over.kana}", "分の")
    part = _SLASH.match(found.text, found.stop)
    before = found.text[found.start - 1 : found.start] if found.start else ""
    if part is None or before in ("/", "／") or not found.value.value:
        return None
    under = value_of(part["under"])
    if under is None or under.value is None or not 1 < under.value <= 10_000 or found.value.value >= under.value:
        return None
    dated = found.value.value <= 12 and under.value <= 31
    if dated and not (_NO_DATE.match(found.text, part.end()) or (found.value.value == 1 and _ONE_PART.match(found.text, part.end()))):
        return None  # 9/11 is a day; 1/10 is one tenth only where something follows that says so
    value = Value(f"{under.kana}ぶんの{found.value.head}", found.value.tail, found.value.last, None, decimal=True)
    return _counted(_Found(found.text, found.start, part.end(), value, "", found.may_end, found.in_month))


def _pointed(found: _Found) -> NumberReading | None:
    """1・5倍: newspapers set the point of a decimal so."""
    point = _POINT.match(found.text, found.stop)
    if point is None or found.value.value is None or _WITH_POINT.match(found.text, point.end()) is None:
        return None
    decimals = "".join(str(KANJI_DIGITS.get(sign, sign)) for sign in point["decimals"])
    end = point.end()
    if found.text[end] in _RANKS:
        decimals, end = decimals + found.text[end], end + 1
    value = value_of(f"{found.value.value}.{decimals}")
    return None if value is None else _counted(_Found(found.text, found.start, end, value, "", found.may_end, found.in_month))


def _padded(text: str, start: int, stop: int, may_end: Callable[[int], bool], *, in_month: bool) -> NumberReading | None:
    """Two digits with a zero before: 09時05分 as 9時5分, 05年 figure by figure; any other is a code."""
    figures = "".join(str(KANJI_DIGITS.get(sign, sign)) for sign in unicodedata.normalize("NFKC", text[start:stop]))
    if text.startswith("年", stop):
        since = (
            start > 2 and text[start - 1] in "〜～~-–‐－" and (text[start - 2] in DIGITS or text[start - 2] in KANJI_DIGITS)
        )  # 1904〜05年
        value = spoken(int(figures)) if since and figures != "00" else Value(SOUNDS[0], SOUNDS[int(figures[1])], int(figures[1]), None)
        number = _counted(_Found(text, start, stop, value, "", may_end, in_month))
        return None if number is None else replace(number, sure=False)
    if text.startswith("〇〇", start) and may_end(stop):  # 〇〇氏: a name that is not said
        return NumberReading(start, stop, "まるまる", stop, "まるまる", "", sure=True)
    if not text.startswith(("月", "日", "時", "分", "秒"), stop) or text.startswith("時間", stop):
        return None
    return _counted(_Found(text, start, stop, spoken(int(figures)), "", may_end, in_month))


def _named_day(found: _Found) -> NumberReading | None:
    """11 of 9・11 and 五 of 二・五倍, whose first number stands before."""
    text, start, stop = found.text, found.start, found.stop
    if start < 2 or text[start - 1] != "・" or found.value.value is None or not _DAY_NAMED.search(text[max(0, start - 4) : start]):
        return None
    signs = unicodedata.normalize("NFKC", text[start:stop])
    named = _NAMED.match(text, stop) is not None
    if len(signs) != 2 or not 10 <= found.value.value <= 31 or "十" in signs or not (named or _counter_at(found, stop) is None):
        return None
    reading = "".join(SOUNDS[KANJI_DIGITS[sign] if sign in KANJI_DIGITS else int(sign)] for sign in signs)
    return found.alone(stop, reading, sure=named)


def _arc(found: _Found) -> NumberReading | None:
    """Minutes and seconds of arc: 13°18'."""
    mark = _ARC.get(found.text[found.stop : found.stop + 1])
    before = found.text[found.start - 1 : found.start]
    if mark is None or not before or before not in "°度'′’":
        return None
    counter = counters()[mark]
    return found.alone(found.stop + 1, found.value.head + joined(found.value, counter), mark)


def _clock(text: str, start: int) -> NumberReading | None:
    """A time of day with a colon: 21:30. What stands beside more digits or colons is none."""
    found = _CLOCK.match(text, start)
    before = text[start - 1 : start] if start else ""
    if found is None or (before.isascii() and before.isalnum()):
        return None
    hours, minutes = int(found["hours"]), int(found["minutes"])
    if hours > 24 or minutes > 59:
        return None
    table = counters()
    reading = _plainly(hours, table["時"]) + (_plainly(minutes, table["分"]) if minutes else "")
    return NumberReading(start, found.end(), reading, found.end(), reading, "時", sure=True)


def _plainly(number: int, counter: Counter) -> str:
    value = spoken(number)
    return value.head + joined(value, counter)


# ---------------------------------------------------------------------- number and counter


def _counted(found: _Found) -> NumberReading | None:
    """The number with the longest counter that fits, or alone."""
    at = _counter_at(found, found.stop)
    if at is not None:
        return _with_counter(found, *at)
    value, stop = found.value, found.stop
    if value.last < 0 and not value.head:  # 何 and 数 alone are words, not numbers
        return None
    month = _TO_MONTH.match(found.text, stop)
    if month is not None and not value.head:
        tail = counters()[month["what"]].digits.get(value.last, value.tail) if value.last in (4, 7, 9) else value.tail
        return found.alone(stop, found.nth + tail, sure=tail == value.tail)
    day = _TO_DAY.match(found.text, stop) is not None and value.value in counters()["日"].whole  # 14、15日: or じゅうよっか
    return found.alone(stop, found.nth + value.kana, sure=not day and not _guess(found))


def _guess(found: _Found) -> bool:
    """Whether a number in kanji before a word that is no counter may be read two ways: 八識 はっしき, 四相 しそう."""
    text, stop, last = found.text, found.stop, found.value.last
    if text[stop - 1] in DIGITS or not is_kanji(text[stop : stop + 1] or " ") or last not in _TWO_WAYS:
        return False
    long_word = is_kanji(text[stop + 1 : stop + 2] or " ")
    return last in (7, 9) if found.nth else not (last == 1 and long_word)  # 第一共和政 and 一分野 leave no doubt


def _counter_at(found: _Found, stop: int) -> tuple[int, Counter] | None:
    """The longest counter that starts here and ends where a word may, and its end."""
    text = found.text
    for length in lengths().get(text[stop : stop + 1], ()):
        end = stop + length
        counter = counters().get(spelling(text[stop:end])) if end <= len(text) else None
        if counter is not None and found.may_end(end):
            return end, counter
    return None


def _with_counter(found: _Found, end: int, counter: Counter) -> NumberReading:
    text, start, stop, value = found.text, found.start, found.stop, found.value
    sure = value.last not in counter.doubtful
    whole = counter.whole.get(value.value) if value.value is not None and not found.nth else None
    if whole is not None:
        whole, sure = _by_context(found, end, counter, whole, sure=sure)
    reading = found.nth + (value.head + joined(value, _in_context(found, end, counter)) if whole is None else whole)
    # kana at the end of the counter need no ruby: 5|トン, 三つ, 三階建て
    number_end, number_reading = end, reading
    while number_end > stop and is_kana(text[number_end - 1]) and number_reading.endswith(to_hiragana(text[number_end - 1])):
        number_end, number_reading = number_end - 1, number_reading[:-1]
    return NumberReading(start, end, reading, number_end, number_reading, counter.spelling, sure)


def _by_context(found: _Found, end: int, counter: Counter, whole: str, *, sure: bool) -> tuple[str | None, bool]:
    """The reading of number and counter together where something around it decides; None when it is counted as any other."""
    text, start, value = found.text, found.start, found.value.value
    before = text[max(0, start - 2) : start]
    if counter.spelling == "日" and value == 1:
        return context.first_day(text, start, end, in_month=found.in_month)
    if counter.spelling in ("歳", "才") and value == 20:
        return context.twentieth_year(text, start, end)
    if counter.spelling == "組" and before.endswith("年"):  # 3年1組
        return None, sure
    left = _AND_NEXT.search(before) if counter.spelling in ("日", "人", "日間") else None
    if left is not None and value is not None:
        sign = left["left"]
        first = KANJI_DIGITS[sign] if sign in KANJI_DIGITS else int(sign)
        earlier = text[start - 3] if start > 2 else ""
        if first == value - 1 and earlier not in DIGITS:
            dated = earlier == "月" or value in (4, 10)  # 7月2、3日, but 2、3日 is "two or three days"
            sure = not dated and value > 2 and not text.startswith(("、", "に"), end)
            return whole if dated and counter.spelling != "人" else None, sure
    return whole, sure


def _in_context(found: _Found, end: int, counter: Counter) -> Counter:
    """分 is ふん but for 3割5分, 世界を二分する and 二分される; else the counter itself."""
    text, start = found.text, found.start
    if counter.spelling == "分":
        before = text[start - 1] if start else ""
        if before == "割":
            return Counter("分", "ぶ", "-", {}, {}, frozenset())
        done = text.startswith("され", end) or (before in ("を", "に") and text.startswith(("する", "し", "さ", "せ"), end))
        if done and found.value.value in (2, 3, 4):
            return Counter("分", "ぶん", "-", {}, {}, frozenset())
    return counter
