"""One of several, on one line: `(x) terms  ( ) saved words`. The mark says which, not the colour."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from reader import cells

CHOSEN, OPEN, BETWEEN = "(x) ", "( ) ", "  "


class Choice(Widget, can_focus=True):
    """A choice among labels; left and right (or a click) change it.

    Args:
        labels: what can be chosen.
        chosen: the number of the one to begin with.
        ident: the widget's id.
    """

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "step(-1)", "previous", id="choice.previous", show=False),
        Binding("right,l,space,ideographic_space", "step(1)", "next", id="choice.next", show=False),
    ]
    DEFAULT_CSS = """
    Choice { height: 1; width: 1fr; }
    Choice:focus { text-style: bold; background: $boost; }
    """
    chosen: reactive[int] = reactive(0)

    def __init__(self, labels: Sequence[str], chosen: int, *, ident: str) -> None:
        super().__init__(id=ident)
        self._labels = tuple(labels)
        self.set_reactive(Choice.chosen, chosen)

    def render(self) -> Content:
        """All labels, each with its mark; `>` before them when the keys come here."""
        marked = (f"{CHOSEN if number == self.chosen else OPEN}{label}" for number, label in enumerate(self._labels))
        return Content(("> " if self.has_focus else "  ") + BETWEEN.join(marked))

    def action_step(self, step: int) -> None:
        """Choose the next or previous one, round the ends."""
        self.chosen = (self.chosen + step) % len(self._labels)

    def on_click(self, event: events.Click) -> None:
        """Choose what was clicked."""
        at = 2
        for number, label in enumerate(self._labels):
            size = cells.width(CHOSEN + label)
            if at <= event.x < at + size:
                self.chosen = number
            at += size + len(BETWEEN)
