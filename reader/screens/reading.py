"""The reading screen: the page, the details of the current word, the terms of the sentence, the keys.

Key handlers only move the session and show what is already known; whatever has to be looked up is awaited in workers.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import Future
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer

from dictionaries.model import Glossed, GlossedText
from reader import furniture, session
from reader.describe import Bit, Role
from reader.engine import Engine, Kept, Stopped
from reader.known import Known
from reader.layout import Form, analysis_of
from reader.opening import Opened
from reader.screens.keys import KEYS
from reader.session import Session, Target
from reader.widgets.keyline import KeyLine
from reader.widgets.page import Page
from reader.widgets.rows import Rows
from texts.errors import DamagedError, TaiyakuError
from texts.model import Document
from texts.sanitize import for_terminal

SIDE_BY_SIDE = 110
"""Columns from which on the details stand at the side."""
TALL = 18
"""Rows from which on there is room for everything."""
AHEAD = 2
"""Sentences analysed before they are asked for."""
EAGER = 200_000
"""Characters: the terms of a longer text are only looked for when asked (t, d)."""
REMEMBER = 1.0
"""Seconds of standing still before the place is written."""


class ReadingScreen(Screen[None]):
    """Reading one text.

    Args:
        engine: its threads.
        opening: the text, as `Engine.open` promises it.
    """

    CSS_PATH = "reading.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*KEYS]

    class Failed(Message):
        """The text cannot be read."""

        def __init__(self, failure: TaiyakuError) -> None:
            super().__init__()
            self.failure = failure

    def __init__(self, engine: Engine, opening: Future[Opened]) -> None:
        super().__init__()
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (SIDE_BY_SIDE, "-wide")]
        self.VERTICAL_BREAKPOINTS = [(0, "-short"), (TALL, "-tall")]
        self._engine = engine
        self._opening = opening
        self._document: Document | None = None  # until it is open
        self._known = Known(())
        self._session = Session(0)
        self._remember_timer: Timer | None = None
        self._reported: set[str] = set()

    def compose(self) -> ComposeResult:
        """Header, page with details, keys."""
        yield Rows(ident="head")
        yield Rows(ident="progress")
        with Container(id="middle"):
            yield Page(ident="page")
            with Container(id="side"):
                yield Rows(wrap=True, key="Enter", ident="details")
                yield Rows(wrap=True, key="t", ident="terms")
        yield KeyLine(ident="keys")

    def on_mount(self) -> None:
        """Show the text if it is there already; everything else follows from workers."""
        if self._opening.done() and self._opening.exception() is None:
            self._open(self._opening.result())
        self._start()

    def on_resize(self) -> None:
        """The rows outside the page depend on the width too."""
        if self._document is None:
            return
        self._show()
        self._fill()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Until the text is open, one can only leave."""
        del parameters
        return self._document is not None or action == "quit"

    # ---- what is known

    @property
    def session(self) -> Session:
        """Where the reader stands."""
        return self._session

    @property
    def status(self) -> str:
        """What the key line says instead of keys, or ""."""
        return self._keys.status

    @property
    def target(self) -> Target | None:
        """What the word cursor stands on."""
        found = self._known.targets(self._session.sentence)
        number = self._session.word_in(len(found))
        return None if number is None else found[number]

    @property
    def _page(self) -> Page:
        return self.query_one("#page", Page)

    @property
    def _keys(self) -> KeyLine:
        return self.query_one("#keys", KeyLine)

    def _rows(self, ident: str) -> Rows:
        return self.query_one(f"#{ident}", Rows)

    # ---- showing

    def _show(self) -> None:
        """Everything that depends on the place."""
        at, target = self._session.sentence, self.target
        self._page.stand(at, (target.start, target.end) if target else None)
        self._show_head()
        self._rows("details").show(list(self._known.details(at, target, full=False)))
        self._rows("terms").show(furniture.terms(self._known.terms_in(at), tall=self.has_class("-wide")))

    def _show_head(self) -> None:
        place, count, width = self._session.sentence + 1, self._session.count, self.size.width
        title, known = self._document.title if self._document else "", self._known
        self._rows("head").show([furniture.head(title, place, count, known.kept, width, complete=known.complete)])
        self._rows("progress").show([furniture.progress(place, count, width)])

    def _report(self, error: TaiyakuError) -> None:
        """An error the reader can act on; one that comes again with each sentence is told once."""
        text = for_terminal(f"{error}. {error.hint}" if error.hint else str(error))
        if text not in self._reported:
            self._reported.add(text)
            self.app.notify(text, severity="error", markup=False, timeout=10)

    # ---- workers

    @work(group="background", exit_on_error=True)
    async def _start(self) -> None:
        """Open the text, show it, and go on with what no key waits for, one after the other."""
        try:
            opened = await asyncio.wrap_future(self._opening)
        except TaiyakuError as failure:
            self.post_message(self.Failed(failure))
            return
        except Stopped:
            return
        if self._document is None:
            self._open(opened)
        await self._read_on()
        await self._build_missing()
        if len(opened.document.text) <= EAGER:
            await self._look_for_terms()

    def _open(self, opened: Opened) -> None:
        self._document = opened.document
        self._known = Known(opened.sentences)
        self._session = Session(len(opened.sentences), opened.position)
        self._page.extend(opened.sentences)
        if opened.analysis is not None:
            self._known.learn(opened.analysis)
            self._page.learn(opened.analysis, ())
        self._show()
        self._fill()
        if opened.notice:
            self.app.notify(for_terminal(opened.notice), severity="warning", markup=False)
        elif opened.position:
            self._keys.notice(f"going on at sentence {opened.position + 1}")

    @work(exclusive=True, group="fill", exit_on_error=True)
    async def _fill(self) -> None:
        """Analyse and gloss what is on the screen and a little more, the current sentence first."""
        at = self._session.sentence
        try:
            for index in self._known.wanted((at, *range(at + 1, at + 1 + AHEAD), *self._page.on_screen(), at - 1)):
                sentence = self._known.sentences[index]
                if index == at and analysis_of(self._known.form(index)) is None:
                    self._learn(await self._engine.analyse(sentence))
                try:
                    self._learn(await self._engine.gloss(sentence))
                except TaiyakuError as error:  # the furigana need no dictionary
                    self._learn(await self._engine.analyse(sentence))
                    self._mend(error)
        except Stopped:
            return
        except TaiyakuError as error:
            self._report(error)

    def _learn(self, form: Form) -> None:
        """A sentence is known better: show it where it stands now."""
        index = self._known.learn(form)
        self._page.learn(form, self._known.saved_spans(index))
        if index == self._session.sentence:
            self._show()

    async def _read_on(self) -> None:
        """The rest of a long text, then the saved words."""
        try:
            while batch := await self._engine.more():
                self._known.sentences.extend(batch)
                self._page.extend(batch)
                self._session = self._session.grown(len(self._known.sentences))
                self._show_head()
            self._known.complete = True
            self._keep(await self._engine.kept())
        except TaiyakuError as error:
            self._report(error)
        except Stopped:
            return

    @work(exclusive=True, group="mend", exit_on_error=True)
    async def _mend(self, error: TaiyakuError) -> None:
        """A dictionary was damaged and thrown away: build it anew, in silence. Whatever else it is, is reported."""
        try:
            if not isinstance(error, DamagedError) or Path(error.where).stem not in await self._engine.missing():
                self._report(error)
                return
        except Stopped:
            return
        await self._build_missing()

    async def _build_missing(self) -> None:
        try:
            names = await self._engine.missing()
            self._await_dictionaries(bool(names))
            for name in names:
                await self._engine.build(name, self._keys.follow(f"building dictionary {name}: glosses follow"))
                await self._engine.reopen()
                self._known.age()
                self._fill()
        except TaiyakuError as error:
            self._report(error)
        except Stopped:
            return
        self._await_dictionaries(False)
        self._keys.job("")

    def _await_dictionaries(self, waiting: bool) -> None:
        if waiting is not self._known.waiting:  # the details say why a word has no meaning
            self._known.waiting = waiting
            self._show()

    async def _look_for_terms(self) -> GlossedText | None:
        if self._known.whole is None and self._document is not None:
            try:
                self._known.read_through(await self._engine.whole(self._document, self._keys.follow("looking for terms")))
            except TaiyakuError as error:
                self._mend(error)
            except Stopped:
                return None
            self._keys.job("")
            self._show()
        return self._known.whole

    def _keep(self, kept: Kept) -> None:
        """The saved words have changed."""
        self._known.kept = kept
        for index in self._page.on_screen():
            form = self._known.form(index)
            if analysis_of(form) is not None:
                self._page.learn(form, self._known.saved_spans(index))
        self._show()

    # ---- moving

    def _go(self, moved: Session) -> None:
        if moved == self._session:
            return
        elsewhere = moved.sentence != self._session.sentence
        self._session = moved
        self._show()
        if elsewhere:
            self._fill()
            self._remember_soon()

    def action_sentence(self, step: int) -> None:
        """Go some sentences on or back; first through the rest of one that is taller than the page."""
        offset = self._page.beyond(step) if abs(step) == 1 else None
        number = None if offset is None else session.target_from(self._known.targets(self._session.sentence), offset)
        if number is None:
            self._go(self._session.by_sentence(step))
        else:
            self._go(self._session.go(self._session.sentence, number))

    def action_word(self, step: int) -> None:
        """Go a word on or back."""
        self._go(self._session.by_word(step, len(self._known.targets(self._session.sentence))))

    def action_edge(self, side: int) -> None:
        """Go to the first or the last sentence."""
        self._go(self._session.go(0 if side < 0 else self._session.count - 1))

    def action_hit(self, step: int) -> None:
        """Go to the next or previous place found."""
        if not self._session.hits:
            self._keys.notice("nothing is searched for: / starts a search")
            return
        self._go(self._session.to_hit(step))

    def on_page_picked(self, event: Page.Picked) -> None:
        """A click: the sentence, and the word if it is known."""
        number = session.target_at(self._known.targets(event.sentence), event.offset)
        self._go(self._session.go(event.sentence, number or 0))

    def on_page_wheeled(self, event: Page.Wheeled) -> None:
        """The wheel goes by sentences."""
        self.action_sentence(event.step)

    def _remember_soon(self) -> None:
        if self._remember_timer is not None:
            self._remember_timer.stop()
        self._remember_timer = self.set_timer(REMEMBER, self._remember)

    def remember(self) -> Future[None] | None:
        """Write down where the reader is; None when no text was opened."""
        if self._document is None:
            return None
        return self._engine.remember(self._document, self._session.sentence, len(self._known.sentences) if self._known.complete else 0)

    @work(group="remember", exit_on_error=True)
    async def _remember(self) -> None:
        """Write the place down; a store that refuses says so once."""
        try:
            if (place := self.remember()) is not None:
                await asyncio.wrap_future(place)
        except TaiyakuError as error:
            self._report(error)
        except Stopped:
            return

    # ---- switches

    def action_furigana(self) -> None:
        """Readings on or off."""
        self._session = self._session.toggled_furigana()
        self._switched("furigana", on=self._session.furigana)

    def action_glosses(self) -> None:
        """Glosses under English words on or off."""
        self._session = self._session.toggled_glosses()
        self._switched("glosses under English words", on=self._session.glosses)

    def _switched(self, what: str, *, on: bool) -> None:
        self._page.switch(furigana=self._session.furigana, glosses=self._session.glosses)
        self._keys.notice(f"{what} {'on' if on else 'off'}")
        self._fill()

    # ---- words and decks

    @work(group="save", exit_on_error=True)
    async def action_save(self) -> None:
        """Save the current word; if it is saved, let it go."""
        form, target = self._known.form(self._session.sentence), self.target
        if self._document is None or target is None or target.match is None or not isinstance(form, Glossed):
            self._keys.notice("no word here to save" if isinstance(form, Glossed) else "not looked up yet: try again in a moment")
            return
        try:
            toggled = await self._engine.toggle(form, target.match, self._document)
        except TaiyakuError as error:
            self._report(error)
            return
        self._keep(toggled.kept)
        self._keys.notice(f"saved {toggled.headword}" if toggled.saved else f"no longer saved: {toggled.headword}")

    @work(group="export", exit_on_error=True)
    async def action_export(self) -> None:
        """Ask where the deck goes, then write it."""
        from reader.screens.export import ExportLayer

        document = self._document
        if document is None:
            return
        saved = bool(self._known.kept.words)
        wish = await self.app.push_screen_wait(ExportLayer(document.title, Path.cwd(), saved=saved))
        if wish is None:
            return
        try:
            report = await self._engine.export(document, wish.path, wish.learn, wish.pick, self._keys.follow("deck"))
        except (TaiyakuError, Stopped) as error:
            self._keys.job("")
            if isinstance(error, TaiyakuError):
                self._report(error)
            return
        self._keys.job("")
        counts = f"notes: {report.added} new, {report.updated} updated, {report.unchanged} unchanged"
        self.app.notify(for_terminal(f"{report.path}: {counts}"), title="deck written", markup=False)

    # ---- layers

    def action_details(self) -> None:
        """Everything about the current word."""
        from reader.screens.layers import DetailsLayer

        lines = list(self._known.details(self._session.sentence, self.target, full=True))
        self.app.push_screen(DetailsLayer(lines or [(Bit(Role.NOTE, "nothing to say about this sentence"),)]))

    @work(exclusive=True, group="terms", exit_on_error=True)
    async def action_terms(self) -> None:
        """The terms of the text."""
        from reader.screens.layers import TermsLayer

        text = await self._look_for_terms()
        if text is None:
            return
        if not text.terms:
            self._keys.notice("no political or diplomatic terms found in this text")
            return
        chosen = await self.app.push_screen_wait(TermsLayer(text.terms, self._session.sentence))
        if chosen is not None:
            term, place = chosen
            self._go(self._session.go(place, self._known.place_of(term, place)))

    @work(exclusive=True, group="search", exit_on_error=True)
    async def action_search(self) -> None:
        """Ask what to search for, and go to the first place."""
        from reader.screens.layers import SearchLayer

        query = await self.app.push_screen_wait(SearchLayer(self._session.query))
        if query is None:
            return
        hits = session.find((sentence.text for sentence in self._known.sentences), query)
        self._page.mark(hits)
        self._go(self._session.searched(query, hits))
        self._keys.notice(f"{len(hits)} places" if hits else f"not found: {query}")

    def action_help(self) -> None:
        """The keys and marks."""
        from reader.screens.layers import HelpLayer

        self.app.push_screen(HelpLayer([(furniture.key_names(binding.key), binding.description) for binding in KEYS]))

    def action_copy(self) -> None:
        """The sentence to the clipboard."""
        self.app.copy_to_clipboard(self._known.sentences[self._session.sentence].text)
        self._keys.notice("sentence copied")

    async def action_quit(self) -> None:
        """Leave; the place is remembered."""
        await self.app.action_quit()
