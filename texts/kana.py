"""Kana and kanji: conversion and questions about script. Pure; no other module compares code points of scripts by hand."""

from __future__ import annotations

import re
from typing import Final

_TO_HIRAGANA: Final = {code: code - 0x60 for code in range(0x30A1, 0x30F7)} | {0x30FD: 0x309D, 0x30FE: 0x309E}
_TO_KATAKANA: Final = {value: key for key, value in _TO_HIRAGANA.items()}

# 々 repeats a kanji, 〆 is read しめ, 〇 is a zero among kanji numerals: all three carry readings as kanji do.
_KANJI_CLASS: Final = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff々〆〇"
_KANA_CLASS: Final = "\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\uff66-\uff9f"
_HAS_KANJI: Final = re.compile(f"[{_KANJI_CLASS}]")
_KATAKANA_RUN: Final = re.compile("[\u30a1-\u30fa][\u30a1-\u30fa\u30fc]*")
_ALL_KANA: Final = re.compile(f"[{_KANA_CLASS}]+")

VOICED: Final = dict(zip("かきくけこさしすせそたちつてとはひふへほ", "がぎぐげござじずぜぞだぢづでどばびぶべぼ", strict=True))
HALF_VOICED: Final = dict(zip("はひふへほ", "ぱぴぷぺぽ", strict=True))
SMALL: Final = frozenset("ぁぃぅぇぉっゃゅょゎー")


def to_hiragana(text: str) -> str:
    """Katakana to hiragana, one for one; everything else (ー, ヷ, half-width kana) stays."""
    return text.translate(_TO_HIRAGANA)


def to_katakana(text: str) -> str:
    """Hiragana to katakana, one for one; everything else stays."""
    return text.translate(_TO_KATAKANA)


def in_script_of(surface: str, reading: str) -> str:
    """The reading with the katakana of its surface: プーチン大統領, ぷーちんだいとうりょう → プーチンだいとうりょう.

    Runs of katakana are looked for from left to right; a run that is not read as it is written stays as the reading has it.
    """
    out, at = "", 0
    for match in _KATAKANA_RUN.finditer(surface):
        kana = to_hiragana(match[0])
        found = reading.find(kana, at)
        if found >= 0:
            out += reading[at:found] + match[0]
            at = found + len(kana)
    return out + reading[at:]


def is_kanji(character: str) -> bool:
    """True for one character that is written above with kana: a kanji, 々, 〆 or 〇."""
    return _HAS_KANJI.match(character) is not None


def has_kanji(text: str) -> bool:
    """True when there is at least one kanji in the text."""
    return _HAS_KANJI.search(text) is not None


def is_kana(text: str) -> bool:
    """True when the text is not empty and nothing but hiragana, katakana (half width too), ー and iteration marks."""
    return _ALL_KANA.fullmatch(text) is not None


def voiced(kana: str) -> tuple[str, ...]:
    """The forms a reading takes when its first sound is voiced (rendaku): かね → がね; はつ → ばつ, ぱつ. Empty when none."""
    first, rest = kana[:1], kana[1:]
    return tuple(table[first] + rest for table in (VOICED, HALF_VOICED) if first in table)


def inflected(lemma_reading: str, lemma: str, surface: str) -> str:
    """The reading of an inflected form, from that of its lemma: とどめる, 留める, 留めた → とどめた.

    The okurigana of both forms are kana, so what stands over the kanji is the same in both.
    """
    stem = len(lemma)
    while stem and not is_kanji(lemma[stem - 1]):
        stem -= 1
    okurigana = to_hiragana(lemma[stem:])
    if not lemma_reading.endswith(okurigana) or surface[:stem] != lemma[:stem]:
        return lemma_reading
    return lemma_reading.removesuffix(okurigana) + to_hiragana(surface[stem:])
