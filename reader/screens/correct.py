"""Asks how a word is read. Latin letters are taken as kana; what cannot be is refused in place, and what was typed stays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from reader.screens.layers import Layer
from reader.widgets.choice import Choice
from texts.corrections import LONGEST, cleaned, reading_problem
from texts.romaji import has_romaji, to_kana
from texts.sanitize import for_terminal

WHERE = ("everywhere", "this text")


@dataclass(frozen=True, slots=True)
class Wish:
    """What the reader wants: his kana ("": ours again), everywhere or in this text alone."""

    reading: str
    here: bool


class CorrectLayer(Layer[Wish | None]):
    """One line for the kana, and where it counts.

    Args:
        surface: the word that is corrected; a verb as the dictionary has it.
        reading: how it is read now.
        here: the present reading was corrected for this text alone.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s,enter", "keep", "keep", id="correct.keep", show=False)]

    def __init__(self, surface: str, reading: str, *, here: bool) -> None:
        super().__init__()
        self._surface = surface
        self._reading = reading
        self._here = here

    def compose(self) -> ComposeResult:
        """The form."""
        with Vertical(classes="box"):
            yield Static(Content.assemble("how is ", (for_terminal(self._surface), "bold"), " read?"), classes="label", markup=False)
            yield Input(self._reading, id="kana", max_length=2 * LONGEST, select_on_focus=True)
            yield Static(Content(""), classes="label", id="note", markup=False)
            yield Choice(WHERE, int(self._here), ident="where")
            yield Static(Content("Enter keeps it, Tab ← → choose where; empty: taiyaku's own again"), classes="label", markup=False)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what Latin letters mean as they are typed."""
        self._say(f"= {to_kana(event.value)}" if has_romaji(event.value) else "")

    def on_input_submitted(self) -> None:
        """Enter in the line keeps."""
        self.action_keep()

    def action_keep(self) -> None:
        """Hand the wish back, or say why it cannot be."""
        _, reading = cleaned(self._surface, to_kana(self.query_one("#kana", Input).value))
        why = reading_problem(self._surface, reading) if reading else None
        if why is None:
            self.dismiss(Wish(reading, WHERE[self.query_one("#where", Choice).chosen] == WHERE[1]))
        else:
            self._say(f"! {why}")

    def _say(self, text: str) -> None:
        self.query_one("#note", Static).update(Content(for_terminal(text)))
