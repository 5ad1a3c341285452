"""The door of the terminal reader.

Starts reading and analysing the text on the engine's thread first and imports Textual meanwhile: on two cores the first sentence is
analysed by the time the screen stands.
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
        opening = engine.open(source, encoding, document)
        from reader.tui import ReaderApp

        app = ReaderApp(engine, opening.result())
        app.run()
        app.reading.remember().result()
        return app.return_code or 0
    finally:
        engine.close()
