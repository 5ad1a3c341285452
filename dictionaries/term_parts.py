"""What a term of the lexicon is made of: 領土併合 = 領土 + 併合. Pure.

A whole term of the tables has one English of its own, and its parts are found again by its letters and its reading together: each part is
a term or a combining part of the tables, their readings make up the whole's, and the cut with the fewest parts counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dictionaries.lexicon import Lexicon, LexiconEntry
from dictionaries.model import TermPart
from texts.kana import has_kanji, to_hiragana

_LEAST: Final = 3
"""Letters of a term that can have parts."""
_MOST_GLOSSES: Final = 3
_AFFIXES: Final = ("suffix", "prefix")


def term_parts(surface: str, reading: str, lexicon: Lexicon) -> tuple[TermPart, ...]:
    """The parts of a term, or () when it is one word or cannot be cut without a rest.

    Args:
        surface: the term.
        reading: its reading.
        lexicon: for the parts.
    """
    if len(surface) < _LEAST or not has_kanji(surface):
        return ()
    return _parts(surface, to_hiragana(reading), lexicon)


def _parts(surface: str, reading: str, lexicon: Lexicon) -> tuple[TermPart, ...]:
    best: dict[tuple[int, int], tuple[TermPart, ...]] = {(0, 0): ()}
    for at in range(len(surface)):
        for (start, read), before in [item for item in best.items() if item[0][0] == at]:
            for part in _at(surface, start, reading, read, lexicon):
                key = start + len(part.term), read + len(to_hiragana(part.reading))
                if key not in best or len(best[key]) > len(before) + 1:
                    best[key] = (*before, part)
    found = best.get((len(surface), len(reading)), ())
    return found if len(found) > 1 and any(len(part.term) > 1 for part in found) else ()


def _at(surface: str, start: int, reading: str, read: int, lexicon: Lexicon) -> Iterator[TermPart]:
    """The parts that may stand at a letter and are read as the whole is there; never the whole itself."""
    for end in range(len(surface), start, -1):
        text = surface[start:end]
        entry = None if len(text) == len(surface) else _entry(text, lexicon)
        if entry is not None and reading.startswith(to_hiragana(entry.reading), read):
            yield TermPart(text, entry.reading, entry.english[:_MOST_GLOSSES])


def _entry(text: str, lexicon: Lexicon) -> LexiconEntry | None:
    """A term or a combining part; of one letter only what combines (相, 対)."""
    if len(text) > 1:
        return lexicon.japanese(text) or lexicon.morpheme(text)
    entry = lexicon.morpheme(text)
    return entry if entry is not None and entry.pos in _AFFIXES else None
