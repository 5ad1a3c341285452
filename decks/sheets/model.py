"""The records of sheets. Frozen; a term's letters, ruby, glosses and sentence are a `decks.model.Word`, as on a card.

An article is analysed, reduced to an `Article` and let go of, so that a sheet of a hundred articles takes the memory of one and of its
own rows. `Sheet` is the finished list: formats only lay it out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from decks.model import Learn, RubySpan, Word
from dictionaries.model import SourceInfo
from dictionaries.term_facts import Grade
from texts.model import Language


class Order(StrEnum):
    """In which order a list stands."""

    APPEARANCE = "appearance"
    CATEGORY = "category"
    FREQUENCY = "frequency"
    READING = "reading"
    """五十音 for Japanese, the alphabet for English."""
    IMPORTANCE = "importance"


class Paper(StrEnum):
    """What is printed on."""

    A4 = "a4"
    LETTER = "letter"


class Action(StrEnum):
    """What the teacher wants of a term; NONE only changes what is said of it."""

    NONE = ""
    INCLUDE = "include"
    EXCLUDE = "exclude"
    TAUGHT = "taught"


@dataclass(frozen=True, slots=True)
class Override:
    """A line of the teacher's file: what is to become of a term, and cells that replace ours ("" leaves ours).

    `glosses` are English for a Japanese term, Japanese for an English one; `category` is one of `dictionaries.model.Category` or ""; `file`
    and `line` (from 1) say where it stands.
    """

    language: Language
    term: str
    action: Action = Action.NONE
    reading: str = ""
    glosses: tuple[str, ...] = ()
    category: str = ""
    note: str = ""
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Wish:
    """What a list is to be: language, order, the most rows of each language (0: all), pre-teach share (0 none, else 0.95, 0.98).

    `new` leaves out what the reader knows and what the class was taught.
    """

    learn: Learn = Learn.JA
    order: Order = Order.APPEARANCE
    limit: int = 0
    new: bool = False
    preteach: float = 0.0
    title: str = ""
    paper: Paper = Paper.A4


@dataclass(frozen=True, slots=True)
class Frequency:
    """How common a word is: in words ("" when nobody says), on the Zipf scale (None likewise), and whether it is the rarest part's."""

    said: str = ""
    zipf: float | None = None
    of_part: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A term as one article has it, before the teacher's hand.

    `sentences` are numbers from 1; `covers` the running words it is made of, as their numbers in the article (a set, so that 停戦 inside
    停戦合意 is counted once); `gloss_ruby` stands over `word.glosses`, one tuple each, for Japanese glosses of English terms.
    """

    word: Word
    count: int
    sentences: tuple[int, ...]
    covers: frozenset[int]
    frequency: Frequency = Frequency()
    grade: Grade = Grade.NONE
    hardest: str = ""
    weight: float = 0.0
    same_as: tuple[str, ...] = ()
    gloss_ruby: tuple[tuple[RubySpan, ...], ...] = ()
    pronunciation: str = ""


@dataclass(frozen=True, slots=True)
class WordCount:
    """A running word by its lemma: how often it stands in the article. `word` holds its meaning and first sentence, where it is asked for.

    Names (`proper`), numbers and words of `grammar` (は, the) count as known in coverage, as is usual. `sentences` are numbers from 1.
    """

    language: Language
    lemma: str
    reading: str
    count: int
    proper: bool = False
    number: bool = False
    frequency: Frequency = Frequency()
    word: Word | None = None
    grammar: bool = False
    sentences: tuple[int, ...] = ()
    gloss_ruby: tuple[tuple[RubySpan, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Readability:
    """jReadability's score of the Japanese sentences and its band (`decks.sheets.readability`): an estimate."""

    score: float
    band: str
    sentences: int
    words: int


@dataclass(frozen=True, slots=True)
class Article:
    """What is kept of one article.

    `running` are the running words of each language, `kanji` every kanji of its sentences with its grade.
    """

    id: str
    title: str
    source: str
    sentences: int
    characters: int
    running: Mapping[Language, int]
    found: tuple[Found, ...]
    words: tuple[WordCount, ...]
    kanji: Mapping[str, Grade] = field(default_factory=dict)
    readability: Readability | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands: the article's number from 1, how often, and in which of its sentences (numbers from 1)."""

    article: int
    count: int
    sentences: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list.

    `word` is what it shows, with the teacher's changes; `places` where it stands; `level` and `note` are the teacher's own; `by_hand` says
    that the teacher changed or added something.
    """

    number: int
    word: Word
    places: tuple[Place, ...]
    frequency: Frequency = Frequency()
    grade: Grade = Grade.NONE
    hardest: str = ""
    weight: float = 0.0
    same_as: tuple[str, ...] = ()
    gloss_ruby: tuple[tuple[RubySpan, ...], ...] = ()
    pronunciation: str = ""
    level: str = ""
    note: str = ""
    by_hand: bool = False

    @property
    def count(self) -> int:
        """How often it stands in all articles."""
        return sum(place.count for place in self.places)


@dataclass(frozen=True, slots=True)
class Counts:
    """The head of a list in figures: running words, different words, terms listed, and running words those are part of.

    `known` are the running words that the given reader knows, None when nobody was given.
    """

    running: int
    types: int
    listed: int
    covered: int
    known: int | None = None

    @property
    def coverage(self) -> float:
        """The share of running words that the list's terms are part of, from 0 to 1."""
        return self.covered / self.running if self.running else 0.0


@dataclass(frozen=True, slots=True)
class Goal:
    """Of a list of words to teach first: the share aimed at, the shares before and after teaching it (0 to 1)."""

    share: float
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Part:
    """The list of one language: `rows`, then proper nouns apart as `names`; numbers go on from one to the other.

    `goal` is set on a list of words to teach before reading.
    """

    language: Language
    rows: tuple[Row, ...]
    names: tuple[Row, ...]
    counts: Counts
    goal: Goal | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """What a sheet says of one article."""

    title: str
    source: str
    sentences: int
    running: int
    readability: Readability | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A finished list. `kanji` are the different kanji of the articles by grade, in order; `levels` says that there is a level column."""

    title: str
    learn: Learn
    made: date
    articles: tuple[Head, ...]
    parts: tuple[Part, ...]
    kanji: tuple[tuple[Grade, tuple[str, ...]], ...] = ()
    credits: tuple[SourceInfo, ...] = ()
    paper: Paper = Paper.A4
    order: Order = Order.APPEARANCE
    levels: bool = False
