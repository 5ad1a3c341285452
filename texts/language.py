"""Which part of a text is Japanese, which English, and which neither; by script and a few rules, without a dictionary.

Latin runs must not reach the Japanese analyser (`he` would become エイチイー). Romaji cannot be told from English by script, and
is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from texts.lazy import LazyPattern
from texts.model import Language
from texts.tables import rows

# for character classes in patterns over folded text
LATIN = "A-Za-zà"
JAPANESE = "あ"
APOSTROPHES = "'’‘ʼ＇"
DIGITS = "0-9"  # also full-width ones, once folded


class _Folding(dict[int, int]):
    """One character stands for each script, so that our patterns need no class of thirty thousand characters.

    ASCII and marks stand for themselves, あ for Japanese, à for Latin beyond ASCII, 0 for a full-width digit. Filled as characters are met.
    """

    _RANGES = tuple(
        (ord(pair[0]), ord(pair[1]), ord(to))
        for to, pairs in (
            ("あ", ("々々", "〆〇", "ぁゟ", "ァヺ", "ーヿ", "ㇰㇿ", "㐀䶿", "一鿿", "豈﫿", "ｦﾟ", "\U00020000\U0003ffff")),
            ("à", ("ÀÖ", "Øö", "øɏ", "Ḁỿ", "ＡＺ", "ａｚ", "\u0300\u036f")),
            ("0", ("０９",)),
        )
        for pair in pairs
    )

    def __missing__(self, code: int) -> int:
        self[code] = to = next((to for first, last, to in self._RANGES if first <= code <= last), code)
        return to


_FOLDING = _Folding()


@lru_cache(maxsize=256)  # a line is asked about by who joins lines, who cuts sentences, who tells languages apart
def folded(text: str) -> str:
    """The text with one character for each script, of the same length; see `_Folding`."""
    return text.translate(_FOLDING)


_NUMBER = rf"[{DIGITS}]+(?:[.,:/．，：／][{DIGITS}]+)*"
_WORD = rf"[{LATIN}]+"
NOT_JAPANESE = LazyPattern(rf"[^\W\d_{JAPANESE}]")  # a letter that is not Japanese, in folded text
_PARTICLE = tuple("はがをにのとでもへや")
_GLUED = LazyPattern("^[ァ-ヺー一-鿿㐀-䶿々]|[ァ-ヺー一-鿿㐀-䶿々]$")
_FAR = 40  # atoms; the words beside a number are nearer
_AFTER_JAPANESE = LazyPattern(rf"[{JAPANESE}、。「」『』・！？…]$")  # in folded text
_LAUGHTER = LazyPattern("[wｗ]+")  # すごいwww
_FULL_WIDTH_MARK = LazyPattern("[\u3000-\u303f・！？（）［］｛｝：；，．～〜…‥―]")
# the address ends at the first character that is not ASCII, and not with a full stop or a bracket
URL = (
    r"(?:https?://|www\.)[!-~]*[A-Za-z0-9/#=&_~-]"
    r"|(?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,5}[A-Za-z]{2,}"  # bounded: no quadratic search
)
# letters and digits in one: F-16, COVID-19, PM2.5, iPhone15, Vol.3, 5G; not mid-2024
CODE = (
    rf"(?![a-z]{{3,}}[-–])(?:(?:{_WORD}[-–]?|[A-Z][a-z]{{0,3}}\.)[{DIGITS}]|[{DIGITS}]+{_WORD})"
    rf"(?:[{LATIN}{DIGITS}]|[-–./](?=[{LATIN}{DIGITS}]))*"
)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch `start:end` of a text in one language: ja, en or other.

    An `other` run is one address, one code (F-16), one letter that is no word (T細胞) or one word of a third script; or the
    whole text when it has neither letters nor digits (・・・). White space stands in ja and en runs where there are any, else at
    the end of an `other` run.
    """

    start: int
    end: int
    language: Language


@dataclass(slots=True)
class _Atom:
    start: int
    end: int
    kind: str  # a group name of `_pattern`
    language: Language | None = None


def runs(text: str) -> tuple[Run, ...]:
    """Cut a text by language; the runs tile it.

    A Latin run inside Japanese reaches over blanks and numbers between its words (`Ukraine War`を); digits with a Japanese
    counter are Japanese (30日間), numbers inside English are English.
    """
    if not text:
        return ()
    shape = folded(text)
    if NOT_JAPANESE.search(shape) is None:
        spoken = JAPANESE in shape or re.search(rf"[{DIGITS}]", shape)
        return (Run(0, len(text), Language.JA if spoken else Language.OTHER),)
    atoms = [_Atom(*match.span(), kind=match.lastgroup or "mark") for match in _pattern().finditer(shape)]
    _route_letters(text, atoms)
    _route_numbers(text, atoms)
    _route_marks(text, atoms)
    return _merged(atoms)


def language_of(text: str) -> Language:
    """The language of a sentence: ja, en, mixed (both), or none (neither: ・・・, a bare number or address)."""
    shape = folded(text)
    japanese = JAPANESE in shape
    if NOT_JAPANESE.search(shape) is None:
        return Language.JA if japanese else Language.NONE
    if not japanese:
        return Language.EN if any(run.language is Language.EN for run in runs(text)) else Language.NONE
    for match in _pattern().finditer(shape):
        if match.lastgroup == "latin" and match.end() - match.start() > 1 and not _laughs(text, match.start(), match.end()):
            return Language.MIXED
    return Language.JA


@cache
def _pattern() -> re.Pattern[str]:
    """One group for each kind of atom, the more special first; over folded text."""
    abbreviations = rows("english_abbreviations.tsv", 2)
    dotted = _alternatives(word for word, kind in abbreviations if kind in ("title", "acronym") and len(word) > 2)
    unit = _alternatives(symbol for (symbol,) in rows("english_units.tsv", 1))
    return re.compile(
        rf"(?P<url>{URL})"
        rf"|(?P<number>{_NUMBER}(?:(?:st|nd|rd|th|s|{unit})(?![{LATIN}{DIGITS}])|[%％‰])?(?![{LATIN}{DIGITS}]|[-–][{LATIN}]))"
        rf"|(?P<code>{CODE})"
        rf"|(?P<latin>(?<![{LATIN}])(?:{dotted})|(?:[A-Z]\.){{2,}}"
        rf"|(?:[{DIGITS}]+[-–])?{_WORD}(?:(?:[{APOSTROPHES}‐-]|(?<=[A-Z])&(?=[A-Z])){_WORD})*(?:[{APOSTROPHES}](?=\s))?)"
        rf"|(?P<japanese>[{JAPANESE}][{JAPANESE}、。「」『』・！？…]*)"
        rf"|(?P<foreign>[^\W\d_{LATIN}{JAPANESE}]+)"
        r"|(?P<mark>[\s\S])"
    )


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(sorted((re.escape(word) for word in words), key=len, reverse=True))


def _route_letters(text: str, atoms: list[_Atom]) -> None:
    """Everything with letters. Single Latin letters are words only beside English (`I think`, `Plan B`)."""
    has_japanese = any(atom.kind == "japanese" for atom in atoms)
    for index, atom in enumerate(atoms):
        before = atoms[index - 1] if index else None
        after = atoms[index + 1] if index + 1 < len(atoms) else None
        glued = any(other is not None and other.kind == "japanese" for other in (before, after))
        match atom.kind:
            case "japanese":
                atom.language = Language.JA
            case "url" | "code":
                atom.language = Language.OTHER
            case "foreign":
                atom.language = Language.JA if glued and atom.end - atom.start == 1 else Language.OTHER
            case "latin" if atom.end - atom.start == 1 and has_japanese:
                word = _beside_word(text, atoms, index) and not _GLUED.search(text[max(0, atom.start - 1) : atom.end + 1])
                atom.language = Language.EN if word else Language.OTHER
            case "latin":
                atom.language = Language.OTHER if _laughs(text, atom.start, atom.end) else Language.EN
            case _:
                pass


def _laughs(text: str, start: int, end: int) -> bool:
    """Whether a Latin word is laughter behind Japanese."""
    return (
        text[start] in "wｗ"
        and _LAUGHTER.fullmatch(text, start, end) is not None
        and _AFTER_JAPANESE.search(folded(text[max(0, start - 1) : start])) is not None
    )


def _beside_word(text: str, atoms: list[_Atom], index: int) -> bool:
    """Whether one blank parts the atom from a Latin word of at least two letters."""
    for step in (-1, 1):
        blank, word = index + step, index + 2 * step
        if not (0 <= word < len(atoms) and text[atoms[blank].start] == " " and atoms[word].kind == "latin"):
            continue
        if atoms[word].end - atoms[word].start > 1:
            return True
    return False


def _route_numbers(text: str, atoms: list[_Atom]) -> None:
    """A number belongs to its counter or unit, else to the words beside it."""
    for index, atom in enumerate(atoms):
        if atom.kind != "number":
            continue
        left, left_gap = _letters_beside(text, atoms, index, -1)
        right, right_gap = _letters_beside(text, atoms, index, 1)
        if right is not None and right.language is Language.JA and not right_gap:
            particle = text.startswith(_PARTICLE, right.start)
            follows = left is not None and left.language is Language.EN and left_gap == " "
            atom.language = Language.EN if particle and follows else Language.JA
        elif right is not None and right.language is Language.EN and right_gap in ("", " "):
            atom.language = Language.EN
        elif left is not None:
            atom.language = left.language
        else:
            atom.language = right.language if right is not None else Language.JA
        if atom.language is Language.OTHER:
            atom.language = Language.JA if any(other.kind == "japanese" for other in atoms) else Language.EN


def _letters_beside(text: str, atoms: list[_Atom], index: int, step: int) -> tuple[_Atom | None, str]:
    """The next atom with a language in one direction, and the marks in between."""
    at = index + step
    while 0 <= at < len(atoms) and abs(at - index) <= _FAR:
        if atoms[at].language in (Language.JA, Language.EN):
            low, high = (atoms[at].end, atoms[index].start) if step < 0 else (atoms[index].end, atoms[at].start)
            return atoms[at], text[low:high]
        at += step
    return None, ""


def _route_marks(text: str, atoms: list[_Atom]) -> None:
    """Punctuation and blanks: English between English words, Japanese beside Japanese."""
    base = Language.JA if any(atom.language is Language.JA for atom in atoms) else Language.EN
    if base is Language.EN and not any(atom.language is Language.EN for atom in atoms):
        base = Language.OTHER
    following: list[Language | None] = []
    after: Language | None = None
    for atom in reversed(atoms):
        following.append(after)
        after = atom.language or after
    before: Language | None = None
    for atom, after in zip(atoms, reversed(following), strict=True):
        if atom.language is not None:
            before = atom.language
        elif base is Language.JA and _FULL_WIDTH_MARK.match(text, atom.start):
            atom.language = Language.JA
        else:
            sides = {side for side in (before, after) if side in (Language.JA, Language.EN)}
            atom.language = sides.pop() if len(sides) == 1 else base


def _merged(atoms: list[_Atom]) -> tuple[Run, ...]:
    """Neighbours of one language as one run; addresses and codes stay single."""
    out: list[Run] = []
    for atom in atoms:
        language = atom.language or Language.OTHER
        if out and out[-1].language is language and (language is not Language.OTHER or atom.kind == "mark"):
            out[-1] = Run(out[-1].start, atom.end, language)
        else:
            out.append(Run(atom.start, atom.end, language))
    return tuple(out)
