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
from decks.sheets.overrides import key_of
from decks.sheets.preteach import preteach
from decks.sheets.wording import wording_of
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
        key = key_of(word.language, word.headword)
        return next((one for one in reversed(self.overrides) if key_of(one.language, one.term) == key), None)


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
    overrides = {key_of(one.language, one.term): one for one in teacher.overrides}
    hand = _Hand(overrides, teacher, readings)
    parts = tuple(_part(language, articles, wish, hand) for language in LANGUAGES[wish.learn])
    grades: dict[Grade, dict[str, None]] = defaultdict(dict)
    for article in articles:
        for letter, grade in article.kanji.items():
            grades[grade][letter] = None
    sheet = Sheet(
        title=wish.title or (articles[0].title if len(articles) == 1 else wording_of(wish.learn)("title.many", count=len(articles))),
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
    return Listed(sheet, _unmatched(overrides.values(), articles, wish))


def _head(article: Article) -> Head:
    return Head(article.title, article.source, article.sentences, sum(article.running.values()), article.readability)


def _unmatched(overrides: Iterable[Override], articles: Sequence[Article], wish: Wish) -> tuple[Override, ...]:
    """The lines that change nothing: what they speak of is no term here (of a list to teach first: no word)."""
    if wish.preteach:
        found = {key_of(word.language, word.lemma) for article in articles for word in article.words}
    else:
        found = {key_of(item.word.language, item.word.headword) for article in articles for item in article.found}
    expected = [one for one in overrides if one.action is not Action.TAUGHT and one.language in LANGUAGES[wish.learn]]
    return tuple(one for one in expected if key_of(one.language, one.term) not in found)


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
        key = key_of(word.language, word.headword)
        one = self._overrides.get(key)
        if one is not None and one.action in (Action.EXCLUDE, Action.TAUGHT):
            return True
        if one is not None and one.action is Action.INCLUDE:
            return False
        return new and self._teacher.known.knows(word.language, word.headword)

    def knows(self, word: WordCount) -> bool:
        """Whether the class knows a running word."""
        if key_of(word.language, word.lemma) in self._taught:
            return True
        return self._teacher.known.knows(word.language, word.lemma)

    def excluded(self, word: WordCount) -> bool:
        one = self._overrides.get(key_of(word.language, word.lemma))
        return one is not None and one.action is Action.EXCLUDE

    @property
    def knowing(self) -> bool:
        """Whether anything is said of what the class knows."""
        return bool(self._taught or self._teacher.known.words or self._teacher.known.least)

    def over(self, row: Row) -> Row:
        """A row with the teacher's cells and level."""
        levels = self._teacher.levels
        one = self._overrides.get(key_of(row.word.language, row.word.headword))
        if one is not None and (one.reading or one.glosses or one.category or one.note or one.action is Action.INCLUDE):
            over = dict(zip(row.word.glosses, row.gloss_ruby, strict=False))  # a meaning that is ours too keeps its readings
            row = replace(row, word=self._changed(row.word, one), note=one.note, by_hand=True)
            row = replace(row, gloss_ruby=tuple(over.get(gloss, ()) for gloss in row.word.glosses) if over else ())
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
        chosen, goal = preteach(words, hand.knows, wish.preteach, hand.excluded)
        places = _places(language, articles)
        rows = [hand.over(_row_of_word(word, places[word.lemma], articles)) for word in chosen]
        covered = sum(word.count for word in chosen)
    else:
        found = _merged(language, articles)
        rows = [hand.over(row) for row in found.values() if not hand.left_out(row, new=wish.new)]
        rows = _limited(rows, wish.limit)
        covered = _covered(rows, language, articles)
        rows = list(in_order(rows, wish.order))
    names = [row for row in rows if _is_name(row)] if not wish.preteach else []
    terms = [row for row in rows if wish.preteach or not _is_name(row)]
    numbered = [replace(row, number=number) for number, row in enumerate((*terms, *names), 1)]
    known = known_words(words, hand.knows) if hand.knowing else None
    counts = Counts(running, len(words), len(numbered), covered, known)
    return Part(language, tuple(numbered[: len(terms)]), tuple(numbered[len(terms) :]), counts, goal)


def _is_name(row: Row) -> bool:
    return row.word.pos == Pos.PROPER.value or row.word.category in _NAMES


def _limited(rows: list[Row], limit: int) -> list[Row]:
    """The most important ones; what the teacher put in or changed by hand stays, and counts."""
    if not limit or len(rows) <= limit:
        return rows
    by_hand = sum(row.by_hand for row in rows)
    best = sorted(rows, key=lambda row: (not row.by_hand, -row.weight, -row.count))[: max(limit, by_hand)]
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
            key = (key_of(language, item.word.headword)[1], item.word.reading)
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
    listed = {key_of(language, row.word.headword) for row in rows}
    covered = 0
    for article in articles:
        numbers: set[int] = set()
        for item in article.found:
            if item.word.language is language and key_of(language, item.word.headword) in listed:
                numbers |= item.covers
        covered += len(numbers)
    return covered


def _counted(language: Language, articles: Sequence[Article]) -> tuple[WordCount, ...]:
    """The different words of all articles, in order of appearance, their counts added up."""
    kept: dict[str, WordCount] = {}
    for article in articles:
        for word in article.words:
            if word.language is not language:
                continue
            before = kept.get(word.lemma)
            if before is None:
                kept[word.lemma] = word
                continue
            shown = before if before.word is not None else word
            kept[word.lemma] = replace(
                before, count=before.count + word.count, word=shown.word, gloss_ruby=shown.gloss_ruby,
                proper=before.proper and word.proper, number=before.number and word.number, grammar=before.grammar and word.grammar,
            )  # fmt: skip
    return tuple(kept.values())


def _places(language: Language, articles: Sequence[Article]) -> dict[str, list[Place]]:
    """Where each word stands."""
    places: dict[str, list[Place]] = defaultdict(list)
    for number, article in enumerate(articles, 1):
        for word in article.words:
            if word.language is language:
                places[word.lemma].append(Place(number, word.count, word.sentences))
    return places


def _row_of_word(word: WordCount, places: Sequence[Place], articles: Sequence[Article]) -> Row:
    shown = word.word or Word(word.language, word.lemma, word.reading, (), "", (), How.NONE.value, "")
    grades = [article.kanji.get(letter, Grade.NONE) for article in articles for letter in shown.headword]
    return Row(0, shown, tuple(places), word.frequency, max(grades, default=Grade.NONE), gloss_ruby=word.gloss_ruby)
