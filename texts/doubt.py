"""How sure a reading of the analyser's is: words with several readings, names, one-kanji words, words cut in a strange way.

Each reason to doubt is a function with a name, so that `tests/gold/confidence.py` can say what each of them is worth.
`data/heteronyms.tsv` lists the words whose reading is a guess, and with `!` those that are not although the dictionary knows two;
neither are those of the house style, each of whose readings is right.
What a rule, a name, the number reader or the reader decided is not asked about here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final

from texts.house_style import house_style
from texts.japanese import NOUN_LIKE, Word, noun_readings, readings_of
from texts.kana import HALF_VOICED, VOICED, has_kanji, is_kanji
from texts.tables import rows

Listed = Mapping[str, frozenset[str]]
_STEADY: Final = frozenset(("!",))
_COMPOUNDING: Final = ("名詞", "接頭辞", "接尾辞")  # a 形状詞 takes な before a noun
_LONGEST: Final = 6  # kanji of two words that may be cut elsewhere
_AFFIXES: Final = ("接頭辞", "接尾辞")
_MARKS: Final = ("補助記号", "空白", "記号")
_PLAIN: Final = {voiced: plain for table in (VOICED, HALF_VOICED) for plain, voiced in table.items()}


class Doubts:
    """What is a guess. Nothing in it changes, so all threads share it."""

    def __init__(self) -> None:
        listed = {word: frozenset(pos.split("|")) - {""} for word, pos in rows("heteronyms.tsv", 2)}
        # all readings of these are right, and the reader chose one; one kanji (後, 家) has others beside
        chosen = (choice.word for choice in house_style() if len(choice.word) > 1)
        self._listed: Listed = listed | dict.fromkeys(chosen, _STEADY)

    def doubtful(self, word: Word) -> bool:
        """Whether the analyser's reading of a word is a guess wherever the word stands."""
        return any(reason(word, self._listed) for reason in OF_A_WORD.values())

    def asks(self, word: Word) -> bool:
        """Whether its neighbours decide: nouns and affixes in kanji, one of which may be cut in the wrong place."""
        return word.pos[0] in NOUN_LIKE and word.pos[1] != "数詞" and has_kanji(word.surface)

    def doubtful_here(self, word: Word, before: Word | None, after: Word | None) -> bool:
        """Whether a word for which `asks` holds is a guess between these neighbours (None: the Japanese stretch ends)."""
        if len(word.surface) > 1 and not _is_noun(before) and not _is_noun(after):
            return False  # most nouns; only one kanji alone has more to say
        if self._listed.get(word.surface) == _STEADY:
            return False
        return any(reason(word, before, after) for reason in OF_A_PLACE.values())

    def reasons(self, word: Word, before: Word | None, after: Word | None) -> tuple[str, ...]:
        """The names of all reasons to doubt a word between these neighbours; none where it is sure."""
        found = [name for name, reason in OF_A_WORD.items() if reason(word, self._listed)]
        if self.asks(word) and self._listed.get(word.surface) != _STEADY:
            found += [name for name, here in OF_A_PLACE.items() if here(word, before, after)]
        return tuple(found)


# ---------------------------------------------------------------------- reasons that lie in the word


def _unknown(word: Word, listed: Listed) -> bool:  # noqa: ARG001 all reasons are asked alike
    return not word.known


def _is_listed(word: Word, listed: Listed) -> bool:
    pos = listed.get(word.surface)
    if pos is None and word.pos[4] != "*":  # 開い of 開く
        pos = listed.get(word.lemma)
    if pos is None or pos == _STEADY:
        return False
    return not pos or word.pos[0] in pos or "-".join(word.pos[:2]) in pos


def _is_given_name(word: Word, listed: Listed) -> bool:  # noqa: ARG001
    return word.pos[2] == "人名" and word.pos[3] == "名"


def _is_short_name(word: Word, listed: Listed) -> bool:  # noqa: ARG001
    """A surname or place of one kanji: 呉 くれ, ご; 東 ひがし, あずま."""
    return len(word.surface) == 1 and (word.pos[2] == "人名" or (word.pos[2] == "地名" and word.pos[3] != "国"))


def _has_other_readings(word: Word, listed: Listed) -> bool:
    """The dictionary has another noun or name that is written the same way, not only voiced or clipped (ぶくろ, かがっ)."""
    if word.pos[0] != "名詞" or len(word.surface) < 2 or listed.get(word.surface) == _STEADY:
        return False
    depth = 4 if word.pos[1] == "固有名詞" else 2
    return any(not _much_the_same(word.reading, other) for other in readings_of(word.surface, word.pos[:depth]))


def _much_the_same(one: str, other: str) -> bool:
    if one == other or not one:
        return True
    shorter, longer = sorted((_plain(one), _plain(other)), key=len)
    if shorter == longer or longer == shorter + "の":  # 源 みなもと, みなもとの
        return True
    return len(shorter) > 1 and shorter[-1] == "っ" and longer.startswith(shorter[:-1])


def _plain(reading: str) -> str:
    return _PLAIN.get(reading[:1], reading[:1]) + reading[1:]


# ---------------------------------------------------------------------- reasons that lie in the place


def _is_noun_beside_noun(word: Word, before: Word | None, after: Word | None) -> bool:
    """One kanji, a common noun: read one way alone (みち), another beside a noun (どう)."""
    if word.pos[:2] != ("名詞", "普通名詞") or len(word.surface) > 1:
        return False
    if before is not None and (before.surface == "お" or _is_adverbial(before, after)):
        return False
    return (before is not None and before.pos[0] in _COMPOUNDING) or (after is not None and after.pos[0] == "名詞")


def _is_adverbial(before: Word, after: Word | None) -> bool:
    """時々|雨が: a noun that says when, and a new phrase after it."""
    return before.pos[2] == "副詞可能" and len(before.surface) > 1 and after is not None and after.pos[0] == "助詞"


def _is_affix_beside_kanji(word: Word, before: Word | None, after: Word | None) -> bool:
    """A prefix or suffix beside another word of one kanji: most often a word cut in the wrong place."""
    return word.pos[0] in _AFFIXES and (_is_one_kanji(before) or _is_one_kanji(after))


def _stands_between_marks(word: Word, before: Word | None, after: Word | None) -> bool:
    """One kanji alone in brackets, a list or a line: the thing, the sign or a name."""
    return len(word.surface) == 1 and _is_mark(before) and _is_mark(after)


def _is_bare_surname(word: Word, before: Word | None, after: Word | None) -> bool:
    """A surname glued to the noun before it or to one kanji after it, with neither a given name nor a title: most often no name."""
    if word.pos[3] != "姓" or (after is not None and (after.pos[3] == "名" or after.pos[0] == "接尾辞")):
        return False
    return _is_one_kanji(after) or (before is not None and before.pos[0] in _COMPOUNDING and has_kanji(before.surface))


def _may_be_cut_elsewhere(word: Word, before: Word | None, after: Word | None) -> bool:
    """和楽|器, 和|楽器: it and a neighbour are as well two other words, which are read otherwise."""
    return (before is not None and _ambiguous(before, word)) or (after is not None and _ambiguous(word, after))


@lru_cache(maxsize=20_000)
def _ambiguous(one: Word, other: Word) -> bool:
    kinds = (one.pos, other.pos)
    if any(pos[0] not in NOUN_LIKE or pos[1] == "数詞" for pos in kinds) or one.pos[2] == "地名":
        return False
    return _cut_otherwise(one.surface, other.surface, one.reading + other.reading)


def _cut_otherwise(one: str, other: str, reading: str) -> bool:
    whole = one + other
    if len(whole) < 3 or len(whole) > _LONGEST or not all(is_kanji(character) for character in whole):
        return False
    readings = [
        first + second
        for at in range(1, len(whole))
        if at != len(one)
        for first in noun_readings(whole[:at])
        for second in noun_readings(whole[at:])
    ]
    readings += noun_readings(whole)  # 建造|物 is one word as well
    return bool(readings) and reading not in readings


def _is_noun(word: Word | None) -> bool:
    return word is not None and word.pos[0] in NOUN_LIKE


def _is_one_kanji(word: Word | None) -> bool:
    return word is not None and len(word.surface) == 1 and word.pos[1] != "数詞" and has_kanji(word.surface)


def _is_mark(word: Word | None) -> bool:
    return word is None or word.pos[0] in _MARKS


OF_A_WORD: Final[Mapping[str, Callable[[Word, Listed], bool]]] = {
    "not in the dictionary": _unknown,
    "listed": _is_listed,
    "given name": _is_given_name,
    "name of one kanji": _is_short_name,
    "another reading in the dictionary": _has_other_readings,
}
OF_A_PLACE: Final[Mapping[str, Callable[[Word, Word | None, Word | None], bool]]] = {
    "one kanji beside a noun": _is_noun_beside_noun,
    "affix beside one kanji": _is_affix_beside_kanji,
    "one kanji between marks": _stands_between_marks,
    "bare surname": _is_bare_surname,
    "may be cut elsewhere": _may_be_cut_elsewhere,
}


@lru_cache(maxsize=1)
def doubts() -> Doubts:
    """The package's own table."""
    return Doubts()
