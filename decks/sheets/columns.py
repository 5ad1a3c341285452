"""The columns of a list as plain cells, for every format that has cells. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from decks.model import Example, RubySpan, Word
from decks.sheets.model import Part, Place, Row, Sheet
from decks.sheets.wording import Wording
from dictionaries.model import How
from texts.model import Language
from texts.sanitize import for_terminal

COMPOSED: Final = "*"
"""Stands behind a meaning that taiyaku put together from parts."""
MOST_GLOSSES: Final = 3
Cell = str | int


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its machine name, its heading, what stands in it."""

    key: str
    heading: str
    cell: Callable[[Row], Cell]


def columns(sheet: Sheet, part: Part, say: Wording) -> tuple[Column, ...]:
    """The columns of one part of a list, in order; those that would be empty on every line are left out (notes, levels, parts).

    Args:
        sheet: the list.
        part: one of its parts.
        say: the words of the headings and of our own values.
    """
    many = len(sheet.articles) > 1
    rows = (*part.rows, *part.names)
    japanese = part.language is Language.JA
    every = (
        Column("number", say("number"), lambda row: row.number),
        Column("term", say("term"), lambda row: line(row.word.headword)),
        Column("reading", say("reading"), lambda row: line(row.word.reading)) if japanese else None,
        Column("pronunciation", say("pronunciation"), lambda row: line(row.pronunciation)) if not japanese else None,
        Column("meaning", say(f"meaning.{part.language}"), lambda row: meaning(row)),
        Column("category", say("category"), lambda row: line(say.of("category", row.word.category))),
        Column("pos", say("pos"), lambda row: pos(row.word, say)),
        Column("frequency", say("frequency"), lambda row: say.frequency(row.frequency)),
        Column("grade", say("grade"), lambda row: say.grade(row.grade)) if japanese else None,
        Column("level", say("level"), lambda row: line(row.level)) if sheet.levels else None,
        Column("hardest", say("hardest"), lambda row: line(row.hardest)),
        Column("parts", say("parts"), lambda row: line(" + ".join(row.word.parts))),
        Column("same_as", say("same_as"), lambda row: line(", ".join(row.same_as))),
        Column("count", say("count"), lambda row: row.count),
        Column("sentences", say("sentences.many" if many else "sentences"), lambda row: where(row.places, many=many)),
        Column("example", say("example"), lambda row: example(row.word)),
        Column("note", say("note"), lambda row: line(row.note)),
    )
    optional = ("hardest", "parts", "same_as", "note", "pronunciation")
    return tuple(column for column in every if column is not None and (column.key not in optional or any(column.cell(row) for row in rows)))


def meaning(row: Row) -> str:
    """The first glosses, Japanese ones with their reading; `COMPOSED` behind what was put together."""
    glosses = [line(gloss) for gloss in row.word.glosses[:MOST_GLOSSES]]
    if row.word.language is Language.EN:
        glosses = [_with_reading(gloss, row, at) for at, gloss in enumerate(glosses)]
    said = ("、" if row.word.language is Language.EN else "; ").join(glosses)
    return f"{said}{COMPOSED}" if said and row.word.how == How.COMPOSED else said


def pos(word: Word, say: Wording) -> str:
    """The part of speech; several English words that are no name are a phrase."""
    if word.language is Language.EN and " " in word.headword and word.pos in ("noun", "verb", "adjective", "adverb"):
        return f"{say('pos.phrase')} ({say.of('pos', word.pos)})"
    return line(say.of("pos", word.pos))


def where(places: tuple[Place, ...], *, many: bool, most: int = 0) -> str:
    """The numbers of its sentences, at most so many (0: all); of several articles `2:7` is sentence 7 of the second."""
    found = [f"{place.article}:{number}" if many else str(number) for place in places for number in place.sentences]
    return ", ".join(found) if not most or len(found) <= most else ", ".join([*found[:most], "…"])


def excerpt(shown: Example, around: int) -> Example:
    """Of a long sentence only so many characters before and after the word, with … for what is left out."""
    start, end = max(0, shown.start - around), min(len(shown.text), shown.end + around)
    if shown.language is Language.EN:  # whole words
        start = shown.text.rfind(" ", 0, start) + 1 if start else 0
        end = at if (at := shown.text.find(" ", end)) >= 0 else len(shown.text)
    left, right = "…" if start else "", "…" if end < len(shown.text) else ""
    by = len(left) - start
    spans = tuple(RubySpan(one.start + by, one.end + by, one.reading) for one in shown.ruby if start <= one.start and one.end <= end)
    return replace(shown, text=f"{left}{shown.text[start:end]}{right}", ruby=spans, start=shown.start + by, end=shown.end + by)


def example(word: Word) -> str:
    """The sentence a word stands in, on one line; the word itself between 【】."""
    shown = word.example
    if shown is None:
        return ""
    return line(f"{shown.text[: shown.start]}【{shown.text[shown.start : shown.end]}】{shown.text[shown.end :]}")


def line(text: str) -> str:
    """A text that is safe to print on one line."""
    return for_terminal(text).strip()


def _with_reading(gloss: str, row: Row, at: int) -> str:
    spans = row.gloss_ruby[at] if at < len(row.gloss_ruby) else ()
    if not spans:
        return gloss
    read, done = "", 0
    for span in spans:
        read += gloss[done : span.start] + span.reading
        done = span.end
    return f"{gloss}（{read}{gloss[done:]}）"
