"""The fixed words of sheets, in the language of the pupils: English for those who learn Japanese, Japanese for those who learn English."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Final

from decks.model import Learn
from decks.sheets.model import Frequency
from dictionaries.term_facts import Grade
from texts.model import Language

_CELLS: Final = 3


class Wording:
    """The catalogue in one language; `language` is what it is written in."""

    def __init__(self, language: Language) -> None:
        """Make it for pupils who read `language` (Japanese or English)."""
        self.language = language
        self._words = _catalogue()[language]

    def __call__(self, key: str, **values: object) -> str:
        """The words for a key, with its values filled in.

        Raises:
            KeyError: there is no such key.
        """
        return self._words[key].format(**values) if values else self._words[key]

    def of(self, kind: str, value: str) -> str:
        """The word for one of our own values (`category`, `conflict`); a value that the catalogue does not know as it is."""
        return self._words.get(f"{kind}.{value}", value)

    def frequency(self, frequency: Frequency) -> str:
        """How common a word is."""
        said = self.of("frequency", frequency.said.removesuffix(" (rarest part)"))
        return self("frequency.part", said=said) if frequency.of_part and said else said

    def grade(self, grade: Grade) -> str:
        """When school teaches a kanji; "" for none."""
        return self.of("grade", str(int(grade))) if grade else ""


def wording_for(language: Language) -> Wording:
    """The words for those who learn a language: they read the other one."""
    return Wording(Language.JA if language is Language.EN else Language.EN)


def wording_of(learn: Learn) -> Wording:
    """The words of a whole sheet."""
    return Wording(Language.JA if learn is Learn.EN else Language.EN)


@lru_cache(maxsize=1)
def _catalogue() -> dict[Language, dict[str, str]]:
    words: dict[Language, dict[str, str]] = {Language.EN: {}, Language.JA: {}}
    for line in files("decks.sheets").joinpath("data/wording.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            key, english, japanese = line.split("\t", _CELLS - 1)
            words[Language.EN][key], words[Language.JA][key] = english, japanese
    return words
