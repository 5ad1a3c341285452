"""jReadability's score of Japanese sentences, by one stated recipe. Pure.

Formula: 11.724 − 0.056 × words in a sentence − 0.126 × 漢語 % − 0.042 × 和語 % − 0.145 × verbs % − 0.044 × particles %
(Lee & Hasebe, "Introducing a readability evaluation system for Japanese language education", 2015; 6.5 is easy, 0.5 hard).

The recipe decides as much as the formula (one article moves two bands by it), so it is fixed: words are Sudachi's short units (A);
sentences are taiyaku's, those with a Japanese word. Punctuation and digits count as words of no kind, as in the package
`jreadability`, whose tests find the site's six sample texts in their bands; a run of one mark (・・・) counts once. White space and words
in foreign letters are not counted. 漢語 is a word all in kanji whose reading splits into on-readings (KANJIDIC2, voiced or with っ; 々 is
read as the kanji before it), 和語 any other word without katakana or foreign letters. Verbs that also serve as auxiliaries (非自立可能:
する, いる) are no verbs, as in that package since 1.1.2, whose own example tells. What comes out is an estimate: the published site uses
UniDic.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Final
from unicodedata import normalize

from decks.sheets.model import Readability
from dictionaries.kanji_facts import KanjiFacts
from texts.kana import is_kana, is_kanji, to_hiragana, voiced
from texts.model import Analysis, Language, Morpheme

LEAST_WORDS: Final = 30
"""Below so many words a percentage says nothing, and no score is given."""
BANDS: Final = (
    (5.5, "lower elementary"), (4.5, "upper elementary"), (3.5, "lower intermediate"), (2.5, "upper intermediate"),
    (1.5, "lower advanced"),
)  # fmt: skip
"""From which score a text is in a band; what is below is upper advanced."""
HARDEST: Final = "upper advanced"

_NOT_WORDS: Final = frozenset(("補助記号", "記号", "空白"))


def readability(sentences: Iterable[Analysis], units: Callable[[str], Sequence[Morpheme]], kanji: KanjiFacts) -> Readability | None:
    """The score of a text's Japanese sentences, and its band.

    Args:
        sentences: the analysed sentences, of any language.
        units: Sudachi's short units of a text.
        kanji: for on-readings.

    Returns:
        None when there are fewer than `LEAST_WORDS` words.
    """
    counts: Counter[str] = Counter()
    onyomi: dict[str, tuple[str, ...]] = {}
    for analysis in sentences:
        if analysis.sentence.language not in (Language.JA, Language.MIXED):
            continue
        found = units(analysis.sentence.text)
        words = [unit for unit in found if _is_word(unit)]
        if not words:
            continue
        counts["sentences"] += 1
        for word in words:
            counts.update(("words", _class(word), _origin(word, onyomi, kanji)))
        counts["words"] += sum(_counts_too(unit, before) for before, unit in zip((None, *found), found, strict=False))
    if counts["words"] < LEAST_WORDS:
        return None
    return Readability(_rounded(_score(counts)), band(_score(counts)), counts["sentences"], counts["words"])


def band(score: float) -> str:
    """The band of a score, in words.

    >>> band(2.6), band(0.4)
    ('upper intermediate', 'upper advanced')
    """
    return next((name for least, name in BANDS if _rounded(score) >= least), HARDEST)


def _score(counts: Counter[str]) -> float:
    words = counts["words"]
    share = {name: 100 * counts[name] / words for name in ("漢語", "和語", "動詞", "助詞")}
    return (
        11.724 - 0.056 * words / counts["sentences"] - 0.126 * share["漢語"] - 0.042 * share["和語"]
        - 0.145 * share["動詞"] - 0.044 * share["助詞"]
    )  # fmt: skip


def _rounded(score: float) -> float:
    return round(score, 2)


def _is_word(unit: Morpheme) -> bool:
    return unit.pos[0] not in _NOT_WORDS and any(is_kana(letter) or is_kanji(letter) for letter in unit.surface)


def _counts_too(unit: Morpheme, before: Morpheme | None) -> bool:
    """Whether a unit that is no word counts as one: a number in digits, or a mark that is not the one before it again."""
    if _is_word(unit) or unit.pos[0] == "空白":
        return False
    if unit.pos[0] in _NOT_WORDS:
        return before is None or before.surface != unit.surface
    return unit.pos[:2] == ("名詞", "数詞")


def _class(word: Morpheme) -> str:
    """Its part of speech; "" for a verb that also serves as an auxiliary (する, いる, なる)."""
    return "" if word.pos[:2] == ("動詞", "非自立可能") else word.pos[0]


def _origin(word: Morpheme, onyomi: dict[str, tuple[str, ...]], kanji: KanjiFacts) -> str:
    """漢語, 和語, or "" for katakana words and what has foreign letters in it."""
    if all(map(is_kanji, word.surface)):
        for fact in kanji.of("".join(letter for letter in word.surface if letter not in onyomi)):
            onyomi[fact.literal] = tuple(sorted({to_hiragana(one).strip("-") for one in fact.onyomi}))
        readings = tuple(onyomi.get(letter, ()) for letter in _repeated(word.surface))
        return "漢語" if _splits(to_hiragana(word.reading), readings) else "和語"
    surface = normalize("NFKC", word.surface)  # half-width katakana are katakana
    if any(letter != to_hiragana(letter) for letter in surface) or not all(is_kana(x) or is_kanji(x) for x in surface):
        return ""
    return "和語"


def _repeated(surface: str) -> str:
    """The word with the kanji that each 々 stands for: 堂々 is 堂堂."""
    out = ""
    for letter in surface:
        out += out[-1:] if letter == "々" else letter
    return out


@lru_cache(maxsize=4096)
def _splits(reading: str, readings: tuple[tuple[str, ...], ...]) -> bool:
    """Whether a reading is one on-reading for each kanji, the first as it is, later ones also voiced, all but the last also with っ."""
    if not readings:
        return not reading
    for one in readings[0]:
        for form in _bent(one, last=len(readings) == 1):
            if reading.startswith(form) and _rest(reading[len(form) :], readings[1:]):
                return True
    return False


def _rest(reading: str, readings: tuple[tuple[str, ...], ...]) -> bool:
    if not readings:
        return not reading
    forms = tuple(dict.fromkeys(form for one in readings[0] for form in (one, *(v + one[1:] for v in voiced(one[0])))))
    return _splits(reading, (forms, *readings[1:]))


def _bent(reading: str, *, last: bool) -> tuple[str, ...]:
    if last or len(reading) < 2:
        return (reading,)
    return reading, reading[:-1] + "っ"
