"""The records of worksheets. Frozen; formats only lay them out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from decks.model import Learn, RubySpan
from decks.sheets.model import Paper, Sheet
from texts.model import Language


class Quiz(StrEnum):
    """What is asked."""

    READING = "reading"
    MEANING = "meaning"
    CLOZE = "cloze"
    MATCH = "match"


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of text as it is printed.

    `ruby` stands over its letters, `mark` is the span in bold, `blank` the span that is printed as an empty line to write on (its letters
    are the answer and must not be in the file); all count code points of `text`. `language` is for `lang` attributes.
    """

    text: str
    language: Language
    ruby: tuple[RubySpan, ...] = ()
    mark: tuple[int, int] | None = None
    blank: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A numbered question. `answer` is printed in the key only; `choice` is its letter in a bank or among choices ("" when written out).

    `space` is how much room an answer wants beside or below the prompt, in full-width characters (0: the blank is inside the prompt).
    `box` numbers the box (from 0) that shares its choices; letters are unique on the worksheet, so that a format may ignore boxes.
    """

    number: int
    prompt: Line
    answer: Line
    hint: str = ""
    choice: str = ""
    space: int = 0
    box: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """An entry of a word bank or of a matching column: its letter ("" for a bank without letters), what it says, and its box."""

    letter: str
    line: Line
    box: int = 0


@dataclass(frozen=True, slots=True)
class Worksheet:
    """One page of questions in one language and version ("A", "B", or "" when there is only one)."""

    quiz: Quiz
    language: Language
    version: str
    questions: tuple[Question, ...]
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Handout:
    """What a format writes: a list, or worksheets made from it (then `worksheets` is not empty and the list itself is not printed).

    `key`: answer keys follow on pages of their own. `seed` is printed, so that the same versions can be made again.
    """

    sheet: Sheet
    worksheets: tuple[Worksheet, ...] = ()
    key: bool = False
    seed: int = 0

    @property
    def learn(self) -> Learn:
        """Whose language the headings are in."""
        return self.sheet.learn

    @property
    def paper(self) -> Paper:
        """What it is printed on."""
        return self.sheet.paper
