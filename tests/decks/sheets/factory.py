"""Made-up articles, rows and sheets for tests: small, with ruby, names, an inflected verb, an English part and a second article.

Every record can be bettered by `dataclasses.replace`. The sentences are made up for these tests.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from decks.model import Example, Learn, RubySpan, Word
from decks.sheets.model import (
    Article,
    Counts,
    Found,
    Frequency,
    Head,
    Order,
    Paper,
    Part,
    Place,
    Readability,
    Row,
    Sheet,
    WordCount,
)
from dictionaries.model import SourceInfo
from dictionaries.term_facts import Grade
from texts.model import Language

MADE = date(2026, 3, 2)
CREDITS = (
    SourceInfo("jmdict", "JMdict", "© Electronic Dictionary Research and Development Group", "CC BY-SA 4.0", "https://www.edrdg.org/"),
    SourceInfo("taiyaku", "taiyaku", "", "MIT", ""),
)
COMMON = Frequency("common", 4.4)
RARE_PART = Frequency("fairly common (rarest part)", 3.2, of_part=True)

JA1 = "両首脳は部分停戦で合意した。"
JA1_RUBY = "1-3-しゅのう 0-1-りょう 4-6-ぶぶん 6-7-てい 7-8-せん 9-10-ごう 10-11-い"
JA2 = "トランプ大統領は停戦を歓迎した。"
JA2_RUBY = "4-7-だいとうりょう 8-9-てい 9-10-せん 11-13-かんげい"
EN3 = "The ministers agreed to a partial ceasefire in Geneva."
SENTENCES = {1: (JA1, JA1_RUBY, Language.JA), 2: (JA2, JA2_RUBY, Language.JA), 3: (EN3, "", Language.EN)}


def ruby(spans: str) -> tuple[RubySpan, ...]:
    """`0-1-てい 1-2-せん` as records, in order."""
    found = [span.split("-") for span in spans.split()]
    return tuple(sorted((RubySpan(int(start), int(end), kana) for start, end, kana in found), key=lambda span: span.start))


def example(number: int, surface: str, title: str = "停戦の報道", text_id: str = "text-1") -> Example:
    """The sentence of that number with the first place of `surface` as the word."""
    text, spans, language = SENTENCES[number]
    start = text.index(surface)
    source = f"https://example.org/{text_id}?a=1&b=2"
    return Example(text, ruby(spans), start, start + len(surface), language, text_id, title, source, number)


def ja_word(
    headword: str, reading: str, spans: str, glosses: Sequence[str], *, category: str = "diplomacy", pos: str = "noun",
    number: int = 1, how: str = "entry", parts: Sequence[str] = (), surface: str = "", text_id: str = "text-1",
) -> Word:  # fmt: skip
    """A Japanese term in one of the sentences above."""
    return Word(
        Language.JA, headword, reading, ruby(spans), pos, tuple(glosses), how, "taiyaku",
        example(number, surface or headword, text_id=text_id), surface or headword, category, tuple(parts),
    )  # fmt: skip


def en_word(
    headword: str, glosses: Sequence[str], readings: Sequence[str], *, category: str = "diplomacy", pos: str = "noun",
    number: int = 3, how: str = "entry", surface: str = "", text_id: str = "text-1",
) -> Word:  # fmt: skip
    """An English term in the English sentence above."""
    return Word(
        Language.EN, headword, "", (), pos, tuple(glosses), how, "taiyaku", example(number, surface or headword, text_id=text_id),
        surface or headword, category, gloss_readings=tuple(readings),
    )  # fmt: skip


def teisen_goui(text_id: str = "text-1") -> Word:
    parts = ("部分 ぶぶん part", "停戦 ていせん ceasefire")
    return ja_word(
        "部分停戦", "ぶぶんていせん", "0-2-ぶぶん 2-3-てい 3-4-せん", ["partial ceasefire"],
        category="conflict", how="composed", parts=parts, text_id=text_id,
    )  # fmt: skip


def teisen(text_id: str = "text-1") -> Word:
    return ja_word(
        "停戦", "ていせん", "0-1-てい 1-2-せん", ["ceasefire", "truce"], category="conflict", pos="verbal noun", number=2, text_id=text_id
    )


def shunou(text_id: str = "text-1") -> Word:
    return ja_word("首脳", "しゅのう", "0-2-しゅのう", ["leader", "head of government"], category="government", text_id=text_id)


def goui(text_id: str = "text-1") -> Word:
    return ja_word("合意", "ごうい", "0-1-ごう 1-2-い", ["agreement"], pos="verbal noun", text_id=text_id)


def trump(text_id: str = "text-1") -> Word:
    return ja_word(
        "トランプ大統領", "トランプだいとうりょう", "4-7-だいとうりょう", ["President Trump"],
        category="person", pos="proper noun", number=2, text_id=text_id,
    )  # fmt: skip


def ceasefire(text_id: str = "text-1") -> Word:
    return en_word("ceasefire", ["停戦", "休戦"], ["ていせん", "きゅうせん"], category="conflict", text_id=text_id)


def agree(text_id: str = "text-1") -> Word:
    return en_word("agree to", ["合意する"], ["ごういする"], pos="verb", surface="agreed to", text_id=text_id)


def geneva(text_id: str = "text-1") -> Word:
    return en_word("Geneva", ["ジュネーブ"], [""], category="place", pos="proper noun", text_id=text_id)


def found(
    word: Word, *, count: int = 1, sentences: Sequence[int] = (), covers: Sequence[int] = (), weight: float = 1.0,
    frequency: Frequency = COMMON, grade: Grade = Grade.SECONDARY, hardest: str = "", same_as: Sequence[str] = (),
) -> Found:  # fmt: skip
    """A term of an article; its gloss ruby is one group for each gloss that has a reading."""
    numbers = tuple(sentences) or ((word.example.number,) if word.example else ())
    return Found(
        word, count, numbers, frozenset(covers), frequency, grade if word.language is Language.JA else Grade.NONE, hardest, weight,
        tuple(same_as), gloss_ruby_of(word), "/ˈsiːsfaɪə/" if word.headword == "ceasefire" else "",
    )  # fmt: skip


def gloss_ruby_of(word: Word) -> tuple[tuple[RubySpan, ...], ...]:
    """Ruby over Japanese glosses, the whole gloss as one group, trailing する left bare."""
    if word.language is not Language.EN:
        return ()
    groups = []
    for gloss, reading in zip(word.glosses, word.gloss_readings, strict=True):
        bare = gloss.removesuffix("する")
        groups.append((RubySpan(0, len(bare), reading.removesuffix("する")),) if reading else ())
    return tuple(groups)


def counted(
    language: Language, lemma: str, count: int, *, reading: str = "", proper: bool = False, number: bool = False, word: Word | None = None
) -> WordCount:
    return WordCount(language, lemma, reading, count, proper, number, COMMON, word)


def article(text_id: str = "text-1", title: str = "停戦の報道") -> Article:
    """Three sentences, five Japanese terms, three English ones; covers count the words of JA1, JA2 and of EN3 from 0."""
    finds = (
        found(shunou(text_id), covers=(1,), weight=2.0),
        found(teisen_goui(text_id), covers=(3, 4), weight=5.0, frequency=RARE_PART, hardest="停戦", same_as=("partial ceasefire",)),
        found(goui(text_id), covers=(6,), weight=3.0, frequency=Frequency("very common", 5.1)),
        found(trump(text_id), covers=(7,), weight=1.0, frequency=Frequency(), grade=Grade.YEAR_5),
        found(teisen(text_id), count=2, sentences=(1, 2), covers=(4, 9), weight=4.0, same_as=("ceasefire",)),
        found(agree(text_id), covers=(2, 3), weight=1.0),
        found(ceasefire(text_id), covers=(6,), weight=2.0, same_as=("停戦",)),
        found(geneva(text_id), covers=(8,), weight=0.5, frequency=Frequency()),
    )
    ja = [
        ("両", 1),
        ("首脳", 1),
        ("は", 2),
        ("部分", 1),
        ("停戦", 2),
        ("で", 1),
        ("合意する", 1),
        ("トランプ大統領", 1),
        ("を", 1),
        ("歓迎する", 1),
    ]
    en = [("the", 1), ("minister", 1), ("agree", 1), ("to", 1), ("a", 1), ("partial", 1), ("ceasefire", 1), ("in", 1), ("Geneva", 1)]
    words = [counted(Language.JA, lemma, count, proper=lemma == "トランプ大統領") for lemma, count in ja]
    words += [counted(Language.EN, lemma, count, proper=lemma == "Geneva") for lemma, count in en]
    return Article(
        id=text_id, title=title, source=f"https://example.org/{text_id}?a=1&b=2", sentences=3, characters=len(JA1 + JA2 + EN3),
        running={Language.JA: 12, Language.EN: 9}, found=finds, words=tuple(words),
        kanji={"停": Grade.YEAR_5, "戦": Grade.YEAR_4, "首": Grade.YEAR_2, "脳": Grade.YEAR_6, "迎": Grade.SECONDARY},
        readability=Readability(2.6, "upper intermediate", 2, 12),
    )  # fmt: skip


def row(number: int, word: Word, *, places: Sequence[Place] = (), level: str = "", note: str = "", of: Found | None = None) -> Row:
    """A row of a finished list, its facts from `of` or made up."""
    item = of or found(word)
    stands = tuple(places) or (Place(1, item.count, item.sentences),)
    return Row(
        number, word, stands, item.frequency, item.grade, item.hardest, item.weight, item.same_as, item.gloss_ruby, item.pronunciation,
        level, note,
    )  # fmt: skip


def sheet(learn: Learn = Learn.JA, *, two: bool = False, levels: bool = False, paper: Paper = Paper.A4) -> Sheet:
    """The finished list of `article()`; `two` articles, or one; `levels`: the teacher's level column is there."""
    titles = ["停戦の報道", "Talks & truce"][: 2 if two else 1]
    heads = tuple(Head(title, f"https://example.org/text-{n}?a=1&b=2", 3, 21, article().readability) for n, title in enumerate(titles, 1))
    parts = []
    if learn is not Learn.EN:
        parts.append(_part(Language.JA, Counts(12, 10, 5, 6), levels=levels, two=two))
    if learn is not Learn.JA:
        parts.append(_part(Language.EN, Counts(9, 9, 3, 4), levels=levels, two=two))
    kanji = ((Grade.YEAR_2, ("首",)), (Grade.YEAR_4, ("戦",)), (Grade.YEAR_5, ("停",)), (Grade.YEAR_6, ("脳",)), (Grade.SECONDARY, ("迎",)))
    return Sheet("停戦の報道", learn, MADE, heads, tuple(parts), kanji, CREDITS, paper, Order.APPEARANCE, levels)


def empty_sheet(learn: Learn = Learn.JA) -> Sheet:
    """A list without a term; its head stands."""
    head = Head("Nothing", "nothing.txt", 1, 4)
    languages = {Learn.JA: (Language.JA,), Learn.EN: (Language.EN,), Learn.BOTH: (Language.JA, Language.EN)}[learn]
    return Sheet("Nothing", learn, MADE, (head,), tuple(Part(one, (), (), Counts(4, 4, 0, 0)) for one in languages), credits=CREDITS)


def _part(language: Language, counts: Counts, *, levels: bool, two: bool) -> Part:
    finds = [item for item in article().found if item.word.language is language]
    is_name = [item.word.pos == "proper noun" for item in finds]
    ordered = [f for f, name in zip(finds, is_name, strict=True) if not name] + [f for f, name in zip(finds, is_name, strict=True) if name]
    rows = []
    for number, item in enumerate(ordered, 1):
        places = [Place(1, item.count, item.sentences), *([Place(2, 1, (2,))] if two and number == 1 else [])]
        level, note = ("N2" if levels and number == 1 else ""), ("Lesson 4" if number == 2 else "")
        rows.append(row(number, item.word, places=places, level=level, note=note, of=item))
    names = sum(is_name)
    cut = len(rows) - names
    return Part(language, tuple(rows[:cut]), tuple(rows[cut:]), counts)
