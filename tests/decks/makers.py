"""Made-up texts for tests: small sentences with tokens, matches and ruby, written as one line each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from decks.model import Example, RubySpan, Word
from dictionaries.model import Category, Entry, Glossed, GlossedText, How, Match, Sense, SourceInfo, Span, Term, TermPart
from texts.model import Analysis, BlockKind, Document, Language, Origin, Pos, Ruby, Sentence, Token

START = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)
CREDITS = (
    SourceInfo("jmdict", "JMdict", "© Electronic Dictionary Research and Development Group", "CC BY-SA 4.0", "https://www.edrdg.org/"),
    SourceInfo("taiyaku", "taiyaku", "", "MIT", ""),
)


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **by: float) -> None:
        self.at += timedelta(**by)


def entry(number: int, forms: str, readings: str, *glosses: str) -> Entry:
    return Entry("jmdict", str(number), tuple(forms.split()), tuple(readings.split()), (Sense(("n",), (), glosses),))


KATA = entry(1, "方", "かた がた", "person", "way of doing")
HOU = entry(2, "方", "ほう", "direction", "side")
TEISEN = entry(3, "停戦", "ていせん", "ceasefire", "armistice")
GOUI = entry(4, "合意", "ごうい", "agreement")
UCHIDASU = entry(5, "打ち出す", "うちだす", "to work out", "to hammer out")
ASU = entry(6, "明日", "あした あす", "tomorrow")
TORIHIKI = entry(7, "取引 取り引き", "とりひき", "deal", "transaction")

# surface | lemma | reading of the lemma | part of speech | gloss; gloss | ruby as start-end-kana …
Row = tuple[str, str, str, Pos, str, str, Entry | None]


def ja(surface: str, reading: str = "", pos: Pos = Pos.PARTICLE, *, lemma: str = "", ruby: str = "", of: Entry | None = None) -> Row:
    glosses = "; ".join(of.senses[0].glosses) if of else ""
    return surface, lemma or surface, reading, pos, glosses, ruby, of


def en(surface: str, lemma: str = "", pos: Pos = Pos.OTHER, glosses: str = "", of: Entry | None = None) -> Row:
    return surface, lemma or surface, "", pos, glosses, "", of


def glossed(index: int, rows: Sequence[Row], language: Language, doubtful: str | None = None) -> Glossed:
    joint = " " if language is Language.EN else ""
    tokens, matches, ruby, at = [], [], [], 0
    for surface, lemma, reading, pos, glosses, spans, of in rows:
        end = at + len(surface)
        lang = Language.EN if surface.isascii() and surface.isalpha() else Language.JA
        tokens.append(Token(at, end, surface, lang, lemma, reading, reading, pos))
        how = How.ENTRY if glosses else How.NONE
        many = tuple(g for g in glosses.split("; ") if g)
        matches.append(Match(at, end, surface, lemma, reading, lang, pos, many, how, "jmdict" if glosses else None, of))
        for span in spans.split():
            start, stop, kana = span.split("-")
            ruby.append(Ruby(at + int(start), at + int(stop), kana, Origin.DICTIONARY, sure=True))
        at = end + len(joint)
    text = joint.join(r[0] for r in rows)
    sentence = Sentence(index, BlockKind.NARRATION, index, language, text, 0, len(text))
    return Glossed(Analysis(sentence, tuple(tokens), tuple(ruby), doubtful), tuple(matches), ())


def document(title: str = "停戦 news", text: str = "made up", source: str = "") -> Document:
    source = source or ("https://example.org/a?b=1&c=2" if title == "停戦 news" else f"https://example.org/{title}")
    return Document(f"id-{title}-{text}", title, source, "utf-8", text)


def _term(
    term: str,
    reading: str,
    glosses: tuple[str, ...],
    category: Category,
    sentences: tuple[int, ...],
    how: How = How.ENTRY,
    source: str = "jmdict",
    parts: tuple[TermPart, ...] = (),
) -> Term:
    language = Language.JA if reading else Language.EN
    return Term(term, language, reading, glosses, category, len(sentences), sentences, how, source, parts=parts)


def placed(term: Term, sentences: Sequence[Glossed]) -> Term:
    """A term with its places: its letters, or what is around them (停戦に合意)."""
    spans = []
    for index in term.sentences:
        text = sentences[index].analysis.sentence.text
        start = text.index(term.term[:2])
        spans.append(Span(index, start, text.index(term.term[-2:], start) + 2))
    return replace(term, spans=tuple(spans))


def text(title: str = "停戦 news", source: str = "") -> GlossedText:
    """Five sentences in both languages with a homograph, an inflected verb, a doubtful sentence and three terms."""
    sentences = (
        glossed(
            0,
            [
                ja("停戦", "ていせん", Pos.VERBAL_NOUN, ruby="0-1-てい 1-2-せん", of=TEISEN),
                ja("に"),
                ja("合意", "ごうい", Pos.VERBAL_NOUN, ruby="0-1-ごう 1-2-い", of=GOUI),
                ja("した"),
                ja("方", "かた", Pos.NOUN, ruby="0-1-かた", of=KATA),
                ja("が"),
                ja("いる"),
                ja("。"),
            ],
            Language.JA,
        ),
        glossed(
            1,
            [
                ja("Deal"),
                ja("の"),
                ja("方", "ほう", Pos.NOUN, ruby="0-1-ほう", of=HOU),
                ja("を"),
                ja("明日", "あす", Pos.NOUN, ruby="0-2-あす", of=ASU),
                ja("打ち出しました", "うちだす", Pos.VERB, lemma="打ち出す", ruby="0-1-う 2-3-だ", of=UCHIDASU),
                ja("！"),
            ],
            Language.JA,
        ),
        glossed(
            2,
            [
                en("We"),
                en("agrees", "agree", Pos.VERB, "同意する; 合意"),
                en("the"),
                en("partial", "partial", Pos.ADJECTIVE, "部分的"),
                en("ceasefire", "ceasefire", Pos.NOUN, "停戦; 休戦", TEISEN),
            ],
            Language.EN,
            "agreement: We agrees",
        ),
        glossed(
            3,
            [
                en("The"),
                en("ceasefire", "ceasefire", Pos.NOUN, "停戦; 休戦", TEISEN),
                en("deals", "deal", Pos.NOUN, "取引", TORIHIKI),
                en("deal", "deal", Pos.VERB, "扱う"),
                en("death", "death", Pos.NOUN, "死"),
            ],
            Language.EN,
        ),
        glossed(
            4,
            [
                ja("取り引き", "とりひき", Pos.VERBAL_NOUN, ruby="0-1-と 2-3-ひ", of=TORIHIKI),
                ja("は"),
                ja("続く"),
                ja("。"),
            ],
            Language.JA,
        ),
    )
    parts = (TermPart("停戦", "ていせん", ("ceasefire",)), TermPart("合意", "ごうい", ("agreement",)))
    diplomacy, conflict = Category.DIPLOMACY, Category.CONFLICT
    terms = (
        _term("停戦合意", "ていせんごうい", ("ceasefire agreement",), diplomacy, (0,), How.COMPOSED, "taiyaku+jmdict", parts),
        _term("停戦", "ていせん", ("ceasefire", "armistice"), conflict, (0,)),
        _term("ceasefire", "", ("停戦", "休戦"), conflict, (2, 3)),
    )
    return GlossedText(document(title, source=source), sentences, tuple(placed(term, sentences) for term in terms))


def word(
    headword: str = "停戦",
    reading: str = "ていせん",
    *,
    language: Language = Language.JA,
    pos: str = "noun",
    glosses: tuple[str, ...] = ("ceasefire",),
    of: Entry | None = None,
    title: str = "停戦 news",
    number: int = 1,
) -> Word:
    """A word with an example in which it stands."""
    sentence = f"今日は{headword}です。" if language is Language.JA else f"A {headword} now."
    start = sentence.index(headword)
    spans = (RubySpan(0, 2, "きょう"),) if language is Language.JA else ()
    doc = document(title)
    example = Example(sentence, spans, start, start + len(headword), language, doc.id, title, doc.source, number)
    return Word(
        language, headword, reading, (), pos, glosses, "entry", "jmdict", example, headword,
        entry=f"{of.source}:{of.id}" if of else "", readings=of.readings if of else (),
    )  # fmt: skip
