"""Names of public life (`data/names.tsv`) that the analyser cuts up or misreads, found before it can.

A text is searched in one pass for a character that begins a name with one that may stand second; only such pairs, few in a
sentence, are looked up. The head of the table says what its columns mean.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Final, Literal

from texts.japanese import Word
from texts.kana import is_kanji, to_hiragana
from texts.tables import rows
from texts.towns import towns

Style = Literal["news", "japanese", "native"]
ANYWHERE: Final = "*"  # in the last column: characters that stand together in no other word
WEAK: Final = "~"  # in the last column: only where the analyser cuts so too
BORDERED: Final = "="  # in the last column: longer names begin or end so (吉田茂|樹, 春|日野川)
_KINDS: Final = {
    "person": ("名詞", "固有名詞", "人名", "一般", "*", "*"),
    "place": ("名詞", "固有名詞", "地名", "一般", "*", "*"),
    "organisation": ("名詞", "固有名詞", "一般", "*", "*", "*"),
    "province": ("名詞", "固有名詞", "地名", "一般", "*", "*"),
    "title": ("名詞", "普通名詞", "一般", "*", "*", "*"),
}
_TOWN: Final = ("名詞", "普通名詞", "一般", "*", "*", "*")  # as the analyser's own 町 and 村


def _borders() -> dict[str, list[str]]:
    """`data/name_borders.tsv`: words by what they are for."""
    table: dict[str, list[str]] = {}
    for what, words in rows("name_borders.tsv", 2):
        table.setdefault(what, []).extend(words.split())
    return table


_BORDERS: Final = _borders()
_FORMS: Final = {ord(form[0]): form[1] for form in _BORDERS["form"]}
_OLD: Final = re.compile(f"[{''.join(map(chr, _FORMS))}]")
_BEFORE: Final = frozenset(_BORDERS["before"])
_AFTER: Final = tuple(_BORDERS["after"])
_NO_TOWN: Final = frozenset(_BORDERS["town"])
_NO_PROVINCE: Final = frozenset(_BORDERS["province"])

# name, the three cells of the table that are used late (reading, other, kind), what must follow ("*": anything may)
_Row = tuple[str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Name:
    """A name of public life. `shown` stands over a `foreign` one as a whole, in katakana as in its own language
    (ユン・ソンニョル). `other` is the reading that is not shown (いんしゃくえつ), "" where there is one only. A `weak` one counts
    only where the analyser cuts so too.
    """

    word: Word
    shown: str
    foreign: bool
    other: str = ""
    weak: bool = False


class Names:
    """The table of names, found in raw text before the analyser can cut them up."""

    def __init__(self, style: Style = "news") -> None:
        """Load the table.

        Args:
            style: which of two readings is shown. "news": the first, as broadcasters read it (Korean names as in Korean, Chinese
                ones in Japanese, some cities as in Chinese); "japanese": the Japanese one; "native": that of the name's own language.
        """
        self._style = style
        self._made: dict[str, Name] = {}
        self._starts: dict[str, list[_Row]] = {}
        for name, reading, other, kind, after in rows("names.tsv", 5):
            self._add(name, reading, other, kind, after)
        for found in self._starts.values():
            if len(found) > 1:
                found.sort(key=lambda row: -len(row[0]))
        olds: dict[str, str] = {}
        for old, new in _FORMS.items():
            olds[new] = olds.get(new, new) + chr(old)
        for start in [start for start in self._starts if not olds.keys().isdisjoint(start)]:
            for spelled in product(*(olds.get(character, character) for character in start)):
                self._starts.setdefault("".join(spelled), self._starts[start])
        firsts, seconds = ({start[place] for start in self._starts} for place in (0, 1))
        self._pairs = re.compile(f"[{re.escape(''.join(firsts))}](?=[{re.escape(''.join(seconds))}])")

    def _add(self, name: str, reading: str, other: str, kind: str, after: str) -> None:
        name = name.translate(_FORMS) if _OLD.search(name) else name
        after = after.translate(_FORMS) if after and _OLD.search(after) else after
        if after[:1] == "%":
            after = "|".join(_BORDERS[after[1:]])
        row = (name, reading, other, kind, after)
        starts = (name[:2],) if len(name) > 1 else {name + word[0] for word in after.split("|")}
        for start in starts:
            self._starts.setdefault(start, []).append(row)

    def find(self, text: str) -> list[tuple[int, int, Name]]:
        """The names in a text, left to right, longest first: start, end (code points), name."""
        found: list[tuple[int, int, Name]] = []
        folded, done, starts = "", 0, self._starts.get
        for pair in self._pairs.finditer(text):
            at = pair.start()
            begun = starts(text[at : at + 2])
            if begun is None or at < done:
                continue
            folded = folded or (text.translate(_FORMS) if _OLD.search(text) else text)
            for row in begun:
                if folded.startswith(row[0], at):
                    end = at + len(row[0])
                    if _stands_alone(folded, at, end, row):
                        found.append((at, end, self._name(text[at:end], row)))
                        done = end
                        break
        if "町" in text or "村" in text:
            self._add_towns(text, found)
        return found

    def _add_towns(self, text: str, found: list[tuple[int, int, Name]]) -> None:
        for at, reading in towns(text):
            if not any(start <= at < end for start, end, _ in found):
                found.append((at, at + 1, self._town(text[at], reading)))
                found.sort(key=lambda place: place[0])

    def _town(self, surface: str, reading: str) -> Name:
        """The record of a 町 or 村 by itself."""
        key = f"{surface}\t{reading}"
        if key not in self._made:
            self._made[key] = Name(Word(surface, surface, surface, reading, reading, _TOWN), reading, foreign=False, weak=True)
        return self._made[key]

    def _name(self, surface: str, row: _Row) -> Name:
        """The record of a name as it is written here; one for each spelling, since words are compared by identity."""
        key = f"{surface}\t{row[1]}"
        name = self._made.get(key)
        if name is None:
            _, shown, other, kind, _ = row
            native = is_native(shown, surface)
            if other and self._style != "news" and native != (self._style == "native") and is_native(other, surface) != native:
                shown, other, native = other, shown, not native
            reading = to_hiragana(shown).replace("・", "")
            word = Word(surface, surface, row[0], reading, reading, _KINDS[kind])
            name = self._made[key] = Name(word, shown, native, other, weak=row[4] == WEAK)
        return name


def is_native(reading: str, name: str) -> bool:
    """True for a reading in the name's own language: one with katakana that are not in the name itself (新疆ウイグル)."""
    return any("ァ" <= kana <= "ヺ" and kana not in name for kana in reading)


def _stands_alone(text: str, start: int, end: int, row: _Row) -> bool:
    """True when a name is not a piece of another word here, and what the table asks for follows it."""
    _, _, _, kind, after = row
    if after in (ANYWHERE, WEAK):
        return True
    if after[:1] == "!":
        return not text.startswith(tuple(after[1:].split("|")), end)
    begins_inside = start > 0 and is_kanji(text[start - 1]) and text[start - 1] not in _BEFORE
    if after[:1] == "&":
        inside = text[end : end + 1] in _NO_TOWN or (begins_inside and kind == "place" and end - start < 3)
        return not inside and any(word in text for word in after[1:].split("|"))
    if after and after != BORDERED and not text.startswith(tuple(after.split("|")), end):
        return False
    province = kind == "province"
    if end - start > 2 and not province and after != BORDERED:  # three characters that spell a name are that name
        return True
    if begins_inside:
        return False
    if province:
        return text[end : end + 1] not in _NO_PROVINCE
    return after not in ("", BORDERED) or end == len(text) or not is_kanji(text[end]) or text.startswith(_AFTER, end)


@lru_cache(maxsize=3)
def names(style: Style = "news") -> Names:
    """The package's own names in a style; nothing in them changes, so all threads share them."""
    return Names(style)
