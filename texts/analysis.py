"""From a sentence to learner's words with furigana.

Language runs → Sudachi and English tokens → names → reading rules → corrections → numbers → groups → ruby. The author's ruby
beats all, then the reader's corrections, then rules and names, then the analyser. Needs no store.

Written for speed where it runs for every word: what follows from a word alone is worked out once (`_Seen`), what was decided at
one place (`_Decided`) exists only where something was.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from texts import english, numbers
from texts.author import put_author_ruby
from texts.doubt import doubts
from texts.furigana import Span, align
from texts.japanese import JapaneseTokenizer, Word
from texts.kana import has_kanji, to_hiragana
from texts.language import runs
from texts.lazy import LazyPattern
from texts.model import Analysis, Corrections, KanjiReadings, Language, Morpheme, Origin, Pos, Ruby, Sentence, Token
from texts.names import names
from texts.readings import Reading, Rule, applied, inflected, matches, rule_book
from texts.words import Role, group_end, group_pos, pos_of, role_of

_KANJI_NUMERALS: Final = frozenset("一二三四五六七八九十百千")
_NUMBER_STARTS: Final = frozenset("第数何幾")

# most words stand alone, and these need not be asked: particles always, nouns unless a suffix follows
_PIECE: Final = LazyPattern(r"\S+")
_ALWAYS_ALONE: Final = frozenset((Role.OTHER, Role.NOUN_SUFFIX))
_NEARLY_ALONE: Final = frozenset((Role.NOUN, Role.FAMILY_NAME, Role.GIVEN_NAME))
_JOINS_NOUN: Final = frozenset((Role.NOUN_SUFFIX, Role.GIVEN_NAME))

# surface, language, lemma, reading, lemma's reading, part of speech, normalised form: a token without its place
_Head = tuple[str, Language, str, str, str, Pos, str]


class NoCorrections:
    """A reader who has corrected nothing."""

    def readings(self, text_id: str) -> Mapping[str, str]:  # noqa: ARG002 the Protocol's signature
        """Never any reading."""
        return {}


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    """What follows from a word alone."""

    length: int
    role: Role
    head: _Head
    record: tuple[str, str, str, str, tuple[str, ...], bool]  # a morpheme without its place
    rules: tuple[Rule, ...]
    spans: tuple[Span, ...]
    kanji: bool
    sure: bool
    bare: bool  # one kanji, a common noun: read one way alone (みち), another beside a noun (どう)
    number: bool  # a number may start here
    special: bool  # any of rules, bare, number


@dataclass(frozen=True, slots=True)
class _Decided:
    """What was decided about the word at one place, in place of what follows from the word alone."""

    reading: str
    lemma: str
    lemma_reading: str
    origin: Origin
    sure: bool
    spans: tuple[Span, ...]
    joins: bool = False  # belongs to the word after it (意気|込む)


@dataclass(slots=True)
class _Stretch:
    """A Japanese run being analysed: its words, where they start, what is known and what was decided of them."""

    text: str  # the whole sentence
    start: int
    end: int
    words: list[Word] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    seen: list[_Seen] = field(default_factory=list)
    decided: dict[int, _Decided] = field(default_factory=dict)
    found: dict[int, tuple[numbers.NumberReading, int]] = field(default_factory=dict)  # by first word: number, word after it
    special: bool = False

    def end_of(self, index: int) -> int:
        """Where a word ends, in code points of the sentence."""
        return self.starts[index] + self.seen[index].length


class Analyser:
    """Analyses sentences; belongs to the thread of its tokenizer."""

    def __init__(self, tokenizer: JapaneseTokenizer, kanji: KanjiReadings, corrections: Corrections | None = None) -> None:
        """Make an analyser.

        Args:
            tokenizer: this thread's.
            kanji: readings of single kanji, for the place of the furigana.
            corrections: the reader's own readings; None for a reader without any.
        """
        self._tokenizer = tokenizer
        self._kanji = kanji
        self._corrections: Corrections = NoCorrections() if corrections is None else corrections
        self._wanted: Mapping[str, str] = {}
        self._rules = rule_book()
        self._doubts = doubts()
        self._names = names()
        self._seen: dict[Word, _Seen] = {}
        self._groups: dict[tuple[Word, ...], _Head] = {}

    def analyse(self, sentence: Sentence) -> Analysis:
        """The tokens and the furigana of a sentence.

        Tokens tile the sentence, white space aside; ruby never stands over kana (but for the か of 三か国) nor crosses a token's
        border. Offsets are code points of `sentence.text`.
        """
        text = sentence.text
        self._wanted = self._corrections.readings(sentence.text_id)
        tokens: list[Token] = []
        ruby: list[Ruby] = []
        for run in runs(text):
            if run.language is Language.JA:
                self._japanese(_Stretch(text, run.start, run.end), tokens, ruby)
            elif run.language is Language.EN:
                tokens.extend(english.tokens(text[run.start : run.end], run.start))
            else:
                tokens.extend(_other(text[run.start : run.end], run.start))
        if sentence.ruby:
            tokens, ruby = put_author_ruby(text, tokens, ruby, sentence.ruby)
        doubtful = english.doubtful(text) if sentence.language is Language.EN else None
        return Analysis(sentence, tuple(tokens), tuple(ruby), doubtful)

    def _japanese(self, stretch: _Stretch, tokens: list[Token], ruby: list[Ruby]) -> None:
        """Analyse one Japanese run and append its tokens and ruby."""
        self._read_words(stretch)
        if stretch.special:
            self._apply_rules(stretch)
            self._doubt(stretch)
        if self._wanted:
            self._apply_corrections(stretch)
        if stretch.special:
            self._read_numbers(stretch)
        words, starts, seen, decided = stretch.words, stretch.starts, stretch.seen, stretch.decided
        roles = [known.role for known in seen]
        at, count = 0, len(words)
        while at < count:
            role = roles[at]
            if at in stretch.found:
                number, stop = stretch.found[at]
                self._number(stretch, at, stop, number, tokens, ruby)
            elif role is Role.SPACE:
                stop = at + 1
            else:
                stop, head = at + 1, at
                alone = role in _ALWAYS_ALONE or (role in _NEARLY_ALONE and stop < count and roles[stop] not in _JOINS_NOUN)
                if not alone or at in decided:
                    stop, head = self._group(stretch, roles, at)
                if stop == at + 1 and at not in decided:
                    known, start = seen[at], starts[at]
                    for low, high, kana in known.spans:
                        ruby.append(Ruby(start + low, start + high, kana, Origin.ANALYSER, known.sure))
                    units = words[at].units
                    placed = tuple(unit.at(place) for unit, place in _placed(units, start)) if units else ()
                    end = start + known.length
                    tokens.append(Token(start, end, *known.head, (Morpheme(start, end, *known.record),), placed))
                else:
                    self._token(stretch, at, stop, head, tokens, ruby)
            at = stop

    # ------------------------------------------------------------------ words and their readings

    def _read_words(self, stretch: _Stretch) -> None:
        """Fill in the words of a run, names found first."""
        text, at = stretch.text, stretch.start
        for start, end, name in self._names.find(text[stretch.start : stretch.end]):
            start, end = start + stretch.start, end + stretch.start
            self._add(stretch, text[at:start], at)
            self._add_word(stretch, name.word, start)
            spans = ((0, end - start, name.shown),) if name.foreign else stretch.seen[-1].spans
            reading = name.word.reading
            stretch.decided[len(stretch.words) - 1] = _Decided(reading, name.word.lemma, reading, Origin.NAME, sure=True, spans=spans)
            at = end
        self._add(stretch, text[at : stretch.end], at)

    def _add(self, stretch: _Stretch, text: str, at: int) -> None:
        if not text:
            return
        about = text.find("約数") + 1  # 約|数十人: the analyser knows a word 約数, divisor
        if about and text[about + 1 : about + 2] in ("十", "百", "千", "万", "億", "人", "日", "年", "か"):
            self._add(stretch, text[:about], at)
            self._add(stretch, text[about:], at + about)
            return
        for word in self._tokenizer.words(text):
            self._add_word(stretch, word, at)
            at += len(word.surface)

    def _add_word(self, stretch: _Stretch, word: Word, at: int) -> None:
        seen = self._seen.get(word)
        if seen is None:
            seen = self._see(word)
            if word.known:  # the others are made anew each time and would only pile up
                self._seen[word] = seen
        stretch.words.append(word)
        stretch.starts.append(at)
        stretch.seen.append(seen)
        stretch.special = stretch.special or seen.special

    def _see(self, word: Word) -> _Seen:
        kanji = has_kanji(word.surface)
        rules = self._rules.candidates(word)
        bare = self._doubts.asks(word)
        first = word.surface[0]
        number = word.pos[1] == "数詞" or first in numbers.DIGITS or word.surface in _NUMBER_STARTS or first in _KANJI_NUMERALS
        return _Seen(
            length=len(word.surface),
            role=role_of(word),
            head=(word.surface, Language.JA, word.lemma, word.reading, word.lemma_reading, pos_of(word), word.normalized),
            record=(word.surface, word.lemma, word.normalized, word.reading, word.pos, word.known),
            rules=rules,
            spans=align(word.surface, word.reading, self._kanji) if kanji else (),
            kanji=kanji,
            sure=not self._doubts.doubtful(word),
            bare=bare,
            number=number,
            special=bool(rules) or bare or number,
        )

    def _apply_rules(self, stretch: _Stretch) -> None:
        words, decided = stretch.words, stretch.decided
        edges = (_latin(stretch.text, stretch.start - 1), _latin(stretch.text, stretch.end))
        done = 0  # a rule over several words takes them all
        for at, seen in enumerate(stretch.seen):
            if not seen.rules or at < done or at in decided:
                continue
            for rule in seen.rules:
                if not matches(rule, words, at, edges):
                    continue
                for place, reading in enumerate(applied(rule, words, at), at):
                    joins = rule.joins and place + 1 < at + len(rule.words)
                    if reading is not None or joins:
                        self._decide(stretch, place, reading, joins=joins)
                done = at + len(rule.words)
                break

    def _decide(self, stretch: _Stretch, at: int, reading: Reading | None, *, joins: bool = False) -> None:
        word, seen = stretch.words[at], stretch.seen[at]
        if reading is None:
            reading = Reading(word.reading, word.lemma_reading, Origin.ANALYSER, seen.sure)
        spans = align(word.surface, reading.reading, self._kanji) if seen.kanji else ()
        stretch.decided[at] = _Decided(
            reading.reading, reading.lemma or word.lemma, reading.lemma_reading, reading.origin, reading.sure, spans, joins
        )

    def _doubt(self, stretch: _Stretch) -> None:
        """Mark the words which no rule has decided and whose reading is a guess among these neighbours."""
        words = stretch.words
        for at, seen in enumerate(stretch.seen):
            if not seen.bare or at in stretch.decided:
                continue
            word = words[at]
            if self._doubts.doubtful_here(word, words[at - 1] if at else None, words[at + 1] if at + 1 < len(words) else None):
                stretch.decided[at] = _Decided(word.reading, word.lemma, word.lemma_reading, Origin.ANALYSER, sure=False, spans=seen.spans)

    def _apply_corrections(self, stretch: _Stretch) -> None:
        """The reader's reading of a word as written, or of the lemma of a word that inflects."""
        for at, (word, seen) in enumerate(zip(stretch.words, stretch.seen, strict=True)):
            if not seen.kanji:
                continue
            before = stretch.decided.get(at)
            lemma = before.lemma if before else word.lemma
            kana = self._wanted.get(word.surface)
            lemma_kana = kana if word.surface == lemma else self._wanted.get(lemma)
            if kana is None and lemma_kana is not None:
                kana = inflected(to_hiragana(lemma_kana), lemma, word.surface)
            if kana is not None:
                lemma_reading = to_hiragana(lemma_kana) if lemma_kana else before.lemma_reading if before else word.lemma_reading
                reading = Reading(to_hiragana(kana), lemma_reading, Origin.USER, sure=True, lemma=lemma)
                self._decide(stretch, at, reading, joins=before is not None and before.joins)

    # ------------------------------------------------------------------ numbers

    def _read_numbers(self, stretch: _Stretch) -> None:
        """Find the numbers; words that hold more than a number are cut into their units."""
        at, month_end = 0, -1
        while at < len(stretch.words):
            if not stretch.seen[at].number:
                at += 1
                continue
            number = self._number_at(stretch, at, dated=stretch.starts[at] == month_end)
            if number is None:
                at += 1
                continue
            last = at
            while stretch.end_of(last) < number.end:
                last += 1
            if stretch.end_of(last) > number.end:
                self._cut(stretch, last)
                while stretch.end_of(last) < number.end:
                    last += 1
            stretch.found[at] = (number, last + 1)
            month_end = number.end if number.counter == "月" else -1
            at = last + 1

    def _number_at(self, stretch: _Stretch, at: int, *, dated: bool) -> numbers.NumberReading | None:
        word = stretch.words[at]
        decided = stretch.decided.get(at)
        if decided is not None and decided.origin in (Origin.USER, Origin.NAME):
            return None
        name = word.pos[1] == "固有名詞"
        lexical = word.pos[1] != "数詞" and word.surface[0] in _KANJI_NUMERALS  # 一部, 十分: words, not numbers
        counted = name and (word.surface[-1] in "人日年月回本" or (len(word.surface) > 1 and _KANJI_NUMERALS.issuperset(word.surface)))
        if lexical and not dated and not counted:
            return None

        def may_end(place: int) -> bool:  # asked of a few places only: a long row of numbers has many
            holder = bisect_left(stretch.starts, place) - 1
            return holder >= at and place in _borders(stretch, holder)

        number = numbers.read(stretch.text, stretch.starts[at], may_end, in_month=dated)
        if number is None or numbers.code_like(stretch.text, number):
            return None
        # 何, 数 and 幾 alone are words; 'names' are numbers only as 十人 or 三百
        if number.counter or counted or not (name or word.surface in ("何", "数", "幾")):
            return number
        return number if not name and number.end - number.start > 1 else None

    def _cut(self, stretch: _Stretch, at: int) -> None:
        """Replace a word by its mode A units; whatever was decided after it moves along."""
        rest = _Stretch(stretch.text, stretch.start, stretch.end)
        for unit, place in _placed(stretch.words[at].units, stretch.starts[at]):
            self._add_word(rest, unit, place)
        more = len(rest.words) - 1
        stretch.words[at : at + 1] = rest.words
        stretch.starts[at : at + 1] = rest.starts
        stretch.seen[at : at + 1] = rest.seen
        stretch.decided = {index + more * (index > at): what for index, what in stretch.decided.items() if index != at}

    def _number(self, stretch: _Stretch, at: int, stop: int, number: numbers.NumberReading, tokens: list[Token], ruby: list[Ruby]) -> None:
        surface, reading = stretch.text[number.start : number.end], number.reading
        morphemes = tuple(word.at(start) for word, start in zip(stretch.words[at:stop], stretch.starts[at:stop], strict=True))
        head: _Head = (surface, Language.JA, surface, reading, reading, Pos.NUMBER, surface)
        tokens.append(Token(number.start, number.end, *head, morphemes))
        ruby.append(Ruby(number.start, number.number_end, number.number_reading, Origin.NUMBER, number.sure))

    # ------------------------------------------------------------------ tokens

    def _group(self, stretch: _Stretch, roles: Sequence[Role], at: int) -> tuple[int, int]:
        """Where the group that starts here ends (exclusive), and its head; a number inside ends it."""
        start = at
        while at in stretch.decided and stretch.decided[at].joins:
            at += 1
        stop, head = group_end(stretch.words, roles, at)
        for index in range(start + 1, stop):
            if index in stretch.found:
                return index, min(head, index - 1)
        return stop, head

    def _token(self, stretch: _Stretch, at: int, stop: int, head: int, tokens: list[Token], ruby: list[Ruby]) -> None:
        """Make one token of several words, or of one about which something was decided; and the ruby over it."""
        morphemes = []
        plain = True
        for index in range(at, stop):
            decided, seen, start = stretch.decided.get(index), stretch.seen[index], stretch.starts[index]
            word = stretch.words[index]
            plain = plain and decided is None and word.known
            origin, sure, spans = (
                (Origin.ANALYSER, seen.sure, seen.spans) if decided is None else (decided.origin, decided.sure, decided.spans)
            )
            for low, high, kana in spans:
                ruby.append(Ruby(start + low, start + high, kana, origin, sure))
            if decided is None:
                morphemes.append(Morpheme(start, start + seen.length, *seen.record))
            else:
                what = (word.surface, decided.lemma, word.normalized, decided.reading, word.pos, word.known)
                morphemes.append(Morpheme(start, start + seen.length, *what))
        key = tuple(stretch.words[at:stop])
        known_head = self._groups.get(key) if plain else None
        if known_head is None:
            known_head = self._head(stretch, at, stop, head, morphemes)
            if plain:
                self._groups[key] = known_head
        units: tuple[Morpheme, ...] = ()
        if stop == at + 1:
            units = tuple(unit.at(place) for unit, place in _placed(stretch.words[at].units, stretch.starts[at]))
        tokens.append(Token(stretch.starts[at], stretch.end_of(stop - 1), *known_head, tuple(morphemes), units))

    def _head(self, stretch: _Stretch, at: int, stop: int, head: int, morphemes: Sequence[Morpheme]) -> _Head:
        """What a token of these words is: its head's lemma when that inflects, else the whole as written."""
        pos = group_pos(stretch.words[at:stop], head - at)
        surface = "".join(morpheme.surface for morpheme in morphemes)
        reading = "".join(morpheme.reading for morpheme in morphemes)
        decided = stretch.decided.get(head)
        lemma_reading = stretch.words[head].lemma_reading if decided is None else decided.lemma_reading
        main = morphemes[head - at]
        if stop == at + 1:
            return surface, Language.JA, main.lemma, reading, lemma_reading, pos, main.normalized
        if pos in (Pos.VERB, Pos.ADJECTIVE, Pos.AUXILIARY, Pos.PARTICLE):
            # 意気|込む is one verb; the お of お話しする is not part of its lemma
            joined = [morphemes[index - at] for index in range(at, head) if index in stretch.decided and stretch.decided[index].joins]
            before = "".join(morpheme.surface for morpheme in joined)
            lemma_reading = "".join(morpheme.reading for morpheme in joined) + lemma_reading
            return surface, Language.JA, before + main.lemma, reading, lemma_reading, pos, before + main.normalized
        normalized = "".join(morpheme.normalized for morpheme in morphemes)
        return surface, Language.JA, surface, reading, reading, pos, normalized


def _latin(text: str, at: int) -> Word | None:
    """What stands directly at an end of a Japanese run, as a noun for the rules; None at a blank or mark."""
    character = text[at] if 0 <= at < len(text) else ""
    if not character.isalnum():
        return None
    return Word(character, character, character, "", "", ("名詞", "普通名詞", "一般", "*", "*", "*"), known=False)


def _placed(words: Sequence[Word], start: int) -> Iterator[tuple[Word, int]]:
    for word in words:
        yield word, start
        start += len(word.surface)


def _borders(stretch: _Stretch, at: int) -> Iterator[int]:
    """Where a number may end in or after a word; inside only between the units of 100円|ショップ and its like."""
    word = stretch.words[at]
    if word.units and (word.surface[0] in numbers.DIGITS or word.units[0].pos[1] == "数詞"):
        for unit, place in _placed(word.units, stretch.starts[at]):
            yield place + len(unit.surface)
    yield stretch.end_of(at)


def _other(text: str, start: int) -> Iterator[Token]:
    """Tokens of a stretch in neither language (addresses, codes, rows of dots): one for each piece without white space."""
    for found in _PIECE.finditer(text):
        part, at = found[0], start + found.start()
        pos = Pos.OTHER if any(character.isalnum() for character in part) else Pos.SYMBOL
        yield Token(at, at + len(part), part, Language.OTHER, part, "", "", pos, part)
