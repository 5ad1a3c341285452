"""Grammar patterns of written Japanese (〜わけではない, 〜をめぐって) over the words of a sentence. The patterns are data.

What a pattern looks for is text, which must begin and end at the borders of the analyser's words and whose last word may be inflected; so
the table need not know how the analyser cuts it. Nothing is looked up, and nothing is done until somebody asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Final, NamedTuple

from dictionaries.model import Grammar, GrammarPoint
from texts.model import Language, Token
from texts.tables import rows

_CHOICE: Final = re.compile(r"\(([^()]*)\)")
_AS_IT_STANDS: Final = "."
_CLOSING: Final = frozenset("」』）)〉》”％%")
_ENDS: Final = frozenset("。！？!?」』、）)")


class _Word(NamedTuple):
    start: int
    end: int
    surface: str
    lemma: str
    classes: frozenset[str]


_EDGE: Final = _Word(0, 0, "", "", frozenset({"edge"}))


@dataclass(frozen=True, slots=True)
class _Condition:
    """What must or must not stand beside a pattern: classes of words, or texts."""

    classes: frozenset[str]
    texts: tuple[str, ...]
    no_classes: frozenset[str]
    no_texts: tuple[str, ...]

    def allows(self, word: _Word, text: str) -> bool:
        """Whether the neighbour may stand there; `text` is what begins (or, before a pattern, ends) beside it."""
        if not self.no_classes.isdisjoint(word.classes) or (self.no_texts and text.startswith(self.no_texts)):
            return False
        if not self.classes and not self.texts:
            return True
        return not self.classes.isdisjoint(word.classes) or bool(self.texts and text.startswith(self.texts))


@dataclass(frozen=True, slots=True)
class _Step:
    texts: tuple[str, ...]
    gap: int  # how many words may stand before it


@dataclass(frozen=True, slots=True)
class _Rule:
    point: GrammarPoint
    before: _Condition
    steps: tuple[_Step, ...]
    after: _Condition


_FORMS: Final = (("終止形", "plain"), ("連体形", "plain"), ("未然形", "mizen"), ("意志推量形", "vol"), ("仮定形", "ba"))
_NO_STEM: Final = ("助動詞-ダ", "助動詞-デス", "助動詞-タ", "助動詞-マス")  # their conjunctive form is no stem that something joins
_CLASSES: Final = frozenset((
    "noun", "plain", "past", "masu", "mizen", "vol", "te", "ba", "nai", "verb", "adj", "na", "adverb", "particle", "end", "edge",
))  # fmt: skip


def find_grammar(text: str, tokens: Sequence[Token]) -> tuple[Grammar, ...]:
    """The patterns in a sentence, in order of their starts; where two want the same words the longer one wins.

    Args:
        text: the sentence's text, which the tokens' offsets count.
        tokens: its tokens; those that are not Japanese stand as nouns.
    """
    words = tuple(_words(tokens))
    if not words:
        return ()
    found = []
    opening = _index().prefixes
    for place, word in enumerate(words):
        if word.surface[:1] not in opening and word.lemma[:1] not in opening:
            continue
        for rule, stop in _openings(words, place):
            pieces = _pieces(rule, words, place, stop)
            if pieces and _fits(rule, words, text, pieces):
                found.append((-sum(stop - start for start, stop in pieces), place, rule.point, pieces))
    kept: list[Grammar] = []
    taken: set[int] = set()
    for _length, _place, point, pieces in sorted(found, key=lambda one: one[:2]):
        covered = {at for start, stop in pieces for at in range(words[start].start, words[stop - 1].end)}
        if taken.isdisjoint(covered):
            taken |= covered
            kept.append(Grammar(words[pieces[0][0]].start, words[pieces[-1][1] - 1].end, point))
    return tuple(sorted(kept, key=lambda grammar: (grammar.start, grammar.end)))


def grammar_named(query: str) -> tuple[GrammarPoint, ...]:
    """The patterns that are called so or look so in a text (〜とは言え, とはいえ), with or without the 〜; () when none does."""
    wanted = _bare(query)
    if not wanted:
        return ()
    named = [rule.point for rule in _rules() if _bare(rule.point.pattern) == wanted]
    spelt = [rule.point for rule in _rules() if len(rule.steps) == 1 and {wanted, wanted + _AS_IT_STANDS} & set(rule.steps[0].texts)]
    return tuple(dict.fromkeys(named + spelt))


def all_grammar() -> tuple[GrammarPoint, ...]:
    """Every pattern of the table, each once."""
    return tuple(dict.fromkeys(rule.point for rule in _rules()))


def _bare(pattern: str) -> str:
    return pattern.strip().replace("～", "〜").replace("~", "〜").strip("〜 ")


def _words(tokens: Sequence[Token]) -> Iterator[_Word]:
    for token in tokens:
        if token.language is not Language.JA or not token.morphemes:
            yield _Word(token.start, token.end, token.surface, token.surface, _foreign(token.surface))
            continue
        for morpheme in token.morphemes:
            yield _Word(morpheme.start, morpheme.end, morpheme.surface, morpheme.lemma, _classes(morpheme.pos, morpheme.lemma))


def _foreign(surface: str) -> frozenset[str]:
    if surface[-1:] in _ENDS:
        return frozenset(("end", "noun") if surface[-1] in _CLOSING else ("end",))
    return frozenset(("noun",))


@lru_cache(maxsize=4096)
def _classes(pos: tuple[str, ...], lemma: str) -> frozenset[str]:  # noqa: C901 one case for each part of speech
    """What the table may call a word."""
    kind, sort = pos[0], pos[1] if len(pos) > 1 else ""
    conjugation, form = (pos[4], pos[5]) if len(pos) > 5 else ("", "")
    names = set()
    match kind:
        case "名詞" | "代名詞":
            names.add("noun")
        case "接尾辞" if sort == "名詞的":
            names.add("noun")
        case "形状詞":
            names.add("na")
        case "副詞":
            names.add("adverb")
        case "形容詞":
            names.add("adj")
        case "動詞":
            names.add("verb")
        case "助詞":
            names.add("te" if sort == "接続助詞" and lemma in ("て", "で") else "particle")
        case "補助記号" | "記号":
            names |= _foreign(lemma) if lemma and lemma[-1] in _ENDS else {"noun"} if lemma[-1:] in _CLOSING else set()
        case _:
            pass
    if form.startswith("連用形") and kind != "形容詞" and not conjugation.endswith(_NO_STEM):
        names.add("masu")
    names |= {name for begin, name in _FORMS if form.startswith(begin)}
    if conjugation == "助動詞-タ":
        names.add("past")
    if lemma in ("ない", "ぬ", "ず"):
        names.add("nai")
    return frozenset(names)


def _pieces(rule: _Rule, words: Sequence[_Word], place: int, stop: int) -> tuple[tuple[int, int], ...]:
    """The stretches of words that the steps of a rule match, the first being `place:stop`, as half-open indexes; () when one does not."""
    pieces = [(place, stop)]
    for step in rule.steps[1:]:
        for at in range(stop, min(stop + step.gap + 1, len(words))):
            ends = [end for text in step.texts if (end := _match(text, words, at))]
            if ends:
                pieces.append((at, max(ends)))
                stop = max(ends)
                break
            if words[at].surface in "。！？":
                return ()
        else:
            return ()
    return tuple(pieces)


def _match(text: str, words: Sequence[_Word], place: int) -> int:
    """Where the words from `place` on that make up a text end (exclusive); 0 when they do not. The last may be inflected."""
    at = 0
    for index in range(place, len(words)):
        word = words[index]
        if text[at:] in (word.surface, word.lemma) or text[at:] == word.surface + _AS_IT_STANDS:
            return index + 1
        if not text.startswith(word.surface, at):
            return 0
        at += len(word.surface)
    return 0


def _fits(rule: _Rule, words: Sequence[_Word], text: str, pieces: Sequence[tuple[int, int]]) -> bool:
    start, stop = pieces[0][0], pieces[-1][1]
    before = words[start - 1] if start else _EDGE
    after = words[stop] if stop < len(words) else _EDGE
    if "edge" in after.classes:
        after = _Word(0, 0, "", "", frozenset({"edge", "end"}))
    return rule.before.allows(before, before.surface) and rule.after.allows(after, text[words[stop - 1].end :])


def _openings(words: Sequence[_Word], place: int) -> Iterator[tuple[_Rule, int]]:
    """The rules whose first step the words from `place` on make up, and where that ends (exclusive)."""
    index = _index()
    before = ""
    for at in range(place, len(words)):
        word = words[at]
        text = before + word.surface
        rules = index.rules.get(text, ()) + index.rules.get(text + _AS_IT_STANDS, ())
        if word.lemma != word.surface:
            rules += index.rules.get(before + word.lemma, ())
        for rule in rules:
            yield rule, at + 1
        if text not in index.prefixes:
            return
        before = text


class _Index(NamedTuple):
    rules: dict[str, tuple[_Rule, ...]]  # by a text of their first step
    prefixes: frozenset[str]  # what such a text may begin with


@lru_cache(maxsize=1)
def _index() -> _Index:
    index: dict[str, tuple[_Rule, ...]] = {}
    for rule in _rules():
        for text in rule.steps[0].texts:
            index[text] = (*index.get(text, ()), rule)
    return _Index(index, frozenset(text[:length] for text in index for length in range(1, len(text) + 1)))


@lru_cache(maxsize=1)
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(GrammarPoint(pattern, english, japanese), _condition(before), tuple(_steps(find)), _condition(after))
        for pattern, before, find, after, english, japanese in rows("grammar.tsv", 6, "dictionaries")
    )


def _steps(find: str) -> Iterator[_Step]:
    gap = 0
    for item in find.split():
        if item.startswith("~"):
            gap = int(item[1:])
        else:
            yield _Step(tuple(_expanded(item)), gap)
            gap = 0


def _expanded(item: str) -> Iterator[str]:
    """`(わけ|訳)では(ない|ありません)` as its four texts."""
    parts = [part.split("|") if odd % 2 else [part] for odd, part in enumerate(_CHOICE.split(item))]
    yield from ("".join(chosen) for chosen in product(*parts))


def _condition(cell: str) -> _Condition:
    wanted = [item for item in cell.split() if item != "-"]
    yes = [item for item in wanted if not item.startswith("!")]
    no = [item[1:] for item in wanted if item.startswith("!")]
    return _Condition(
        frozenset(item for item in yes if item in _CLASSES),
        tuple(item for item in yes if item not in _CLASSES),
        frozenset(item for item in no if item in _CLASSES),
        tuple(item for item in no if item not in _CLASSES),
    )
