"""What a clause shows of its words: whether it has its verb, whether it commands, whether a noun is plural. Guesses, no parsing."""

from __future__ import annotations

from collections.abc import Sequence

from texts.lemmas import irregular_verbs, verb_base
from texts.model import Pos
from texts.wordclasses import candidates, closed_class, endings, irregular_bases, is_verb_base

HAVE = frozenset(("have", "has", "had", "having", "'ve"))
BE = frozenset(("be", "am", "is", "are", "was", "were", "been", "being", "'m", "'re", "'s"))
DO = frozenset(("do", "does", "did"))
MODAL = frozenset(("can", "could", "will", "would", "shall", "should", "may", "might", "must", "cannot", "ca", "wo", "sha", "'ll", "'d"))

_OPENERS = frozenset((".", "!", "?", ":", "...", "…", '"', "“", "「", "『", "please"))
_OBJECTS = frozenset(("me", "him", "us", "them", "it", "yourself", "yourselves"))
STRONG = frozenset(("a", "an", "the", "my", "your", "his", "its", "our", "their", "every", "no"))
ARTICLES = frozenset(("the", "a", "an", "this", "these", "those", "my", "your", "his", "her", "its", "our", "their", "every", "all"))
_BORDERS = frozenset(("and", "but", "or", "that", "which", "who", "because", "when", "if", "where", "while", "as"))


def is_plural(word: str) -> bool:
    """Whether a lower-case noun stands for several: prices, people, police; not one that is put before others (arms deal)."""
    if word in endings("plural"):
        return True
    return word.endswith("s") and not word.endswith(("ss", "us", "is")) and word not in endings("attributive")


def is_base(word: str) -> bool:
    """Whether a lower-case word can be a verb without an ending, by the lists."""
    return is_verb_base(word) or (Pos.VERB in candidates(word) and verb_base(word) is None)


def takes_bare_verb(word: str) -> bool:
    """Whether a verb has another one behind it without to: help, let, make, see."""
    return word in endings("bare verb")


def has_verb(words: Sequence[str], at: int, before: Sequence[Pos]) -> bool:
    """Whether the clause that reaches to `at` has its verb already.

    Args:
        words: lower-case words.
        at: the last word looked at.
        before: the parts of speech found so far.
    """
    while at >= 0 and before[at] not in (Pos.SYMBOL, Pos.CONJUNCTION) and words[at] not in ("who", "which", "that"):
        if before[at] in (Pos.VERB, Pos.AUXILIARY):
            return True
        at -= 1
    return False


def verb_ahead(words: Sequence[str], at: int) -> bool:
    """Whether a word behind `at`, in the same clause, can hardly be anything but a verb with its tense."""
    for word in words[at + 1 :]:
        if word in _BORDERS or (not word[:1].isalnum() and not has_tense(word)):
            return False
        if has_tense(word):
            return True
    return False


def has_tense(word: str) -> bool:
    """Whether a lower-case word can hardly be anything but a verb with its tense: is, will, began, resigned."""
    if word in BE | HAVE | MODAL | DO:
        return True
    if word in closed_class() or not word[:1].isalpha():
        return False
    past = word in irregular_verbs() and word not in irregular_bases()
    return past or (word.endswith(("ed", "s")) and candidates(word)[0] is Pos.VERB)


def commands(words: Sequence[str], at: int, before: Sequence[Pos]) -> bool:
    """Whether a verb opens a sentence as a command: close the door, separate them.

    Args:
        words: lower-case words.
        at: the word asked about.
        before: the parts of speech of those before it.
    """
    following = words[at + 1] if at + 1 < len(words) else ""
    if at and not (before[at - 1] is Pos.SYMBOL or words[at - 1] == "please"):
        return False
    if at and words[at - 1][:1] not in _OPENERS and words[at - 1] not in _OPENERS:
        return False
    return (following in ARTICLES or following in _OBJECTS) and is_base(words[at])
