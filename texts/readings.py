"""Rules over the analyser's readings: heteronyms by context, kana spelling, voicing, state letters.

The rules are data: `data/readings.tsv`, whose head says what it may hold. This module only matches them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from texts.japanese import Word
from texts.kana import is_kanji, to_hiragana
from texts.model import Origin
from texts.tables import rows

_KATAKANA: Final = re.compile("[ァ-ヺー・A-Za-zＡ-Ｚａ-ｚ0-9]+")


@dataclass(frozen=True, slots=True)
class Atom:
    """One condition on one word: any of the alternatives, or none of them when negated."""

    surfaces: frozenset[str] = frozenset()
    lemmas: frozenset[str] = frozenset()
    pos: tuple[tuple[str, ...], ...] = ()
    endings: tuple[str, ...] = ()
    border: bool = False
    katakana: bool = False
    negated: bool = False

    def matches(self, word: Word | None) -> bool:
        """Whether a word (None: the sentence or the Japanese stretch ends here) fulfils the condition."""
        return self._any(word) is not self.negated

    def _any(self, word: Word | None) -> bool:
        if word is None:
            return self.border
        return (
            word.surface in self.surfaces
            or word.lemma in self.lemmas
            or any(word.pos[: len(prefix)] == prefix for prefix in self.pos)
            or word.surface.endswith(self.endings)
            or (self.katakana and _KATAKANA.fullmatch(word.surface) is not None)
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of `readings.tsv`. `readings` has one entry for each of `words`: kana, or "" to leave that word as it is."""

    name: str
    words: tuple[Atom, ...]
    before: tuple[Atom, ...]
    after: tuple[Atom, ...]
    readings: tuple[str, ...]
    sure: bool
    joins: bool
    lemma: str = ""  # of its only word, where the analyser took another verb (行って of 行く, 行う)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a rule says of one word, in place of the analyser's reading (and lemma, unless that is "")."""

    reading: str
    lemma_reading: str
    origin: Origin
    sure: bool
    lemma: str = ""


def atom(cell: str) -> Atom:
    """Parse one condition: `方|~行く|#名詞-固有名詞|…県|^`, negated by a leading `!`.

    A bare word is a surface, `~` a lemma, `#` a part of speech (its first parts), `…` an ending, `@katakana` a word in katakana
    or Latin letters, `^` the border, `*` anything.
    """
    if cell == "*":
        return Atom(negated=True)
    negated = cell.startswith("!")
    parts = cell.removeprefix("!").split("|")
    return Atom(
        surfaces=frozenset(part for part in parts if part[0] not in "~#…^@"),
        lemmas=frozenset(part[1:] for part in parts if part[0] == "~"),
        pos=tuple(tuple(part[1:].split("-")) for part in parts if part[0] == "#"),
        endings=tuple(part[1:] for part in parts if part[0] == "…"),
        border="^" in parts,
        katakana="@katakana" in parts,
        negated=negated,
    )


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """All rules in the order in which they are tried.

    Raises:
        ValueError: a row has not as many readings as words.
    """
    found = []
    for number, (words, before, after, readings, flags) in enumerate(rows("readings.tsv", 5), 1):
        atoms = tuple(atom(cell) for cell in words.split())
        kana = tuple("" if cell == "-" else cell for cell in readings.split())
        if len(atoms) != len(kana):
            raise ValueError(f"readings.tsv, rule {number} ({words}): {len(kana)} readings for {len(atoms)} words")
        around = (tuple(atom(cell) for cell in before.split()), tuple(atom(cell) for cell in after.split()))
        lemma = next((flag[1:] for flag in flags.split() if flag[0] == "="), "")
        found.append(Rule(words, atoms, *around, kana, "?" not in flags, "+" in flags, lemma))
    return tuple(found)


class RuleBook:
    """The rules, indexed by the first word they speak of."""

    def __init__(self, table: Sequence[Rule] | None = None) -> None:
        """Table: the rules, in order; by default the package's own."""
        self._surfaces: dict[str, list[int]] = {}
        self._lemmas: dict[str, list[int]] = {}
        self._rules = tuple(rules() if table is None else table)
        for number, rule in enumerate(self._rules):
            for surface in rule.words[0].surfaces:
                self._surfaces.setdefault(surface, []).append(number)
            for lemma in rule.words[0].lemmas:
                self._lemmas.setdefault(lemma, []).append(number)

    def candidates(self, word: Word) -> tuple[Rule, ...]:
        """The rules that may apply where this word stands, in order. The same for every occurrence of the word."""
        numbers = {*self._surfaces.get(word.surface, ()), *self._lemmas.get(word.lemma, ())}
        return tuple(self._rules[number] for number in sorted(numbers))


def matches(rule: Rule, words: Sequence[Word], at: int, edges: tuple[Word | None, Word | None] = (None, None)) -> bool:
    """Whether a rule applies to the words from `at` on.

    Args:
        rule: the rule.
        words: the words of one Japanese stretch.
        at: the index of the rule's first word.
        edges: what stands directly before and after the stretch (a Latin word), or None.
    """
    end = at + len(rule.words)
    if end > len(words) or not all(condition.matches(words[at + place]) for place, condition in enumerate(rule.words)):
        return False
    for place, condition in enumerate(reversed(rule.before), 1):
        if not condition.matches(_neighbour(words, at - place, edges)):
            return False
    return all(condition.matches(_neighbour(words, end + place, edges)) for place, condition in enumerate(rule.after))


def _neighbour(words: Sequence[Word], at: int, edges: tuple[Word | None, Word | None]) -> Word | None:
    if 0 <= at < len(words):
        return words[at]
    return edges[0] if at == -1 else edges[1] if at == len(words) else None


def applied(rule: Rule, words: Sequence[Word], at: int) -> tuple[Reading | None, ...]:
    """What a rule that matches says of each of its words; None where it leaves the word alone."""
    return tuple(_reading(words[at + place], kana, rule) if kana else None for place, kana in enumerate(rule.readings))


def _reading(word: Word, kana: str, rule: Rule) -> Reading:
    """A rule names the reading of the lemma where the word inflects; the surface's follows from it."""
    lemma = rule.lemma or word.lemma
    if word.surface == lemma or word.pos[4] == "*":
        return Reading(kana, kana, Origin.RULE, rule.sure, rule.lemma)
    return Reading(inflected(kana, lemma, word.surface), kana, Origin.RULE, rule.sure, rule.lemma)


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


@lru_cache(maxsize=1)
def rule_book() -> RuleBook:
    """The package's own rules; nothing in them changes, so all threads share them."""
    return RuleBook()
