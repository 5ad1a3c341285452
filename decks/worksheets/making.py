"""`make_worksheets`: the door of this package. Pure and deterministic."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from decks.sheets.model import Part, Row, Sheet
from decks.worksheets import cloze, match, meaning, reading
from decks.worksheets.draw import USUAL, Draw, apart, boxes, turns
from decks.worksheets.model import Quiz, Worksheet
from texts.errors import UsageError
from texts.model import Language

T = TypeVar("T")


def make_worksheets(
    sheet: Sheet, quizzes: Sequence[Quiz], *, seed: int, versions: int = 1, items: int = 0, names: bool = False
) -> tuple[Worksheet, ...]:
    """The worksheets of a list: all of version A, then all of version B.

    Args:
        sheet: the list; its order does not matter.
        quizzes: what to ask; the same one twice is one.
        seed: the same seed makes the same worksheets.
        versions: 1, or 2 for A and B: other questions where there are enough, and none in the same place.
        items: the most questions of a worksheet, the most important ones; 0 for 20. Matching and gaps have 26 at most, for their letters.
        names: also ask the meaning of proper nouns. Their readings are always asked.

    Returns:
        One worksheet for each quiz, language and version that has anything to ask; none at all is possible.

    Raises:
        UsageError: readings are asked of a list that has no Japanese, or a number is out of range.
    """
    _check(sheet, quizzes, versions, items)
    made: list[Worksheet] = []
    for version in range(versions):
        for quiz in dict.fromkeys(quizzes):
            for part in sheet.parts:
                one = _worksheet(part, quiz, seed, version, versions, items or USUAL, names)
                if one is not None:
                    made.append(one)
    return tuple(made)


def _check(sheet: Sheet, quizzes: Sequence[Quiz], versions: int, items: int) -> None:
    if versions not in (1, 2):
        raise UsageError("worksheets", f"{versions} versions cannot be made", hint="--versions 1 or 2")
    if items < 0:
        raise UsageError("worksheets", f"{items} is no number of questions", hint="--items N, N from 1")
    if Quiz.READING in quizzes and not any(part.language is Language.JA for part in sheet.parts):
        raise UsageError("--quiz reading", "English words have no reading to write", hint="meaning, cloze or match; or --learn ja")


def _worksheet(part: Part, quiz: Quiz, seed: int, version: int, versions: int, wanted: int, names: bool) -> Worksheet | None:
    draw = Draw(seed, quiz.value, part.language.value, str(version))
    first = Draw(seed, quiz.value, part.language.value, "0")
    label = "" if versions == 1 else "AB"[version]
    if quiz in (Quiz.READING, Quiz.MEANING):
        rows = reading.pool(part) if quiz is Quiz.READING else meaning.pool(part, names=names)
        chosen = draw.shuffled(turns(rows, wanted, version, versions)[:wanted])
        if version:
            chosen = apart(chosen, first.shuffled(turns(rows, wanted, 0, versions)[:wanted]))
        asked = reading.questions(chosen, rows) if quiz is Quiz.READING else meaning.questions(chosen)
        return Worksheet(quiz, part.language, label, asked) if asked else None
    if quiz is Quiz.MATCH:
        matches = match.pool(part, names=names)
        groups = _drawn(_match_boxes(matches, wanted, version, versions), draw)
        if version:
            groups = _apart(groups, _drawn(_match_boxes(matches, wanted, 0, versions), first))
        questions, choices = match.laid_out(groups, draw)
    else:
        gaps = cloze.pool(part, names=names)
        holes = _drawn(cloze.grouped(gaps, wanted, version, versions), draw)
        if version:
            holes = _apart(holes, _drawn(cloze.grouped(gaps, wanted, 0, versions), first))
        questions, choices = cloze.laid_out(holes, draw)
    return Worksheet(quiz, part.language, label, questions, choices) if questions else None


def _match_boxes(rows: list[Row], wanted: int, version: int, versions: int) -> list[list[Row]]:
    return boxes(turns(rows, wanted, version, versions), wanted, match.clash, lambda row: f"{row.word.headword} {row.word.reading}")


def _drawn(groups: list[list[T]], draw: Draw) -> list[list[T]]:
    return [draw.shuffled(group) for group in groups]


def _apart(groups: list[list[T]], others: list[list[T]]) -> list[list[T]]:
    flat = [item for group in others for item in group]
    out, at = [], 0
    for group in groups:
        out.append(apart(group, flat[at : at + len(group)]))
        at += len(group)
    return out
