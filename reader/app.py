"""The door of the terminal reader.

Order is what makes it quick: the frame is painted before anything is cut or analysed, since one interpreter does one thing at a time
whatever the number of threads; then the plain sentence, then its furigana, then glosses.
"""

from __future__ import annotations

from collections.abc import Callable

from reader.engine import Bench, Engine
from reader.paths import Places
from texts.model import Document


def run(
    places: Places,
    source: str,
    *,
    encoding: str | None = None,
    document: Document | None = None,
    workbench_factory: Callable[[Places], Bench] | None = None,
) -> int:
    """Read a text in the terminal until the reader quits.

    Args:
        places: where everything is.
        source: a file name, or whatever `document` was read from.
        encoding: the file's encoding; None: recognised.
        document: the text, when it has been read already (standard input).
        workbench_factory: for tests.

    Returns:
        The exit code.

    Raises:
        TaiyakuError: the text cannot be read, or there is none in it.
    """
    engine = Engine(places, workbench_factory)
    try:
        reading = engine.read(source, encoding, document)
        from reader.tui import ReaderApp

        if reading.done():  # a file that cannot be read is said without a flash of the screen
            reading.result()
        app = ReaderApp(engine, reading)
        app.run()
        if app.failure is not None:
            raise app.failure
        place = app.reading.remember()
        if place is not None:
            place.result()
        return app.return_code or 0
    finally:
        engine.close()
