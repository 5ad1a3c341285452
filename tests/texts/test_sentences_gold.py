from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pytest

from tests.texts.analysing import accepted, analyse, gold
from texts.kana import to_hiragana
from texts.model import Analysis

# shares of words, numbers and whole sentences read right; to be raised with the program, never lowered to let a change through
FLOORS: Final = {"word": 0.996, "number": 0.985, "sentence": 0.97}

_KANJI: Final = "\u3400-\u4dbf\u4e00-\u9fff々〆ヶ"
_UNIT: Final = re.compile(rf"(?:_([^_\[\]]+)|([{_KANJI}]*[0-9][0-9.,]*[{_KANJI}ァ-ヴー%]*|[{_KANJI}]+))\[([\^#]?)([ぁ-ゖー|]+)\]")
_LEFT_OUT: Final = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff々0-9\[\]_|]")


@dataclass(frozen=True, slots=True)
class Unit:
    """One word or number of the gold and how it may be read."""

    start: int
    end: int
    kind: str
    readings: frozenset[str]


def parsed(line: str) -> tuple[str, list[Unit]]:
    """今日[きょう]は → the plain sentence and its units; fails where a kanji or a digit has no reading."""
    text, units, at = "", [], 0
    for match in _UNIT.finditer(line):
        gap, base = line[at : match.start()], match[1] or match[2]
        assert not _LEFT_OUT.search(gap), line
        text += gap
        kind = "number" if match[3] == "#" or re.search("[0-9]", base) else "word"
        units.append(Unit(len(text), len(text) + len(base), kind, frozenset(accepted(match[4]))))
        text, at = text + base, match.end()
    assert not _LEFT_OUT.search(line[at:]), line
    return text + line[at:], units


def stretches(units: list[Unit], analysis: Analysis) -> Iterator[list[Unit]]:
    """The units, together where one ruby stands over several (gold and program need not agree on what one word is)."""
    inside = {at for ruby in analysis.ruby for at in range(ruby.start + 1, ruby.end)}
    together: list[Unit] = []
    for unit in units:
        if together and unit.start not in inside and together[-1].end not in inside:
            yield together
            together = []
        together.append(unit)
    if together:
        yield together


def shown(analysis: Analysis, start: int, end: int) -> str:
    """The kana shown over and in a stretch, with all of a ruby that crosses its border."""
    text, at, out = analysis.sentence.text, start, ""
    for ruby in analysis.ruby:
        if ruby.end > start and ruby.start < end:
            out += text[at : ruby.start] + ruby.reading
            at = ruby.end
    return to_hiragana(out + text[at:end]).replace("・", "")


def readings(units: list[Unit], text: str) -> set[str]:
    """All accepted readings of a stretch, the kana between its units as they stand."""
    ways, at = {""}, units[0].start
    for unit in units:
        kana = to_hiragana(text[at : unit.start])
        ways = {way + kana + reading for way in ways for reading in unit.readings}
        at = unit.end
    return ways


def test_an_unread_kanji_is_noticed() -> None:
    assert parsed("第3回[だいさんかい]は_三・一[#さんてんいち]だ")[0] == "第3回は三・一だ"
    with pytest.raises(AssertionError):
        parsed("今日は天気[てんき]")


def test_sentences(capsys: pytest.CaptureFixture[str]) -> None:
    seen, right, by_kind = Counter[str](), Counter[str](), Counter[tuple[str, bool]]()
    for kind, line in gold("sentences.tsv"):
        text, units = parsed(line)
        analysis, clean = analyse(text), True
        for stretch in stretches(units, analysis):
            good = shown(analysis, stretch[0].start, stretch[-1].end) in readings(stretch, text)
            clean &= good
            for unit in stretch:
                seen[unit.kind] += 1
                right[unit.kind] += good
        seen["sentence"] += 1
        right["sentence"] += clean
        by_kind[kind, clean] += 1
    shares = {name: right[name] / seen[name] for name in FLOORS}
    with capsys.disabled():
        print("\nsentences gold:", ", ".join(f"{name}s {right[name]}/{seen[name]} = {share:.2%}" for name, share in shares.items()))
        print("all right by kind:", {kind: f"{by_kind[kind, True]}/{by_kind[kind, True] + by_kind[kind, False]}" for kind, _ in by_kind})
    assert seen["sentence"] >= 500
    assert {name: share for name, share in shares.items() if share < FLOORS[name]} == {}
