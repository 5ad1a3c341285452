"""Markdown: a table for each list, worksheets as numbered lines with their answers below a rule."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from decks.exporters._replace import replacing
from decks.sheets.columns import columns
from decks.sheets.heading import about_article, about_part, credit_lines, has_composed, kanji_lines
from decks.sheets.model import Part, Sheet
from decks.sheets.wording import Wording, wording_for, wording_of
from decks.worksheets.model import Handout, Line, Worksheet
from texts.sanitize import for_terminal

_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>|#~&])")
_BLANK: Final = "＿" * 6


class MarkdownFormat:
    """Writes .md files."""

    name: Final = "md"
    suffixes: Final = (".md", ".markdown")
    worksheets: Final = True

    def render(self, handout: Handout) -> bytes:
        """The file's bytes."""
        lines = _worksheets(handout) if handout.worksheets else _list(handout.sheet)
        return ("\n".join(lines) + "\n").encode()

    def write(self, handout: Handout, path: Path) -> None:
        """Write it, whole or not at all; see `SheetFormat.write`."""
        data = self.render(handout)
        with replacing(path) as file:
            file.write(data)


def escaped(text: str) -> str:
    r"""A text that Markdown prints as it is, on one line.

    >>> escaped("<b>|*")
    '\\\\<b\\\\>\\\\|\\\\*'
    """
    return _SPECIAL.sub(r"\\\1", for_terminal(text))


def _list(sheet: Sheet) -> Iterator[str]:
    say = wording_of(sheet.learn)
    yield f"# {escaped(sheet.title)}"
    yield ""
    for head in sheet.articles:
        yield f"- {escaped(about_article(head, say))}"
    for part in sheet.parts:
        yield from _part(sheet, part, wording_for(part.language))
    if sheet.kanji:
        yield from ("", f"## {say('kanji')}", "")
        yield from (f"- {escaped(grade)}: {escaped(letters)}" for grade, letters in kanji_lines(sheet, say))
    yield from ("", f"## {say('credits')}", "")
    yield from (f"- {escaped(credit)}" for credit in credit_lines(sheet))


def _part(sheet: Sheet, part: Part, say: Wording) -> Iterator[str]:
    yield from ("", f"## {say(f'list.{part.language}')}", "")
    yield from (escaped(said) + "  " for said in about_part(part, say))
    found = columns(sheet, part, say)
    for heading, rows in (("", part.rows), (say("names"), part.names)):
        if heading and not rows:
            continue
        if heading:
            yield from ("", f"### {heading}")
        yield ""
        if not rows:
            yield say("empty")
            continue
        yield _row([column.heading for column in found])
        yield "|" + " --- |" * len(found)
        for row in rows:
            yield _row([str(column.cell(row)) for column in found])
    if has_composed(part):
        yield from ("", escaped(say("legend.composed")))


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(escaped(cell) for cell in cells) + " |"


def _worksheets(handout: Handout) -> Iterator[str]:
    for sheet in handout.worksheets:
        yield from _worksheet(handout, sheet)
    if handout.key:
        for sheet in handout.worksheets:
            say = wording_for(sheet.language)
            yield from ("", "---", "", f"# {_title(sheet, say)}: {say('quiz.key')}", "")
            for question in sheet.questions:
                letter = f"{question.choice}: " if question.choice else ""
                yield f"{question.number}. {letter}{escaped(question.answer.text)}"
    yield from ("", wording_of(handout.learn)("quiz.seed", seed=handout.seed))


def _title(sheet: Worksheet, say: Wording) -> str:
    version = f" ({say('quiz.version', version=sheet.version)})" if sheet.version else ""
    return say(f"quiz.{sheet.quiz}.title") + version


def _worksheet(handout: Handout, sheet: Worksheet) -> Iterator[str]:
    say = wording_for(sheet.language)
    yield from ("", f"# {_title(sheet, say)}", "", escaped(handout.sheet.title), "")
    yield f"{say('quiz.name')}: {_BLANK}　{say('quiz.class')}: {_BLANK}　{say('quiz.date')}: {_BLANK}"
    yield from ("", say(f"quiz.{sheet.quiz}.task"), "")
    for question in sheet.questions:
        hint = f" ({escaped(say.of('pos', question.hint))})" if question.hint else ""
        room = f" {_BLANK}" if question.prompt.blank is None else ""
        yield f"{question.number}. {_prompt(question.prompt)}{hint}{room}"
    if sheet.choices:
        yield from ("", f"**{say('quiz.bank')}**", "")
        for choice in sheet.choices:
            yield f"- {f'{choice.letter}. ' if choice.letter else ''}{escaped(choice.line.text)}"


def _prompt(prompt: Line) -> str:
    if prompt.blank is not None:
        start, end = prompt.blank
        return f"{escaped(prompt.text[:start])}{_BLANK}{escaped(prompt.text[end:])}"
    if prompt.mark is not None:
        start, end = prompt.mark
        return f"{escaped(prompt.text[:start])}**{escaped(prompt.text[start:end])}**{escaped(prompt.text[end:])}"
    return escaped(prompt.text)


SHEETFORMAT = MarkdownFormat()
