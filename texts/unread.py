"""A reading for what the analyser cannot read: rare kanji and compounds outside its dictionary. Pure; always a guess.

Most of these are Sino-Japanese compounds (漂泳 ひょうえい) and names of China, so each kanji gets its first on reading.
"""

from __future__ import annotations

import re
from typing import Final

from texts.kana import is_kanji
from texts.model import KanjiReadings

MOST_KANJI: Final = 6  # a longer row of unknown kanji is Chinese, or art
# one syllable, with a second kana only where Chinese had a final: しゅう, らつ, しん
_ON: Final = re.compile("[あ-ん][ゃゅょ]?[いうきくちつん]?")


def guessed(surface: str, kanji: KanjiReadings) -> str:
    """The on readings of a row of kanji, joined; "" where one of them has none, or not all of it is kanji.

    Args:
        surface: the word as written.
        kanji: readings of single kanji, the on readings after the kun readings.
    """
    if not 0 < len(surface) <= MOST_KANJI or not all(is_kanji(character) and character not in "々〆〇" for character in surface):
        return ""
    readings = [_on(kanji.readings(character)) for character in surface]
    return "".join(readings) if all(readings) else ""


def _on(readings: tuple[str, ...]) -> str:
    """The first of the readings at the end that look like on readings."""
    first = len(readings)
    while first and _ON.fullmatch(readings[first - 1]):
        first -= 1
    return readings[first] if first < len(readings) else ""
