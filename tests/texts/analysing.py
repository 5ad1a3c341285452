"""Helpers of the tests of readings: one analyser for the run, sentences out of strings, gold tables."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from dictionaries.kanji import load_kanji_readings
from texts.analysis import Analyser
from texts.japanese import JapaneseTokenizer
from texts.kana import to_hiragana
from texts.language import language_of
from texts.model import Analysis, AuthorRuby, BlockKind, Sentence

GOLD = Path(__file__).parent.parent / "gold"


@lru_cache(maxsize=1)
def analyser() -> Analyser:
    return Analyser(JapaneseTokenizer(), load_kanji_readings())


def sentence(text: str, ruby: Sequence[AuthorRuby] = ()) -> Sentence:
    return Sentence(0, BlockKind.NARRATION, 0, language_of(text), text, 0, len(text), None, tuple(ruby))


def analyse(text: str, ruby: Sequence[AuthorRuby] = ()) -> Analysis:
    return analyser().analyse(sentence(text, ruby))


def with_ruby(analysis: Analysis) -> str:
    """停[てい]戦[せん]に応[おう]じた: the sentence with its furigana in brackets."""
    text, at, out = analysis.sentence.text, 0, ""
    for ruby in analysis.ruby:
        out += f"{text[at : ruby.end]}[{ruby.reading}]"
        at = ruby.end
    return out + text[at:]


def spelled(analysis: Analysis, start: int, end: int) -> str | None:
    """The kana shown over and in a stretch, in hiragana; None when a ruby crosses its border."""
    at, out = start, ""
    for ruby in analysis.ruby:
        if ruby.end <= start or ruby.start >= end:
            continue
        if ruby.start < start or ruby.end > end:
            return None
        out += analysis.sentence.text[at : ruby.start] + ruby.reading
        at = ruby.end
    return to_hiragana(out + analysis.sentence.text[at:end]).replace("・", "")


def gold(name: str) -> list[list[str]]:
    """The rows of a gold table."""
    lines = (GOLD / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def accepted(cell: str) -> set[str]:
    return {to_hiragana(reading).replace("・", "") for reading in cell.split("|")}
