"""Write the reading: Japanese terms without ruby. A word that is written alike but read otherwise stands in its sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from decks.sheets.model import Part, Row
from decks.worksheets.draw import important
from decks.worksheets.model import Line, Question
from texts.kana import has_kanji
from texts.model import Language


def pool(part: Part) -> list[Row]:
    """The rows that can be asked, most important first: names too, kana words not. Nothing of an English part."""
    rows = [row for row in important(part, names=True) if _asks(row)]
    written = Counter(row.word.headword for row in rows)
    return [row for row in rows if written[row.word.headword] == 1 or row.word.example is not None]


def questions(rows: Sequence[Row], everything: Sequence[Row]) -> tuple[Question, ...]:
    """The rows as questions in this order; `everything` is the pool, which tells words that are written alike."""
    written = Counter(row.word.headword for row in everything)
    room = min(16, max((len(row.word.reading) for row in rows), default=0) + 3)  # the same for all: its length tells nothing
    return tuple(
        Question(number, _prompt(row, written), Line(row.word.reading, Language.JA), space=room) for number, row in enumerate(rows, 1)
    )


def _asks(row: Row) -> bool:
    word = row.word
    return word.language is Language.JA and has_kanji(word.headword) and bool(word.reading.strip()) and word.how != "romaji"


def _prompt(row: Row, written: Counter[str]) -> Line:
    example = row.word.example
    if example is None or written[row.word.headword] == 1:
        return Line(row.word.headword, Language.JA)
    return Line(example.text, Language.JA, mark=(example.start, example.end))
