"""Words that the analyser's dictionary reads otherwise than everybody does: 荘厳 そうごん, not しょうごん. Pure.

`data/whole_words.tsv` lists them; `texts.japanese` asks once for each distinct word, before any rule about neighbours.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from texts.kana import inflected
from texts.tables import rows

_Entry = tuple[tuple[str, ...], str]  # the first parts of a part of speech, the reading
_NOT_INFLECTED: Final = "*"  # the fifth part of such a word's part of speech


@lru_cache(maxsize=1)
def _table() -> Mapping[str, tuple[_Entry, ...]]:
    found: dict[str, tuple[_Entry, ...]] = {}
    for word, reading, pos in rows("whole_words.tsv", 3):
        found[word] = (*found.get(word, ()), (tuple(pos.split("-")) if pos else (), reading))
    return found


def _listed(word: str, pos: tuple[str, ...]) -> str | None:
    for wanted, reading in _table().get(word, ()):
        if pos[: len(wanted)] == wanted:
            return reading
    return None


def reading_of(surface: str, lemma: str, pos: tuple[str, ...]) -> tuple[str, str] | None:
    """The everyday reading of a word, where the analyser's dictionary has another.

    Args:
        surface: the word as it stands in the text.
        lemma: its dictionary form.
        pos: the analyser's part of speech, six strings.

    Returns:
        the reading of the surface and that of the lemma, in hiragana; None where the analyser is to be trusted.
    """
    inflects = pos[4] != _NOT_INFLECTED
    reading = _listed(lemma if inflects else surface, pos)
    if reading is None:
        return None
    return (inflected(reading, lemma, surface) if inflects else reading), reading
