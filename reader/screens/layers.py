"""What opens over the page: full details, the list of terms, search, help. Esc closes the top layer.

Foreign text reaches these widgets as `Content`, never as markup.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from importlib.resources import files
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from dictionaries.model import How, SourceInfo, Term
from reader import cells
from reader.describe import Bit, Role, Said
from texts.errors import TaiyakuError
from texts.sanitize import for_terminal

R = TypeVar("R")

_DAY = re.compile(r"\d{4}-\d\d-\d\d")  # other data has a version

STYLES = {Role.WORD: "bold", Role.READING: "$text-accent", Role.GLOSS: "", Role.NOTE: "$text-muted", Role.LABEL: "italic $text-muted"}


def content(lines: Sequence[Said]) -> Content:
    """Lines of bits as one content, literally."""
    return Content("\n").join(Content.assemble(*((bit.text, STYLES[bit.role]) for bit in line)) for line in lines)


class Layer(ModalScreen[R]):
    """A layer over the page."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "close", id="layer.close", show=False)]


class ScrollLayer(Layer[None]):
    """A layer that is read and scrolled."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,enter", "dismiss", "close", id="layer.leave", show=False),
        Binding("j", "scroll('down')", "down", id="layer.down", show=False),
        Binding("k", "scroll('up')", "up", id="layer.up", show=False),
        Binding("space,ideographic_space", "scroll('page_down')", "page down", id="layer.page", show=False),
    ]

    def action_scroll(self, how: str) -> None:
        """Scroll the layer's text."""
        box = self.query_one(VerticalScroll)
        {"down": box.scroll_down, "up": box.scroll_up, "page_down": box.scroll_page_down}[how](animate=False)


class DetailsLayer(ScrollLayer):
    """Everything that is known of a word."""

    def __init__(self, lines: Sequence[Said]) -> None:
        super().__init__()
        self._lines = lines

    def compose(self) -> ComposeResult:
        """The text in a box that scrolls."""
        with VerticalScroll(classes="box"):
            yield Static(content(self._lines), markup=False)


class HelpLayer(ScrollLayer):
    """The keys as they are bound now, then `help.md`, then how old the dictionaries are.

    Args:
        keys: pairs of the keys of a binding and what it does.
        sources: asks whose data is shown; the help does not wait for it.
    """

    def __init__(self, keys: Sequence[tuple[str, str]], sources: Callable[[], Awaitable[Sequence[SourceInfo]]]) -> None:
        super().__init__()
        self._keys = keys
        self._sources = sources

    def compose(self) -> ComposeResult:
        """The help in a box that scrolls."""
        column = max((cells.width(keys) for keys, _ in self._keys), default=0)
        lines: list[Said] = [(Bit(Role.WORD, cells.pad(keys, column)), Bit(Role.GLOSS, f"  {does}")) for keys, does in self._keys]
        lines.append(())
        text = (files("reader") / "help.md").read_text(encoding="utf-8")
        lines.extend((Bit(Role.WORD if line.startswith("#") else Role.GLOSS, line.removeprefix("# ")),) for line in text.splitlines())
        with VerticalScroll(classes="box tall"):
            yield Static(content(lines), markup=False)
            yield Static(id="dated", markup=False)

    def on_mount(self) -> None:
        """Ask for the dates."""
        self.run_worker(self._say_dates())

    async def _say_dates(self) -> None:
        with suppress(TaiyakuError):  # an unreadable dictionaries.toml is said elsewhere
            dated = [source for source in await self._sources() if _DAY.fullmatch(source.dated)]
            lines: list[Said] = [(), (Bit(Role.WORD, "Dictionaries"),), ()]
            lines.extend((Bit(Role.GLOSS, for_terminal(f"{source.title} of {source.dated}")),) for source in dated)
            lines.append((Bit(Role.GLOSS, "taiyaku dict update fetches today's JMdict and JMnedict."),))
            self.query_one("#dated", Static).update(content(lines))


class TermsLayer(Layer[tuple[Term, int] | None]):
    """The terms of the text; choosing one gives it with the index of a sentence it stands in."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "move(1)", "down", id="terms.down", show=False),
        Binding("k", "move(-1)", "up", id="terms.up", show=False),
        Binding("q,t", "dismiss", "close", id="terms.close", show=False),
    ]

    def __init__(self, terms: Sequence[Term], sentence: int) -> None:
        super().__init__()
        self._terms = terms
        self._sentence = sentence

    def compose(self) -> ComposeResult:
        """The list, one term a line."""
        with Vertical(classes="box tall"):
            yield Static(
                Content(f"{len(self._terms)} terms of this text   Enter: go there   * composed by taiyaku"), classes="label", markup=False
            )
            yield OptionList(*(Option(_term_line(term)) for term in self._terms), markup=False)

    def on_mount(self) -> None:
        """Start at the first term from here on."""
        here = next((n for n, term in enumerate(self._terms) if any(s >= self._sentence for s in term.sentences)), 0)
        options = self.query_one(OptionList)
        options.highlighted = here if self._terms else None
        options.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go to the term's next place from here, or its first."""
        term = self._terms[event.option_index]
        place = next((place for place in term.sentences if place >= self._sentence), term.sentences[0] if term.sentences else None)
        self.dismiss(None if place is None else (term, place))

    def action_move(self, step: int) -> None:
        """Letters as arrows."""
        options = self.query_one(OptionList)
        options.action_cursor_down() if step > 0 else options.action_cursor_up()


def _term_line(term: Term) -> Content:
    mark = "*" if term.how is How.COMPOSED else ""
    return Content.assemble(
        (for_terminal(term.term), "bold"),
        (for_terminal(f" {term.reading}" if term.reading and term.reading != term.term else ""), "$text-accent"),
        for_terminal(f"  {'; '.join(term.glosses[:2])}{mark}"),
        (f"  {term.category or ''}, {term.count}x", "$text-muted"),
    )


class SearchLayer(Layer[str | None]):
    """One line to type what is searched."""

    def __init__(self, query: str) -> None:
        super().__init__()
        self._query = query

    def compose(self) -> ComposeResult:
        """The input at the foot of the screen."""
        with Vertical(classes="box"):
            yield Input(self._query, placeholder="search the text", id="query")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Search for what stands there."""
        self.dismiss(event.value)
