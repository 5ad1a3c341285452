"""Which kana stand over which kanji of a word. Pure.

A word is parsed left to right against the readings of its kanji (KANJIDIC2, changed as compounds change them: voicing, っ,
renjō, okurigana swallowed); kana in the word are anchors. Words that are read as a whole (今日 きょう) come first, from
`data/jukujikun.tsv`, also inside longer words. What does not parse, or parses in two equally good ways, stays one group: a
split is shown only when it is sure.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from enum import IntEnum, auto
from functools import lru_cache
from itertools import groupby
from typing import Any, Final, cast

from texts.kana import SMALL, has_kanji, is_kana, is_kanji, to_hiragana, voiced
from texts.model import KanjiReadings
from texts.tables import rows

Span = tuple[int, int, str]
"""Start and end in the surface (code points), and the hiragana over it."""

# the form of a verb that stands in compounds (連用形), by the last kana of its dictionary form
_STEM_ENDS: Final = dict(zip("うくぐすつぬぶむる", "いきぎしちにびみり", strict=True))
_TO_SOKUON: Final = frozenset("くきつちりい")  # とく→とっ, にち→にっ, のり→のっ
_BEFORE_SOKUON: Final = frozenset("かきくけこさしすせそたちつてとぱぴぷぺぽ")
_YOTSUGANA: Final = {"ち": "じ", "つ": "ず"}  # 世界中 せかいじゅう, 稲妻 いなずま
_RENJO: Final = {"あ": "な", "い": "に", "う": "ぬ", "え": "ね", "お": "の", "や": "な", "わ": "な", "ゆ": "ぬ", "よ": "の"}
_NO_START: Final = SMALL - {"っ"}
_MAX_STATES: Final = 4_000  # a word of thirty kanji stays far below; beyond it the runs stay groups
_LONGEST: Final = 64  # characters; a row of numerals is one word to the analyser, however long, and a parse goes as deep as it is long


@lru_cache(maxsize=1)
def _jukujikun() -> dict[str, dict[str, tuple[str, ...]]]:
    """First kanji → word → readings of the whole word."""
    table: dict[str, dict[str, tuple[str, ...]]] = {}
    for word, cell in rows("jukujikun.tsv", 2):
        readings = cell.split("|")
        while is_kana(word[-1]):  # okurigana carry no ruby
            readings = [kana.removesuffix(word[-1]) for kana in readings]
            word = word[:-1]
        known = table.setdefault(word[0], {})
        known[word] = (*known.get(word, ()), *readings)  # 最寄 and 最寄り
    return table


@lru_cache(maxsize=1)
def _extra() -> dict[str, tuple[str, ...]]:
    """Readings that single kanji have in compounds and KANJIDIC2 does not list."""
    return {kanji: tuple(readings.split("|")) for kanji, readings in rows("kanji_readings.tsv", 2)}


@lru_cache(maxsize=8_192)
def _forms(readings: tuple[str, ...]) -> tuple[tuple[str, int], ...]:  # noqa: C901 a list of cases
    """Every form a kanji's readings take in a word, each with its cost: 0 as listed, more the more it is bent; cheapest first."""
    cheapest: dict[str, int] = {}

    def add(form: str, cost: int) -> None:
        if form and form[0] not in SMALL and cost < cheapest.get(form, 99):
            cheapest[form] = cost

    for reading in readings:
        stem, _, okurigana = reading.partition(".")
        add(stem, 0)
        if not okurigana:
            continue
        whole = stem + okurigana
        if whole[-1] in _STEM_ENDS:
            add(whole[:-1] + _STEM_ENDS[whole[-1]], 1)
            if whole[-1] == "る" and len(okurigana) > 1:
                add(whole[:-1], 1)
        add(whole, 1)
        for end in range(len(stem) + 1, len(whole)):  # 当る beside 当たる
            add(whole[:end], 2)
    for form, cost in list(cheapest.items()):
        if len(form) > 1 and form[-1] in _TO_SOKUON:
            add(form[:-1] + "っ", cost + 1)
        if form.endswith("ゅう") and len(form) > 2:  # 十 じゅっ, じっ
            add(form[:-1] + "っ", cost + 1)
            add(form[:-2] + "っ", cost + 1)
    return tuple(sorted(cheapest.items(), key=lambda item: item[1]))


class _Parse:
    """One word being parsed: cheapest way from each place to the end."""

    def __init__(self, surface: str, reading: str, kanji: KanjiReadings) -> None:
        self.surface, self.reading, self.kanji = surface, reading, kanji
        self.memo: dict[tuple[int, int, str], tuple[int, tuple[Span, ...], bool] | None] = {}

    def best(self, at: int, read: int, before: str) -> tuple[int, tuple[Span, ...], bool] | None:
        """Cost, spans, and whether another parse is as cheap, from `surface[at:]` over `reading[read:]`; None when there is none.

        `before` is the kana over the character before, which 々 repeats.
        """
        if at == len(self.surface):
            return (0, (), False) if read == len(self.reading) else None
        character = self.surface[at]
        key = (at, read, before if character == "々" or (at and self.surface[at - 1] == character) else "")
        if key in self.memo:
            return self.memo[key]
        if len(self.memo) > _MAX_STATES:
            return None
        best: tuple[int, tuple[Span, ...], bool] | None = None
        for length, kana, cost, shown in self.steps(at, read, before):
            rest = self.best(at + length, read + len(kana), kana)
            if rest is None:
                continue
            spans = ((at, at + length, kana), *rest[1]) if shown else rest[1]
            total = cost + rest[0]
            if best is None or total < best[0]:
                best = (total, spans, rest[2])
            elif total == best[0] and spans != best[1]:
                best = (total, best[1], True)
        self.memo[key] = best
        return best

    def steps(self, at: int, read: int, before: str) -> Iterator[tuple[int, str, int, bool]]:
        """What may stand next: characters taken, kana over them, cost, whether they are ruby."""
        character = self.surface[at]
        if not is_kanji(character):
            yield from self.anchors(character, read)
            return
        yield from self.whole_words(character, at, read)
        if character == "々" or (at and self.surface[at - 1] == character):
            yield from self.again(before, read)
        if character == "々":
            return
        for kana, cost in self.kanji_forms(character, at, read):
            yield 1, kana, cost, True
        if self.surface[at + 1 : at + 2] in ("々", character):
            yield from self.twice(read)

    def again(self, before: str, read: int) -> Iterator[tuple[int, str, int, bool]]:
        """The kanji before once more, as it was read there: 人々 ひとびと, 刻々 こっこく."""
        forms = dict.fromkeys((before, *voiced(before)))
        if before.endswith("っ"):
            forms |= dict.fromkeys(before[:-1] + kana for kana in "くきつち")
        for form in forms:
            if form and self.reading.startswith(form, read):
                yield 1, form, 0, True

    def twice(self, read: int) -> Iterator[tuple[int, str, int, bool]]:
        """A kanji written twice whose reading no table has, heard twice: 苛々 いらいら, 捗捗しい はかばかしい."""
        for length in (2, 3, 1):
            kana, second = self.reading[read : read + length], self.reading[read + length : read + 2 * length]
            if len(second) == length and second[0] not in SMALL and second in (kana, *voiced(kana)):
                yield 1, kana, 4, True

    def whole_words(self, character: str, at: int, read: int) -> Iterator[tuple[int, str, int, bool]]:
        """Words read as a whole, cheaper than any split of the same characters, even one that parses by accident."""
        for word, readings in _jukujikun().get(character, {}).items():
            if self.surface.startswith(word, at):
                for kana in readings:
                    for form in (kana, *(voiced(kana) if at else ())):
                        if self.reading.startswith(form, read):
                            yield len(word), form, -len(word), True

    def anchors(self, character: str, read: int) -> Iterator[tuple[int, str, int, bool]]:
        kana = to_hiragana(character)
        if self.reading.startswith(kana, read):
            yield 1, kana, 0, False
        elif kana in "ゖけゕ" and self.reading[read : read + 1] in ("か", "が"):
            yield 1, self.reading[read], 0, True  # 霞ヶ関: ヶ stands for 箇, and is read otherwise than as kana
        elif not is_kana(character):  # Latin letters, digits, a dot: they take what they need, and no ruby
            for end in range(read, len(self.reading) + 1):
                yield 1, self.reading[read:end], 1, False

    def kanji_forms(self, character: str, at: int, read: int) -> Iterator[tuple[str, int]]:
        reading = self.reading
        for form, bend, cost in _heard(character, cast("Hashable", self.kanji)).get(reading[read : read + 1], ()):
            if not reading.startswith(form, read):
                continue
            following = reading[read + len(form) : read + len(form) + 1]
            if form[-1] == "っ" and following not in _BEFORE_SOKUON:
                continue
            if bend is _Bend.VOICED:
                yield form, cost + (1 if at else 2)
            elif bend is _Bend.JOINED:
                if at and read and reading[read - 1] in "んっ":
                    yield form, cost + 1
            else:
                yield form, cost
                if following in ("の", "が") and form[-1] != "っ" and is_kanji(self.surface[at + 1 : at + 2] or " "):
                    yield form + following, cost + 3  # 井上 いのうえ, 一宮 いちのみや: the particle is not written


class _Bend(IntEnum):
    """What a compound did to the first sound of a reading."""

    NONE = auto()
    VOICED = auto()
    JOINED = auto()  # 反応 はんのう


@lru_cache(maxsize=8_192)
def _heard(character: str, kanji: Any) -> dict[str, list[tuple[str, _Bend, int]]]:
    """All that may be heard over a kanji, by its first kana: form, bend, cost; cheapest first."""
    table: dict[str, list[tuple[str, _Bend, int]]] = {}
    for form, cost in _forms(kanji.readings(character) + _extra().get(character, ())):
        head, rest = form[0], form[1:]
        table.setdefault(head, []).append((form, _Bend.NONE, cost))
        for voice in {kana[0] for kana in voiced(head)} | {_YOTSUGANA.get(head, "")} - {""}:
            table.setdefault(voice, []).append((voice + rest, _Bend.VOICED, cost))
        if head in _RENJO:
            table.setdefault(_RENJO[head], []).append((_RENJO[head] + rest, _Bend.JOINED, cost))
    return table


def _groups(surface: str, reading: str) -> list[list[Span]]:
    """Every way to give each run of kanji its own kana, the kana of the word holding their places."""
    runs = [(kanji, "".join(part)) for kanji, part in groupby(surface, lambda sign: is_kanji(sign) or sign in "ヶヵ")]

    def ways(number: int, start: int, read: int) -> Iterator[list[Span]]:
        if number == len(runs):
            if read == len(reading):
                yield []
            return
        kanji, run = runs[number]
        end = start + len(run)
        if not kanji:
            if reading.startswith(to_hiragana(run), read):
                yield from ways(number + 1, end, read + len(run))
            return
        for stop in range(read + 1, len(reading) + 1):
            if reading[stop : stop + 1] not in _NO_START:  # ゃ and ー belong to the kana before them
                for rest in ways(number + 1, end, stop):
                    yield [(start, end, reading[read:stop]), *rest]

    return list(ways(0, 0, 0))


def align(surface: str, reading: str, kanji: KanjiReadings) -> tuple[Span, ...]:
    """Put a reading over the kanji of a word.

    Args:
        surface: the word as written.
        reading: the whole word's reading in kana; "" gives no spans.
        kanji: the readings of single kanji.

    Returns:
        Spans `(start, end, hiragana)` in the surface, over kanji (and the ヶ of 霞ヶ関) only: one for each, or one for a run
        that is read as a whole or does not parse. Joined with the word's own kana they are the reading. Empty when the word has no
        kanji, or when the reading does not fit the word's kana at all.
    """
    return _align(surface, to_hiragana(reading), cast("Hashable", kanji)) if reading and has_kanji(surface) else ()


@lru_cache(maxsize=1 << 16)
def _align(surface: str, reading: str, kanji: Any) -> tuple[Span, ...]:
    if len(surface) > _LONGEST:
        return ((0, len(surface), reading),) if all(map(is_kanji, surface)) else ()
    parsed = _Parse(surface, reading, kanji).best(0, 0, "")
    if parsed and not parsed[2]:
        return parsed[1]
    ways = _groups(surface, reading)
    if not ways:
        return ()
    # several ways: the one whose runs can be read so, else the one whose kana are spread most evenly
    judged = []
    for way in ways:
        split = [_run(surface[start:end], kana, kanji) for start, end, kana in way]
        uneven = sum(abs(len(kana) - 2 * (end - start)) for start, end, kana in way)
        judged.append((sum(not parts for parts in split), uneven, way, split))
    _, _, way, split = min(judged, key=lambda item: item[:2])
    spans: list[Span] = []
    for (start, end, kana), parts in zip(way, split, strict=True):
        spans += [(start + a, start + b, part) for a, b, part in parts] or [(start, end, kana)]
    return tuple(spans)


def _run(run: str, kana: str, kanji: KanjiReadings) -> tuple[Span, ...]:
    """The split of one run of kanji, or () when it has none that is sure."""
    parsed = _Parse(run, kana, kanji).best(0, 0, "")
    return parsed[1] if parsed and not parsed[2] else ()
