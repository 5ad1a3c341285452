"""How common a term is and how hard its kanji are: what a teacher's list says of it beside its meaning. Pure.

A compound that wordfreq does not list is as common as its rarest part, and that is said; where a part is not listed either, nothing is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from dictionaries.kanji_facts import KanjiFact, KanjiFacts
from dictionaries.levels import Level, level
from dictionaries.library import Library
from dictionaries.model import Term
from texts.kana import is_kanji
from texts.model import Language


class Grade(IntEnum):
    """When school teaches a kanji; of a word, its latest kanji. In the order of difficulty, so that they can be compared."""

    NONE = 0
    YEAR_1 = 1
    YEAR_2 = 2
    YEAR_3 = 3
    YEAR_4 = 4
    YEAR_5 = 5
    YEAR_6 = 6
    SECONDARY = 7
    NAMES = 8
    OUTSIDE = 9

    @property
    def said(self) -> str:
        """In words; "" without kanji."""
        if Grade.YEAR_1 <= self <= Grade.YEAR_6:
            return f"year {int(self)}"
        return {Grade.SECONDARY: "secondary school", Grade.NAMES: "kanji for names", Grade.OUTSIDE: "not in the jōyō list"}.get(self, "")


@dataclass(frozen=True, slots=True)
class TermFacts:
    """What is known of a term beside its meaning.

    `level` says how common it is, `of_part` that this is its rarest part's, as the whole is not listed; `grade` is its latest kanji's;
    `hardest` is the part that is rarest, "" when the term is one word.
    """

    level: Level
    of_part: bool = False
    grade: Grade = Grade.NONE
    hardest: str = ""

    @property
    def said(self) -> str:
        """How common it is in words; "" when nobody says."""
        return f"{self.level.said} (rarest part)" if self.of_part and self.level.said else self.level.said


def term_facts(term: Term, library: Library, kanji: KanjiFacts) -> TermFacts:
    """The facts of one term.

    Args:
        term: a Japanese or English term.
        library: for frequencies.
        kanji: for grades.
    """
    whole = library.zipf(term.term.lower() if term.language is Language.EN else term.term, term.language)
    names = _parts(term)
    zipfs = {name: library.zipf(name.lower() if term.language is Language.EN else name, term.language) for name in names}
    rarest = min(zipfs, key=lambda name: (_rarity(zipfs[name]), -grade_of(name, kanji)), default="")
    grade = grade_of(term.term, kanji)
    if whole is not None or not zipfs:
        return TermFacts(level(whole), False, grade, rarest)
    known = [zipf for zipf in zipfs.values() if zipf is not None]
    if len(known) < len(zipfs):  # how rare the rarest part is, nobody says
        return TermFacts(level(None), False, grade, rarest)
    return TermFacts(level(min(known)), True, grade, rarest)


def grade_of(text: str, kanji: KanjiFacts) -> Grade:
    """The latest grade among the kanji of a text."""
    known = {fact.literal: fact for fact in kanji.of(text)}
    return max((_grade(known.get(letter)) for letter in text if is_kanji(letter)), default=Grade.NONE)


def _grade(fact: KanjiFact | None) -> Grade:
    """KANJIDIC2 counts 8 for secondary school, 9 and 10 for names."""
    if fact is None or fact.grade is None:
        return Grade.OUTSIDE
    if fact.grade <= Grade.YEAR_6:
        return Grade(fact.grade)
    return Grade.SECONDARY if fact.grade == 8 else Grade.NAMES


def _parts(term: Term) -> Sequence[str]:
    """The parts that can be hard by themselves; none of a term that is one word."""
    if term.language is Language.EN:
        words = term.term.split()
        return words if len(words) > 1 else ()
    return [part.term for part in term.parts if len(part.term) > 1] if len(term.parts) > 1 else ()


def _rarity(zipf: float | None) -> float:
    """What no list has is rarer than what one has."""
    return -1.0 if zipf is None else zipf
