"""English for a compound that no dictionary has: modifier forms of its parts before the noun of its head, affixes by template.

Naive joining of first glosses makes 完全停戦 "perfect armistice"; a table of one news gloss for each morpheme, with its form
before another noun, and templates for affixes (`data/morphemes.tsv`, `data/patterns.tsv`) make "complete ceasefire".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dictionaries.chunks import Kind, Part
from dictionaries.lexicon import Lexicon
from dictionaries.model import TermPart
from dictionaries.romaji import romaji
from texts.kana import is_kana

GlossOf = Callable[[Part], tuple[str, ...]]
"""English for one part from the dictionaries, best first; () when they have nothing."""

_BOUND = frozenset("対反親非脱駐在訪未無不")  # prefixes that belong to the next part alone: 反政府 | 勢力
_NUMBERS = {
    "二": "two", "三": "three", "四": "four", "五": "five", "六": "six", "七": "seven", "八": "eight", "九": "nine", "十": "ten",
    "両": "both",
}  # fmt: skip
_PARTICIPLES = ("ed", "en", "ing")


@dataclass(frozen=True, slots=True)
class Composed:
    """What a compound may mean (best first) and the parts it was made of."""

    glosses: tuple[str, ...]
    parts: tuple[TermPart, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    """A part in English: as a noun, and before another noun. `action` says that it is something done (停止, 破棄)."""

    part: Part
    noun: str
    modifier: str
    action: bool
    glosses: tuple[str, ...]


class Composer:
    """Composes English for compounds; immutable, and without a dictionary of its own."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def compose(self, parts: Sequence[Part], gloss_of: GlossOf) -> Composed:
        """English for a compound.

        Args:
            parts: the parts of the chunk, two or more, or one that has units.
            gloss_of: asks the dictionaries for one part.

        Returns:
            No glosses when some part means nothing to anyone.
        """
        words = [self._word(part, gloss_of) for part in self._opened(parts, gloss_of)]
        listed = tuple(TermPart(word.part.surface, word.part.reading, word.glosses[:3]) for word in words)
        if any(not word.noun and not self._is_affix(word.part) for word in words):
            return Composed((), listed)
        return Composed(tuple(dict.fromkeys(tidy(text) for text in self._noun(words))), listed)

    def _opened(self, parts: Sequence[Part], gloss_of: GlossOf) -> list[Part]:
        """Parts that nobody knows whole are replaced by their units."""
        opened: list[Part] = []
        for part in parts:
            single = part.entry is not None or part.kind is Kind.STATES or not part.units
            known = single or (len(parts) > 1 and bool(gloss_of(part)))
            opened.extend((part,) if known else part.units)
        return [part for part in opened if part.surface != "・"]

    def _word(self, part: Part, gloss_of: GlossOf) -> _Word:
        entry = part.entry or self._lexicon.japanese(part.surface) or self._lexicon.morpheme(part.surface)
        if part.pos[1:2] == ("数詞",) and part.surface in _NUMBERS:
            number = _NUMBERS[part.surface]
            return _Word(part, number, number, False, (number,))
        if entry is not None:
            return _Word(part, entry.english[0], entry.modifier, entry.pos == "vs", entry.english)
        if part.kind is Kind.STATES:
            letters = [self._lexicon.morpheme(letter) for letter in part.surface]
            states = [letter.english[0] for letter in letters if letter is not None]
            pair = "-".join(state.removeprefix("the ") for state in states)
            noun = " and ".join((", ".join(states[:-1]), states[-1]))
            return _Word(part, noun, pair, False, (noun,))
        glosses = gloss_of(part)
        if not glosses and is_kana(part.surface.replace("・", "")):
            glosses = (romaji(part.surface).capitalize() if part.kind is not Kind.NONE else romaji(part.surface),)
        first = _bare(glosses[0]) if glosses else ""
        return _Word(part, first, first, part.pos[2:3] == ("サ変可能",), glosses)

    def _is_affix(self, part: Part) -> bool:
        return bool(self._lexicon.pattern(part.surface, "suffix") or self._lexicon.pattern(part.surface, "prefix"))

    def _noun(self, words: Sequence[_Word]) -> list[str]:
        """The compound as a noun, best first."""
        if len(words) == 1:
            return list(words[0].glosses[:2]) or [words[0].noun]
        first, last, rest = words[0], words[-1], words[1:]
        if first.part.pos[1:2] == ("数詞",):
            return [f"{first.noun} {plural(text)}" for text in self._noun(rest)]
        prefix = self._lexicon.pattern(first.part.surface, "prefix")
        if prefix and len(first.part.surface) == 1:
            relation = self._lexicon.pattern(first.part.surface, "relation")
            if relation and len(words) > 2:
                return [_filled(relation[0], n=words[1].noun, head=text) for text in self._noun(words[2:])]
            if first.part.surface in _BOUND and len(words) > 2:
                bound = _filled(prefix[0], n=words[1].modifier)
                return [f"{bound} {text}" for text in self._noun(words[2:])]
            return [_filled(template, n=text) for template in prefix[:2] for text in self._noun(rest)[:1]]
        suffix = self._lexicon.pattern(last.part.surface, "suffix")
        if suffix and (len(last.part.surface) == 1 or not last.noun):
            noun, modifier = self._noun(words[:-1])[0], self._modifier(words[:-1], last)
            return [_filled(template, n=noun, modifier=modifier) for template in suffix[:2]]
        modifier = self._modifier(words[:-1], last)
        return [f"{modifier} {_bare(gloss)}" for gloss in last.glosses[:2]] or [f"{modifier} {last.noun}"]

    def _modifier(self, words: Sequence[_Word], head: _Word) -> str:
        """Words before a head.

        A doing is a noun before another doing (停止要求 halt demand), else what was done (凍結資産 frozen assets).
        """
        texts: list[str] = []
        for at, word in enumerate(words):
            text = word.modifier
            follower = words[at + 1] if at + 1 < len(words) else head
            if word.action and follower.action and text.endswith(_PARTICIPLES):
                text = word.noun
            middle = self._lexicon.pattern(word.part.surface, "suffix")
            if middle and len(word.part.surface) == 1 and texts and word.part.pos[0] == "接尾辞":
                inner = self._lexicon.pattern(word.part.surface, "middle") or middle
                texts[-1] = _filled(inner[0], n=texts[-1], modifier=texts[-1])
            else:
                texts.append(text)
        return " ".join(text for text in texts if text)


def _filled(template: str, *, n: str, modifier: str = "", head: str = "") -> str:
    return template.replace("{n}", n).replace("{p}", plural(n)).replace("{h}", head).replace("{}", modifier or n)


def _bare(gloss: str) -> str:
    """A gloss without its brackets, "to " and articles."""
    if "(" in gloss:
        before, _, after = gloss.partition("(")
        gloss = (before + after.partition(")")[2]).strip() or gloss
    for lead in ("to be ", "to ", "the ", "a ", "an "):
        gloss = gloss.removeprefix(lead)
    return gloss


def tidy(text: str) -> str:
    """One blank between words, none at the ends, no article before a modifier."""
    return " ".join(text.split())


def plural(noun: str) -> str:
    """The regular plural of an English noun; one that ends in s stays.

    >>> plural("country")
    'countries'
    """
    if noun.endswith(("s", "forces", "people")):
        return noun
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("x", "ch", "sh")) else "s")
