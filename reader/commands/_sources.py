"""Many texts one after the other: each analysed, reduced to what its list needs, and let go of; a bad one does not stop the rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from reader.commands import _common as common
from reader.workbench import Workbench
from texts.errors import TaiyakuError
from texts.model import Document

if TYPE_CHECKING:
    from dictionaries.model import GlossedText

_Kept = TypeVar("_Kept")


def reduced(
    bench: Workbench, sources: Sequence[str], encoding: str | None, domain: str, keep: Callable[[GlossedText], _Kept]
) -> tuple[list[tuple[Document, _Kept]], int]:
    """What is kept of each source, in order.

    Args:
        bench: its dictionaries are built first where they are missing.
        sources: file names; "-" is standard input.
        encoding: of all of them, or None.
        domain: which terms.
        keep: reduces an analysed text.

    Returns:
        The documents without their text, with what is kept of each; and the exit code of the first source that failed, else 0.

    Raises:
        TaiyakuError: the only source there is failed, or a dictionary cannot be compiled.
    """
    kept: list[tuple[Document, _Kept]] = []
    code = 0
    built = False
    for number, source in enumerate(sources, 1):
        line = None
        try:
            document = common.open_source(bench, source, encoding)
            if any(document.id == before.id for before, _ in kept):
                common.narrate(f"taiyaku: {source}: the same text again, left out")
                continue
            if not built:
                common.build_missing(bench)
                built = True
            counted = f"{number}/{len(sources)} " if len(sources) > 1 else ""
            line = common.ProgressLine(f"{counted}{document.title}")
            item = keep(bench.text(document, line, domain=domain))
            kept.append((replace(document, text="", ruby=(), hints=()), item))
        except TaiyakuError as error:
            if len(sources) == 1:
                raise
            code = code or error.exit_code
            common.report(error)
        finally:
            if line is not None:
                line.done()
    return kept, code
