"""The text on the screen: the page, the details of the current word, the terms of the sentence; and the workers that fill them.

Knows no keys: `reader.screens.reading` does.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import Future
from pathlib import Path

from textual import work
from textual.app import ComposeResult
from textual.containers import Container
from textual.message import Message
from textual.screen import Screen

from dictionaries.model import GlossedText
from reader import furniture
from reader.engine import Engine, Kept, Stopped
from reader.known import Known
from reader.layout import Form, analysis_of
from reader.opening import Opened
from reader.session import Session, Target
from reader.settings import Explains
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


class TextScreen(Screen[None]):
    """One text, as far as it is known: opened, analysed, glossed, its dictionaries built, all in workers.

    Args:
        engine: its threads.
        opening: the text, as `Engine.open` promises it.
    """

    class Failed(Message):
        """The text cannot be read."""

        def __init__(self, failure: TaiyakuError) -> None:
            super().__init__()
            self.failure = failure

    def __init__(self, engine: Engine, opening: Future[Opened], language: Explains = "en") -> None:
        super().__init__()
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (SIDE_BY_SIDE, "-wide")]
        self.VERTICAL_BREAKPOINTS = [(0, "-short"), (TALL, "-tall")]
        self._engine = engine
        self._opening = opening
        self._language = language
        self._document: Document | None = None  # until it is open
        self._known = Known(())
        self._session = Session(0)
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
        self._known = Known(opened.sentences, self._language)
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
            if self._document is not None and await self._engine.corrected_elsewhere(self._document.id):
                self._known.age()
            for index in self._known.wanted((at, *range(at + 1, at + 1 + AHEAD), *self._page.on_screen(), at - 1)):
                sentence = self._known.sentences[index]
                if index == at and analysis_of(self._known.form(index)) is None:
                    self._learn(await self._engine.analyse(sentence))
                try:
                    self._learn(await self._engine.gloss(sentence))
                except TaiyakuError as error:  # the furigana need no dictionary
                    self._learn(await self._engine.analyse(sentence))
                    self._mend(error)
            await self._tell(at)
        except Stopped:
            return
        except TaiyakuError as error:
            self._mend(error)

    async def _tell(self, index: int) -> None:
        """What is known of a sentence's words beside their meanings; comes last, nothing waits for it."""
        untold = self._known.untold(index)
        if untold:
            self._known.tell(untold, await self._engine.facts(untold))
            self._show()

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
                await self._build_one(name)
        except TaiyakuError as error:
            self._report(error)
        except Stopped:
            return
        self._await_dictionaries(False)
        self._keys.job("")

    async def _build_one(self, name: str) -> None:
        """One that cannot be built, such as a file of the user's that is gone, is reported, and keeps no other from being built."""
        try:
            await self._engine.build(name, self._keys.follow(f"building dictionary {name}: glosses follow"))
            await self._engine.reopen()
        except TaiyakuError as error:
            self._report(error)
            return
        self._known.age()
        self._fill()

    def _await_dictionaries(self, waiting: bool) -> None:
        if waiting is not self._known.waiting:  # the details say why a word has no meaning
            self._known.waiting = waiting
            self._show()

    async def _look_for_terms(self) -> GlossedText | None:
        if self._known.whole is None and self._document is not None:
            ages = self._known.ages
            try:
                whole = await self._engine.whole(self._document, self._keys.follow("looking for terms"))
                if ages == self._known.ages:  # no reading was corrected meanwhile
                    self._known.read_through(whole)
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
