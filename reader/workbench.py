"""Everything one thread needs to analyse a text, opened when first asked for and owned by the thread that asked.

A tokenizer and a SQLite connection are bound to their thread, so each thread has its own workbench. The imports stand inside the
methods: showing the first plain sentence must not wait for an engine. Knows no Textual.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeVar

from reader.interrupts import held_interrupt
from reader.opening import Progress, article_of
from reader.paths import Places, ensure_folder
from reader.settings import Settings, load_settings
from texts.errors import DamagedError, TaiyakuError
from texts.model import Analysis, Document, Morpheme, Sentence

if TYPE_CHECKING:
    from decks.sheets.digest import Desk
    from decks.study import Study
    from dictionaries.glossing import Glosser
    from dictionaries.levels import WordFacts
    from dictionaries.library import Library
    from dictionaries.lookup import Found
    from dictionaries.model import Glossed, GlossedText, Match, SourceInfo, Term
    from dictionaries.shelf import Listed
    from texts.analysis import Analyser
    from texts.japanese import JapaneseTokenizer

_Answer = TypeVar("_Answer")


def utc_now() -> datetime:
    """The wall clock, the one place that asks it."""
    return datetime.now(UTC)


def _never() -> bool:
    return False


def _silent(fraction: float, what: str) -> None:
    """Nobody watches."""


class Workbench:
    """The tools of one thread.

    Args:
        places: where everything is.
        now: the clock that dates saved words and exports.
        lenient: read on without the reader's corrections when the study store cannot be read. For the screen, which says so by itself
            when it fetches the saved words or writes down the place; elsewhere the error is raised.
        excuse: told of that error instead of raising it; reading goes on without the corrections.
        settings: what the reader chose; None: what stands in his config.toml.

    Raises:
        ConfigurationError: config.toml holds what means nothing.

    Use it from one thread only; `close()` (or leaving the `with` block) lets go of the files.
    """

    def __init__(
        self,
        places: Places,
        now: Callable[[], datetime] = utc_now,
        *,
        lenient: bool = False,
        excuse: Callable[[TaiyakuError], None] | None = None,
        settings: Settings | None = None,
    ) -> None:
        self._places = places
        self._settings = load_settings(places.settings_file) if settings is None else settings
        self._excuse = excuse
        self._lenient = lenient
        self._now = now
        self._tokenizer: JapaneseTokenizer | None = None
        self._analyser: Analyser | None = None
        self._library: Library | None = None
        self._glosser: Glosser | None = None
        self._study: Study | None = None
        self._own: _Corrections | None = None
        self._met: dict[str, Document] = {}  # what was read here, by id, without its text

    def __enter__(self) -> Workbench:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # ---- texts

    def document(self, source: str, encoding: str | None = None, stdin: BinaryIO | None = None) -> Document:
        """Read a source: a file name, or "-" for standard input.

        Raises:
            TaiyakuError: it is missing, unreadable or not a text.
        """
        from texts.importers import open_document

        return open_document(source, encoding=encoding, stdin=stdin)

    def sentences(self, document: Document) -> Iterator[Sentence]:
        """The sentences in order, each made when asked for; what was corrected in an older edition counts from now on."""
        from texts.segment import segment

        self._met[document.id] = replace(document, text="", ruby=(), hints=())
        if self._study is not None:
            self._study.corrections.meet(article_of(document))
        return segment(document)

    def analyse(self, sentence: Sentence) -> Analysis:
        """Tokens and furigana. Needs no dictionary file of ours."""
        return self._open_analyser().analyse(sentence)

    def read_as(self, readings: Mapping[str, str]) -> None:
        """From now on read these surfaces so: a teacher's sheet, over the reader's own corrections and under the author's ruby.

        Args:
            readings: kana by surface, each one that `texts.corrections.problem` finds nothing wrong with.
        """
        self._open_corrections().sheet = dict(readings)

    # ---- meanings

    def gloss(self, analysis: Analysis) -> Glossed:
        """Glosses from whatever dictionaries are ready (none at all is legal)."""
        return self._mended(lambda: self._open_glosser().gloss(analysis))

    def terms(self, sentences: tuple[Glossed, ...], domain: str = "politics") -> tuple[Term, ...]:
        """The terms of a whole text, in order of appearance. `domain`: "politics" or "all"."""
        from dictionaries.lexicon import Lexicon
        from dictionaries.terms import Recogniser

        return self._mended(lambda: Recogniser(self.library(), Lexicon.load()).recognise(sentences, domain))

    def text(
        self,
        document: Document,
        progress: Progress = _silent,
        cancelled: Callable[[], bool] = _never,
        domain: str = "politics",
    ) -> GlossedText:
        """The whole text analysed, with its terms.

        Raises:
            KeyboardInterrupt: `cancelled` said so between two sentences.
        """
        from dictionaries.model import GlossedText

        glossed = []
        for sentence in self.sentences(document):
            if cancelled():
                raise KeyboardInterrupt
            glossed.append(self.gloss(self.analyse(sentence)))
            progress(min(0.9, 0.9 * sentence.end / max(1, len(document.text))), "reading")
        sentences = tuple(glossed)
        progress(0.9, "terms")
        terms = self.terms(sentences, domain)
        progress(1.0, "terms")
        return GlossedText(document, sentences, terms)

    def lookup(self, words: str) -> Found:
        """Look words up, in both directions, inflected forms and patterns too.

        Raises:
            UsageError: a pattern that says too little.
        """
        from dictionaries.lexicon import Lexicon
        from dictionaries.lookup import find

        return self._mended(lambda: find(words, self.library(), Lexicon.load(), self.analyse))

    def facts(self, matches: Iterable[Match]) -> tuple[WordFacts, ...]:
        """Of each match, how common it is and what its kanji are."""
        from dictionaries import kanji_facts
        from dictionaries.levels import facts_of

        kanji = kanji_facts.load_kanji_facts()
        return self._mended(lambda: tuple(facts_of(match, self.library(), kanji) for match in matches))

    def library(self) -> Library:
        """The dictionaries that are ready, opened once."""
        if self._library is None:
            from dictionaries.library import open_library

            listed = [one for one in self.dictionaries() if one.enabled]
            standing = {one.source.name: one.standing for one in listed}
            self._library = open_library(self._places.compiled_folder, [one.source for one in listed], standing)
        return self._library

    def dictionaries(self) -> tuple[Listed, ...]:
        """Every dictionary there is, installed or added, in the order in which they are asked; looked up anew each time.

        Raises:
            ConfigurationError: dictionaries.toml cannot be understood.
        """
        from dictionaries.shelf import load

        return load(self._places.dictionaries_folder).listed(self._places.dictionaries_folder)

    def credits(self) -> tuple[SourceInfo, ...]:
        """Who is to be credited, for what the user added too."""
        from dictionaries.credits import credits as known_sources

        return known_sources(self.library().sources)

    def desk(self) -> Desk:
        """What a sheet's digest needs to know."""
        from decks.sheets.digest import Desk
        from dictionaries.kanji import load_kanji_readings
        from dictionaries.kanji_facts import load_kanji_facts

        tokenizer = self._open_tokenizer()

        def units(text: str) -> tuple[Morpheme, ...]:
            return tuple(unit for word in tokenizer.morphemes(text) for unit in (tokenizer.units(word) or (word,)))

        return Desk(self.library(), load_kanji_facts(), load_kanji_readings(), units, self.analyse)

    # ---- building

    def missing(self) -> tuple[str, ...]:
        """Names of the dictionaries that still have to be built: installed ones first, so that no file of the user's holds them up."""
        from dictionaries.library import missing

        listed = sorted((one for one in self.dictionaries() if one.enabled), key=lambda one: one.added is not None)
        return missing(self._places.compiled_folder, [one.source for one in listed])

    def build(self, name: str, progress: Progress = _silent, cancelled: Callable[[], bool] = _never) -> None:
        """Compile one dictionary; readers of an older file are not disturbed. Call `reopen()` to use it.

        Raises:
            TaiyakuError: its data is not installed or its file is gone, or the cache cannot be written.
            KeyError: there is none of this name.
        """
        from dictionaries.build import build
        from dictionaries.library import compiled_path

        source = next((one.source for one in self.dictionaries() if one.source.name == name), None)
        if source is None:
            raise KeyError(name)
        ensure_folder(self._places.compiled_folder)
        path = compiled_path(self._places.compiled_folder, name)
        with held_interrupt() as interrupted:
            build(source, path, progress, lambda: interrupted() or cancelled())

    def reopen(self) -> None:
        """Open the dictionaries anew, after one was built."""
        if self._library is not None:
            self._library.close()
        self._library = None
        self._glosser = None

    # ---- the learner

    def study(self) -> Study:
        """The store of saved words, opened (and made) on first use.

        Raises:
            TaiyakuError: it is locked, damaged, too new, or cannot be made.
        """
        if self._study is None:
            from decks.study import Study

            ensure_folder(self._places.data)
            self._study = Study.open(self._places.study_file, self._now)
            for document in self._met.values():
                self._study.corrections.meet(article_of(document))
        return self._study

    def corrections(self, text_id: str) -> Mapping[str, str]:
        """The reader's own readings by surface, of one text over those for everywhere; the same object until they change."""
        return self._open_corrections().readings(text_id)

    def study_if_any(self) -> Study | None:
        """The store of saved words if there is one; just reading never makes it."""
        return self.study() if self._study is not None or self._places.study_file.exists() else None

    def close(self) -> None:
        """Let go of every file."""
        if self._library is not None:
            self._library.close()
        if self._study is not None:
            self._study.close()
        self._library = self._glosser = self._study = self._analyser = self._tokenizer = self._own = None

    # ---- inside

    def _mended(self, ask: Callable[[], _Answer]) -> _Answer:
        """Ask the dictionaries. One that turns out to be damaged is thrown away; then it is built anew, each once, and asked again.

        A lenient workbench does not make a reader wait for that: it raises, and has the others from then on; `missing()` names it.

        Raises:
            DamagedError: lenient, or it is damaged again, or it cannot be thrown away.
        """
        from dictionaries.store import discard

        built: set[str] = set()
        while True:
            try:
                return ask()
            except DamagedError as error:
                path = Path(error.where)
                name = path.stem
                thrown = name not in built and discard(path)
                self.reopen()
                if not thrown or self._lenient:
                    raise
                self.build(name)
                self.reopen()
                built.add(name)

    def _open_analyser(self) -> Analyser:
        if self._analyser is None:
            from dictionaries.kanji import load_kanji_readings
            from texts.analysis import Analyser

            self._analyser = Analyser(
                self._open_tokenizer(), load_kanji_readings(), self._open_corrections(), self._settings.style, self._settings.names
            )
        return self._analyser

    def _open_tokenizer(self) -> JapaneseTokenizer:
        if self._tokenizer is None:
            from texts.japanese import JapaneseTokenizer

            self._tokenizer = JapaneseTokenizer()
        return self._tokenizer

    def _open_corrections(self) -> _Corrections:
        if self._own is None:
            self._own = _Corrections(self.study_if_any, lenient=self._lenient, excuse=self._excuse)
        return self._own

    def _open_glosser(self) -> Glosser:
        if self._glosser is None:
            from dictionaries.glossing import Glosser
            from dictionaries.lexicon import Lexicon

            self._glosser = Glosser(self.library(), Lexicon.load())
        return self._glosser


class _Corrections:
    """The reader's own readings, as `texts` wants to ask for them; none when there is no study store yet."""

    def __init__(self, find: Callable[[], Study | None], *, lenient: bool, excuse: Callable[[TaiyakuError], None] | None) -> None:
        self._lenient = lenient
        self._excuse = excuse
        self._find = find
        self._failed = False
        self._study: Study | None = None
        self._readings: Mapping[str, str] = {}
        self.sheet: Mapping[str, str] = {}  # a teacher's, over them
        self._made_of: tuple[Mapping[str, str], Mapping[str, str]] | None = None
        self._both: Mapping[str, str] = {}
        with self._failing():
            self._study = find()

    def readings(self, text_id: str) -> Mapping[str, str]:
        """What was corrected until now, here or in another program."""
        with self._failing():
            if self._study is None and not self._failed:
                self._study = self._find()  # it may have been made since
            if self._study is not None:
                self._readings = self._study.readings(text_id)
        if not self.sheet:
            return self._readings
        if self._made_of is None or self._made_of[0] is not self._readings or self._made_of[1] is not self.sheet:
            from texts.corrections import SheetReadings

            self._made_of = self._readings, self.sheet
            self._both = SheetReadings(*self._made_of)
        return self._both

    @contextmanager
    def _failing(self) -> Iterator[None]:
        try:
            yield
        except TaiyakuError as error:
            if self._excuse is not None:
                self._excuse(error)
            elif not self._lenient:
                raise
            self._study, self._failed = None, True  # asked once, not again for every word
