"""What each reason to doubt a reading is worth: `python -m tests.gold.confidence [FOLDER]`.

For every reason of `texts.doubt` (and for rules and numbers that are not sure): how many gold units it flags, and how many of these are
wrong. Then the three totals of `score_readings.py`: units flagged, wrong ones among the sure, flagged ones among the wrong.
Gold: as in `tests.gold.rules`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dictionaries.kanji import load_kanji_readings
from tests.gold.rules import EVAL, Case, CorpusCase, WordCase, corpus_cases, own_cases
from texts.doubt import doubts
from texts.japanese import JapaneseTokenizer
from texts.kana import has_kanji
from texts.language import runs
from texts.model import Language, Origin, Ruby
from texts.reading_step import ReadingStep
from texts.stretches import Stretch


@dataclass(slots=True)
class Tally:
    """Units, how many of them are wrong, are flagged, are both."""

    units: int = 0
    wrong: int = 0
    flagged: int = 0
    caught: int = 0

    def add(self, *, units: int, wrong: int, flagged: int, caught: int) -> None:
        """Count more units."""
        self.units += units
        self.wrong += wrong
        self.flagged += flagged
        self.caught += caught

    def __str__(self) -> str:
        sure = self.units - self.flagged
        missed = self.wrong - self.caught
        return (
            f"{self.units} units, {_percent(self.flagged, self.units)} flagged, "
            f"{_percent(missed, sure)} of the sure ones wrong, {_percent(self.caught, self.wrong)} of the wrong ones flagged"
        )


@dataclass(slots=True)
class Confidence:
    """What was measured: all reasons together, and each."""

    total: Tally = field(default_factory=Tally)
    reasons: dict[str, Tally] = field(default_factory=dict)


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f} %" if whole else "-"


def _why(stretch: Stretch) -> Iterator[tuple[int, int, str]]:
    """The flagged places of a stretch with every reason for each."""
    numbered = {at for first, (_, stop) in stretch.found.items() for at in range(first, stop)}
    for at, word in enumerate(stretch.words):
        if at in numbered or not has_kanji(word.surface):
            continue
        low, high = stretch.starts[at], stretch.starts[at + 1]
        decided = stretch.decided.get(at)
        if decided is not None and decided.origin is not Origin.ANALYSER:
            if not decided.sure:
                yield low, high, f"{decided.origin.value} with ?"
            continue
        before = stretch.words[at - 1] if at else None
        after = stretch.words[at + 1] if at + 1 < len(stretch.words) else None
        for reason in doubts().reasons(word, before, after):
            yield low, high, reason
    for number, _ in stretch.found.values():
        if not number.sure:
            yield number.start, number.end, "number"


def measure(cases: Sequence[Case]) -> Confidence:
    """Read all cases and count."""
    step = ReadingStep(JapaneseTokenizer(), load_kanji_readings())
    found = Confidence()
    for case in cases:
        ruby: list[Ruby] = []
        places: dict[str, set[int]] = {}
        for run in runs(case.text):
            if run.language is not Language.JA:
                continue
            stretch = step.read(case.text, run.start, run.end, {})
            ruby += stretch.ruby()
            for low, high, reason in _why(stretch):
                places.setdefault(reason, set()).update(range(low, high))
        unsure = {place for one in ruby if not one.sure for place in range(one.start, one.end)}
        found.total.add(**_count(case, ruby, unsure))
        for reason, marked in places.items():
            found.reasons.setdefault(reason, Tally()).add(**_count(case, ruby, marked & unsure))
    return found


def _count(case: Case, ruby: Sequence[Ruby], marked: set[int]) -> dict[str, int]:
    match case:
        case CorpusCase():
            result = case.scorer.score([case.spans(ruby)], [case.gold], [marked])
            wrong, units = result.wrong_sure + result.wrong_unsure, result.words + result.numbers
            return {"units": units, "wrong": wrong, "flagged": result.unsure, "caught": result.wrong_unsure}
        case WordCase():
            start = case.text.index(case.word)
            flagged = not marked.isdisjoint(range(start, start + len(case.word)))
            wrong = case.wrong(ruby).total()
            return {"units": 1, "wrong": wrong, "flagged": int(flagged), "caught": wrong if flagged else 0}
        case _:
            raise TypeError(case)


def main() -> None:
    """Print the yields, our own gold first."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else EVAL
    for name, cases in (("our own gold", own_cases()), ("corpora", corpus_cases(folder))):
        if not cases:
            continue
        found = measure(cases)
        print(f"{name}: {found.total}")
        print("flagged  wrong      %  reason")
        for reason, tally in sorted(found.reasons.items(), key=lambda item: -item[1].caught):
            print(f"{tally.flagged:7d} {tally.caught:6d} {100 * tally.caught / max(1, tally.flagged):6.1f}  {reason}")


if __name__ == "__main__":
    main()
