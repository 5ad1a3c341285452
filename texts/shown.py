"""How a word is read, in the script in which its reading stands over it. Pure.

Readings of tokens are in hiragana, so that words can be told apart by them; over a word may stand what its author or reader wrote (カンジ,
ユン・ソンニョル), and that is what a list, a card or the details show.
"""

from __future__ import annotations

from collections.abc import Iterable

from texts.kana import in_script_of, to_hiragana
from texts.model import Ruby


def shown_reading(surface: str, start: int, reading: str, ruby: Iterable[Ruby]) -> str:
    """The reading of a word as its ruby has it.

    Args:
        surface: the word as it stands in the sentence.
        start: where it stands.
        reading: how it is read, in hiragana.
        ruby: the sentence's, in order.

    Returns:
        The same sounds as `reading`, whatever ruby there is; katakana of the surface stay.
    """
    out, at = "", 0
    for span in ruby:
        if start <= span.start and span.end <= start + len(surface):
            out += surface[at : span.start - start] + span.reading
            at = span.end - start
    out += surface[at:]
    return out if at and _sounds(out) == _sounds(reading) else in_script_of(surface, reading)


def _sounds(kana: str) -> str:
    return to_hiragana(kana).replace("・", "")
