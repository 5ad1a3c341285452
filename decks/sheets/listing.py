"""The finished list: articles put together, the teacher's hand over it, sorted and numbered. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from decks.model import RubySpan, Word
from decks.sheets.coverage import known_words
from decks.sheets.digest import LANGUAGES
from decks.sheets.known import NOBODY, Known
from decks.sheets.levels import Levels
from decks.sheets.model import (
    Action,
    Article,
    Counts,
    Found,
    Goal,
    Head,
    Override,
    Part,
    Place,
    Row,
    Sheet,
    Wish,
    WordCount,
)  # fmt: skip
from decks.sheets.order import in_order
from decks.sheets.preteach import preteach
from dictionaries.model import Category, How, SourceInfo
from dictionaries.term_facts import Grade
from texts.furigana import align
from texts.model import KanjiReadings, Language, Pos

_NAMES: Final = frozenset((Category.PERSON.value, Category.PLACE.value))
_Key = tuple[Language, str]


@dataclass(frozen=True, slots=True)
class Listed:
    """A finished list, and the lines of the teacher's file that match nothing in these articles (`taught` ones are expected to)."""

    sheet: Sheet
    unmatched: tuple[Override, ...] = ()


@dataclass(frozen=True, slots=True)
class Teacher:
    """What the teacher brings: the lines of their file, what the reader or class knows, their levels."""

    overrides: tuple[Override, ...] = ()
    known: Known = NOBODY
    levels: Levels | None = None

    def line(self, word: Word) -> Override | None:
        """The line that speaks of a word, the last of several."""
        key = _key(word.language, word.headword)
        return next((one for one in reversed(self.overrides) if _key(one.language, one.term) == key), None)


def make_sheet(
    articles: Sequence[Article],
    wish: Wish,
    teacher: Teacher,
    *,
    readings: KanjiReadings,
    made: date,
    credits: tuple[SourceInfo, ...] = (),  # noqa: A002 the record's word
) -> Listed:
    """Put a list together.

    Args:
        articles: what is kept of each article, in the order of the list.
        wish: language, order, limit, what is left out.
        teacher: their file, known words, levels. Excluded and taught terms are never listed; known ones not where `wish.new` says so.
        readings: to put the teacher's own readings over kanji.
        made: today.
        credits: whose data stands in it.
    """
    overrides = {_key(one.language, one.term): one for one in teacher.overrides}
    hand = _Hand(overrides, teacher, readings)
    parts = tuple(_part(language, articles, wish, hand) for language in LANGUAGES[wish.learn])
    grades: dict[Grade, dict[str, None]] = defaultdict(dict)
    for article in articles:
        for letter, grade in article.kanji.items():
            grades[grade][letter] = None
    sheet = Sheet(
        title=wish.title or (articles[0].title if len(articles) == 1 else f"{len(articles)} articles"),
        learn=wish.learn,
        made=made,
        articles=tuple(_head(article) for article in articles),
        parts=parts,
        kanji=tuple((grade, tuple(grades[grade])) for grade in sorted(grades)) if Language.JA in LANGUAGES[wish.learn] else (),
        credits=credits,
        paper=wish.paper,
        order=wish.order,
        levels=teacher.levels is not None,
    )
    return Listed(sheet, _unmatched(overrides.values(), articles, LANGUAGES[wish.learn]))


def _key(language: Language, term: str) -> _Key:
    return language, term.casefold() if language is Language.EN else term


def _head(article: Article) -> Head:
    return Head(article.title, article.source, article.sentences, sum(article.running.values()), article.readability)


def _unmatched(overrides: Iterable[Override], articles: Sequence[Article], languages: Sequence[Language]) -> tuple[Override, ...]:
    found = {_key(item.word.language, item.word.headword) for article in articles for item in article.found}
    found |= {_key(word.language, word.lemma) for article in articles for word in article.words if any(a.words for a in articles)}
    return tuple(
        one for one in overrides
        if one.action is not Action.TAUGHT and one.language in languages and _key(one.language, one.term) not in found
    )  # fmt: skip


class _Hand:
    """The teacher's hand over a list."""

    def __init__(self, overrides: Mapping[_Key, Override], teacher: Teacher, readings: KanjiReadings) -> None:
        self._overrides = overrides
        self._teacher = teacher
        self._readings = readings
        self._taught = {key for key, one in overrides.items() if one.action is Action.TAUGHT}

    def left_out(self, row: Row, *, new: bool) -> bool:
        """Whether a row is not wanted: excluded, taught, or known where only new words are asked for."""
        word = row.word
        key = _key(word.language, word.headword)
        one = self._overrides.get(key)
        if one is not None and one.action in (Action.EXCLUDE, Action.TAUGHT):
            return True
        if one is not None and one.action is Action.INCLUDE:
            return False
        return new and self._teacher.known.knows(word.language, word.headword)

    def knows(self, word: WordCount) -> bool:
        """Whether the class knows a running word."""
        if _key(word.language, word.lemma) in self._taught:
            return True
        return self._teacher.known.knows(word.language, word.lemma)

    def excluded(self, word: WordCount) -> bool:
        one = self._overrides.get(_key(word.language, word.lemma))
        return one is not None and one.action is Action.EXCLUDE

    @property
    def knowing(self) -> bool:
        """Whether anything is said of what the class knows."""
        return bool(self._taught or self._teacher.known.words or self._teacher.known.least)

    def over(self, row: Row) -> Row:
        """A row with the teacher's cells and level."""
        levels = self._teacher.levels
        one = self._overrides.get(_key(row.word.language, row.word.headword))
        if one is not None and (one.reading or one.glosses or one.category or one.note or one.action is Action.INCLUDE):
            row = replace(row, word=self._changed(row.word, one), note=one.note, by_hand=True)
            if one.glosses:
                row = replace(row, gloss_ruby=())
        if levels is not None:
            row = replace(row, level=levels.level_of(row.word.headword, row.word.reading))
        return row

    def _changed(self, word: Word, one: Override) -> Word:
        if one.reading and one.reading != word.reading:
            spans = tuple(RubySpan(start, end, kana) for start, end, kana in align(word.headword, one.reading, self._readings))
            word = replace(word, reading=one.reading, ruby=spans)
        if one.glosses:
            word = replace(word, glosses=one.glosses, how=How.ENTRY.value, source="", gloss_readings=())
        return replace(word, category=one.category or word.category)


def _part(language: Language, articles: Sequence[Article], wish: Wish, hand: _Hand) -> Part:
    words = _counted(language, articles)
    running = sum(article.running.get(language, 0) for article in articles)
    goal: Goal | None = None
    if wish.preteach:
        chosen, goal = preteach([word for word in words if not hand.excluded(word)], hand.knows, wish.preteach)
        rows = [_row_of_word(word, articles) for word in chosen]
        rows = [hand.over(row) for row in rows]
        covered = sum(word.count for word in chosen)
    else:
        found = _merged(language, articles)
        rows = [hand.over(row) for row in found.values() if not hand.left_out(row, new=wish.new)]
        rows = _limited(rows, wish.limit)
        covered = _covered(rows, language, articles)
        rows = list(in_order(rows, wish.order))
    names = [row for row in rows if _is_name(row)] if not wish.preteach else []
    terms = [row for row in rows if row not in names] if names else rows
    numbered = [replace(row, number=number) for number, row in enumerate((*terms, *names), 1)]
    known = known_words(words, hand.knows) if hand.knowing else None
    counts = Counts(running, len(words), len(numbered), covered, known)
    return Part(language, tuple(numbered[: len(terms)]), tuple(numbered[len(terms) :]), counts, goal)


def _is_name(row: Row) -> bool:
    return row.word.pos == Pos.PROPER.value or row.word.category in _NAMES


def _limited(rows: list[Row], limit: int) -> list[Row]:
    """The most important ones; what the teacher put in by hand stays."""
    if not limit or len(rows) <= limit:
        return rows
    best = sorted(rows, key=lambda row: (not row.by_hand, -row.weight, -row.count))[:limit]
    kept = {(row.word.headword, row.word.reading) for row in best}
    return [row for row in rows if (row.word.headword, row.word.reading) in kept]


def _merged(language: Language, articles: Sequence[Article]) -> dict[tuple[str, str], Row]:
    """One row for each term, with its places in all articles; what is shown of it is from the first."""
    rows: dict[tuple[str, str], Row] = {}
    for number, article in enumerate(articles, 1):
        for item in article.found:
            if item.word.language is not language:
                continue
            place = Place(number, item.count, item.sentences)
            key = (_key(language, item.word.headword)[1], item.word.reading)
            before = rows.get(key)
            rows[key] = _row(item, place) if before is None else _more(before, item, place)
    return rows


def _row(item: Found, place: Place) -> Row:
    return Row(
        0, item.word, (place,), item.frequency, item.grade, item.hardest, item.weight, item.same_as, item.gloss_ruby, item.pronunciation
    )


def _more(row: Row, item: Found, place: Place) -> Row:
    same = tuple(dict.fromkeys((*row.same_as, *item.same_as)))
    return replace(row, places=(*row.places, place), weight=row.weight + item.weight, same_as=same)


def _covered(rows: Iterable[Row], language: Language, articles: Sequence[Article]) -> int:
    listed = {(_key(language, row.word.headword)[1]) for row in rows}
    covered = 0
    for article in articles:
        numbers: set[int] = set()
        for item in article.found:
            if item.word.language is language and _key(language, item.word.headword)[1] in listed:
                numbers |= item.covers
        covered += len(numbers)
    return covered


def _counted(language: Language, articles: Sequence[Article]) -> tuple[WordCount, ...]:
    """The different words of all articles, in order of appearance, their counts added up."""
    kept: dict[str, WordCount] = {}
    for article in articles:
        for word in article.words:
            if word.language is language:
                before = kept.get(word.lemma)
                kept[word.lemma] = word if before is None else replace(
                    before, count=before.count + word.count, word=before.word or word.word, proper=before.proper and word.proper
                )  # fmt: skip
    return tuple(kept.values())


def _row_of_word(word: WordCount, articles: Sequence[Article]) -> Row:
    places = []
    for number, article in enumerate(articles, 1):
        here = [one for one in article.words if (one.language, one.lemma) == (word.language, word.lemma)]
        places += [Place(number, one.count, one.sentences) for one in here]
    shown = word.word or Word(word.language, word.lemma, word.reading, (), "", (), How.NONE.value, "")
    grades = {letter: grade for article in articles for letter, grade in article.kanji.items()}
    grade = max((grades.get(letter, Grade.NONE) for letter in shown.headword), default=Grade.NONE)
    return Row(0, shown, tuple(places), word.frequency, grade, gloss_ruby=word.gloss_ruby)
