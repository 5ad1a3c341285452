"""How common a word is, in a word: bands of the Zipf scale, and JMdict's own marks. Pure.

A band says how often a spelling is met, nothing else. It is no level of an examination: there is no official list of words for the JLPT
since 2010, so none is made up. The recipe stands in the guide.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dictionaries.kanji_facts import KanjiFact, KanjiFacts
from dictionaries.library import Library
from dictionaries.model import Match
from texts.model import Language

MARKED = 50
"""Priority (`Entry.priority`) from which JMdict marks a word as common: news1, ichi1, spec1 or gai1."""


class Band(StrEnum):
    """How often a word is met."""

    VERY_COMMON = "very common"
    COMMON = "common"
    FAIRLY_COMMON = "fairly common"
    UNCOMMON = "uncommon"
    RARE = "rare"


BANDS = ((5.0, Band.VERY_COMMON), (4.0, Band.COMMON), (3.0, Band.FAIRLY_COMMON), (2.0, Band.UNCOMMON))
"""From which Zipf value a word is in a band: 100, 10, 1 and a tenth of a time in a million words; what is below is rare."""


@dataclass(frozen=True, slots=True)
class Level:
    """How common a word is.

    `band` and `zipf` are wordfreq's (None: it lists no such spelling, as of most compounds), `marked` says that JMdict marks the word as
    common.
    """

    band: Band | None
    zipf: float | None
    marked: bool

    @property
    def said(self) -> str:
        """In words: the band, else JMdict's mark, else ""."""
        if self.band is not None:
            return str(self.band)
        return "marked common" if self.marked else ""


def level(zipf: float | None, priority: int = 0) -> Level:
    """The level of a word.

    >>> level(4.03).said, level(1.2).said, level(None, 72).said, level(None).said
    ('common', 'rare', 'marked common', '')

    Args:
        zipf: its value on the Zipf scale (`Library.zipf`), None when it is not listed.
        priority: of its entry (`Entry.priority`), 0 when there is none.
    """
    band = None if zipf is None else next((band for least, band in BANDS if zipf >= least), Band.RARE)
    return Level(band, zipf, priority >= MARKED)


@dataclass(frozen=True, slots=True)
class WordFacts:
    """What is known of a word beside its meaning: how common it is, and its kanji."""

    level: Level
    kanji: tuple[KanjiFact, ...] = ()


def facts_of(match: Match, library: Library, kanji: KanjiFacts) -> WordFacts:
    """The facts of a word that was looked up; of an English one, how common it is."""
    if match.language is Language.EN:
        return WordFacts(level(library.zipf(match.lemma.lower(), Language.EN)))
    priority = match.entry.priority if match.entry is not None else 0
    return WordFacts(level(library.zipf(match.lemma, Language.JA), priority), kanji.of(match.lemma))
