"""Names of public life (`data/names.tsv`) that the analyser cuts up or misreads, found before it can."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from texts.japanese import Word
from texts.kana import to_hiragana
from texts.tables import rows


@dataclass(frozen=True, slots=True)
class Name:
    """A name of public life. `shown` stands over a `foreign` one as a whole, in katakana as in its own language
    (ユン・ソンニョル).
    """

    word: Word
    shown: str
    foreign: bool


_NAME_POS: Final = {"person": ("人名", "一般"), "place": ("地名", "一般"), "organisation": ("一般", "*")}


class Names:
    """The table of names, found in raw text before the analyser can cut them up."""

    def __init__(self) -> None:
        self._names: dict[str, Name] = {}
        patterns: list[tuple[str, str]] = []
        for surface, shown, kind, after in rows("names.tsv", 4):
            reading = to_hiragana(shown).replace("・", "")
            pos = ("名詞", "固有名詞", *_NAME_POS[kind], "*", "*")
            foreign = any("ァ" <= kana <= "ヺ" and kana not in surface for kana in shown)
            self._names[surface] = Name(Word(surface, surface, surface, reading, reading, pos), shown, foreign)
            follows = f"(?={'|'.join(map(re.escape, after.split('|')))})" if after else ""
            patterns.append((surface, re.escape(surface) + follows))
        patterns.sort(key=lambda pattern: -len(pattern[0]))
        self._pattern = re.compile("|".join(pattern for _, pattern in patterns))

    def find(self, text: str) -> list[tuple[int, int, Name]]:
        """The names in a text, left to right, longest first: start, end (code points), name."""
        return [(*found.span(), self._names[found.group()]) for found in self._pattern.finditer(text)]


@lru_cache(maxsize=1)
def names() -> Names:
    """The package's own names; nothing in them changes, so all threads share them."""
    return Names()
