"""What each rule of the reading tables is worth: `python -m tests.gold.rules [FOLDER]`.

For every rule: how often it fired, how many gold units are right with it and wrong without it (fixes), and the other way round (breaks).
Without it the next rule decides, or the analyser. Gold: `tests/gold/readings.tsv`, and where they are present the corpora of FOLDER (by
default `../shared/eval` beside the checkout), scored by the scorer in `tools` beside that folder.
"""

from __future__ import annotations

import importlib
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Protocol

from dictionaries.kanji import load_kanji_readings
from tests.texts.analysing import accepted, gold, sentence, spelled
from texts.japanese import JapaneseTokenizer, Word
from texts.language import runs
from texts.model import Analysis, Language, Ruby
from texts.reading_step import ReadingStep
from texts.readings import Reading, Rule, RuleBook, rules

EVAL = Path(__file__).parents[3] / "shared" / "eval"


class Case(Protocol):
    """A sentence with gold readings."""

    @property
    def text(self) -> str:
        """The sentence."""
        ...

    def wrong(self, ruby: Sequence[Ruby]) -> Counter[str]:
        """The gold units that these furigana get wrong."""
        ...


@dataclass(frozen=True, slots=True)
class WordCase:
    """A row of our own gold: one word in its sentence."""

    text: str
    word: str
    cell: str

    def wrong(self, ruby: Sequence[Ruby]) -> Counter[str]:
        """The word, if it is read otherwise than the row accepts."""
        start = self.text.index(self.word)
        shown = spelled(Analysis(sentence(self.text), (), tuple(ruby), None), start, start + len(self.word))
        return Counter() if shown in accepted(self.cell) else Counter([self.word])


@dataclass(frozen=True, slots=True)
class CorpusCase:
    """A sentence of a corpus, judged by the scorer (free variants are right)."""

    text: str
    gold: Any  # the scorer's sentence
    scorer: Any  # the module

    def spans(self, ruby: Sequence[Ruby]) -> list[tuple[int, int, str | None]]:
        """The text in pieces as the scorer wants it: what carries furigana whole, the rest by characters."""
        spans: list[tuple[int, int, str | None]] = []
        at = 0
        for one in ruby:
            spans += [(place, place + 1, None) for place in range(at, one.start)]
            spans.append((one.start, one.end, one.reading))
            at = one.end
        return spans + [(place, place + 1, None) for place in range(at, len(self.text))]

    def wrong(self, ruby: Sequence[Ruby]) -> Counter[str]:
        """The units that the scorer calls wrong."""
        errors = self.scorer.score([self.spans(ruby)], [self.gold]).errors
        return Counter(f"{error[1]} {error[2]}" for error in errors if error[0] != "free variant")


@dataclass(frozen=True, slots=True)
class _Watched(Rule):
    """A rule that notes each time it is applied."""

    fired: list[int] = field(default_factory=list)

    def applied(self, words: Sequence[Word], at: int) -> tuple[Reading | None, ...]:
        self.fired.append(at)
        return Rule.applied(self, words, at)


@dataclass(frozen=True, slots=True)
class Worth:
    """What a rule did."""

    name: str
    fired: int
    fixes: int
    breaks: int

    @property
    def harmful(self) -> bool:
        """Whether it breaks more than a tenth of what it fixes."""
        return self.breaks * 10 > self.fixes


def own_cases() -> list[Case]:
    """Our own gold."""
    return [WordCase(*row) for row in gold("readings.tsv")]


def corpus_cases(folder: Path = EVAL) -> list[Case]:
    """The corpora of a folder; none where it, or its scorer, is not there."""
    tools = folder.parent / "tools"
    paths = sorted(folder.glob("readings/*.jsonl"))
    if not paths or not (tools / "score_readings.py").is_file():
        return []
    sys.path.insert(0, str(tools))
    try:
        scorer = importlib.import_module("score_readings")
    finally:
        sys.path.remove(str(tools))
    return [CorpusCase(one.text, one, scorer) for path in paths for one in scorer.load(path)]


class _Reader:
    """Reads sentences by a book of rules."""

    def __init__(self, table: Iterable[Rule]) -> None:
        self._step = ReadingStep(_TOKENIZER, _KANJI, rules=RuleBook(tuple(table)))

    def ruby(self, text: str) -> list[Ruby]:
        found: list[Ruby] = []
        for run in runs(text):
            if run.language is Language.JA:
                found += self._step.read(text, run.start, run.end, {}).ruby()
        return found


_TOKENIZER = JapaneseTokenizer()
_KANJI = load_kanji_readings()


def audit(cases: Sequence[Case]) -> list[Worth]:
    """The worth of each rule over the cases, in the order of the tables.

    Only the sentences in which a rule fired are read again without it.
    """
    table = [_Watched(**{cell.name: getattr(rule, cell.name) for cell in fields(rule)}) for rule in rules()]
    reader = _Reader(table)
    seen: dict[int, list[int]] = {}
    wrong: dict[int, Counter[str]] = {}
    before = [0] * len(table)
    for number, case in enumerate(cases):
        ruby = reader.ruby(case.text)
        fired = [place for place, rule in enumerate(table) if len(rule.fired) > before[place]]
        for place in fired:
            seen.setdefault(place, []).append(number)
            before[place] = len(table[place].fired)
        if fired:
            wrong[number] = case.wrong(ruby)
    found = []
    for place, rule in enumerate(table):
        times, fixes, breaks = before[place], 0, 0
        if times:
            without = _Reader(other for other in table if other is not rule)
            for number in seen[place]:
                then = cases[number].wrong(without.ruby(cases[number].text))
                fixes += (then - wrong[number]).total()
                breaks += (wrong[number] - then).total()
        found.append(Worth(rule.name, times, fixes, breaks))
    return found


def main() -> None:
    """Print the table."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else EVAL
    found = audit([*own_cases(), *corpus_cases(folder)])
    print("fired  fixes breaks  rule")
    for worth in found:
        print(f"{worth.fired:5d} {worth.fixes:6d} {worth.breaks:6d} {'!' if worth.harmful else ' '} {worth.name[:100]}")
    fired, fixes, breaks = (sum(cells) for cells in zip(*((w.fired, w.fixes, w.breaks) for w in found), strict=True))
    print(f"{fired:5d} {fixes:6d} {breaks:6d}   {len(found)} rules, {sum(not worth.fired for worth in found)} never fired")


if __name__ == "__main__":
    main()
