"""Asks where a deck goes and what goes into it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from decks.model import Learn, Pick
from reader.screens.layers import Layer
from reader.widgets.choice import Choice

PICKS = ((Pick.TERMS, "terms"), (Pick.SAVED, "saved words"), (Pick.ALL, "all words"))
LEARNS = ((Learn.BOTH, "both"), (Learn.JA, "Japanese"), (Learn.EN, "English"))
LONGEST_NAME = 60
"""Characters of a title that go into a file name: Japanese ones take three bytes each, and a name has 255."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What to export, and where to."""

    path: Path
    pick: Pick
    learn: Learn


def file_name(title: str) -> str:
    """A file name for a deck of this title: without what file systems and shells trip over."""
    kept = re.sub(r'[\x00-\x1f/\\:*?"<>|\s�]+', " ", title).strip(" .-")[:LONGEST_NAME].strip()
    return f"{kept or 'deck'}.apkg"


class ExportLayer(Layer[Wish | None]):
    """A small form: path, which words, which language is learnt. Enter writes."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s,enter", "write", "write", id="export.write", show=False)]

    def __init__(self, title: str, folder: Path, *, saved: bool) -> None:
        super().__init__()
        self._path = folder / file_name(title)
        self._pick = Pick.SAVED if saved else Pick.TERMS

    def compose(self) -> ComposeResult:
        """The form."""
        with Vertical(classes="box"):
            yield Static(Content("Anki deck: Enter writes, Tab goes on, ← → choose, Esc leaves"), classes="label", markup=False)
            yield Input(str(self._path), id="path", select_on_focus=False)
            yield Static(Content(""), classes="label", id="note", markup=False)
            yield Static(Content("words"), classes="label", markup=False)
            picks = [pick for pick, _ in PICKS]
            yield Choice([label for _, label in PICKS], picks.index(self._pick), ident="pick")
            yield Static(Content("you learn"), classes="label", markup=False)
            yield Choice([label for _, label in LEARNS], 0, ident="learn")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say when a file would be replaced."""
        exists = bool(event.value.strip()) and Path(event.value).expanduser().is_file()
        self.query_one("#note", Static).update(Content("this file exists and will be replaced" if exists else ""))

    def on_input_submitted(self) -> None:
        """Enter in the path writes."""
        self.action_write()

    def action_write(self) -> None:
        """Hand the wish back; an empty path is no wish."""
        path = self.query_one("#path", Input).value.strip()
        if path:
            pick, learn = (self.query_one(f"#{ident}", Choice).chosen for ident in ("pick", "learn"))
            self.dismiss(Wish(Path(path).expanduser(), PICKS[pick][0], LEARNS[learn][0]))
