"""How sure a reading of the analyser's is: words with several readings, names, one-kanji nouns among nouns.

`data/heteronyms.tsv` lists the words whose reading is a guess unless a rule decides. What a rule, a name, the number reader or
the reader decided is not asked about here.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from texts.japanese import Word
from texts.kana import has_kanji
from texts.tables import rows

_STEADY: Final = frozenset(("!",))
_NOUN_LIKE: Final = ("名詞", "接頭辞", "接尾辞")


class Doubts:
    """What is a guess. Nothing in it changes, so all threads share it."""

    def __init__(self) -> None:
        self._listed = {word: frozenset(pos.split("|")) - {""} for word, pos in rows("heteronyms.tsv", 2)}

    def doubtful(self, word: Word) -> bool:
        """Whether the analyser's reading is a guess wherever the word stands: listed heteronyms, given names, one-kanji surnames."""
        if not word.known or (word.pos[2] == "人名" and (word.pos[3] == "名" or len(word.surface) == 1)):
            return True
        pos = self._listed.get(word.surface)
        if pos is None or pos == _STEADY:
            return False
        return not pos or word.pos[0] in pos or "-".join(word.pos[:2]) in pos

    def asks(self, word: Word) -> bool:
        """Whether its neighbours decide: one kanji, a common noun, read one way alone (みち), another beside a noun (どう)."""
        listed = self._listed.get(word.surface)
        return len(word.surface) == 1 and word.pos[:2] == ("名詞", "普通名詞") and has_kanji(word.surface) and listed != _STEADY

    def doubtful_here(self, word: Word, before: Word | None, after: Word | None) -> bool:  # noqa: ARG002
        """Whether a word for which `asks` holds is a guess between these neighbours (None: the Japanese stretch ends)."""
        return (before is not None and before.pos[0] in _NOUN_LIKE) or (after is not None and after.pos[0] == "名詞")


@lru_cache(maxsize=1)
def doubts() -> Doubts:
    """The package's own table."""
    return Doubts()
