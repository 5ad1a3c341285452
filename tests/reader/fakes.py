"""A workbench without dictionaries: a handful of words, analysed by rule, so that screens can be tested in milliseconds."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from decks.model import Correction, SavedWord, Status, TextRecord, Word, WordKey
from dictionaries.credits import credits as known_sources
from dictionaries.levels import WordFacts, level
from dictionaries.model import Category, Entry, Glossed, GlossedText, How, Match, Sense, SourceInfo, Span, Term
from reader.paths import Places
from texts.kana import has_kanji
from texts.model import Analysis, BlockKind, Document, Language, Origin, Pos, Ruby, Sentence, Token

TEXT = """\
両国の停戦交渉
首脳は停戦を目指して会談しました。
「譲歩はしない!」
The key condition should be a ceasefire.
交渉は平行線をたどりました。
We agrees to halt the war.
今日の会談はPeaceのための一歩です。
"""
"""Written for these tests."""

READINGS = {
    "両国": (("両", "りょう"), ("国", "ごく")), "停戦": (("停", "てい"), ("戦", "せん")), "交渉": (("交", "こう"), ("渉", "しょう")),
    "首脳": (("首", "しゅ"), ("脳", "のう")), "会談": (("会", "かい"), ("談", "だん")), "譲歩": (("譲", "じょう"), ("歩", "ほ")),
    "目指": (("目", "め"), ("指", "ざ")), "平行線": (("平", "へい"), ("行", "こう"), ("線", "せん")), "今日": (("今日", "きょう"),),
    "一歩": (("一", "いっ"), ("歩", "ぽ")),
}  # fmt: skip
UNSURE = {"一歩"}
GLOSSES = {
    "両国": "both countries", "停戦": "ceasefire", "交渉": "negotiations", "首脳": "head of state", "会談": "talks", "譲歩": "concession",
    "今日": "today", "平行線": "parallel line", "目指": "aim at", "一歩": "one step", "key": "重要な", "condition": "条件",
    "ceasefire": "停戦", "halt": "停止させる", "war": "戦争", "Peace": "平和", "agrees": "同意する",
}  # fmt: skip
FUNCTION = {"The", "a", "should", "be", "to", "the", "We"}
WORD = re.compile(r"[A-Za-z]+|[\u4e00-\u9fff]+|[^\s]")


def document(text: str = TEXT, title: str = "両国の停戦交渉") -> Document:
    """A document made of `text`."""
    return Document(f"id-{len(text)}", title, "fake.txt", "utf-8", text)


def sentences(text: str) -> Iterator[Sentence]:
    """One sentence a line."""
    at = 0
    index = 0
    for line in text.split("\n"):
        if line.strip():
            kind = BlockKind.HEADING if index == 0 else BlockKind.BUBBLE if line.startswith("「") else BlockKind.NARRATION
            language = Language.EN if line.isascii() else Language.JA
            yield Sentence(index, kind, index // 2, language, line, at, at + len(line))
            index += 1
        at += len(line) + 1


def analyse(sentence: Sentence) -> Analysis:
    """Runs of kanji, Latin words and single characters; readings by the table."""
    tokens: list[Token] = []
    rubies: list[Ruby] = []
    for found in WORD.finditer(sentence.text):
        for surface, start in _cut(found[0], found.start()):
            latin = surface.isascii() and surface.isalpha()
            content = surface in GLOSSES or (latin and surface not in FUNCTION)
            pos = Pos.NOUN if content else Pos.SYMBOL if not surface.isalnum() else Pos.DETERMINER if latin else Pos.PARTICLE
            reading = "".join(kana for _, kana in READINGS.get(surface, ()))
            language = Language.EN if latin else Language.JA
            tokens.append(Token(start, start + len(surface), surface, language, surface, reading, reading, pos))
            at = start
            for base, kana in READINGS.get(surface, ()):
                rubies.append(Ruby(at, at + len(base), kana, Origin.ANALYSER, surface not in UNSURE))
                at += len(base)
    doubtful = "agreement: We agrees" if "We agrees" in sentence.text else None
    return Analysis(sentence, tuple(tokens), tuple(rubies), doubtful)


def corrected(analysis: Analysis, own: Mapping[str, str]) -> Analysis:
    """With the reader's readings over whole tokens."""
    tokens, ruby = [], list(analysis.ruby)
    for token in analysis.tokens:
        kana = own.get(token.surface)
        if kana is not None:
            ruby = [span for span in ruby if not token.start <= span.start < token.end]
            ruby.append(Ruby(token.start, token.end, kana, Origin.USER, True))
            token = token._replace(reading=kana, lemma_reading=kana)
        tokens.append(token)
    return replace(analysis, tokens=tuple(tokens), ruby=tuple(sorted(ruby)))


def _cut(run: str, start: int) -> Iterator[tuple[str, int]]:
    at = 0
    while at < len(run):
        size = next((size for size in (3, 2) if run[at : at + size] in READINGS), 1) if has_kanji(run[at]) else len(run)
        yield run[at : at + size], start + at
        at += size


def gloss(analysis: Analysis, *, ready: bool = True) -> Glossed:
    """One match a token, and 平行線をたどりました as an expression."""
    matches = tuple(_match(token, ready=ready) for token in analysis.tokens)
    at = analysis.sentence.text.find("平行線をたどりました")
    expressions = (
        (Match(at, at + 10, "平行線をたどりました", "平行線をたどる", "へいこうせんをたどる", Language.JA, Pos.VERB,
               ("to fail to reach agreement",), How.ENTRY, "jmdict", inflection=("polite", "past")),) if at >= 0 and ready else ()
    )  # fmt: skip
    return Glossed(analysis, matches, expressions)


def _match(token: Token, *, ready: bool) -> Match:
    gloss = GLOSSES.get(token.surface) if ready else None
    entry = None
    if gloss is not None and token.language is Language.JA:
        senses = (Sense(("n", "vs"), (), (gloss, f"another word for {gloss}")), Sense(("n",), ("arch",), ("a second sense",)))
        entry = Entry("jmdict", "1", (token.surface,), (token.reading,), senses, 50)
    return Match(
        token.start, token.end, token.surface, token.lemma, token.reading, token.language, token.pos, (gloss,) if gloss else (),
        How.ENTRY if gloss else How.NONE, "jmdict" if gloss else None, entry,
    )  # fmt: skip


NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


@dataclass
class FakeStudy:
    """Saved words and places in memory, shared by the benches of a test."""

    saved: dict[WordKey, SavedWord] = field(default_factory=dict)
    places: dict[str, TextRecord] = field(default_factory=dict)
    own: dict[tuple[str, str], str] = field(default_factory=dict)  # readings by surface and scope

    @property
    def corrections(self) -> FakeStudy:
        return self

    def all(self, scope: str) -> tuple[Correction, ...]:
        return tuple(Correction(s, kana, where, "", NOW) for (s, where), kana in self.own.items() if where == scope)

    def correct(self, surface: str, reading: str, text_id: str = "") -> str | None:
        before = self.own.pop((surface, text_id), None)
        if reading:
            self.own[surface, text_id] = reading
        return before

    def words(self, text_id: str | None = None) -> tuple[SavedWord, ...]:
        return tuple(self.saved.values())

    def save(self, word: Word) -> SavedWord:
        key = WordKey(word.language, word.headword, word.reading)
        self.saved[key] = SavedWord(key, word, Status.NEW, NOW, NOW)
        return self.saved[key]

    def find(self, word: Word) -> SavedWord | None:
        return self.saved.get(WordKey(word.language, word.headword, word.reading))

    def forget(self, key: WordKey) -> bool:
        return self.saved.pop(key, None) is not None

    def remember(self, record: TextRecord) -> None:
        self.places[record.id] = record

    def text(self, ident: str) -> TextRecord | None:
        return self.places.get(ident)


def _span(glossed: Glossed, word: str) -> Span:
    sentence = glossed.analysis.sentence
    start = sentence.text.index(word)
    return Span(sentence.index, start, start + len(word))


class FakeBench:
    """The doors of `reader.workbench.Workbench` that the engine uses."""

    def __init__(self, shared: Shared) -> None:
        self._shared = shared
        self.thread = threading.get_ident()
        shared.benches.append(self)
        self.closed = False

    def _here(self) -> None:
        assert threading.get_ident() == self.thread, "a workbench was used from another thread"

    def document(self, source: str, encoding: str | None = None) -> Document:
        self._here()
        return document(self._shared.text)

    def sentences(self, text: Document) -> Iterator[Sentence]:
        self._here()
        return sentences(text.text)

    def analyse(self, sentence: Sentence) -> Analysis:
        self._here()
        self._shared.analysed.append(sentence.index)
        return corrected(analyse(sentence), {surface: kana for (surface, _), kana in self._shared.study.own.items()})

    def gloss(self, analysis: Analysis) -> Glossed:
        self._here()
        return gloss(analysis, ready=not self._shared.missing)

    def facts(self, matches: Iterable[Match]) -> tuple[WordFacts, ...]:
        self._here()
        return tuple(self._shared.facts.get(match.surface, WordFacts(level(None))) for match in matches)

    def text(self, text: Document, progress: Callable[[float, str], None], cancelled: Callable[[], bool]) -> GlossedText:
        self._here()
        if cancelled():
            raise KeyboardInterrupt
        progress(0.5, "reading")
        glossed = tuple(gloss(analyse(sentence)) for sentence in sentences(text.text))
        terms = tuple(
            Term(word, Language.JA, "".join(kana for _, kana in READINGS[word]), (GLOSSES[word],), Category.DIPLOMACY, len(places), places,
                 How.COMPOSED if word == "平行線" else How.ENTRY, "jmdict",
                 spans=tuple(_span(glossed[at], word) for at in places))
            for word in ("停戦", "首脳", "交渉", "平行線")
            if (places := tuple(s.analysis.sentence.index for s in glossed if word in s.analysis.sentence.text))
        )  # fmt: skip
        return GlossedText(text, glossed, terms)

    def credits(self) -> tuple[SourceInfo, ...]:
        return known_sources()

    def corrections(self, text_id: str) -> Mapping[str, str]:
        self._here()
        return {surface: kana for (surface, scope), kana in self._shared.study.own.items() if scope in ("", text_id)}

    def missing(self) -> tuple[str, ...]:
        return tuple(self._shared.missing)

    def build(self, name: str, progress: Callable[[float, str], None], cancelled: Callable[[], bool]) -> None:
        self._here()
        progress(0.5, "half")
        self._shared.building.set()
        while not self._shared.may_finish.wait(0.01):
            if cancelled():
                self._shared.cancelled = True
                raise KeyboardInterrupt
        self._shared.missing.remove(name)

    def reopen(self) -> None:
        self._here()
        self._shared.reopened += 1

    def study(self) -> Any:
        return self._shared.study

    def study_if_any(self) -> Any:
        return self._shared.study

    def close(self) -> None:
        self._here()
        self.closed = True


@dataclass
class Shared:
    """What the two benches of an engine share, for the test to look at."""

    text: str = TEXT
    missing: list[str] = field(default_factory=list)
    study: FakeStudy = field(default_factory=FakeStudy)
    benches: list[FakeBench] = field(default_factory=list)
    analysed: list[int] = field(default_factory=list)
    building: threading.Event = field(default_factory=threading.Event)
    may_finish: threading.Event = field(default_factory=threading.Event)
    facts: dict[str, WordFacts] = field(default_factory=dict)
    cancelled: bool = False
    reopened: int = 0

    def make(self, places: Places) -> Any:
        return FakeBench(self)
