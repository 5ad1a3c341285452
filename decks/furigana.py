r"""Anki's bracket notation for ruby: ` 停[てい] 戦[せん]に 応[おう]じる`.

Anki's filter is ` ?([^ >]+?)\[(.+?)\]`: an ASCII space starts a base and is swallowed, so is the end of a tag;
U+3000 is neither. A visible space before a base is therefore written twice, and a space inside a base as a character
reference. Does not find readings: the spans come from the analysis.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from decks.markup import field, reading
from decks.model import RubySpan


@dataclass(frozen=True, slots=True)
class Mark:
    """What is put around the target word: `before` and `after` it, as HTML or as a cloze deletion."""

    before: str
    after: str
    cloze: bool = False


BOLD = Mark("<b>", "</b>")
CLOZE = Mark("{{c1::", "}}", cloze=True)


def notation(text: str, ruby: Iterable[RubySpan], target: tuple[int, int] | None = None, mark: Mark = BOLD) -> str:
    """`text` as a field in furigana notation, the target word marked.

    Args:
        text: plain text.
        ruby: readings over spans of `text` (code points). Spans that overlap an earlier one or leave the text are ignored.
        target: the span to mark, or None. It grows to whole ruby spans, as a mark may not stand inside a base.
        mark: what to put around the target.

    Returns:
        HTML for a field that a template shows through the filters `furigana:`, `kana:` or `kanji:`.
    """
    spans = list(_usable(text, ruby))
    start, end = _whole(spans, target, len(text))
    if start == end:
        return _run(text, spans, 0, len(text), fresh=True)
    inside = _run(text, spans, start, end, fresh=True)
    if mark.cloze:
        inside = inside.replace(":", "&#58;")  # `::` would begin a hint
    head = _run(text, spans, 0, start, fresh=True)
    return head + mark.before + inside + mark.after + _run(text, spans, end, len(text), fresh=True)


def marked(text: str, target: tuple[int, int] | None) -> str:
    """`text` as a field without ruby, the target word bold."""
    start, end = _whole([], target, len(text))
    if start == end:
        return field(text)
    return field(text[:start]) + BOLD.before + field(text[start:end]) + BOLD.after + field(text[end:])


def _usable(text: str, ruby: Iterable[RubySpan]) -> Iterator[RubySpan]:
    done = 0
    for span in sorted(ruby, key=lambda s: (s.start, s.end)):
        if done <= span.start < span.end <= len(text) and span.reading.strip():
            yield span
            done = span.end


def _whole(spans: list[RubySpan], target: tuple[int, int] | None, length: int) -> tuple[int, int]:
    if target is None:
        return 0, 0
    start, end = max(0, target[0]), min(length, target[1])
    if start >= end:
        return 0, 0
    touched = [s for s in spans if s.start < end and s.end > start]
    return min([start, *(s.start for s in touched)]), max([end, *(s.end for s in touched)])


def _run(text: str, spans: list[RubySpan], start: int, end: int, *, fresh: bool) -> str:
    """The notation of `text[start:end]`; `fresh` when a tag or nothing stands before it, so that no space is needed."""
    out: list[str] = []
    at = start
    for span in spans:
        if span.start < start or span.end > end:
            continue
        out.append(field(text[at : span.start]))
        separator = "" if fresh and span.start == start else " "
        base = field(text[span.start : span.end]).replace(" ", "&#32;")
        out.append(f"{separator}{base}[{reading(span.reading)}]")
        at = span.end
    out.append(field(text[at:end]))
    return "".join(out)
