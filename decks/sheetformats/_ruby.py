"""Text with ruby, marks and blanks as HTML. Everything is escaped here, and nothing but our own elements goes out."""

from __future__ import annotations

import html
from collections.abc import Sequence

from decks.model import RubySpan
from decks.worksheets.model import Line
from texts.model import Language
from texts.sanitize import for_terminal

_LEAST_BLANK = 4
_MOST_BLANK = 14


def safe(text: str) -> str:
    """A text as HTML shows it letter by letter."""
    return html.escape(for_terminal(text))


def ruby(text: str, spans: Sequence[RubySpan], mark: tuple[int, int] | None = None, blank: tuple[int, int] | None = None) -> str:
    """A text with its readings as `<ruby>`.

    Args:
        text: the letters.
        spans: readings over stretches of them.
        mark: a stretch in bold.
        blank: a stretch to be written by the pupil; neither its letters nor its readings go out.
    """
    edges = {0, len(text), *(mark or ()), *(blank or ())}
    whole = [span for span in spans if not any(span.start < edge < span.end for edge in edges)]  # none across the border of a mark
    out: list[str] = []
    at = 0
    starts = {span.start: span for span in whole if blank is None or span.end <= blank[0] or span.start >= blank[1]}
    while at < len(text):
        if mark is not None and at == mark[0] < mark[1]:
            out.append("<b>")
        if blank is not None and at == blank[0]:
            width = min(max(blank[1] - blank[0] + 2, _LEAST_BLANK), _MOST_BLANK)
            out.append(f'<span class="blank w{width}"></span>')
            at = max(blank[1], at)
            blank = None
            continue
        span = starts.get(at)
        if span is not None and span.end > at:
            out.append(f"<ruby>{safe(text[at : span.end])}<rp>(</rp><rt>{safe(span.reading)}</rt><rp>)</rp></ruby>")
            at = span.end
        else:
            stop = min([edge for edge in (*edges, *starts) if edge > at] or [len(text)])
            out.append(safe(text[at:stop]))
            at = stop
        if mark is not None and at == mark[1] > mark[0]:
            out.append("</b>")
    return "".join(out)


def printed(line: Line) -> str:
    """A line of a worksheet with its language."""
    return f'<span lang="{tag(line.language)}">{ruby(line.text, line.ruby, line.mark, line.blank)}</span>'


def tag(language: Language) -> str:
    """The value of `lang`."""
    return "en" if language is Language.EN else "ja"
