"""What an English word can be, seen alone: closed classes, listed words, endings. All of it data (`data/english_*.tsv`)."""

from __future__ import annotations

from functools import cache

from texts.lemmas import compared_base, irregular_verbs, verb_base
from texts.model import Pos
from texts.tables import rows

_PARTICIPLE_ENDS = ("ed", "ing", "led", "free", "wide", "made", "old", "term", "level")
_EED_VERBS = ("greed", "freed", "teed")  # agreed, freed, guaranteed; not need, speed


@cache
def closed_class() -> dict[str, tuple[Pos, ...]]:
    """Words of closed classes, the default class first."""
    return _table("english_function_words.tsv")


@cache
def listed() -> dict[str, tuple[Pos, ...]]:
    """Open-class words that are listed, the default class first."""
    return _table("english_words.tsv")


@cache
def endings(kind: str) -> tuple[str, ...]:
    """Endings (or whole words) of one row name of `english_endings.tsv`."""
    return tuple(word for name, words in rows("english_endings.tsv", 2) if name == kind for word in words.split())


@cache
def irregular_bases() -> frozenset[str]:
    """Bases of the irregular verbs."""
    return frozenset(base for base, _ in irregular_verbs().values())


def is_verb_base(word: str) -> bool:
    """Whether a lower-case word is the base of a verb that we list."""
    return Pos.VERB in listed().get(word, ()) or word in irregular_bases()


def is_participle(word: str) -> bool:
    """Whether a lower-case word can be a past participle, by its ending or by the table."""
    return word.endswith(("ed", "en")) or irregular_verbs().get(word, ("", False))[1]


@cache
def candidates(word: str) -> tuple[Pos, ...]:
    """What a lower-case open-class word can be, likeliest first."""
    if word in listed():
        kinds = listed()[word]
        if word in endings("not verb"):
            return kinds  # interesting, tired: a participle only by its form
        base = verb_base(word) if word.endswith(("ing", "ed", "s")) and Pos.VERB not in kinds else None
        return (*kinds, Pos.VERB) if base is not None and is_verb_base(base) else kinds
    if "-" in word:
        adjective = word.rsplit("-", 1)[1].endswith(_PARTICIPLE_ENDS)
        return (Pos.ADJECTIVE,) if adjective else (Pos.NOUN, Pos.ADJECTIVE)
    irregular = irregular_verbs().get(word)
    if irregular is not None:
        return (Pos.VERB, Pos.ADJECTIVE) if irregular[1] else (Pos.VERB,)
    return _by_inflection(word) or _by_ending(word)


def _by_inflection(word: str) -> tuple[Pos, ...]:
    """Classes shown by -ly, -ing, -ed, -s, -er; empty when the word has none of them."""
    if word.endswith("ly") and word not in endings("not adverb"):
        return (Pos.ADVERB,)
    if word.endswith("ing") and (len(word) > 5 or is_verb_base(verb_base(word) or "")):
        return (Pos.VERB, Pos.NOUN, Pos.ADJECTIVE)
    if word.endswith("ed") and len(word) > 3 and (not word.endswith("eed") or word.endswith(_EED_VERBS)):
        return (Pos.VERB, Pos.ADJECTIVE)
    base = verb_base(word) if word.endswith("s") and not word.endswith(("ss", "us", "is")) else None
    if base is not None:
        kinds = listed().get(base, ())
        noun = (Pos.NOUN in kinds and kinds[0] is not Pos.VERB) or not is_verb_base(base) or base.endswith(endings("noun"))
        return (Pos.NOUN, Pos.VERB) if noun else (Pos.VERB, Pos.NOUN)
    return (Pos.ADJECTIVE,) if compared_base(word) is not None else ()


def _by_ending(word: str) -> tuple[Pos, ...]:
    if word.endswith(endings("noun")):
        return (Pos.NOUN,)
    if word.endswith(endings("adjective")):
        return (Pos.ADJECTIVE, Pos.NOUN)
    if word in irregular_bases():
        return (Pos.VERB, Pos.NOUN)
    return (Pos.VERB, Pos.NOUN, Pos.ADJECTIVE) if word.endswith(endings("verb")) else (Pos.NOUN,)


def _table(name: str) -> dict[str, tuple[Pos, ...]]:
    out: dict[str, tuple[Pos, ...]] = {}
    for pos, words in rows(name, 2):
        for word in words.split():
            out[word] = (*out.get(word, ()), Pos(pos))
    return out
