"""The reader's own readings: which are possible, and where in a text they are wanted. Pure.

A correction names a surface and its kana. `texts.correcting` puts it over the analyser's words: one that is a morpheme (or the lemma
of one) as it meets the word; here are found those that are not: a name the analyser cuts in two (東海|林) or at the wrong place
(今上|大岡), a date (二・二六), Latin letters. Where a surface counts:

- where both its ends are borders of morphemes; so one kanji never counts inside a longer word, unless the analyser made it a word;
- a surface of three kanji or more also where the analyser cut otherwise, if the kanji end with it on both sides or the next one is
  such as stands before or behind names (今, 元 … 駅, 氏): then the text is cut anew there;
- never inside a longer number, nor beside a further Latin letter or digit when it begins or ends with one;
- a number alone (10, 二) only where it is the whole number: 10日 and 第10回 are read otherwise, so it says nothing of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from texts.kana import has_kanji, is_kana, is_kanji, to_hiragana
from texts.lazy import LazyPattern
from texts.model import Origin
from texts.sanitize import sanitize

LONGEST: Final = 64  # code points of a surface or a reading
_LETTER: Final = LazyPattern("[A-Za-zＡ-Ｚａ-ｚ]")
_ALNUM: Final = LazyPattern("[A-Za-z0-9Ａ-Ｚａ-ｚ０-９]")
_NUMERAL: Final = LazyPattern("[0-9０-９〇一二三四五六七八九十百千万億兆]")
_BARE_NUMBER: Final = LazyPattern("[0-9０-９〇一二三四五六七八九十百千万億兆.,．，]+")
_HALF_WIDTH_KANA: Final = LazyPattern("[\uff66-\uff9f]")
_READING: Final = LazyPattern("[\u3041-\u3096\u30a1-\u30fa][\u3041-\u3096\u30a1-\u30fa\u30fcゝゞヽヾ・]*")
_PIECES: Final = LazyPattern("([\u3041-\u3096\u30a1-\u30f4\u30f7-\u30fa\u30fc]+)|([^\u3041-\u3096\u30a1-\u30f4\u30f7-\u30fa\u30fc]+)")

_BEFORE_NAMES: Final = frozenset("今元前新旧現故某同両各全於在")
_BEHIND_NAMES: Final = frozenset("氏様君殿駅市町村区郡県府州国島山川港線家邸城寺社店軍党派側宛発着行製系卿")


class SheetReadings(dict[str, str]):
    """Readings by surface of which some are a teacher's sheet's, over the reader's own."""

    def __init__(self, own: Mapping[str, str], sheet: Mapping[str, str]) -> None:
        """Own: the reader's. Sheet: the sheet's, which win."""
        super().__init__({**own, **sheet})
        self.sheet = frozenset(sheet)


def origin_of(readings: Mapping[str, str], surface: str) -> Origin:
    """Whose reading of a surface it is: the sheet's or the reader's own."""
    return Origin.SHEET if isinstance(readings, SheetReadings) and surface in readings.sheet else Origin.USER


@dataclass(frozen=True, slots=True)
class Wanted:
    """A place where the reader wants a reading. `certain`: whatever the analyser's borders are."""

    start: int
    end: int
    reading: str
    certain: bool


def cleaned(surface: str, reading: str) -> tuple[str, str]:
    """Both without blanks around them; half-width kana of the reading in full width. The surface stays as texts have it."""
    return surface.strip(), unicodedata.normalize("NFKC", reading).strip()


def problem(surface: str, reading: str) -> str | None:
    """Why this cannot be a correction, in words for the reader; None when it can.

    Args:
        surface: what stands in the text: with a kanji, Latin letter or digit, at most 64 characters.
        reading: hiragana or katakana; over the kana of the surface it must say the same.
    """
    return surface_problem(surface) or reading_problem(surface, reading)


def surface_problem(surface: str) -> str | None:
    """Why this cannot be corrected; None when it can."""
    if not surface:
        return "there is no word"
    if len(surface) > LONGEST:
        return f"the word is longer than {LONGEST} characters"
    if sanitize(surface) != surface or any(unicodedata.category(character)[0] in "CZ" for character in surface):
        return "the word holds a blank or a control character"
    if surface.startswith("#"):
        return "the word begins with #"
    if _HALF_WIDTH_KANA.search(surface):
        return f"the word holds half-width kana: write {unicodedata.normalize('NFKC', surface)}"
    if not (has_kanji(surface) or _ALNUM.search(surface)):
        return f"{surface} has no kanji, Latin letter or digit: there is nothing to read"
    return None


def reading_problem(surface: str, reading: str) -> str | None:
    """Why a word cannot be read so; None when it can."""
    if not reading:
        return "there is no reading"
    if len(reading) > LONGEST:
        return f"the reading is longer than {LONGEST} characters"
    if _READING.fullmatch(reading) is None:
        if sanitize(reading) != reading:
            return "the reading holds a control character"
        return "the reading is not kana" + ("" if has_kanji(surface) else ": Latin letters and digits too are read in kana (NATO ナトー)")
    if re.fullmatch(_pattern(surface), to_hiragana(reading)) is None:
        kana = "、".join(run for run, _ in _pieces(surface) if run)
        return f"{surface} cannot be read {reading}: over {kana} it must say the same" if kana else f"{reading} is too short for {surface}"
    return None


def is_bare_number(surface: str) -> bool:
    """Whether a surface is digits or kanji numerals and nothing else, so that a counter would change how it is read."""
    return _BARE_NUMBER.fullmatch(surface) is not None


def _pieces(surface: str) -> list[tuple[str, str]]:
    """Runs of kana and of anything else, in order; one of each pair is empty. The ヶ of 三ヶ月 is no kana."""
    at_kanji = surface
    for place, character in enumerate(surface):
        if character in "ヶケヵ" and place > 0 and _stands_for_kanji(surface, place):
            at_kanji = at_kanji[:place] + "々" + at_kanji[place + 1 :]
    return [(found[1] or "", found[2] or "") for found in _PIECES.finditer(at_kanji)]


def _stands_for_kanji(surface: str, place: int) -> bool:
    following = surface[place + 1 : place + 2]
    before = surface[place - 1]
    return (is_kanji(before) or _ALNUM.match(before) is not None) and (not following or is_kanji(following))


def _pattern(surface: str) -> str:
    """What a reading of the surface looks like: its kana stand, each run of other characters is at least one kana.

    Up to kana that are not the last the shortest stretch is as good as any, so no other is tried (`(?>…)`): otherwise 亜あ亜あ亜あ…
    would take for ever.
    """
    pieces = _pieces(surface)
    last, out = len(pieces) - 1, ""
    for place, (kana, other) in enumerate(pieces):
        if kana:
            out += re.escape(to_hiragana(kana)) + (")" if 0 < place < last else "")
        else:
            stretch = ".+" if _is_read(other) else ".*"
            out += stretch if place + 1 >= last else f"(?>{stretch}?"
    return out


def _is_read(run: str) -> bool:
    return has_kanji(run) or _ALNUM.search(run) is not None


class CorrectionFinder:
    """Finds where the reader's corrections are wanted. Made once for a set of corrections; thousands of them cost a text little more."""

    def __init__(self, readings: Mapping[str, str]) -> None:
        """Readings: kana by surface."""
        self._readings = dict(readings)
        inside = [s for s in readings if has_kanji(s) and not _LETTER.search(s) and not is_bare_number(s)]
        self._inside = _Surfaces(inside)
        self._outside = _Surfaces(readings.keys() - set(inside))
        self._by_ending: dict[str, list[str]] = {}
        for surface in inside:
            if is_kana(surface[-1]):
                for place in range(1, len(surface)):
                    self._by_ending.setdefault(surface[place:], []).append(surface)

    def reading(self, surface: str) -> str:
        """The kana wanted for a surface."""
        return self._readings[surface]

    def ending_in(self, lemma: str) -> Sequence[str]:
        """Surfaces that end in a verb or adjective and have more before it (意気|込む), so that the analyser may have cut them."""
        return self._by_ending.get(lemma, ())

    def find(self, text: str) -> tuple[Wanted, ...]:
        """The places in a Japanese text, left to right, longest first, none overlapping another.

        Those that are not `certain` count only where both ends are borders of the analyser's.
        """
        return tuple(self._found(self._inside, text))

    def find_outside(self, text: str) -> tuple[Wanted, ...]:
        """The places, in any text, of those that a Japanese analyser does not see as words: with Latin letters, or without kanji.

        Those that are not `certain` are numbers: they count only where they are the whole number.
        """
        return tuple(self._found(self._outside, text))

    def _found(self, surfaces: _Surfaces, text: str) -> Iterator[Wanted]:
        at = 0
        while (start := surfaces.next_start(text, at)) >= 0:
            at = start + 1
            for surface in surfaces.starting_at(text, start):
                end = start + len(surface)
                if not _inside_number_or_word(text, start, end):
                    kanji = sum(map(is_kanji, surface))
                    if surfaces is self._outside:
                        certain = not is_bare_number(surface)
                    else:
                        certain = kanji > 2 and _begins(text, start) and _ends(text, end)
                    yield Wanted(start, end, self._readings[surface], certain)
                    at = end
                    break


class _Surfaces:
    """Words, found by their first character and their length, however many there are."""

    def __init__(self, surfaces: Iterable[str]) -> None:
        self._all = frozenset(surfaces)
        lengths: dict[str, set[int]] = {}
        for surface in self._all:
            lengths.setdefault(surface[0], set()).add(len(surface))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}
        self._first = re.compile(f"[{re.escape(''.join(lengths))}]") if lengths else None

    def next_start(self, text: str, at: int) -> int:
        """Where the next word may start; -1 when nowhere."""
        found = self._first.search(text, at) if self._first is not None else None
        return -1 if found is None else found.start()

    def starting_at(self, text: str, start: int) -> Iterator[str]:
        """The words that stand at a place, longest first."""
        for length in self._lengths.get(text[start], ()):
            surface = text[start : start + length]
            if surface in self._all:
                yield surface


def _inside_number_or_word(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    return any(
        kind.match(inner) is not None and kind.match(outer) is not None
        for kind in (_ALNUM, _NUMERAL)
        for inner, outer in ((text[start], before), (text[end - 1], after))
    )


def _begins(text: str, start: int) -> bool:
    """Whether a name may begin here, by what stands before."""
    before = text[start - 1 : start] if start else ""
    if not before or not is_kanji(before):
        return True
    return before in _BEFORE_NAMES and not (start > 1 and is_kanji(text[start - 2]))


def _ends(text: str, end: int) -> bool:
    """Whether a name may end here, by what stands behind."""
    after = text[end : end + 1]
    return not after or not is_kanji(after) or after in _BEHIND_NAMES
