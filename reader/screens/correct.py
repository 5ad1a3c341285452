"""Asks how a word is read. Latin letters are taken as kana; what cannot be is refused in place, and what was typed stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from reader import session
from reader.screens.layers import Layer
from reader.session import Correctable
from reader.widgets.choice import Choice
from texts.corrections import LONGEST, cleaned
from texts.kana import has_kanji
from texts.romaji import has_romaji, meaningless, to_kana
from texts.sanitize import for_terminal

WHERE = ("everywhere", "this text")


@dataclass(frozen=True, slots=True)
class Wish:
    """What the reader wants: his kana of a surface ("": ours again), everywhere or in this text alone."""

    surface: str
    reading: str
    here: bool


class CorrectLayer(Layer[Wish | None]):
    """One line for the kana, and where it counts.

    Args:
        asked: the word that is corrected.
        here: the place at which the choice stands first: this text.
        forms: what words may be written as the word is, see `session.as_kept`.
        guessed: the present reading is a guess.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s,enter", "keep", "keep", id="correct.keep", show=False)]

    def __init__(self, asked: Correctable, *, here: bool, forms: Sequence[tuple[str, str]] = (), guessed: bool = False) -> None:
        super().__init__()
        self._asked = asked
        self._here = here
        self._forms = forms
        self._guessed = guessed

    def compose(self) -> ComposeResult:
        """The form."""
        kana = " read?" if has_kanji(self._asked.surface) else " read, in kana?"
        keeps = "Enter confirms the guess" if self._guessed else "Enter keeps it"
        with Vertical(classes="box"):
            yield Static(Content.assemble("how is ", (for_terminal(self._asked.surface), "bold"), kana), classes="label", markup=False)
            yield Input(self._asked.reading, id="kana", max_length=2 * LONGEST, select_on_focus=True)
            yield Static(Content(""), classes="label", id="note", markup=False)
            yield Choice(WHERE, int(self._here), ident="where")
            yield Static(Content(f"{keeps}, Tab ← → choose where; empty: taiyaku's own again"), classes="label", markup=False)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what Latin letters mean as they are typed, and where they mean nothing."""
        wrong = meaningless(event.value)
        if wrong:
            self._say(f"! {wrong} is no kana")
        else:
            self._say(f"= {to_kana(event.value)}" if has_romaji(event.value) else "")

    def on_input_submitted(self) -> None:
        """Enter in the line keeps."""
        self.action_keep()

    def action_keep(self) -> None:
        """Hand the wish back, or say why it cannot be."""
        _, reading = cleaned(self._asked.surface, to_kana(self.query_one("#kana", Input).value))
        kept = session.as_kept(self._asked, reading, self._forms) if reading else (self._asked.surface, "")
        if isinstance(kept, str):
            self._say(f"! {kept}")
        else:
            self.dismiss(Wish(*kept, WHERE[self.query_one("#where", Choice).chosen] == WHERE[1]))

    def _say(self, text: str) -> None:
        self.query_one("#note", Static).update(Content(for_terminal(text)))
