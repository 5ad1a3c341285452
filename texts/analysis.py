"""From a sentence to learner's words with furigana.

Language runs → Sudachi and English tokens → names and numbers → reading rules → corrections → groups → ruby. The author's ruby
beats all, then the reader's corrections, then rules and names, then the analyser. Needs no store.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from texts import english, numbers
from texts.furigana import Span, align
from texts.japanese import JapaneseTokenizer, Word
from texts.kana import has_kanji, is_kanji, to_hiragana
from texts.language import runs
from texts.model import Analysis, AuthorRuby, Corrections, KanjiReadings, Language, Morpheme, Origin, Pos, Ruby, Sentence, Token
from texts.readings import Names, Reading, Rule, RuleBook, applied, inflected, matches
from texts.words import Role, group_end, group_pos, pos_of, role_of

_DIGITS: Final = frozenset("0123456789０１２３４５６７８９")
_CODE_JOINTS: Final = frozenset("-‐–/:：．.－／")
_CLUSTER: Final = re.compile("[0-9０-９]+(?:[,，][0-9０-９]{3})*(?:[-‐–/:：．.－／][0-9０-９]+)*")
_PAIR: Final = re.compile("[1-9１-９][0-9０-９]{0,3}[-‐–－][1-9１-９][0-9０-９]{0,3}|[0-9０-９]{1,2}[-‐–－][0-9０-９]{1,2}")
_AFTER_PAIR: Final = re.compile("[々〇㐀-鿿%％]|[でとの]|[かカヵヶケ](?=[月国所年])|$")
_KANJI_NUMERALS: Final = frozenset("一二三四五六七八九十百千")
_NUMBER_STARTS: Final = frozenset("第数何幾")


class NoCorrections:
    """A reader who has corrected nothing."""

    def reading(self, surface: str) -> str | None:  # noqa: ARG002 the Protocol's signature
        """Never any reading."""
        return None


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    """What follows from a word alone, worked out when it is first met."""

    role: Role
    pos: Pos
    rules: tuple[Rule, ...]
    spans: tuple[Span, ...]
    kanji: bool
    sure: bool
    bare: bool  # one kanji, a common noun: read one way alone (みち), another beside a noun (どう)
    may_start_number: bool


@dataclass(slots=True)
class _Piece:
    """A word at its place, with what was decided about its reading."""

    start: int
    word: Word
    seen: _Seen
    reading: str
    lemma: str
    lemma_reading: str
    origin: Origin = Origin.ANALYSER
    sure: bool = True
    spans: tuple[Span, ...] = ()
    joins: bool = False  # belongs to the word after it (意気|込む)

    @property
    def end(self) -> int:
        return self.start + len(self.word.surface)

    def morpheme(self) -> Morpheme:
        """The record of the word, with what the rules changed."""
        word, start = self.word, self.start
        return Morpheme(
            start, start + len(word.surface), word.surface, self.lemma, word.normalized, self.reading, word.pos, word.known
        )


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
        self._corrected = not isinstance(self._corrections, NoCorrections)
        self._rules = RuleBook()
        self._names = Names()
        self._seen: dict[Word, _Seen] = {}

    def analyse(self, sentence: Sentence) -> Analysis:
        """The tokens and the furigana of a sentence.

        Tokens tile the sentence, white space aside; ruby never stands over kana nor crosses a token's border. Offsets are code
        points of `sentence.text`.
        """
        text = sentence.text
        tokens: list[Token] = []
        ruby: list[Ruby] = []
        at = 0
        for run in runs(text):
            start = max(run.start, at)
            if start >= run.end:
                continue
            part = text[start : run.end]
            if run.language is Language.JA:
                self._japanese(text, start, run.end, tokens, ruby)
            elif run.language is Language.EN:
                tokens.extend(english.tokens(part, start))
            else:
                tokens.extend(_other(part, start))
            at = run.end
        if sentence.ruby:
            tokens, ruby = _author(text, tokens, ruby, sentence.ruby)
        doubtful = english.doubtful(text) if sentence.language is Language.EN else None
        return Analysis(sentence, tuple(tokens), tuple(ruby), doubtful)

    def _japanese(self, text: str, start: int, end: int, tokens: list[Token], ruby: list[Ruby]) -> None:
        """Analyse one Japanese run and append its tokens and ruby."""
        pieces = self._pieces(text, start, end)
        words = [piece.word for piece in pieces]
        self._apply_rules(pieces, words, (_latin(text, start - 1), _latin(text, end)))
        _doubt(pieces)
        if self._corrected:
            self._apply_corrections(pieces)
        numbered = self._numbers(text, pieces)
        roles = [piece.seen.role for piece in pieces]
        at = 0
        while at < len(pieces):
            if at in numbered:
                number, last = numbered[at]
                self._number_token(text, pieces[at:last], number, tokens, ruby)
                at = last
                continue
            if roles[at] is Role.SPACE:
                at += 1
                continue
            stop, head = self._group(pieces, words, roles, at, numbered)
            self._token(text, pieces[at:stop], head - at, words[at:stop], tokens, ruby)
            at = stop

    # ------------------------------------------------------------------ words and their readings

    def _pieces(self, text: str, start: int, end: int) -> list[_Piece]:
        """The words of a run, names found first."""
        pieces: list[_Piece] = []
        at = start
        for name_start, name_end, name in self._names.find(text[start:end]):
            self._add_words(text[at : start + name_start], at, pieces)
            piece = self._piece(start + name_start, name.word)
            piece.origin, piece.sure = Origin.NAME, True
            if name.foreign:
                piece.spans = ((0, len(name.word.surface), name.shown),)
            pieces.append(piece)
            at = start + name_end
        self._add_words(text[at:end], at, pieces)
        return pieces

    def _add_words(self, text: str, at: int, pieces: list[_Piece]) -> None:
        if not text:
            return
        about = text.find("約数") + 1  # 約|数十人: the analyser knows a word 約数, divisor
        if about and text[about + 1 : about + 2] in "十百千万億人日年か":
            self._add_words(text[:about], at, pieces)
            self._add_words(text[about:], at + about, pieces)
            return
        for word in self._tokenizer.words(text):
            pieces.append(self._piece(at, word))
            at += len(word.surface)

    def _piece(self, start: int, word: Word) -> _Piece:
        seen = self._seen.get(word)
        if seen is None:
            seen = self._see(word)
            if word.known:  # the others are made anew each time and would only pile up
                self._seen[word] = seen
        return _Piece(start, word, seen, word.reading, word.lemma, word.lemma_reading, Origin.ANALYSER, seen.sure, seen.spans)

    def _see(self, word: Word) -> _Seen:
        kanji = has_kanji(word.surface)
        first = word.surface[0]
        return _Seen(
            role=role_of(word),
            pos=pos_of(word),
            rules=self._rules.candidates(word),
            spans=align(word.surface, word.reading, self._kanji) if kanji else (),
            kanji=kanji,
            sure=word.known and not self._rules.doubtful(word),
            bare=kanji and len(word.surface) == 1 and word.pos[:2] == ("名詞", "普通名詞"),
            may_start_number=word.pos[1] == "数詞" or first in _DIGITS or word.surface in _NUMBER_STARTS,
        )

    def _apply_rules(self, pieces: Sequence[_Piece], words: Sequence[Word], edges: tuple[Word | None, Word | None]) -> None:
        done = 0  # a rule over several words takes them all
        for at, piece in enumerate(pieces):
            if at < done or not piece.seen.rules or piece.origin is Origin.NAME:
                continue
            for rule in piece.seen.rules:
                if not matches(rule, words, at, edges):
                    continue
                for place, reading in enumerate(applied(rule, words, at)):
                    if reading is not None:
                        self._set(pieces[at + place], reading)
                    if rule.joins and place + 1 < len(rule.words):
                        pieces[at + place].joins = True
                done = at + len(rule.words)
                break

    def _set(self, piece: _Piece, reading: Reading) -> None:
        piece.reading, piece.lemma_reading = reading.reading, reading.lemma_reading
        piece.lemma = reading.lemma or piece.lemma
        piece.origin, piece.sure = reading.origin, reading.sure
        piece.spans = align(piece.word.surface, reading.reading, self._kanji) if piece.seen.kanji else ()

    def _apply_corrections(self, pieces: Sequence[_Piece]) -> None:
        """The reader's reading of a word as written, or of the lemma of a word that inflects."""
        for piece in pieces:
            if not piece.seen.kanji:
                continue
            word = piece.word
            kana = self._corrections.reading(word.surface)
            lemma_kana = kana if word.surface == word.lemma else self._corrections.reading(word.lemma)
            if kana is None and lemma_kana is not None:
                kana = inflected(to_hiragana(lemma_kana), word.lemma, word.surface)
            if kana is not None:
                self._set(
                    piece, Reading(to_hiragana(kana), to_hiragana(lemma_kana or piece.lemma_reading), Origin.USER, sure=True)
                )

    # ------------------------------------------------------------------ numbers

    def _numbers(self, text: str, pieces: list[_Piece]) -> dict[int, tuple[numbers.NumberReading, int]]:
        """Index of a number's first piece → the number, and the index after its last piece. Cuts pieces that hold more."""
        found: dict[int, tuple[numbers.NumberReading, int]] = {}
        if not any(piece.seen.may_start_number or _is_false_name(piece.word) for piece in pieces):
            return found
        at, month_end = 0, -1
        while at < len(pieces):
            piece = pieces[at]
            dated = piece.start == month_end and piece.word.surface[0] in _KANJI_NUMERALS  # 五月|一日: いちにち by itself
            starts = dated or piece.seen.may_start_number or _is_false_name(piece.word)
            if not starts or piece.origin is Origin.USER:
                at += 1
                continue
            ends = {end for later in pieces[at:] for end in _borders(later)}
            number = numbers.read(text, piece.start, ends.__contains__, in_month=piece.start == month_end)
            if number is None or _code_like(text, number) or not _plausible(piece.word, number):
                at += 1
                continue
            last = at
            while pieces[last].end < number.end:
                last += 1
            if pieces[last].end > number.end:
                self._cut(pieces, last)
                while pieces[last].end < number.end:
                    last += 1
            found[at] = (number, last + 1)
            month_end = number.end if number.counter == "月" else -1
            at = last + 1
        return found

    def _cut(self, pieces: list[_Piece], at: int) -> None:
        """Replace a piece by its mode A units."""
        parts, place = [], pieces[at].start
        for unit in pieces[at].word.units:
            parts.append(self._piece(place, unit))
            place += len(unit.surface)
        pieces[at : at + 1] = parts

    def _number_token(
        self, text: str, pieces: Sequence[_Piece], number: numbers.NumberReading, tokens: list[Token], ruby: list[Ruby]
    ) -> None:
        surface = text[number.start : number.end]
        morphemes = tuple(piece.word.at(piece.start) for piece in pieces)
        tokens.append(
            Token(
                number.start,
                number.end,
                surface,
                Language.JA,
                surface,
                number.reading,
                number.reading,
                Pos.NUMBER,
                surface,
                morphemes,
            )
        )
        ruby.append(Ruby(number.start, number.number_end, number.number_reading, Origin.NUMBER, number.sure))

    # ------------------------------------------------------------------ tokens

    def _group(
        self, pieces: Sequence[_Piece], words: Sequence[Word], roles: Sequence[Role], at: int, numbered: Container[int]
    ) -> tuple[int, int]:
        start = at
        while pieces[at].joins and at + 1 < len(pieces):
            at += 1
        stop, head = group_end(words, roles, at)
        for index in range(start + 1, stop):
            if index in numbered:
                return index, start
        return stop, head

    def _token(
        self, text: str, pieces: Sequence[_Piece], head: int, words: Sequence[Word], tokens: list[Token], ruby: list[Ruby]
    ) -> None:
        """Make one token out of a group of pieces, and the ruby over it."""
        start, end = pieces[0].start, pieces[-1].end
        for piece in pieces:
            for low, high, kana in piece.spans:
                ruby.append(Ruby(piece.start + low, piece.start + high, kana, piece.origin, piece.sure))
        first = pieces[0]
        if len(pieces) == 1:
            word = first.word
            units = tuple(unit.at(place) for unit, place in _placed(word.units, start))
            tokens.append(
                Token(
                    start, end, word.surface, Language.JA, first.lemma, first.reading, first.lemma_reading, first.seen.pos,
                    word.normalized, (first.morpheme(),), units,
                )
            )  # fmt: skip
            return
        morphemes = tuple(piece.morpheme() for piece in pieces)
        pos = group_pos(words, head)
        lemma, normalized, lemma_reading = _lemma(pieces, head, pos)
        reading = "".join(piece.reading for piece in pieces)
        tokens.append(Token(start, end, text[start:end], Language.JA, lemma, reading, lemma_reading, pos, normalized, morphemes))


def _doubt(pieces: Sequence[_Piece]) -> None:
    """Mark one-kanji nouns beside another noun, which no rule has decided: whether they are read as alone is a guess."""
    for at, piece in enumerate(pieces):
        if not piece.seen.bare or piece.origin is not Origin.ANALYSER:
            continue
        before = pieces[at - 1].word.pos[0] if at else ""
        after = pieces[at + 1].word.pos[0] if at + 1 < len(pieces) else ""
        if before in ("名詞", "接頭辞", "接尾辞") or after == "名詞":
            piece.sure = False


def _latin(text: str, at: int) -> Word | None:
    """What stands directly at an end of a Japanese run, as a noun for the rules; None at a blank or mark."""
    character = text[at] if 0 <= at < len(text) else ""
    if not character.isalnum():
        return None
    return Word(character, character, character, "", "", ("名詞", "普通名詞", "一般", "*", "*", "*"), known=False)


def _lemma(pieces: Sequence[_Piece], head: int, pos: Pos) -> tuple[str, str, str]:
    """Lemma, normalised form and lemma's reading of a group: its head's when that inflects, else the whole as written."""
    piece = pieces[head]
    if pos in (Pos.VERB, Pos.ADJECTIVE, Pos.AUXILIARY, Pos.PARTICLE):
        joined = [before for before in pieces[:head] if before.joins]  # 意気|込む is one verb; お of お話しする is not
        lemma = "".join(before.word.surface for before in joined) + piece.lemma
        normalized = "".join(before.word.surface for before in joined) + piece.word.normalized
        return lemma, normalized, "".join(before.reading for before in joined) + piece.lemma_reading
    surface = "".join(part.word.surface for part in pieces)
    return surface, "".join(part.word.normalized for part in pieces), "".join(part.reading for part in pieces)


def _placed(words: Sequence[Word], start: int) -> Iterator[tuple[Word, int]]:
    for word in words:
        yield word, start
        start += len(word.surface)


def _borders(piece: _Piece) -> Iterator[int]:
    """Where a number may end in or after a piece; inside only between the units of 100円|ショップ and its like."""
    if piece.word.units and (piece.word.surface[0] in _DIGITS or piece.word.units[0].pos[1] == "数詞"):
        place = piece.start
        for unit in piece.word.units:
            place += len(unit.surface)
            yield place
    yield piece.end


def _is_false_name(word: Word) -> bool:
    """A kanji number with its counter that the analyser takes for a place or family (十人, 五日)."""
    return word.pos[1] == "固有名詞" and word.surface[0] in _KANJI_NUMERALS and word.surface[-1] in "人日年月回本"


def _plausible(word: Word, number: numbers.NumberReading) -> bool:
    """何, 数 and 幾 are numbers only before a counter; a 'name' only when it is number and counter to its end."""
    if word.surface in ("何", "数", "幾") or word.pos[1] == "固有名詞":
        return bool(number.counter) or (number.end - number.start > 1 and word.pos[1] != "固有名詞")
    return True


def _code_like(text: str, number: numbers.NumberReading) -> bool:
    """Digits that are not read as one number: phone numbers, addresses, dates with slashes, parts of codes (ISO639-1).

    Two numbers with a hyphen between are a range (20-30倍) or a score (3-0で), and read.
    """
    start, end = number.start, number.number_end
    if text[start] not in _DIGITS:
        return False
    if text[start - 1 : start].isascii() and text[start - 1 : start].isalpha():
        return True
    while start > 1 and (text[start - 1] in _DIGITS or (text[start - 1] in _CODE_JOINTS and text[start - 2] in _DIGITS)):
        start -= 1
    if start and text[start - 1] in _CODE_JOINTS and start > 1 and text[start - 2].isascii() and text[start - 2].isalpha():
        return True
    found = _CLUSTER.match(text, start)
    if found is None or (found.end() <= end and start == number.start):
        return False
    pair = _PAIR.fullmatch(found.group())
    return pair is None or _AFTER_PAIR.match(text, found.end()) is None


def _other(text: str, start: int) -> Iterator[Token]:
    """Tokens of a stretch that is in neither language: addresses, codes, rows of dots; one for each piece without white space."""
    at = start
    for piece in text.split(" ") if " " in text else (text,):
        for part in piece.split("\u3000"):
            if part:
                pos = Pos.OTHER if any(character.isalnum() for character in part) else Pos.SYMBOL
                yield Token(at, at + len(part), part, Language.OTHER, part, "", "", pos, part)
            at += len(part) + 1


def _author(
    text: str, tokens: Sequence[Token], ruby: Sequence[Ruby], author: Sequence[AuthorRuby]
) -> tuple[list[Token], list[Ruby]]:
    """Put the author's ruby in place of ours; tokens that it would cross become one."""
    kept = [own for own in ruby if not any(own.start < their.end and their.start < own.end for their in author)]
    kept += [Ruby(their.start, their.end, their.reading, Origin.AUTHOR, sure=True) for their in author]
    kept.sort(key=lambda span: span.start)
    merged: list[Token] = []
    for token in tokens:
        if merged and any(
            their.start < merged[-1].end and token.start < their.end and token.start > their.start for their in author
        ):
            merged[-1] = _merge(text, merged[-1], token)
        else:
            merged.append(token)
    touched = [
        _read_again(token, kept) if any(their.start < token.end and token.start < their.end for their in author) else token
        for token in merged
    ]
    return touched, kept


def _merge(text: str, first: Token, second: Token) -> Token:
    surface = text[first.start : second.end]
    return Token(
        first.start, second.end, surface, first.language, surface, first.reading + second.reading, first.reading +
        second.lemma_reading, Pos.NOUN if first.language is Language.JA else first.pos, surface, first.morphemes +
        second.morphemes,
    )  # fmt: skip


def _read_again(token: Token, ruby: Sequence[Ruby]) -> Token:
    """A token with the reading that its ruby spells."""
    over = {span.start - token.start: span for span in ruby if token.start <= span.start and span.end <= token.end}
    at, kana = 0, ""
    while at < len(token.surface):
        if at in over:
            kana += to_hiragana(over[at].reading).replace("・", "")
            at = over[at].end - token.start
        elif is_kanji(token.surface[at]):
            return token  # part of it is still unread
        else:
            kana += to_hiragana(token.surface[at])
            at += 1
    lemma_reading = kana
    if token.lemma != token.surface:
        stem = 0
        while stem < min(len(token.lemma), len(token.surface)) and token.lemma[stem] == token.surface[stem]:
            stem += 1
        tail = to_hiragana(token.surface[stem:])
        lemma_reading = kana.removesuffix(tail) + to_hiragana(token.lemma[stem:]) if kana.endswith(tail) else token.lemma_reading
    return replace(token, reading=kana, lemma_reading=lemma_reading)
