"""The Japanese analyser: the only module that imports sudachipy.

Mode C over the core dictionary. What a dictionary word is (reading, lemma, part of speech, mode A units) depends on its id and
surface alone, so that is fetched once for each word and kept; words outside the dictionary are never kept, since their readings
depend on context (三 さん, みっ). Holds no rule about readings: `texts.readings` corrects what comes from here.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import sudachipy
from sudachipy.errors import SudachiError

from texts.kana import has_kanji, is_kana, to_hiragana
from texts.lazy import LazyPattern
from texts.model import Morpheme
from texts.whole_words import reading_of

MAX_BYTES: Final = 49_149  # of UTF-8 in one call; Sudachi raises above it
# Sudachi's second limit (65,535 bytes after its own normalisation: ㍿ grows fourfold) cannot be seen from outside, so it is
# answered
# when it is raised, by halving.
_CUT_AFTER: Final = ("\n", "。！？!?", "、，, 　", "はがをにで")

NOUN_LIKE: Final = ("名詞", "接頭辞", "接尾辞", "形状詞")

_lock: Final = threading.Lock()
_shared: list[sudachipy.Dictionary] = []  # one mapped dictionary for the process; each tokenizer over it belongs to one thread


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """What the dictionary says of a word, free of its place in a text; one object for each word, compared by identity.

    `reading` and `lemma_reading` are in hiragana, "" where nothing is read (symbols, kanji the dictionary lacks). `units` are
    the mode A parts of a long unit, else empty.
    """

    surface: str
    lemma: str
    normalized: str
    reading: str
    lemma_reading: str
    pos: tuple[str, ...]
    known: bool = True
    units: tuple[Word, ...] = field(default=(), repr=False)

    def at(self, start: int) -> Morpheme:
        """The record of this word at a place, in code points."""
        return Morpheme(start, start + len(self.surface), self.surface, self.lemma, self.normalized, self.reading, self.pos, self.known)


_NUMERAL: Final = ("名詞", "数詞", "*", "*", "*", "*")
_WITH_ZERO: Final = LazyPattern("([〇一二三四五六七八九]*〇[〇一二三四五六七八九十百千万億兆]*)")
_GLOSSED: Final = LazyPattern("[^(（]([(（][ァ-ヺー]+[)）])")
_NOTHING: Final = Word("", "", "", "", "", ("空白", "*", "*", "*", "*", "*"))  # Sudachi can return morphemes without a surface


def _dictionary() -> sudachipy.Dictionary:
    """The dictionary, opened once for the process."""
    with _lock:
        if not _shared:
            _shared.append(sudachipy.Dictionary())
        return _shared[0]


def _reading(surface: str, form: str, pos: tuple[str, ...]) -> str:
    """Sudachi's reading in hiragana, or "" for what is not read (キゴウ) or not known (an unknown kanji is its own 'reading')."""
    if pos[0] in ("補助記号", "空白", "記号") and (surface == "々" or (not has_kanji(surface) and not is_kana(surface))):
        return ""
    reading = to_hiragana(form)
    return "" if has_kanji(reading) else reading


def readings_of(surface: str, pos: tuple[str, ...]) -> frozenset[str]:
    """All readings the dictionary has of what is written so, in hiragana.

    Args:
        surface: the word as written.
        pos: the first parts of the part of speech that the entries must have.
    """
    entries = _dictionary().lookup(surface)
    return frozenset(to_hiragana(entry.reading_form()) for entry in entries if entry.part_of_speech()[: len(pos)] == pos)


@dataclass(frozen=True, slots=True)
class Form:
    """One thing that an inflected word may be, by itself: its reading, and the word it is a form of with that word's reading."""

    reading: str
    lemma: str
    lemma_reading: str


@lru_cache(maxsize=2_000)
def forms_of(surface: str) -> tuple[Form, ...]:
    """The verbs and adjectives that have this form, in the dictionary's order: 行っ is おこなっ of 行う, いっ of 行く."""
    found: dict[Form, None] = {}
    for entry in _dictionary().lookup(surface):
        pos = entry.part_of_speech()
        if pos[0] in ("動詞", "形容詞"):
            lemma_reading = to_hiragana(entry.dictionary_form_morpheme().reading_form())
            form = Form(to_hiragana(entry.reading_form()), entry.dictionary_form(), lemma_reading)
            found[form] = None
    return tuple(found)


@lru_cache(maxsize=20_000)  # asked of the pieces of compounds, which are few
def noun_readings(surface: str) -> frozenset[str]:
    """The readings of what is written so as a noun, prefix or suffix, names of persons left out, in hiragana."""
    found = set()
    for entry in _dictionary().lookup(surface):
        pos = entry.part_of_speech()
        if pos[0] in NOUN_LIKE and pos[2] != "人名":
            found.add(to_hiragana(entry.reading_form()))
    return frozenset(found)


class JapaneseTokenizer:
    """Cuts Japanese text into morphemes. Belongs to the thread that uses it (Sudachi refuses two at once).

    Construction is free; the dictionary (some 100 ms when the page cache is cold) is opened by `warm()` or by the first text.
    """

    def __init__(self) -> None:
        self._tokenizer: sudachipy.Tokenizer | None = None
        self._words: dict[tuple[int, str], Word] = {}
        self._units: dict[tuple[str, str, tuple[str, ...]], tuple[Word, ...]] = {}

    def warm(self) -> None:
        """Open the dictionary and analyse one word, so that the first sentence does not wait for it."""
        self.words("暖")

    def words(self, text: str) -> list[Word]:
        """The mode C words of a text, whose surfaces joined are the text. White space is a word (pos 空白).

        Raises:
            SudachiError: the analyser fails on a text of a single character (never seen).
        """
        if len(text) * 4 > MAX_BYTES and len(text.encode("utf-8", "replace")) > MAX_BYTES:
            return self._halves(text)
        tokenizer = self._tokenizer
        if tokenizer is None:
            tokenizer = self._tokenizer = _dictionary().tokenizer(sudachipy.SplitMode.C)
        try:
            found = tokenizer.tokenize(text)
        except SudachiError:
            if len(text) < 2:
                raise
            return self._halves(text)
        known, new = self._words.get, self._new  # one comprehension: this runs for every word of every text
        words = [known((morpheme.word_id(), morpheme.surface())) or new(morpheme) for morpheme in found]
        if "〇" in text:
            words = self._with_numerals(words)
        if _GLOSSED.search(text):
            words = [one for word in words for one in self._without_gloss(word)]
        return [word for word in words if word is not _NOTHING] if _NOTHING in words else words

    def _with_numerals(self, words: list[Word]) -> list[Word]:
        """Unknown words cut at their numerals: to Sudachi 〇二四年一月一日午後四時 can be one word it does not know."""
        out: list[Word] = []
        for word in words:
            parts = [word.surface] if word.known else [part for part in _WITH_ZERO.split(word.surface) if part]
            if len(parts) == 1:
                out.append(word)
                continue
            for part in parts:
                out += [Word(part, part, part, "", "", _NUMERAL, known=False)] if "〇" in part else self.words(part)
        return out

    def _without_gloss(self, word: Word) -> list[Word]:
        """A word and the katakana in brackets behind it, which Sudachi takes for its reading: 国際石油資本(メジャー) is another name."""
        found = _GLOSSED.search(word.surface)
        if found is None:
            return [word]
        return self.words(word.surface[: found.start(1)]) + self.words(word.surface[found.start(1) :])

    def morphemes(self, text: str, offset: int = 0) -> tuple[Morpheme, ...]:
        """The morphemes of a text, white space left out.

        Args:
            text: any text; surrogates cannot stand in it (`texts.sanitize`).
            offset: place of `text` in the sentence, in code points; added to `start` and `end`.
        """
        morphemes = []
        for word in self.words(text):
            if word.pos[0] != "空白":
                morphemes.append(word.at(offset))
            offset += len(word.surface)
        return tuple(morphemes)

    def units(self, morpheme: Morpheme) -> tuple[Morpheme, ...]:
        """The mode A units of a morpheme, with its offsets; empty when it is one unit."""
        key = (morpheme.surface, morpheme.reading, morpheme.pos)
        if key not in self._units:  # made by another tokenizer, or by a rule
            words = self.words(morpheme.surface)
            self._units[key] = words[0].units if len(words) == 1 else ()
        at, units = morpheme.start, []
        for word in self._units[key]:
            units.append(word.at(at))
            at += len(word.surface)
        return tuple(units)

    def _new(self, morpheme: sudachipy.Morpheme) -> Word:
        """A word that is met for the first time, or that the dictionary does not know."""
        surface = morpheme.surface()
        if not surface:
            return _NOTHING
        word = self._word(morpheme, surface)
        if word.known:
            self._words[morpheme.word_id(), surface] = word
        return word

    def _word(self, morpheme: sudachipy.Morpheme, surface: str) -> Word:
        pos = morpheme.part_of_speech()
        lemma = morpheme.dictionary_form()
        reading = _reading(surface, morpheme.reading_form(), pos)
        everyday = reading_of(surface, lemma, pos)
        if morpheme.is_oov():
            if surface.isspace():  # Sudachi knows the common blanks only
                pos = ("空白", *pos[1:])
            reading = everyday[0] if everyday else reading
            return Word(surface, lemma, morpheme.normalized_form(), reading, reading, pos, known=False)
        # a word that does not inflect may still have another lemma (full width, old spelling), whose reading is the same
        lemma_reading = reading if lemma == surface else _reading(lemma, morpheme.dictionary_form_morpheme().reading_form(), pos)
        if everyday:
            reading, lemma_reading = everyday
        if lemma.endswith("ずる") and surface.startswith(lemma[:-2] + "じ"):  # 応じ is of today's 応じる, 応ぜず of 応ずる
            lemma, lemma_reading = lemma[:-2] + "じる", lemma_reading.removesuffix("ずる") + "じる"
        units: tuple[Word, ...] = ()
        if len(surface) > 1:
            units = tuple(self._word(unit, unit.surface()) for unit in morpheme.split(sudachipy.SplitMode.A, add_single=False))
            if len(units) < 2:
                units = ()
        self._units[surface, reading, pos] = units
        return Word(surface, lemma, morpheme.normalized_form(), reading, lemma_reading, pos, known=True, units=units)

    def _halves(self, text: str) -> list[Word]:
        cut = cut_place(text)
        return self.words(text[:cut]) + self.words(text[cut:])


def cut_place(text: str) -> int:
    """Where to cut a text that is too long for one call: the best border in its middle half, else its middle.

    Returns a place in code points, between 1 and `len(text) - 1`. Line breaks come before full stops, those before commas and
    blanks, those before particles: the weaker the border, the likelier a word is cut.
    """
    middle, low, high = len(text) // 2, len(text) // 4, len(text) * 3 // 4
    for marks in _CUT_AFTER:
        places = [place + 1 for mark in marks for place in (text.rfind(mark, low, middle), text.find(mark, middle, high)) if place >= 0]
        places = [place for place in places if 0 < place < len(text)]
        if places:
            return min(places, key=lambda place: abs(place - middle))
    return max(1, middle)
