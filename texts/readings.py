"""Rules over the analyser's readings: heteronyms by context, kana spelling, voicing, state letters.

The rules are data: `data/readings.tsv`, whose head says what it may hold. This module only matches them, and lets the house style
(`texts.house_style`) have its say where no rule has.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from texts.conditions import Atom, atom, members
from texts.house_style import Style
from texts.japanese import Word
from texts.kana import inflected
from texts.model import Origin
from texts.tables import rows

_TABLES: Final = ("compounds.tsv", "readings.tsv")  # longer words first
_MOST_BETWEEN: Final = 4  # words that `...` may stand for


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of `readings.tsv`. `readings` has one entry for each of `words`: kana, or "" to leave that word as it is."""

    name: str
    words: tuple[Atom, ...]
    before: tuple[Atom, ...]  # nearest first, unlike the table
    after: tuple[Atom, ...]
    readings: tuple[str, ...]
    sure: bool
    joins: bool
    lemma: str = ""  # of its only word, where the analyser took another verb (行って of 行く, 行う)
    anywhere: Atom | None = None  # fulfilled by some word of the stretch

    def first(self) -> Sequence[str]:
        """The alternatives of its first word, as a table writes them."""
        word = self.words[0]
        return [*word.surfaces, *(f"~{lemma}" for lemma in word.lemmas), *(surface for surface, _ in word.exact)]

    def applied(self, words: Sequence[Word], at: int) -> tuple[Reading | None, ...]:
        """What the rule, which matches, says of each of its words; None where it leaves the word alone."""
        return tuple(_reading(words[at + place], kana, self) if kana else None for place, kana in enumerate(self.readings))


@dataclass(frozen=True, slots=True)
class Reading:
    """What a rule says of one word, in place of the analyser's reading (and lemma, unless that is "")."""

    reading: str
    lemma_reading: str
    origin: Origin
    sure: bool
    lemma: str = ""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a table, not parsed yet: most texts need few of the rules, and the first page should not wait for all."""

    cells: tuple[str, ...]
    sets: Mapping[str, str]
    place: str

    def rule(self) -> Rule:
        return _rule(self.cells, self.sets, self.place)

    def first(self) -> Sequence[str]:
        """The alternatives of its first word."""
        cell = self.cells[0].partition(" ")[0]
        return [part for name in cell.split("|") if name for part in members(name, self.sets)]


@lru_cache(maxsize=1)
def _table() -> tuple[_Row, ...]:
    found: list[_Row] = []
    for table in _TABLES:
        sets: dict[str, str] = {}
        for number, row in enumerate(rows(table, 5), 1):
            if row[0].startswith("%"):
                if " " in row[1] or not all(row[1].split("|")):
                    raise ValueError(f"{table}, set {row[0]}: a blank, or nothing between two |")
                sets[row[0]] = "|".join(member for part in row[1].split("|") for member in members(part, sets))
            else:
                found.append(_Row(row, sets, f"{table}, rule {number}"))
    return tuple(found)


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """All rules in the order in which they are tried.

    Raises:
        ValueError: a row has not as many readings as words, a set a blank within.
        KeyError: a row names a set that no row above it defines.
    """
    return tuple(row.rule() for row in _table())


def _rule(row: Sequence[str], sets: Mapping[str, str], place: str) -> Rule:
    words, before, after, readings, flags = row
    atoms = tuple(atom(cell, sets) for cell in words.split())
    kana = tuple("" if cell == "-" else cell for cell in readings.split())
    if len(atoms) != len(kana):
        raise ValueError(f"{place} ({words}): {len(kana)} readings for {len(atoms)} words")
    around = (tuple(atom(cell, sets) for cell in reversed(before.split())), tuple(atom(cell, sets) for cell in after.split()))
    said = flags.split()
    lemma = next((flag[1:] for flag in said if flag[0] == "="), "")
    anywhere = next((atom(flag[1:], sets) for flag in said if flag[0] == "&"), None)
    name = " / ".join(cell for cell in row if cell)
    return Rule(name, atoms, *around, kana, "?" not in said, "+" in said, lemma, anywhere)


class RuleBook:
    """The rules, indexed by the first word they speak of, in a house style."""

    def __init__(self, table: Sequence[Rule] | None = None, style: Mapping[str, str] | None = None) -> None:
        """Make a book.

        Args:
            table: the rules, in order; by default the package's own.
            style: the reader's choice among the options of `texts.house_style`, by word; ours where nothing is chosen.
        """
        self._surfaces: dict[str, list[int]] = {}
        self._lemmas: dict[str, list[int]] = {}
        self._style = Style(style)
        self._rows: tuple[_Row | Rule, ...] = _table() if table is None else tuple(table)
        self._rules: dict[int, Rule] = {}  # those that a text has asked for
        for number, row in enumerate(self._rows):
            for name in row.first():
                if name[0] == "~":
                    self._lemmas.setdefault(name[1:], []).append(number)
                else:
                    self._surfaces.setdefault(name.partition("#")[0], []).append(number)

    def candidates(self, word: Word) -> tuple[Rule, ...]:
        """The rules that may apply where this word stands, in order. The same for every occurrence of the word."""
        numbers = {*self._surfaces.get(word.surface, ()), *self._lemmas.get(word.lemma, ())}
        found = tuple(rule for number in sorted(numbers) if (rule := self._rule(number)).words[0].matches(word))
        kana = self._style.lemma_reading(word)
        return (*found, _house_rule(word, kana)) if kana else found

    def _rule(self, number: int) -> Rule:
        rule = self._rules.get(number)
        if rule is None:
            row = self._rows[number]
            rule = self._rules[number] = _styled(row.rule() if isinstance(row, _Row) else row, self._style)
        return rule


def _styled(rule: Rule, style: Style) -> Rule:
    """A rule of one word says our reading of it; the reader may have chosen another."""
    spoken = rule.words[0].surfaces | rule.words[0].lemmas
    if len(rule.words) > 1 or len(spoken) != 1:
        return rule
    (word,) = spoken
    kana = style.reading(word, rule.readings[0])
    return rule if kana == rule.readings[0] else replace(rule, readings=(kana,))


def _house_rule(word: Word, kana: str) -> Rule:
    """The rule that reads a word in the house style wherever it stands."""
    return Rule("house style", (Atom(surfaces=frozenset((word.surface,))),), (), (), (kana,), sure=True, joins=False)


def matches(rule: Rule, words: Sequence[Word], at: int, edges: tuple[Word | None, Word | None] = (None, None)) -> bool:
    """Whether a rule applies to the words from `at` on.

    Args:
        rule: one of the candidates for the word at `at`.
        words: the words of one Japanese stretch.
        at: the index of the rule's first word.
        edges: what stands directly before and after the stretch (a Latin word), or None.
    """
    end = at + len(rule.words)
    if len(rule.words) > 1 and not (end <= len(words) and all(map(Atom.matches, rule.words[1:], words[at + 1 : end]))):
        return False
    return (
        _beside(rule.before, words, at - 1, -1, edges)
        and _beside(rule.after, words, end, 1, edges)
        and (rule.anywhere is None or any(rule.anywhere.matches(word) for word in words))
    )


_Edges = tuple[Word | None, Word | None]


def _beside(conditions: Sequence[Atom], words: Sequence[Word], at: int, step: int, edges: _Edges) -> bool:
    """Whether the words from `at` on, going in one direction, fulfil the conditions, nearest first."""
    for place, condition in enumerate(conditions):
        if condition.gap:
            return _beyond(conditions[place + 1 :], words, at, step, edges)
        if not condition.matches(words[at] if 0 <= at < len(words) else _edge(words, at, edges)):
            return False
        at += step
    return True


def _beyond(conditions: Sequence[Atom], words: Sequence[Word], at: int, step: int, edges: _Edges) -> bool:
    """The same, some words of the clause left out."""
    for _ in range(_MOST_BETWEEN + 1):
        if _beside(conditions, words, at, step, edges):
            return True
        if not 0 <= at < len(words) or words[at].pos[0] == "補助記号":
            return False
        at += step
    return False


def _edge(words: Sequence[Word], at: int, edges: _Edges) -> Word | None:
    return edges[0] if at == -1 else edges[1] if at == len(words) else None


def _reading(word: Word, kana: str, rule: Rule) -> Reading:
    """A rule names the reading of the lemma where the word inflects; the surface's follows from it."""
    lemma = rule.lemma or word.lemma
    if word.surface == lemma or word.pos[4] == "*":
        return Reading(kana, kana, Origin.RULE, rule.sure, rule.lemma)
    return Reading(inflected(kana, lemma, word.surface), kana, Origin.RULE, rule.sure, rule.lemma)


def rule_book(style: Mapping[str, str] | None = None) -> RuleBook:
    """The package's own rules in a house style; nothing in them changes, so all threads share them."""
    return _rule_book(tuple(sorted((style or {}).items())))


@lru_cache(maxsize=8)
def _rule_book(style: tuple[tuple[str, str], ...]) -> RuleBook:
    return RuleBook(style=dict(style))
