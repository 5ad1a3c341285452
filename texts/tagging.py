"""Coarse parts of speech for English by closed classes, endings and neighbours. A best guess, made for ranking glosses.

The words are data (`english_function_words.tsv`, `english_words.tsv`, `english_irregular_verbs.tsv`). Does not parse.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from texts.lemmas import irregular_verbs, is_name, is_word, verb_base
from texts.model import Pos
from texts.tables import rows

_ADVERB_NOT = frozenset("family ally supply reply apply rely friendly daily weekly monthly yearly early only likely unlikely".split()) | frozenset(
    "italy july july fly lonely lively elderly costly orderly ugly holy assembly anomaly monopoly bully belly jelly comply multiply imply".split()
)
_ADJECTIVE_ENDS = ("ous", "ful", "less", "able", "ible", "ical", "ional", "ial", "tual", "ral", "nal", "cal", "ic", "ish", "ive", "ary", "ese", "ian")
_NOUN_ENDS = ("tion", "sion", "ment", "ness", "ity", "ism", "ist", "ship", "ance", "ence", "ancy", "ency", "hood", "dom", "ure", "ology", "eer", "or")
_VERB_ENDS = ("ise", "ize", "ify", "ate")
_HAVE = frozenset(("have", "has", "had", "having", "'ve"))
_BE = frozenset(("be", "am", "is", "are", "was", "were", "been", "being", "'m", "'re", "'s"))
_DO = frozenset(("do", "does", "did"))
_MODAL = frozenset(("can", "could", "will", "would", "shall", "should", "may", "might", "must", "cannot", "ca", "wo", "sha", "'ll", "'d"))
_SUBJECTS = frozenset(("i", "you", "he", "she", "it", "we", "they", "who", "which", "that", "there", "this"))
_NOMINAL = frozenset((Pos.NOUN, Pos.PROPER, Pos.PRONOUN, Pos.NUMBER))
_BEFORE_NOUN = frozenset((Pos.DETERMINER, Pos.ADJECTIVE, Pos.NUMBER))
_AFTER_VERB = frozenset((Pos.DETERMINER, Pos.PREPOSITION, Pos.PRONOUN, Pos.PARTICLE, Pos.ADVERB))


def tag(words: Sequence[str], capitals: Sequence[bool]) -> list[Pos]:
    """The part of speech of each word.

    Args:
        words: folded words of one run (straight apostrophes, contractions split), in their own case; a sentence mark as itself.
        capitals: for each word, whether a capital there says nothing (the sentence's first word, or a headline in capitals).
    """
    lower = [word.lower() for word in words]
    out: list[Pos] = []
    for at, word in enumerate(words):
        if not any(char.isalnum() for char in word) and word not in ("'", "&"):
            out.append(Pos.SYMBOL)
        elif word[0].isdigit():
            out.append(Pos.ADJECTIVE if "-" in word and word[-1].isalpha() else Pos.NUMBER)
        elif _is_proper(word, lower[at], capitals[at], at, lower):
            out.append(Pos.PROPER)
        else:
            out.append(_tag_lower(lower, at, out))
    return out


def is_verb_base(word: str) -> bool:
    """Whether a lower-case word is the base of a verb that we list."""
    return Pos.VERB in _open().get(word, ()) or word in _irregular_bases()


def _is_proper(word: str, lower: str, capital_is_free: bool, at: int, words: Sequence[str]) -> bool:
    if not word[0].isupper() or word in ("I", "A"):
        return False
    if len(word) > 1 and word.isupper() and not capital_is_free:
        return True
    if not capital_is_free:
        return lower not in _closed()
    if lower in _closed() or lower in _open():
        return False
    if word.isupper() and len(word) > 1:
        return not is_word(lower)
    base = verb_base(lower)
    if base is not None and is_verb_base(base):
        return False
    return is_name(word)


def _tag_lower(words: Sequence[str], at: int, before: Sequence[Pos]) -> Pos:
    word = words[at]
    if word in ("'s", "'"):
        return _apostrophe_s(words, at, before)
    if word.startswith("'") and len(word) > 1:
        return Pos.AUXILIARY
    if word in ("n't", "'t", "not"):
        return Pos.ADVERB
    closed = _closed().get(word)
    if closed is not None:
        return _closed_class(words, at, before, closed)
    return _open_class(words, at, before)


def _apostrophe_s(words: Sequence[str], at: int, before: Sequence[Pos]) -> Pos:
    """Is `'s` a verb (it's, let's is a pronoun) or the possessive?"""
    previous = words[at - 1] if at else ""
    following = words[at + 1] if at + 1 < len(words) else ""
    if previous == "let":
        return Pos.PRONOUN
    if previous in ("it", "he", "she", "that", "there", "here", "what", "who", "where", "how", "when", "why"):
        return Pos.AUXILIARY
    clause = following in ("a", "an", "the", "not", "been", "going", "very", "too", "so", "never", "no", "about", "to")
    return Pos.AUXILIARY if clause and words[at] == "'s" and at and before[at - 1] in _NOMINAL else Pos.PARTICLE


def _closed_class(words: Sequence[str], at: int, before: Sequence[Pos], kinds: Sequence[Pos]) -> Pos:
    """Words of closed classes; the doubtful ones by their neighbours."""
    word = words[at]
    following = words[at + 1] if at + 1 < len(words) else ""
    previous = before[at - 1] if at else Pos.SYMBOL
    if word == "to":
        return Pos.PARTICLE if _may_be_base(following) else Pos.PREPOSITION
    if word in _HAVE | _BE | _DO:
        return Pos.AUXILIARY if word in _BE or _verb_follows(words, at) else Pos.VERB
    if word in ("may", "will", "might", "must", "can") and previous in (Pos.DETERMINER, Pos.ADJECTIVE):
        return Pos.NOUN
    if word in ("this", "that", "these", "those", "all", "some", "each", "both", "many", "few", "several", "most", "more", "half", "any"):
        return _determiner_or_not(word, following, previous)
    if word == "her":
        return Pos.DETERMINER if following and _opens_noun(following) else Pos.PRONOUN
    if word == "his":
        return Pos.DETERMINER
    if word in ("before", "after", "since", "until", "as", "than"):
        return Pos.CONJUNCTION if following in _SUBJECTS or following in ("we", "they") else kinds[0] if word in ("as", "than") else Pos.PREPOSITION
    if word == "like" and (previous is Pos.PRONOUN or words[at - 1 : at] == ["to"]):
        return Pos.VERB
    if word == "no" and previous is Pos.SYMBOL and not following.isalpha():
        return Pos.INTERJECTION
    if word in ("up", "out", "down", "off", "over", "away", "along", "around") and previous is Pos.VERB and not _opens_noun(following):
        return Pos.ADVERB
    if word in ("hard", "fast", "straight", "long", "far", "well") and following and _opens_noun(following) and previous is Pos.DETERMINER:
        return Pos.ADJECTIVE
    if word == "one" and following and following.isalpha() and not _opens_noun(following):
        return Pos.PRONOUN
    return kinds[0]


def _determiner_or_not(word: str, following: str, previous: Pos) -> Pos:
    if following and _opens_noun(following) and following not in _closed():
        return Pos.DETERMINER if not (word == "that" and previous is Pos.VERB) else Pos.CONJUNCTION
    if word == "that":
        if previous in (Pos.NOUN, Pos.PROPER) and (following in _MODAL or following in _BE | _HAVE or verb_base(following) is not None):
            return Pos.PRONOUN
        return Pos.CONJUNCTION if following and previous in (Pos.VERB, Pos.ADJECTIVE, Pos.NOUN, Pos.PROPER) else Pos.PRONOUN
    if word in ("more", "most") and following:
        return Pos.ADVERB
    return Pos.PRONOUN if word in ("this", "these", "those", "all", "some", "both", "many", "few") else Pos.DETERMINER


def _open_class(words: Sequence[str], at: int, before: Sequence[Pos]) -> Pos:
    """Listed words and endings give the candidates, the neighbours choose."""
    word = words[at]
    previous = before[at - 1] if at else Pos.SYMBOL
    kinds = _candidates(word)
    if len(kinds) == 1 and kinds[0] is not Pos.NOUN:
        return kinds[0]
    if Pos.VERB in kinds and _verb_place(words, at, before, kinds):
        return Pos.VERB
    if Pos.ADJECTIVE in kinds and _adjective_place(words, at, previous):
        return Pos.ADJECTIVE
    if previous in _BEFORE_NOUN or (at and words[at - 1] in ("'s", "'") and previous is Pos.PARTICLE):
        return Pos.NOUN if Pos.NOUN in kinds else kinds[0]
    return next((kind for kind in kinds if kind is not Pos.VERB), kinds[0]) if previous is Pos.PREPOSITION else kinds[0]


@cache
def _candidates(word: str) -> tuple[Pos, ...]:
    """What a lower-case word can be, likeliest first."""
    listed = _open().get(word)
    if listed:
        return listed
    if "-" in word:
        last = word.rsplit("-", 1)[1]
        return (Pos.ADJECTIVE,) if last.endswith(("ed", "ing", "led", "free", "wide", "made", "old", "term", "level")) else (Pos.NOUN, Pos.ADJECTIVE)
    irregular = irregular_verbs().get(word)
    if irregular is not None:
        return (Pos.VERB, Pos.ADJECTIVE) if irregular[1] else (Pos.VERB,)
    if word.endswith("ly") and word not in _ADVERB_NOT:
        return (Pos.ADVERB,)
    if word.endswith("ing") and len(word) > 5:
        return (Pos.VERB, Pos.NOUN, Pos.ADJECTIVE)
    if word.endswith("ed") and len(word) > 4 and not word.endswith("eed"):
        return (Pos.VERB, Pos.ADJECTIVE)
    base = verb_base(word) if word.endswith("s") and not word.endswith(("ss", "us", "is")) else None
    if base is not None:
        verb = is_verb_base(base)
        noun = Pos.NOUN in _open().get(base, ()) or not verb or base.endswith(_NOUN_ENDS)
        return (Pos.NOUN, Pos.VERB) if noun and verb else (Pos.VERB, Pos.NOUN) if verb else (Pos.NOUN,)
    if word.endswith(_NOUN_ENDS):
        return (Pos.NOUN,)
    if word.endswith(_ADJECTIVE_ENDS):
        return (Pos.ADJECTIVE, Pos.NOUN)
    if word.endswith(("er", "est")) and word[:-2].rstrip("i") and Pos.ADJECTIVE in _open().get(word.removesuffix("er").removesuffix("est"), ()):
        return (Pos.ADJECTIVE,)
    if word in _irregular_bases():
        return (Pos.VERB, Pos.NOUN)
    return (Pos.VERB, Pos.NOUN, Pos.ADJECTIVE) if word.endswith(_VERB_ENDS) else (Pos.NOUN,)


def _verb_place(words: Sequence[str], at: int, before: Sequence[Pos], kinds: Sequence[Pos]) -> bool:
    """Whether a word that may be a verb stands where one does."""
    word, left = words[at], at - 1
    while left >= 0 and before[left] is Pos.ADVERB:
        left -= 1
    previous, previous_word = (before[left], words[left]) if left >= 0 else (Pos.SYMBOL, "")
    following = words[at + 1] if at + 1 < len(words) else ""
    participle = word.endswith(("ed", "en")) or irregular_verbs().get(word, ("", False))[1]
    if previous_word in _MODAL | _DO or (previous_word == "to" and previous is Pos.PARTICLE):
        return True
    if previous is Pos.AUXILIARY or previous_word in _HAVE:
        return participle or word.endswith("ing") or previous_word not in _BE | _HAVE
    if previous is Pos.PRONOUN:
        return not word.endswith("ing") or previous_word not in _SUBJECTS
    if previous in (Pos.DETERMINER, Pos.ADJECTIVE) or (previous is Pos.PARTICLE and previous_word in ("'s", "'")):
        return False
    if previous in (Pos.NOUN, Pos.PROPER):
        opens = following in _closed() or not following.isalpha()
        return kinds[0] is Pos.VERB or (opens and following not in (",", ".", "", "and", "of", ")") and word.endswith("s") is not words[left].endswith("s"))
    if previous in (Pos.PREPOSITION, Pos.NUMBER):
        return word.endswith("ing") and previous is Pos.PREPOSITION and (not following or _opens_noun(following))
    return kinds[0] is Pos.VERB


def _adjective_place(words: Sequence[str], at: int, previous: Pos) -> bool:
    """Before a noun, or after be and its like."""
    following = words[at + 1] if at + 1 < len(words) else ""
    noun_follows = following.isalpha() and following not in _closed() and Pos.VERB not in _candidates(following)[:1]
    if noun_follows:
        return True
    if previous in (Pos.DETERMINER, Pos.PREPOSITION):
        return following == "and" or following == ","
    return previous in (Pos.AUXILIARY, Pos.ADVERB, Pos.VERB) or Pos.NOUN not in _candidates(words[at])


def _verb_follows(words: Sequence[str], at: int) -> bool:
    """Whether have or do is an auxiliary: a verb form follows, over not, pronouns and adverbs."""
    for word in words[at + 1 : at + 5]:
        if word in ("n't", "not", "'t") or word in _SUBJECTS or word.endswith("ly") or word in ("already", "also", "just", "never", "always", "ever"):
            if word in ("n't", "not", "'t"):
                return True
            continue
        if words[at] in _DO:
            return _may_be_base(word)
        return word in ("been", "had", "done") or word.endswith("ed") or irregular_verbs().get(word, ("", False))[1]
    return False


def _may_be_base(word: str) -> bool:
    return word in ("be", "have", "do") or is_verb_base(word) or (word.endswith(_VERB_ENDS) and is_word(word))


def _opens_noun(word: str) -> bool:
    """Whether a noun phrase can go on with this word."""
    if not word[:1].isalnum():
        return False
    kinds = _closed().get(word)
    if kinds is not None:
        return kinds[0] in (Pos.NUMBER, Pos.DETERMINER)
    return _candidates(word)[0] is not Pos.ADVERB


@cache
def _closed() -> dict[str, tuple[Pos, ...]]:
    return _table("english_function_words.tsv")


@cache
def _open() -> dict[str, tuple[Pos, ...]]:
    return _table("english_words.tsv")


@cache
def _irregular_bases() -> frozenset[str]:
    return frozenset(base for base, _ in irregular_verbs().values())


def _table(name: str) -> dict[str, tuple[Pos, ...]]:
    out: dict[str, tuple[Pos, ...]] = {}
    for pos, words in rows(name, 2):
        for word in words.split():
            out[word] = (*out.get(word, ()), Pos(pos))
    return out
