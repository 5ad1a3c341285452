"""Rows of bits with roles: the header, the details, the terms, the key line.

Everything is drawn as segments of plain text, so nothing in it can be markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from reader import cells
from reader.describe import Bit, Role, Said, wrapped

MORE = "  ({}: all)"


class Rows(Widget):
    """Lines of bits, each cut (or, with `wrap`, broken) to the width; refreshed only when they differ from what stands there.

    Args:
        wrap: break lines that are too long instead of cutting them; when the lines do not all fit, the last row says so.
        key: the key that shows all of them then.
        ident: the widget's id.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"rows--{role}" for role in Role}
    DEFAULT_CSS = """
    Rows { height: 1; }
    Rows > .rows--word { text-style: bold; }
    Rows > .rows--reading { color: $text-accent; }
    Rows > .rows--gloss { color: $foreground; }
    Rows > .rows--note { color: $text-muted; }
    Rows > .rows--label { color: $text-muted; text-style: italic; }
    """

    def __init__(self, *, wrap: bool = False, key: str = "", ident: str) -> None:
        super().__init__(id=ident)
        self._more = MORE.format(key)
        self._wrap = wrap
        self._lines: tuple[Said, ...] = ()
        self._fitted: tuple[int, int, list[Said]] = (-1, -1, [])
        self._strips: dict[int, Strip] = {}

    @property
    def lines(self) -> tuple[Said, ...]:
        """What is shown, before it is fitted to the width."""
        return self._lines

    def show(self, lines: Sequence[Said]) -> None:
        """Show these lines from the top."""
        if tuple(lines) != self._lines:
            before = self._height(self.size.width)
            self._lines = tuple(lines)
            self._forget()
            automatic = self.styles.height is not None and self.styles.height.is_auto
            self.refresh(layout=automatic and self._height(self.size.width) != before)

    def notify_style_update(self) -> None:
        """The theme or a class changed: what was drawn has the wrong colours."""
        super().notify_style_update()
        self._forget()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The rows that the lines take (asked when the height is `auto`)."""
        del container, viewport
        return self._height(width)

    def _height(self, width: int) -> int:
        return sum(len(list(wrapped(line, width))) or 1 for line in self._lines) if self._wrap and width > 0 else len(self._lines)

    def render_line(self, y: int) -> Strip:
        """One row, padded to the width."""
        width, height = self.size
        if self._fitted[:2] != (width, height):
            self._strips.clear()
            self._fitted = (width, height, self._fit(width, height))
        if y not in self._strips:
            self._strips[y] = self._strip(self._fitted[2][y] if y < len(self._fitted[2]) else (), width)
        return self._strips[y]

    def _forget(self) -> None:
        self._fitted = (-1, -1, [])
        self._strips.clear()

    def _fit(self, width: int, height: int) -> list[Said]:
        if not self._wrap:
            return list(self._lines[:height])
        fitted = [row for line in self._lines for row in (wrapped(line, width) if line else [()])]
        if len(fitted) <= height or height <= 0:
            return fitted
        fitted = fitted[:height]
        room = width - cells.width(self._more)
        if room > 0:
            fitted[-1] = (*_cut(fitted[-1], room), Bit(Role.LABEL, self._more))
        return fitted

    def _strip(self, line: Said, width: int) -> Strip:
        segments = [Segment(bit.text, self.get_component_rich_style(f"rows--{bit.role}")) for bit in _cut(line, width) if bit.text]
        return Strip(segments).adjust_cell_length(width, self.rich_style)


def _cut(line: Said, width: int) -> Said:
    kept: list[Bit] = []
    left = width
    for bit in line:
        text = cells.cut(bit.text, left)
        kept.append(Bit(bit.role, text))
        left -= cells.width(text)
        if text != bit.text:
            break
    return tuple(kept)
