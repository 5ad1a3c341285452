"""The Textual application: one reading screen, and a clean end."""

from __future__ import annotations

from concurrent.futures import Future

from textual.app import App
from textual.screen import Screen

from reader.engine import Engine
from reader.screens.reading import ReadingScreen
from texts.errors import TaiyakuError
from texts.model import Document


class ReaderApp(App[int]):
    """The reader.

    Args:
        engine: the threads; closed by whoever made it.
        reading: the text, as `Engine.read` promises it.
    """

    TITLE = "taiyaku"
    CSS_PATH = "screens/reading.tcss"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, engine: Engine, reading: Future[Document]) -> None:
        super().__init__()
        self.reading = ReadingScreen(engine, reading)
        self.failure: TaiyakuError | None = None
        """Why there was nothing to read; for whoever called `run`."""

    def get_default_screen(self) -> Screen[None]:
        """The first screen is the reading screen itself, so that nothing is drawn twice."""
        return self.reading

    def on_reading_screen_failed(self, event: ReadingScreen.Failed) -> None:
        """Leave: there is nothing to read."""
        self.failure = event.failure
        self.exit()
