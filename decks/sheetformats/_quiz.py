"""Worksheets as HTML: each on its own page, the answers on pages at the end."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from decks.sheetformats._ruby import printed, safe, tag
from decks.sheets.wording import Wording, wording_for
from decks.worksheets.model import Choice, Handout, Question, Quiz, Worksheet
from texts.model import Language

_LEAST_ROOM = 6


def worksheets(handout: Handout) -> Iterator[str]:
    """The pages of all worksheets, then those of their answers if they are wanted."""
    for sheet in handout.worksheets:
        yield from _page(handout, sheet)
    if handout.key:
        for sheet in handout.worksheets:
            yield from _answers(handout, sheet)


def _page(handout: Handout, sheet: Worksheet) -> Iterator[str]:
    say = wording_for(sheet.language)
    yield f'<section class="quiz q-{sheet.quiz}" lang="{tag(say.language)}">{_title(sheet, say)}'
    fields = "".join(f'<span>{safe(say(f"quiz.{name}"))} <span class="blank w10"></span></span>' for name in ("name", "class", "date"))
    yield f'<p class="pupil">{fields}</p><p class="of" lang="ja">{safe(handout.sheet.title)}</p>'
    yield f"<p>{safe(say(f'quiz.{sheet.quiz}.task'))}</p>"
    for box, questions in groupby(sheet.questions, key=lambda one: one.box):
        choices = [choice for choice in sheet.choices if choice.box == box]
        if sheet.quiz is Quiz.MATCH:
            yield from _matching(list(questions), choices)
            continue
        if choices:
            bank = "".join(f"<span>{_letter(choice)}{printed(choice.line)}</span>" for choice in choices)
            yield f'<div class="bank"><b>{safe(say("quiz.bank"))}</b> {bank}</div>'
        yield '<ol class="questions">'
        yield from (_question(one, say) for one in questions)
        yield "</ol>"
    yield f'<p class="seed">{safe(say("quiz.seed", seed=handout.seed))}</p></section>'


def _title(sheet: Worksheet, say: Wording, key: str = "") -> str:
    version = f' <span class="version">{safe(say("quiz.version", version=sheet.version))}</span>' if sheet.version else ""
    return f"<h1>{safe(say(f'quiz.{sheet.quiz}.title'))}{key}{version}</h1>"


def _question(one: Question, say: Wording) -> str:
    hint = f' <span class="hint">({safe(say.of("pos", one.hint))})</span>' if one.hint else ""
    room = ""
    if one.prompt.blank is None:
        width = min(max(one.space, _LEAST_ROOM), 14)
        room = f' <span class="blank answer w{width}"></span>'
    return f'<li value="{one.number}">{printed(one.prompt)}{hint}{room}</li>'


def _matching(questions: list[Question], choices: list[Choice]) -> Iterator[str]:
    left = "".join(f'<li value="{one.number}">{printed(one.prompt)} <span class="blank w4"></span></li>' for one in questions)
    right = "".join(f"<li>{_letter(choice)}{printed(choice.line)}</li>" for choice in choices)
    yield f'<div class="box"><ol class="questions">{left}</ol><ul class="choices">{right}</ul></div>'


def _letter(choice: Choice) -> str:
    return f"<b>{safe(choice.letter)}</b>&nbsp;" if choice.letter else ""


def _answers(handout: Handout, sheet: Worksheet) -> Iterator[str]:
    say = wording_for(sheet.language)
    key = f": {safe(say('quiz.key'))}"
    yield f'<section class="quiz key" lang="{tag(say.language)}">{_title(sheet, say, key)}'
    yield f'<p class="of" lang="{tag(Language.JA)}">{safe(handout.sheet.title)}</p><ol class="questions">'
    for one in sheet.questions:
        letter = f"<b>{safe(one.choice)}</b>&nbsp;" if one.choice else ""
        yield f'<li value="{one.number}">{letter}{printed(one.answer)}</li>'
    yield "</ol></section>"
