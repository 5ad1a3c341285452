"""Write the meaning: a term with its reading and room beside it. Names only when asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from decks.sheets.model import Part, Row
from decks.worksheets.draw import important, meanings, term, told
from decks.worksheets.model import Question


def pool(part: Part, *, names: bool) -> list[Row]:
    """The rows that can be asked, most important first: those with a meaning that cannot be read off the term itself."""
    return [row for row in important(part, names=names) if told(row) and meanings(row, row.word.headword).text]


def questions(rows: Sequence[Row]) -> tuple[Question, ...]:
    """The rows as questions in this order. Of words written alike the part of speech is told."""
    written = Counter((row.word.headword, row.word.reading) for row in rows)
    answers = [meanings(row, row.word.headword) for row in rows]
    room = min(20, max(12, max((len(answer.text) // 2 for answer in answers), default=0)))
    return tuple(
        Question(
            number, term(row), answer, hint=row.word.pos if written[row.word.headword, row.word.reading] > 1 else "", space=room
        )
        for number, (row, answer) in enumerate(zip(rows, answers, strict=True), 1)
    )  # fmt: skip
