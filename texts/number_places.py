"""Where numbers stand among the words of a stretch: which words may start one, which are words all the same (一部, 十分).

What a number is and how it is read is for `texts.numbers`, which knows nothing of words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from texts import numbers
from texts.japanese import Word
from texts.model import Origin
from texts.stretches import Seen, Stretch, placed

_KANJI_NUMERALS: Final = frozenset("一二三四五六七八九十百千")
_VAGUE: Final = frozenset("数何幾")
_COUNTED: Final = frozenset("人日年月回本名軒歩羽度位章男児品筆列県基箇輪室館場作部")  # not 戸 (八戸), 歳 (千歳), 島, 条, 勝 (十勝)


def may_start_number(word: Word) -> bool:
    """Whether a number may start with this word, wherever it stands."""
    first = word.surface[0]
    return word.pos[1] == "数詞" or first in numbers.DIGITS or word.surface == "第" or word.surface in _VAGUE or first in _KANJI_NUMERALS


def find_numbers(stretch: Stretch, at: int, see: Callable[[list[Word]], list[Seen]]) -> None:
    """Put the numbers into `stretch.found`; words that hold more than a number are cut into their units.

    Args:
        stretch: its words, with what else was decided about them.
        at: the first word to look at.
        see: what follows from words alone, for the units.
    """
    month_end = -1
    seen, starts = stretch.seen, stretch.starts
    while at < len(seen):
        if not seen[at].number:
            at += 1
            continue
        number = _number_at(stretch, at, dated=starts[at] == month_end)
        if number is None:
            at += 1
            continue
        last = at
        while starts[last + 1] < number.end:
            last += 1
        if starts[last + 1] > number.end:
            units = list(stretch.words[last].units)
            stretch.splice(last, last + 1, units, see(units))
            while starts[last + 1] < number.end:
                last += 1
        stretch.found[at] = (number, last + 1)
        month_end = number.end if number.counter == "月" else -1
        at = last + 1


def _number_at(stretch: Stretch, at: int, *, dated: bool) -> numbers.NumberReading | None:
    word = stretch.words[at]
    decided = stretch.decided.get(at)
    if decided is not None:
        if decided.origin in (Origin.USER, Origin.SHEET, Origin.NAME):
            return None
        vague = word.surface in _VAGUE  # 何 is なん by rule, 何匹 なんびき all the same
        lexical = decided.joins or (word.pos[1] == "数詞" and not vague)  # 何|分よろしく; 一|仕事, 二|分する: no numbers
        if decided.origin is Origin.RULE and decided.sure and lexical:
            return None
    name = word.pos[1] == "固有名詞"
    # 一部, 十分: words, not numbers; the prefix 七 is one
    lexical = word.pos[1] != "数詞" and word.pos[0] != "接頭辞" and word.surface[0] in _KANJI_NUMERALS
    # the analyser's 一章 かずあき, 三軒 みのき, 五男 いつお are numbers in a text; its 一回 is いちかい
    counted = word.surface in ("一回", "三十日") or (
        name and (word.surface[-1] in _COUNTED or (len(word.surface) > 1 and _KANJI_NUMERALS.issuperset(word.surface)))
    )
    if lexical and not dated and not counted:
        return None

    def may_end(place: int) -> bool:  # asked of a few places only: a long row of numbers has many
        holder = stretch.holder(place)
        return at <= holder < len(stretch.words) and place in _borders(stretch, holder)

    number = numbers.read(stretch.text, stretch.starts[at], may_end, in_month=dated)
    if number is None or numbers.code_like(stretch.text, number):
        return None
    # 何, 数 and 幾 alone are words; 'names' are numbers only as 十人 or 三百
    if number.counter or counted or not (name or word.surface in _VAGUE):
        return number
    return number if not name and number.end - number.start > 1 else None


def _borders(stretch: Stretch, at: int) -> Iterator[int]:
    """Where a number may end in or after a word; inside only between the units of 100円|ショップ and its like."""
    word = stretch.words[at]
    if word.units and (word.surface[0] in numbers.DIGITS or word.units[0].pos[1] == "数詞"):
        for unit, place in placed(word.units, stretch.starts[at]):
            yield place + len(unit.surface)
    yield stretch.starts[at + 1]
