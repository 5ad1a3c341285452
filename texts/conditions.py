"""What a rule asks of one word: the cells of `data/readings.tsv`, whose head explains them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from texts.japanese import Word

_KANJI_WORD: Final = re.compile("[々一-鿿]{2,}")
_KATAKANA: Final = re.compile("[ァ-ヺー・A-Za-zＡ-Ｚａ-ｚ0-9]+")


@dataclass(frozen=True, slots=True)
class Atom:
    """One condition on one word: any of the alternatives, or none of them when negated."""

    surfaces: frozenset[str] = frozenset()
    lemmas: frozenset[str] = frozenset()
    pos: tuple[tuple[str, ...], ...] = ()
    endings: tuple[str, ...] = ()
    exact: tuple[tuple[str, tuple[str, ...]], ...] = ()  # a surface as one part of speech only
    border: bool = False
    katakana: bool = False
    kanji: bool = False
    negated: bool = False
    gap: bool = False  # not one word, but up to four of the same clause

    def matches(self, word: Word | None) -> bool:
        """Whether a word (None: the sentence or the Japanese stretch ends here) fulfils the condition."""
        if word is None:
            return self.border is not self.negated
        return (word.surface in self.surfaces or word.lemma in self.lemmas or self._of_kind(word)) is not self.negated

    def _of_kind(self, word: Word) -> bool:
        surface = word.surface
        for prefix in self.pos:  # a loop: this is asked for most words, and a generator costs twice as much
            if word.pos[: len(prefix)] == prefix:
                return True
        for exactly, prefix in self.exact:
            if surface == exactly and word.pos[: len(prefix)] == prefix:
                return True
        return (
            surface.endswith(self.endings)
            or (self.katakana and _KATAKANA.fullmatch(surface) is not None)
            or (self.kanji and _KANJI_WORD.fullmatch(surface) is not None)
        )


def atom(cell: str, sets: Mapping[str, str] | None = None) -> Atom:
    """Parse one condition: `方|~行く|#名詞-固有名詞|方#接尾辞|…県|%people|^`, negated by a leading `!`.

    A bare word is a surface, `~` a lemma, `#` a part of speech (its first parts), after a surface: both, `…` an ending, `%` a set of
    the table, `@katakana` a word in katakana or Latin letters, `@kanji` one of two kanji or more, `^` the border, `*` anything,
    `...` up to four words of the same clause.

    Args:
        cell: the condition as written.
        sets: the named sets of the table, each as written there.

    Raises:
        ValueError: nothing stands before or after a `|`.
        KeyError: a set that is not named.
    """
    if cell == "...":
        return Atom(gap=True)
    if cell == "*":
        return Atom(negated=True)
    negated = cell.startswith("!")
    names = cell.removeprefix("!").split("|")
    if not all(names):
        raise ValueError(f"{cell!r}: an alternative is missing, or a blank has parted it from the others")
    parts = [part for name in names for part in members(name, sets or {})]
    return Atom(
        surfaces=frozenset(part for part in parts if part[0] not in "~#…^@" and "#" not in part),
        lemmas=frozenset(part[1:] for part in parts if part[0] == "~"),
        pos=tuple(tuple(part[1:].split("-")) for part in parts if part[0] == "#"),
        endings=tuple(part[1:] for part in parts if part[0] == "…"),
        exact=tuple((part.partition("#")[0], tuple(part.partition("#")[2].split("-"))) for part in parts if "#" in part[1:]),
        border="^" in parts,
        katakana="@katakana" in parts,
        kanji="@kanji" in parts,
        negated=negated,
    )


def members(name: str, sets: Mapping[str, str]) -> list[str]:
    """The alternatives that one stands for: those of a set, or itself."""
    return sets[name].split("|") if name[0] == "%" else [name]
