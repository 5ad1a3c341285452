"""In which order a list stands. Pure; every order is total, so the same rows always stand the same way."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from decks.sheets.model import Order, Row
from dictionaries.model import Category
from texts.kana import to_hiragana
from texts.model import Language

CATEGORIES: Final = tuple(Category)
"""Categories in the order of lists."""

_LAST: Final = 1 << 30
_LARGE: Final = str.maketrans("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ")
_PLAIN: Final = str.maketrans(
    "がぎぐげござじずぜぞだぢづでどばびぶべぼぱぴぷぺぽゔ", "かきくけこさしすせそたちつてとはひふへほはひふへほう"
)  # fmt: skip
_VOICE: Final = "がぎぐげござじずぜぞだぢづでどばびぶべぼゔ"
_HALF: Final = "ぱぴぷぺぽ"
_VOWELS: Final = {
    "あ": "あかさたなはまやらわ", "い": "いきしちにひみりゐ", "う": "うくすつぬふむゆる", "え": "えけせてねへめれゑ",
    "お": "おこそとのほもよろを",
}  # fmt: skip


def in_order(rows: Iterable[Row], order: Order) -> tuple[Row, ...]:
    """The rows sorted; where an order says nothing, as they appear."""
    first = sorted(rows, key=_appearance)
    return tuple(sorted(first, key=_KEYS[order]))


def gojuon(reading: str) -> tuple[Any, ...]:
    """The key of 五十音 order.

    JIS X 4061 ("日本語文字列照合順番") in short: first the plain letters, ー as the vowel before it; where these are equal plain, voiced
    and half-voiced letters in this order, then small letters before large ones, ー first.

    >>> sorted(["かん", "がん", "かき", "カー", "かあ"], key=gojuon)
    ['カー', 'かあ', 'かき', 'かん', 'がん']
    """
    kana = to_hiragana(reading)
    plain: list[str] = []
    for letter in kana:
        bare = letter.translate(_LARGE).translate(_PLAIN)
        if bare == "ー" and plain:
            bare = next((vowel for vowel, column in _VOWELS.items() if plain[-1] in column), bare)
        plain.append(bare)
    voices = tuple(1 if letter in _VOICE else 2 if letter in _HALF else 0 for letter in kana)
    sizes = tuple(0 if letter == "ー" else 1 if letter != letter.translate(_LARGE) else 2 for letter in kana)
    return "".join(plain), voices, sizes, reading


def _appearance(row: Row) -> tuple[Any, ...]:
    place = row.places[0] if row.places else None
    example = row.word.example
    number = place.sentences[0] if place and place.sentences else 0
    start = example.start if example is not None and example.number == number else _LAST  # where in that sentence nobody knows
    return place is None, place.article if place else 0, number, start, row.word.headword, row.word.reading


def _category(row: Row) -> int:
    return next((at for at, category in enumerate(CATEGORIES) if category == row.word.category), len(CATEGORIES))


def _frequency(row: Row) -> float:
    return -row.frequency.zipf if row.frequency.zipf is not None else 1.0


def _reading(row: Row) -> tuple[Any, ...]:
    word = row.word
    if word.language is Language.EN:
        return word.headword.casefold(), word.headword
    return (*gojuon(word.reading or word.headword), word.headword)


_KEYS: Final[dict[Order, Callable[[Row], Any]]] = {
    Order.APPEARANCE: lambda row: 0,  # noqa: ARG005 they stand so already
    Order.CATEGORY: _category,
    Order.FREQUENCY: _frequency,
    Order.READING: _reading,
    Order.IMPORTANCE: lambda row: (-row.weight, -row.count),
}
