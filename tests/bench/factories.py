"""What `bench_ratio.py` asks for: fresh callables with empty caches, doing the full work.

    python bench_ratio.py analyse tests.bench.factories:analyse TEXT
    python bench_ratio.py lookup tests.bench.factories:lookup WORDS

The compiled dictionaries are those of TAIYAKU_HOME (or the user's own), built here when they are missing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

from dictionaries.kanji import load_kanji_readings
from dictionaries.model import Entry
from reader.paths import find_places
from reader.workbench import Workbench
from texts.analysis import Analyser
from texts.japanese import JapaneseTokenizer
from texts.model import Document, Sentence
from texts.segment import segment


def _bench() -> Workbench:
    bench = Workbench(find_places())
    for name in bench.missing():
        bench.build(name)
    return bench


def document_of(text: str) -> Document:
    """A document around a string, as the plain importer would make it."""
    return Document(id=hashlib.sha256(text.encode()).hexdigest()[:16], title="bench", source="-", encoding="utf-8", text=text)


def analyse() -> Callable[[str], int]:
    """Segmentation, tokens, furigana and glosses in both directions of a whole text; returns how many glosses were found."""
    bench = _bench()

    def run(text: str) -> int:
        return sum(len(m.glosses) for s in bench.sentences(document_of(text)) for m in bench.gloss(bench.analyse(s)).matches)

    return run


def read() -> Callable[[str], int]:
    """The reading step with segmentation: words and furigana of a whole text; returns how many ruby there are."""
    step = reading_step()

    def run(text: str) -> int:
        return step(tuple(segment(document_of(text))))

    return run


def reading_step() -> Callable[[Sequence[Sentence]], int]:
    """The reading step alone, with empty caches, over sentences that stand already."""
    analyser = Analyser(JapaneseTokenizer(), load_kanji_readings())

    def run(sentences: Sequence[Sentence]) -> int:
        return sum(len(analyser.read(sentence)) for sentence in sentences)

    return run


def lookup() -> Callable[[str], tuple[Entry, ...]]:
    """All decoded entries of one word."""
    library = _bench().library()
    return library.entries_of
