"""The reading screen: what each key does.

Key handlers only move the session and show what is already known; whatever has to be looked up is awaited in workers.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import BindingType
from textual.timer import Timer

from dictionaries.model import Glossed
from reader import furniture, session
from reader.describe import Bit, Role
from reader.engine import Forms, Stopped
from reader.layout import analysis_of
from reader.screens.keys import KEYS
from reader.screens.text import EAGER, TextScreen
from reader.session import Correctable, Session
from reader.widgets.page import Page
from texts.errors import TaiyakuError
from texts.sanitize import for_terminal

if TYPE_CHECKING:
    from reader.screens.correct import Wish

REMEMBER = 1.0
"""Seconds of standing still before the place is written."""


_NONE_YET = "no reading was corrected yet: r corrects one"

Change = tuple[str, str, str]
"""A surface, its kana ("": ours again), and the text where it counts ("": everywhere)."""


class ReadingScreen(TextScreen):
    """Reading one text."""

    BINDINGS: ClassVar[list[BindingType]] = [*KEYS]

    _remember_timer: Timer | None = None
    _undo: tuple[Change, ...] = ()  # takes the last correction back
    _undone = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Until the text is open, one can only leave."""
        del parameters
        return self._document is not None or action == "quit"

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

    @work(exclusive=True, group="correct", exit_on_error=True)
    async def action_correct(self) -> None:
        """Ask how the current word is read; the answer is kept for ever."""
        from reader.screens.correct import CorrectLayer, Wish

        target, document = self.target, self._document
        if document is None or target is None:
            return
        analysis = analysis_of(self._known.form(self._session.sentence))
        ruby = analysis.ruby if analysis is not None else ()
        word = session.correctable(target, ruby, analysis.tokens if analysis is not None else ())
        if word is None:
            several = "stand on one word of it (l)" if target.token is None else "stand on a word with kanji or Latin letters"
            self._keys.notice(f"nothing to read here: {several}")
            return
        guessed = any(not span.sure for span in ruby if target.start <= span.start < target.end)
        try:
            forms = await self._engine.forms(word.head) if word.form else Forms()
            other = forms.others(word.surface)
            if other:  # 行った may be of 行う: what is said of it says nothing of 行く
                word = replace(word, surface=word.form, reading=word.form_reading)
            own = await self._engine.own_readings((word.surface, word.form), document.id)
            here = any(scope for _, scope in own) or (other and not own)
            wish = await self.app.push_screen_wait(CorrectLayer(word, here=here, forms=forms.readings, guessed=guessed))
            if wish is None:
                return
            if wish == Wish(word.surface, word.reading, here) and not guessed:
                self._keys.notice(f"{word.surface} stays {word.reading}")
                return
            await self._correct(*_changes(word, wish, own, document.id))
        except TaiyakuError as error:
            self._report(error)

    @work(exclusive=True, group="correct", exit_on_error=True)
    async def action_undo(self) -> None:
        """Take the last correction back."""
        if not self._undo:
            self._keys.notice("nothing more to take back: u undoes the last correction" if self._undone else _NONE_YET)
            return
        try:
            await self._correct(*self._undo, undoing=True)
        except TaiyakuError as error:
            self._report(error)

    async def _correct(self, *changes: Change, undoing: bool = False) -> None:
        """Keep readings, or take them back; the sentence is read anew at once, the others as they are needed. The first one is told."""
        kept = [await self._engine.correct(*change) for change in changes]
        back = [(surface, was or "", scope) for (surface, _, scope), was in zip(changes, kept, strict=True)]
        self._undo, self._undone = () if undoing else tuple(reversed(back)), undoing
        at, target = self._session.sentence, self.target
        self._known.age()
        sentence = self._known.sentences[at]
        try:
            self._learn(await self._engine.gloss(sentence))
        except TaiyakuError as error:  # the furigana need no dictionary
            self._learn(await self._engine.analyse(sentence))
            self._mend(error)
        number = session.target_at(self._known.targets(at), target.start) if target is not None else None
        if number is not None and at == self._session.sentence:  # words may have been joined
            self._session = self._session.go(at, number)
            self._show()
        self._fill()
        said = await self._told(changes[0], corrected=any(kept))
        self._keys.notice(said if undoing or not (changes[0][1] or any(kept)) else f"{said} · u undoes it")
        if self._document is not None and len(self._document.text) <= EAGER:
            self._terms_again()

    async def _told(self, change: Change, *, corrected: bool) -> str:
        """What has become of a reading."""
        surface, reading, scope = change
        where = "in this text" if scope else "everywhere"
        if reading:
            return f"{surface} {reading} kept {where}"
        if not corrected:
            return f"{surface} was not corrected {where}"
        left = await self._engine.own_readings((surface,), self._document.id if self._document is not None else "")
        if left:
            ((_, other), kana), *_ = left.items()
            return f"{surface} {kana} again, as you keep it {'in this text' if other else 'everywhere'}"
        return f"{surface} as taiyaku reads it, {where}"

    @work(group="background", exit_on_error=True)
    async def _terms_again(self) -> None:
        """The terms with the reading that was corrected."""
        await self._look_for_terms()

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

        keys = [(furniture.key_names(binding.key), binding.description) for binding in KEYS]
        self.app.push_screen(HelpLayer(keys, self._engine.sources))

    def action_copy(self) -> None:
        """The sentence to the clipboard."""
        self.app.copy_to_clipboard(self._known.sentences[self._session.sentence].text)
        self._keys.notice("sentence copied")

    async def action_quit(self) -> None:
        """Leave; the place is remembered."""
        await self.app.action_quit()


def _changes(word: Correctable, wish: Wish, own: Mapping[tuple[str, str], str], text_id: str) -> list[Change]:
    """What a wish changes: that word; and of what was kept before whatever would stand in its way.

    Args:
        word: what was asked.
        wish: the answer.
        own: what is kept of the word as the dictionary has it and as it stands, by surface and scope.
        text_id: the text's id.
    """
    scope = text_id if wish.here else ""
    if wish.reading:
        changes = [(wish.surface, wish.reading, scope)]
        everywhere = [key for key in own if key[0] == wish.surface and key[1] and not scope]  # what the text had for itself gives way
        form = [key for key in own if key[0] == word.form != wish.surface and (key[1] or not scope)]  # a form by itself would beat it
        gone = [*everywhere, *form]
    else:
        changes = [(surface, "", place) for surface, place in own if place == scope] or [(word.surface, "", scope)]
        gone = [key for key in own if key[1] and not scope]
    return changes + [(surface, "", place) for surface, place in gone]
