"""The Textual application: one reading screen, and a clean end."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from concurrent.futures import Future

from textual.app import App
from textual.screen import Screen

from reader.engine import Engine
from reader.opening import Opened
from reader.screens.reading import ReadingScreen
from reader.settings import Explains
from texts.errors import TaiyakuError


class ReaderApp(App[int]):
    """The reader.

    Args:
        engine: the threads; closed by whoever made it.
        opening: the text, as `Engine.open` promises it.
        language: in which forms and grammar are explained.
    """

    TITLE = "taiyaku"
    CSS_PATH = "screens/reading.tcss"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, engine: Engine, opening: Future[Opened], language: Explains = "en") -> None:
        super().__init__()
        self.reading = ReadingScreen(engine, opening, language)
        self.failure: TaiyakuError | None = None
        """Why there was nothing to read; for whoever called `run`."""

    def get_default_screen(self) -> Screen[None]:
        """The first screen is the reading screen itself, so that nothing is drawn twice."""
        return self.reading

    def on_mount(self) -> None:
        """From now on the terminal is ours."""
        self._leave_on_signals()

    def _leave_on_signals(self) -> None:
        """Told to end from outside: give the terminal back as it was and keep the place, as after `q`."""
        loop = asyncio.get_running_loop()
        for number in (getattr(signal, name, None) for name in ("SIGTERM", "SIGHUP")):
            with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):  # Windows, or not the main thread (tests)
                if number is not None:
                    loop.add_signal_handler(number, self.exit, None, 128 + number)

    def remember(self) -> Future[None] | None:
        """Write down where the reader is; None when no text was opened."""
        return self.reading.remember()

    def on_text_screen_failed(self, event: ReadingScreen.Failed) -> None:
        """Leave: there is nothing to read."""
        self.failure = event.failure
        self.exit()
