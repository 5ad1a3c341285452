"""Katakana in Latin letters, for names that no dictionary has: better a sound than nothing. Modified Hepburn without macrons."""

from __future__ import annotations

from functools import lru_cache

from texts.kana import to_katakana
from texts.tables import rows

_LONG = "ー"
_DOUBLED = "ッ"


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("romaji.tsv", 2, "dictionaries")}


def romaji(kana: str) -> str:
    """`kana` in Latin letters; other characters stay, ・ becomes a blank, a long vowel is not marked.

    >>> romaji("ゼレンスキー")
    'zerensuki'
    """
    table, text = _table(), to_katakana(kana)
    out: list[str] = []
    doubled, place = False, 0
    while place < len(text):
        pair = text[place : place + 2]
        length = 2 if len(pair) == 2 and pair in table else 1
        character = text[place]
        sound = table.get(pair if length == 2 else character)
        place += length
        if sound is None:
            if character == _DOUBLED:
                doubled = True
            elif character != _LONG:
                out.append(" " if character in "・＝=" else character)
            continue
        if doubled:
            sound = ("t" if sound.startswith("ch") else sound[0]) + sound
            doubled = False
        out.append(sound)
    return "".join(out)
