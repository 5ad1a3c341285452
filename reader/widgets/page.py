"""The page: the current sentence among its neighbours, with readings above and glosses below, drawn row by row.

Reads like a page: the text stands still while the reader goes on in it and moves only when the current sentence would leave the screen.
Sentences are laid out once for a width and kept; a key press repaints the rows that changed and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from reader import cells
from reader.layout import Form, Kind, Piece, Row, lay_out, sentence_of
from reader.session import Hit
from texts.model import BlockKind, Sentence
from texts.sanitize import for_terminal

MARK = "> "
DOUBT = "? "
GUTTER = len(MARK)
WIDEST = 100
"""Longer lines than this are hard to read; a wide page stays blank on the right."""
STRIPS = 4000

Spot = tuple[int, int]
"""A row of a sentence: the sentence's index and the row's number in it; -1 for the blank row before it."""


class Page(Widget):
    """The text. Give it the sentences, then forms as they become known, then the place."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "page--base", "page--ruby", "page--gloss", "page--far", "page--far-ruby", "page--heading", "page--word", "page--hit", "page--saved",
    }  # fmt: skip
    DEFAULT_CSS = """
    Page { height: 1fr; width: 1fr; }
    Page > .page--base { color: $foreground; text-style: bold; }
    Page > .page--ruby { color: $text-accent; }
    Page > .page--gloss { color: $text-success; }
    Page > .page--far { color: $text-muted; }
    Page > .page--far-ruby { color: $text-disabled; }
    Page > .page--heading { text-style: bold underline; }
    Page > .page--word { text-style: bold reverse; }
    Page > .page--hit { text-style: bold underline; color: $text-warning; }
    Page > .page--saved { text-style: underline; }
    """

    class Picked(Message):
        """A click on the text: the sentence's index and the offset in its text."""

        def __init__(self, sentence: int, offset: int) -> None:
            super().__init__()
            self.sentence = sentence
            self.offset = offset

    class Wheeled(Message):
        """The wheel was turned: one sentence on (1) or back (-1)."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    def __init__(self, *, ident: str) -> None:
        super().__init__(id=ident)
        self._sentences: list[Sentence] = []
        self._forms: dict[int, Form] = {}
        self._rows: dict[int, tuple[Row, ...]] = {}
        self._saved: dict[int, tuple[tuple[int, int], ...]] = {}
        self._hits: dict[int, tuple[tuple[int, int], ...]] = {}
        self._at = 0
        self._y = 0  # the screen row of the current sentence's first row
        self._span: tuple[int, int] | None = None
        self._furigana = self._glosses = True
        self._strips: dict[tuple[Spot, tuple[int, int] | None, bool], Strip] = {}
        self._styles: dict[tuple[str, ...], Style] = {}
        self._painted: list[Strip] = []

    # ---- what is told

    def extend(self, sentences: Iterable[Sentence]) -> None:
        """More sentences of the text."""
        self._sentences.extend(sentences)
        self._paint()

    def learn(self, form: Form, saved: Sequence[tuple[int, int]] = ()) -> None:
        """A sentence is known better now. `saved`: the spans of its words that the reader keeps."""
        index = sentence_of(form).index
        self._forms[index] = form
        self._saved[index] = tuple(saved)
        self._drop(index)
        self._paint()

    def stand(self, sentence: int, span: tuple[int, int] | None) -> None:
        """The place: the current sentence and the span of the current word in it."""
        if sentence != self._at:
            self._move(sentence)
        self._span = span
        self._paint()

    def switch(self, *, furigana: bool, glosses: bool) -> None:
        """Show or hide readings and glosses."""
        if (furigana, glosses) != (self._furigana, self._glosses):
            self._furigana, self._glosses = furigana, glosses
            self._forget()
            self._paint()

    def mark(self, hits: Iterable[Hit]) -> None:
        """The places found by a search."""
        found: dict[int, list[tuple[int, int]]] = {}
        for hit in hits:
            found.setdefault(hit.sentence, []).append((hit.start, hit.end))
        self._hits = {sentence: tuple(spans) for sentence, spans in found.items()}
        self._strips.clear()
        self._paint()

    # ---- what can be asked

    def on_screen(self) -> list[int]:
        """Indexes of the sentences on the screen, from top to bottom."""
        return sorted({spot[0] for spot in self._window() if spot is not None})

    def beyond(self, step: int) -> int | None:
        """Where a sentence taller than the page goes on below (1) or above (-1) it: an offset in its text; None where it does not."""
        rows, size = self._rows_of(self._at), self.size.height
        if len(rows) <= size:
            return None
        hidden = [
            row
            for number, row in enumerate(rows)
            if row.kind is Kind.BASE and (self._y + number >= size if step > 0 else self._y + number < 0)
        ]
        if not hidden:
            return None
        row = hidden[0] if step > 0 else hidden[-min(len(hidden), max(1, size // 6))]
        return next((piece.start for piece in row.pieces if piece.start >= 0), None)

    def spot_at(self, x: int, y: int) -> tuple[int, int] | None:
        """The sentence and the offset in its text that is drawn at a cell of the widget, or None."""
        window = self._window()
        if not 0 <= y < len(window):
            return None
        spot = window[y]
        if spot is None or spot[1] < 0:
            return None
        at = self._indent(spot[0])
        for piece in self._rows_of(spot[0])[spot[1]].pieces:
            size = cells.width(piece.text)
            if at <= x < at + size:
                return (spot[0], piece.start) if piece.start >= 0 else None
            at += size
        return None

    # ---- Textual

    def render_line(self, y: int) -> Strip:
        """One row of the screen."""
        return self._painted[y] if y < len(self._painted) else Strip.blank(self.size.width, self.rich_style)

    def notify_style_update(self) -> None:
        """The theme changed: what was drawn has the wrong colours."""
        super().notify_style_update()
        self._styles.clear()
        self._strips.clear()
        if self.is_mounted:
            self._paint()

    def on_resize(self, event: events.Resize) -> None:
        """Another width: everything is laid out anew."""
        del event
        self._forget()
        self._painted = []
        self._paint()

    def on_click(self, event: events.Click) -> None:
        """A click on a word picks it."""
        spot = self.spot_at(event.x, event.y)
        if spot is not None:
            self.post_message(self.Picked(*spot))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel goes on."""
        event.stop()
        self.post_message(self.Wheeled(1))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel goes back."""
        event.stop()
        self.post_message(self.Wheeled(-1))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """All the height there is."""
        del viewport, width
        return container.height

    # ---- rows

    def _forget(self) -> None:
        self._rows.clear()
        self._strips.clear()

    def _drop(self, index: int) -> None:
        self._rows.pop(index, None)
        for key in [key for key in self._strips if key[0][0] == index]:
            del self._strips[key]

    def _indent(self, index: int) -> int:
        return GUTTER * 2 if self._sentences[index].block is BlockKind.BUBBLE and self.size.width >= 40 else GUTTER

    def _rows_of(self, index: int) -> tuple[Row, ...]:
        rows = self._rows.get(index)
        if rows is None:
            width = min(self.size.width - self._indent(index) - 1, WIDEST)
            form = self._forms.get(index, self._sentences[index])
            lines = lay_out(form, width, furigana=self._furigana, glosses=self._glosses)
            rows = self._rows[index] = (*self._speaker(index, width), *(row for line in lines for row in line.rows))
        return rows

    def _speaker(self, index: int, width: int) -> Iterable[Row]:
        """A row that names who speaks, where a speaker begins."""
        speaker = self._sentences[index].speaker
        if speaker and (index == 0 or self._sentences[index - 1].speaker != speaker or self._gap(index)):
            name = cells.cut(for_terminal(f"{speaker}:"), width)
            yield Row(Kind.GLOSS, (Piece(name),), cells.width(name))

    def _gap(self, index: int) -> int:
        """Blank rows before a sentence: one where a block begins."""
        return int(index > 0 and self._sentences[index].paragraph != self._sentences[index - 1].paragraph)

    # ---- where the rows stand

    def _move(self, sentence: int) -> None:
        """Another current sentence: keep the page still if it is on it."""
        step = sentence - self._at
        if step == 1:
            self._y += len(self._rows_of(self._at)) + self._gap(sentence)
        elif step == -1:
            self._y -= len(self._rows_of(sentence)) + self._gap(self._at)
        else:
            self._y = self.size.height // 4
        height, size = len(self._rows_of(sentence)), self.size.height
        self._at = sentence
        if self._y < 0 or self._y + height > size:
            self._y = min(size // 4, max(0, size - height)) if step > 0 else max(0, size - size // 4 - height)

    def _settle(self) -> None:
        """Keep the current sentence (or at least its current word) on the screen.

        No row stays blank above the first sentence, and none below the last while text above is hidden: what fits is shown whole.
        """
        height, size = len(self._rows_of(self._at)), self.size.height
        if height > size:
            row = self._word_row()
            if not 0 <= self._y + row < size - 1:
                self._y = size // 3 - row
            self._y = max(min(self._y, 0), size - height)
        else:
            self._y = max(0, min(self._y, size - height))
        self._y = max(self._y, size - self._below(size - self._y))
        above, index = 0, self._at
        while index > 0 and above < self._y:
            above += self._gap(index) + len(self._rows_of(index - 1))
            index -= 1
        self._y = min(self._y, above) if self._y > 0 else self._y

    def _below(self, wanted: int) -> int:
        """The rows from the current sentence to the end of the text, counted as far as `wanted`."""
        rows, index = len(self._rows_of(self._at)), self._at + 1
        while rows < wanted and index < len(self._sentences):
            rows += self._gap(index) + len(self._rows_of(index))
            index += 1
        return rows

    def _word_row(self) -> int:
        if self._span is not None:
            for number, row in enumerate(self._rows_of(self._at)):
                if row.kind is Kind.BASE and any(_over(piece.start, piece.end, [self._span]) for piece in row.pieces):
                    return number
        return 0

    def _window(self) -> list[Spot | None]:
        """What stands in each row of the screen."""
        height = self.size.height
        window: list[Spot | None] = [None] * height
        if not self._sentences or height == 0:
            return window
        self._settle()
        self._fill(window, self._at, self._y)
        y, index = self._y, self._at
        while y > 0 and index > 0:
            y -= self._gap(index)
            if y > 0 and self._gap(index):
                window[y] = (index, -1)
            index -= 1
            y -= len(self._rows_of(index))
            self._fill(window, index, y)
        y, index = self._y + len(self._rows_of(self._at)), self._at + 1
        while y < height and index < len(self._sentences):
            y += self._gap(index)
            self._fill(window, index, y)
            y += len(self._rows_of(index))
            index += 1
        self._trim(window)
        return window

    def _trim(self, window: list[Spot | None]) -> None:
        """At the edges of the screen: no readings without their text below, no glosses without their text above."""
        for y, kind in ((0, Kind.GLOSS), (len(window) - 1, Kind.RUBY)):
            spot = window[y]
            if spot is not None and spot[1] >= 0 and self._rows_of(spot[0])[spot[1]].kind is kind:
                window[y] = None

    def _fill(self, window: list[Spot | None], index: int, y: int) -> None:
        for number in range(len(self._rows_of(index))):
            if 0 <= y + number < len(window):
                window[y + number] = (index, number)

    # ---- painting

    def _paint(self) -> None:
        if not self.is_mounted or not self.size.height:
            return
        if len(self._strips) > STRIPS:
            self._strips.clear()
        strips = [self._strip(spot) for spot in self._window()]
        old, self._painted = self._painted, strips
        width = self.size.width
        changed = [y for y, strip in enumerate(strips) if y >= len(old) or old[y] is not strip]
        if changed:
            self.refresh(*(Region(0, y, width, 1) for y in changed))

    def _strip(self, spot: Spot | None) -> Strip:
        current = spot is not None and spot[0] == self._at
        key = (spot or (-1, -1), self._span if current else None, current)
        strip = self._strips.get(key)
        if strip is None:
            strip = self._strips[key] = self._drawn(spot, current=current)
        return strip

    def _drawn(self, spot: Spot | None, *, current: bool) -> Strip:
        width = self.size.width
        if spot is None or spot[1] < 0:
            return Strip.blank(width, self.rich_style)
        index, number = spot
        rows = self._rows_of(index)
        first_base = next(n for n, row in enumerate(rows) if row.kind is Kind.BASE)
        segments = [Segment(self._lead(index, first=number == first_base, current=current), self._style("page--base"))]
        last: tuple[str, ...] | None = None
        for text, names in self._named(index, rows[number], current=current):
            if names == last:
                segments[-1] = Segment(segments[-1].text + text, segments[-1].style)
            else:
                segments.append(Segment(text, self._style(*names)))
            last = names
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def _lead(self, index: int, *, first: bool, current: bool) -> str:
        mark = MARK if first and current else DOUBT if first and self._doubtful(index) else " " * GUTTER
        return mark + " " * (self._indent(index) - GUTTER)

    def _doubtful(self, index: int) -> bool:
        form = self._forms.get(index)
        analysis = getattr(form, "analysis", form)
        return bool(getattr(analysis, "doubtful", None))

    def _named(self, index: int, row: Row, *, current: bool) -> Iterable[tuple[str, tuple[str, ...]]]:
        """The pieces of a row with the names of their styles."""
        plain: tuple[str, ...] = _PLAIN[row.kind] if current else _FAR[row.kind]
        if row.kind is Kind.BASE and self._sentences[index].block is BlockKind.HEADING:
            plain = (*plain, "page--heading")
        picked = [self._span] if current and self._span is not None else []
        saved, hits = self._saved.get(index, ()), self._hits.get(index, ())
        pieces = row.pieces
        for number, piece in enumerate(pieces):
            start, end = piece.start, piece.end
            if start < 0 and row.kind is Kind.BASE and 0 < number < len(pieces) - 1:  # the filling inside a word belongs to it
                start, end = pieces[number - 1].end - 1, pieces[number + 1].start + 1
                inside = any(span[0] <= start and end <= span[1] for span in picked)
                yield piece.text, (*plain, "page--word") if inside else plain
                continue
            names = plain if start >= 0 else plain[:1]
            if row.kind is Kind.BASE and _over(start, end, saved):
                names = (*names, "page--saved")
            if row.kind is Kind.BASE and _over(start, end, hits):
                names = (*names, "page--hit")
            if _over(start, end, picked):
                names = (*names, "page--word")
            yield piece.text, names

    def _style(self, *names: str) -> Style:
        style = self._styles.get(names)
        if style is None:
            style = self.get_component_rich_style(names[0])
            for name in names[1:]:
                style += self.get_component_rich_style(name, partial=True)
            self._styles[names] = style
        return style


_PLAIN = {Kind.RUBY: ("page--ruby",), Kind.BASE: ("page--base",), Kind.GLOSS: ("page--gloss",)}
_FAR = {Kind.RUBY: ("page--far-ruby",), Kind.BASE: ("page--far",), Kind.GLOSS: ("page--far-ruby",)}


def _over(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start < stop and begin < end for begin, stop in spans) if start >= 0 else False
