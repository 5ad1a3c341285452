"""Matching: numbered terms, lettered meanings. In a box no two meanings are alike, and none stands opposite its term."""

from __future__ import annotations

from decks.sheets.model import Part, Row
from decks.worksheets.draw import Draw, apart, important, letter, meanings, term, told
from decks.worksheets.model import Choice, Question


def pool(part: Part, *, names: bool) -> list[Row]:
    """The rows that can be matched, most important first."""
    return [row for row in important(part, names=names) if told(row) and meanings(row, row.word.headword, 1).text]


def clash(one: Row, other: Row) -> bool:
    """Whether a meaning of one would do for the other as well."""
    return one.word.headword == other.word.headword or bool(_said(one) & _said(other))


def laid_out(groups: list[list[Row]], draw: Draw) -> tuple[tuple[Question, ...], tuple[Choice, ...]]:
    """The boxes as questions and choices; letters go on from box to box."""
    questions: list[Question] = []
    choices: list[Choice] = []
    for box, rows in enumerate(groups):
        right = apart(draw.shuffled(rows), rows)
        first = len(choices)
        choices += [
            Choice(letter(first + at), meanings(row, row.word.headword, 1), box) for at, row in enumerate(right)
        ]  # fmt: skip
        questions += [
            Question(first + at + 1, term(row), choices[first + right.index(row)].line, choice=letter(first + right.index(row)), box=box)
            for at, row in enumerate(rows)
        ]
    return tuple(questions), tuple(choices)


def _said(row: Row) -> set[str]:
    return {gloss.casefold().removeprefix("the ").strip() for gloss in row.word.glosses}
