"""Opening a text: what is needed before its first sentence shows, and the tools it needs of a workbench.

Light on purpose: the scout (`reader.scout`) does this in a second process while the first loads Textual. Knows no thread and no screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from texts.errors import BadInputError, TaiyakuError
from texts.model import Analysis, Document, Sentence

if TYPE_CHECKING:
    from decks.corrections import Article
    from decks.study import Study
    from dictionaries.levels import WordFacts
    from dictionaries.model import Glossed, GlossedText, Match, SourceInfo

Progress = Callable[[float, str], None]
"""Called with a fraction from 0 to 1 and what is being done."""

FIRST = 200
"""So many sentences are cut before the first paint; the rest follow in batches between other jobs."""


class Bench(Protocol):
    """What the engine needs of `reader.workbench.Workbench`."""

    def document(self, source: str, encoding: str | None = None) -> Document: ...
    def sentences(self, document: Document) -> Iterator[Sentence]: ...
    def analyse(self, sentence: Sentence) -> Analysis: ...
    def gloss(self, analysis: Analysis) -> Glossed: ...
    def facts(self, matches: Iterable[Match]) -> tuple[WordFacts, ...]: ...
    def text(self, document: Document, progress: Progress, cancelled: Callable[[], bool]) -> GlossedText: ...
    def missing(self) -> tuple[str, ...]: ...
    def credits(self) -> tuple[SourceInfo, ...]: ...
    def build(self, name: str, progress: Progress, cancelled: Callable[[], bool]) -> None: ...
    def reopen(self) -> None: ...
    def corrections(self, text_id: str) -> Mapping[str, str]: ...
    def study(self) -> Study: ...
    def study_if_any(self) -> Study | None: ...
    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Opened:
    """A text, open: its first sentences, the one where reading was left (`position`), and what could not be had (`notice`).

    `analysis` is that of the sentence at `position`, if somebody has made it already.
    """

    document: Document
    sentences: tuple[Sentence, ...]
    position: int = 0
    notice: str = ""
    analysis: Analysis | None = None


def open_text(bench: Bench, document: Document) -> tuple[Opened, Iterator[Sentence]]:
    """A document cut as far as the first paint needs it, and the sentences after that.

    Raises:
        BadInputError: there is no text in it.
    """
    position, notice = _position(bench, document)
    rest = iter(bench.sentences(document))
    sentences = tuple(islice(rest, max(FIRST, position + 3)))
    if not sentences:
        raise BadInputError(document.title or document.source, "there is no text in it")
    return Opened(document, sentences, min(position, len(sentences) - 1), notice), rest


def article_of(document: Document) -> Article:
    """What tells a document from others in the study store: its place is the whole path, whatever folder it was named from."""
    from decks.corrections import Article

    source = document.source
    if source not in {"", "-"} and "://" not in source:
        source = str(Path(source).absolute())
    return Article(document.id, document.title, source)


def _position(bench: Bench, document: Document) -> tuple[int, str]:
    """Where the text was left; a store that cannot be opened is a notice, reading goes on without it."""
    try:
        study = bench.study_if_any()
        record = study.text(document.id) if study else None
    except TaiyakuError as error:
        return 0, str(error)
    return (record.position if record else 0), ""
