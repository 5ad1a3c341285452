"""Latin letters to kana, for readers without an input method: Hepburn, kunrei and what input methods take. Pure.

The table is `data/romaji.tsv`. The other direction, for names no dictionary has, is `dictionaries.romaji`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from texts.kana import to_katakana
from texts.lazy import LazyPattern
from texts.tables import rows

_LONG: Final = str.maketrans({"ā": "aa", "â": "aa", "ī": "ii", "î": "ii", "ū": "uu", "û": "uu", "ē": "ei", "ê": "ei", "ō": "ou", "ô": "ou"})
_MARKS: Final = {"-": "ー", "/": "・"}
_RUN: Final = LazyPattern("[A-Za-zĀāÂâĪīÎîŪūÛûĒēÊêŌōÔô'’-]+|/")
_LETTERS: Final = LazyPattern("[A-Za-zĀ-ž]+")
_LONGEST: Final = 4


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("romaji.tsv", 2)}


def has_romaji(text: str) -> bool:
    """Whether there are Latin letters to convert."""
    return any("a" <= character.lower() <= "z" or character.lower() in "āâīîūûēêōô" for character in text)


def meaningless(text: str) -> str:
    """The first Latin letters that are no kana, however they go on: xq of shoxqu, nothing of sh. "" when there are none."""
    kana = to_kana(text)
    for found in _LETTERS.finditer(kana):
        rest = found[0].lower()
        if found.end() < len(kana) or not any(key.startswith(rest) for key in _table()):
            return found[0]
    return ""


def to_kana(text: str) -> str:
    """The text with its Latin letters as kana; what means nothing stays as it was typed.

    Long vowels stand as they were typed (ou おう, oo おお, - ー; ō is おう), capitals give katakana, / gives ・.

    >>> to_kana("shimbun"), to_kana("kin'en"), to_kana("YUN/SONNYORU")
    ('しんぶん', 'きんえん', 'ユン・ソンニョル')
    """
    if not has_romaji(text):
        return text
    return _RUN.sub(lambda found: _run(found[0]), text)


def _run(run: str) -> str:
    kana = _converted(run.lower().translate(_LONG).replace("’", "'"))
    return to_katakana(kana) if run.isupper() else kana


def _converted(text: str) -> str:
    table, out, at = _table(), "", 0
    while at < len(text):
        piece = next((text[at : at + size] for size in range(_LONGEST, 0, -1) if text[at : at + size] in table), "")
        if piece:
            out += table[piece]
            at += len(piece)
            continue
        here, following = text[at], text[at + 1 : at + 2]
        if here == "n":
            double = following == "n" and text[at + 2 : at + 3] not in {"a", "i", "u", "e", "o", "y"}  # shinnbun, as input methods take it
            out += "ん"
            at += 2 if double or following == "'" else 1
        elif here == "m" and following in {"b", "p", "m"}:  # shimbun
            out += "ん"
            at += 1
        elif (here == following and here.isalpha()) or (here == "t" and following == "c"):
            out += "っ"
            at += 1
        else:
            out += _MARKS.get(here, here)
            at += 1
    return out
