"""The threads behind the screen: one for what the cursor waits for, one for work on the whole text.

A tokenizer and a SQLite connection belong to the thread that made them, so each thread makes its own workbench and every job runs on one
of the two. Results say which sentence they are of; whoever asked throws away what has become stale. Knows no Textual: the screen
awaits, and nothing here calls it back but the progress functions handed in (from the second thread).
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from reader.opening import Bench, Opened, Progress, article_of, open_text
from reader.paths import Places
from texts.model import Analysis, Document, Language, Sentence

if TYPE_CHECKING:
    from decks.model import ExportReport, Learn, Pick
    from decks.study import Study
    from dictionaries.levels import WordFacts
    from dictionaries.model import Glossed, GlossedText, Match, SourceInfo
    from reader.scout import Scout

BATCH = 500
KEPT = 2000
"""So many analyses are kept; more than any screen shows, less than a library."""

T = TypeVar("T")
B = TypeVar("B", bound="Bench")


class Stopped(Exception):  # noqa: N818 — not an error: the reader left
    """A long job ended early because the engine is closing."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What the reader keeps: the saved words as (language, headword), and how many are in each status."""

    words: frozenset[tuple[Language, str]] = frozenset()
    counts: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Toggled:
    """A word was saved, or let go again; `kept` is what is kept now."""

    headword: str
    saved: bool
    kept: Kept


@dataclass(frozen=True, slots=True)
class Forms:
    """The words that one inflected form may be of: lemma, its reading, the form's reading."""

    known: tuple[tuple[str, str, str], ...] = ()

    @property
    def readings(self) -> tuple[tuple[str, str], ...]:
        """The readings of the lemma and of the form, of each."""
        return tuple((lemma_reading, reading) for _, lemma_reading, reading in self.known)

    def others(self, lemma: str) -> bool:
        """Whether the form may be of another word than `lemma` that sounds otherwise: 行った is of 行く or 行う."""
        own = {reading for known, _, reading in self.known if known == lemma}
        return any(known != lemma and reading not in own for known, _, reading in self.known)


class Engine:
    """Two threads with a workbench each.

    Args:
        places: where everything is.
        workbench_factory: makes a workbench; called once on each thread.
        now: the clock for reading positions and exports.
        scout: a second process that has the same text open already.

    `close()` ends both threads and may be called at any time.
    """

    def __init__(
        self,
        places: Places,
        workbench_factory: Callable[[Places], Bench],
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        scout: Scout | None = None,
    ) -> None:
        make = workbench_factory
        self._scout = scout
        self._early: dict[int, Glossed] = {}  # of the front thread alone: what the scout glossed and nobody asked for yet
        self._now = now
        self._closing = threading.Event()
        self._front = _Owned(lambda: make(places), "front")
        self._back = _Owned(lambda: make(places), "back")
        self._rest: Iterator[Sentence] = iter(())  # of the front thread alone, as the next
        self._analyses: dict[int, Analysis] = {}
        self._own: tuple[str, Mapping[str, str]] | None = None  # the reader's own readings, as they were last, of the text with that id
        self._whole: GlossedText | None = None  # of the back thread alone

    # ---- what the cursor waits for

    def open(self, source: str, encoding: str | None = None, document: Document | None = None) -> Future[Opened]:
        """Read a text, cut it into sentences and find the place where it was left.

        Starts at once, before there is an event loop, so that a missing file is known before there is a screen. What the scout has
        found is taken as it is.

        Args:
            source: a file name.
            encoding: its encoding; None: recognised.
            document: the text, if it was read already.

        Returns:
            A promise that raises `TaiyakuError` when the source cannot be read, or there is no text in it.
        """

        def job(bench: Bench) -> Opened:
            found = self._scout.first() if self._scout is not None else None
            if found is not None:
                self._rest = _after(bench, found)
                if found.analysis is not None:
                    self._analyses[found.position] = found.analysis
                return found
            opened, self._rest = open_text(bench, document or bench.document(source, encoding))
            return opened

        return self._front.submit(job)

    async def more(self) -> tuple[Sentence, ...]:
        """The next sentences of the open text; none when there are no more."""
        return await self._on(self._front, lambda _: tuple(islice(self._rest, BATCH)))

    async def analyse(self, sentence: Sentence) -> Analysis:
        """Tokens and furigana of a sentence of the open text."""
        return await self._on(self._front, lambda bench: self._analyse(bench, sentence))

    async def gloss(self, sentence: Sentence) -> Glossed:
        """A sentence of the open text with glosses from the dictionaries that are ready."""
        return await self._on(self._front, lambda bench: self._gloss(bench, sentence))

    async def facts(self, matches: Sequence[Match]) -> tuple[WordFacts, ...]:
        """How common words are, and their kanji, one for one; the first time all kanji are read (0.1 s)."""
        return await self._on(self._front, lambda bench: bench.facts(matches))

    async def missing(self) -> tuple[str, ...]:
        """Names of the dictionaries that have to be built."""
        return await self._on(self._front, lambda bench: bench.missing())

    async def sources(self) -> tuple[SourceInfo, ...]:
        """Whose data is shown, with its date."""
        return await self._on(self._front, lambda bench: bench.credits())

    async def reopen(self) -> None:
        """Use what was built since; glosses made before are out of date then."""

        def forget(bench: Bench) -> None:
            self._whole = None
            bench.reopen()

        def forget_early(bench: Bench) -> None:
            self._early.clear()
            bench.reopen()

        await self._on(self._front, forget_early)
        await self._on(self._back, forget)

    # ---- the learner's words and places

    async def kept(self) -> Kept:
        """The saved words, when there is a store of them (reading alone never makes one)."""
        return await self._on(self._front, lambda bench: _kept(bench.study_if_any()))

    async def toggle(self, glossed: Glossed, match: Match, document: Document) -> Toggled:
        """Save a word with its sentence; if it is saved already, let it go."""

        def job(bench: Bench) -> Toggled:
            from decks.selection import word_of
            from dictionaries.kanji import load_kanji_readings

            study = bench.study()
            word = word_of(glossed, match, document, load_kanji_readings())
            old = study.find(word)
            if old is None:
                study.save(word)
            else:
                study.forget(old.key)
            return Toggled(word.headword, old is None, _kept(study))

        return await self._on(self._front, job)

    async def correct(self, surface: str, reading: str, scope: str) -> str | None:
        """Keep the reader's own reading of a surface (an empty one: take it back), in one text or ("") everywhere.

        What was analysed before is out of date then.

        Returns:
            What was kept for that surface and scope before, or None.
        """

        def job(bench: Bench) -> str | None:
            before = bench.study().correct(surface, reading, scope)
            if self._own is not None:
                self._own = (self._own[0], bench.corrections(self._own[0]))
            self._forget_readings()
            return before

        before = await self._on(self._front, job)
        self._back.submit(self._forget_whole)  # after whatever it does now; nobody waits
        return before

    async def own_readings(self, surfaces: Iterable[str], text_id: str) -> dict[tuple[str, str], str]:
        """What the reader keeps of these surfaces: kana by surface and scope, the text's id or "" for everywhere; the text's first."""
        wanted = frozenset(surfaces)

        def job(bench: Bench) -> dict[tuple[str, str], str]:
            study = bench.study_if_any()
            kept = [] if study is None else [(one, scope) for scope in (text_id, "") for one in study.corrections.all(scope)]
            return {(one.surface, scope): one.reading for one, scope in kept if one.surface in wanted}

        return await self._on(self._front, job)

    async def forms(self, head: str) -> Forms:
        """The words that an inflected form may be of."""

        def job(_: Bench) -> Forms:
            from texts.japanese import forms_of

            return Forms(tuple((form.lemma, form.lemma_reading, form.reading) for form in forms_of(head)))

        return await self._on(self._front, job)

    async def corrected_elsewhere(self, text_id: str) -> bool:
        """Whether the reader's own readings have changed since this was asked last, other than by `correct`; all is read anew then."""

        def job(bench: Bench) -> bool:
            before, self._own = self._own, (text_id, bench.corrections(text_id))
            if before is None or before[1] is self._own[1] or before == self._own:
                return False
            self._forget_readings()
            return True

        changed = await self._on(self._front, job)
        if changed:
            self._back.submit(self._forget_whole)
        return changed

    def remember(self, document: Document, position: int, sentences: int) -> Future[None]:
        """Note where the reader is. `sentences`: how many there are, 0 while that is not known."""

        def job(bench: Bench) -> None:
            from decks.model import TextRecord

            source = article_of(document).source
            bench.study().remember(TextRecord(document.id, document.title, source, position, sentences, self._now()))

        return self._front.submit(job)

    # ---- work on the whole text

    async def build(self, name: str, progress: Progress) -> None:
        """Compile a dictionary on the second thread.

        Args:
            name: one of `missing()`.
            progress: called from that thread with a fraction and what is being done.

        Raises:
            TaiyakuError: it cannot be built.
            Stopped: the engine was closed meanwhile.
        """
        await self._on(self._back, lambda bench: bench.build(name, progress, self._closing.is_set))

    async def whole(self, document: Document, progress: Progress) -> GlossedText:
        """The whole text with its terms; made once, and anew after `reopen`. Raises `Stopped` when the engine was closed meanwhile."""
        return await self._on(self._back, lambda bench: self._text(bench, document, progress))

    async def export(self, document: Document, path: Path, learn: Learn, pick: Pick, progress: Progress) -> ExportReport:
        """Write a deck of the whole text.

        Raises:
            TaiyakuError: nothing to write, or it cannot be written.
            Stopped: the engine was closed meanwhile.
        """

        def job(bench: Bench) -> ExportReport:
            from decks.export import export

            text = self._text(bench, document, progress)
            progress(0.95, "writing the deck")
            return export(text, path, bench.study(), learn, pick, self._now(), sources=bench.credits())

        return await self._on(self._back, job)

    def close(self) -> None:
        """End both threads and wait for them.

        What waits on the first thread is still done (a reading position, a saved word); what waits on the second is dropped, and a build
        or a whole-text job stops at its next step.
        """
        self._closing.set()
        self._back.close(drop=True)
        self._front.close(drop=False)
        if self._scout is not None:
            self._scout.end()
        self._back.join()
        self._front.join()

    # ---- inside

    async def _on(self, owned: _Owned[Bench], job: Callable[[Bench], T]) -> T:
        return await asyncio.wrap_future(owned.submit(job))

    def _analyse(self, bench: Bench, sentence: Sentence) -> Analysis:
        known = self._analyses.get(sentence.index)
        if known is not None and known.sentence == sentence:
            return known
        if len(self._analyses) >= KEPT:
            self._analyses.clear()
        made = self._analyses[sentence.index] = bench.analyse(sentence)
        return made

    def _forget_readings(self) -> None:
        """On the front thread: what was analysed has readings that were corrected since."""
        self._analyses.clear()
        self._early.clear()
        if self._scout is not None:  # it reads as it was before
            self._scout.end()
            self._scout = None

    def _forget_whole(self, _: Bench) -> None:
        self._whole = None

    def _gloss(self, bench: Bench, sentence: Sentence) -> Glossed:
        if self._scout is not None:
            self._early = {glossed.analysis.sentence.index: glossed for glossed in self._scout.page()}
            self._scout = None
        early = self._early.pop(sentence.index, None)
        if early is None or early.analysis.sentence != sentence:
            return bench.gloss(self._analyse(bench, sentence))
        self._analyses[sentence.index] = early.analysis
        return early

    def _text(self, bench: Bench, document: Document, progress: Progress) -> GlossedText:
        if self._whole is None or self._whole.document.id != document.id:
            self._whole = bench.text(document, progress, self._closing.is_set)
        return self._whole


class _Owned(Generic[B]):
    """A thread and the workbench it owns, made on it by the first job."""

    def __init__(self, make: Callable[[], B], name: str) -> None:
        self._make = make
        self._made: B | None = None
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"taiyaku-{name}")
        self._pending: set[Future[Any]] = set()
        self._closed = False

    def submit(self, job: Callable[[B], T]) -> Future[T]:
        """Run a job on the thread; after `close` it fails with `Stopped`."""
        if self._closed:
            refused: Future[T] = Future()
            refused.set_exception(Stopped())
            return refused
        future = self._pool.submit(self._run, job)
        self._pending.add(future)
        future.add_done_callback(self._pending.discard)
        return future

    def close(self, *, drop: bool) -> None:
        """Take no more jobs; let go of the workbench after those that wait (or, with `drop`, instead of them)."""
        if self._closed:
            return
        self._closed = True
        for future in tuple(self._pending) if drop else ():
            future.cancel()
        self._pool.submit(self._let_go)
        self._pool.shutdown(wait=False)

    def join(self) -> None:
        """Wait for the thread to end."""
        self._pool.shutdown(wait=True)

    def _run(self, job: Callable[[B], T]) -> T:
        if self._made is None:
            self._made = self._make()
        try:
            return job(self._made)
        except KeyboardInterrupt as stop:  # a cancelled job says so; it must not end the event loop that awaits it
            raise Stopped from stop

    def _let_go(self) -> None:
        if self._made is not None:
            self._made.close()
            self._made = None


def _after(bench: Bench, opened: Opened) -> Iterator[Sentence]:
    """The sentences after those of `opened`; nothing is cut before the first is asked for, but the text is made known."""
    return islice(bench.sentences(opened.document), len(opened.sentences), None)


def _kept(study: Study | None) -> Kept:
    if study is None:
        return Kept()
    saved = study.words()
    counts: dict[str, int] = {}
    for word in saved:
        counts[word.status.value] = counts.get(word.status.value, 0) + 1
    return Kept(frozenset((word.word.language, word.word.headword) for word in saved), tuple(counts.items()))
