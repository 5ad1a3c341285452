"""The keys under which English glosses are filed and looked up: one definition for the build and for the look-up.

A key is in lower case with single blanks, without brackets, articles, "to" and "to be"; hyphens become blanks, and a hyphenated gloss is
filed written together too (cease-fire, ceasefire). Short words in capitals keep them, so that US is not "us" and IT not "it".
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

LONGEST_KEY = 6
"""In words; a longer gloss is an explanation, not something a text contains."""

_BRACKET = re.compile(r"\s*\(([^()]*)\)\s*")
_LEAD = re.compile(r"^(to be|to|be|an?|the) (?=\S)", re.IGNORECASE)
# Nine glosses in ten are plain words behind at most one of those: they need no other rule, and a build sees 374,000 glosses.
_SIMPLE = re.compile(r"(to be |be |to |an? |the )?([a-z]+(?: [a-z]+){0,5})\Z")
# names are in capitals: what may be an article, "to" or "be", or an acronym, goes the long way
_TITLE = re.compile(r"(?!(?:To|Be|An?|The) )[A-Z][a-z]+(?: [A-Z]?[a-z]+){0,5}\Z")
_SLOTS = (" something", " someone", " somebody", " oneself", " etc")
_BE_COST = 0.3
_EDGES = " \t.,;:!?\"“”'‘’…-–—~/"
_SHORT_ACRONYM = 3  # letters: US, UN, EU, IT are never us, un, eu, it; NATO may be filed as Nato, and PEACE is a heading's peace
_TO_KEYS = str.maketrans({"’": "'", **dict.fromkeys('-–"“”?!;:…', " ")})
_BRITISH = (  # a stem of two syllables or more, else it is another word: rise, hour
    (re.compile(r"([a-z]*[aeiouy][a-z]*[^aeiouvm])ise"), "ize"),
    (re.compile(r"([a-z]*[aeiouy][a-z]*)isation"), "ization"),
    (re.compile(r"([a-z]*[aeiouy][a-z]*)lyse"), "lyze"),
    (re.compile(r"([a-z]*[aeiouy][a-z]*[bdlmnrvt])our"), "or"),
    (re.compile(r"([a-z]*[aeiouy][a-z]*[bt])re"), "er"),
    (re.compile(r"(def|off|lic|pret)ence"), "ense"),
    (re.compile(r"([a-z]*[aeiouy][a-z]*)ogue"), "og"),
)
_SPACES = re.compile(r"\s+")
_PLAIN = re.compile(r"[a-z]+\Z")


class Key(NamedTuple):
    """A key of a gloss and what was given up for it: 0 nothing, 1 and more the further the gloss is from saying just that."""

    text: str
    cost: float


def is_acronym(word: str) -> bool:
    """Whether the capitals of a word are part of it: US, UN, EU, G7, NATO; a word in a heading may be taken for one."""
    letters = word.replace(".", "")
    return 2 <= len(letters) <= 5 and letters.isascii() and letters.isalnum() and letters.isupper() and letters[0].isalpha()


def normalise(text: str) -> str:
    """The key of a word or phrase as it stands, with articles and "to" kept; "" when nothing is left of it."""
    if _PLAIN.match(text):
        return text
    text = " ".join(text.translate(_TO_KEYS).split()).strip(_EDGES)
    if text[:2].islower():
        return text.lower()
    undotted = text.replace(".", "")
    return undotted if is_acronym(undotted) else text.lower()


def query_keys(text: str) -> tuple[str, ...]:
    """Keys to ask for a word or phrase of a text, best first: as written, written together, and in lower case what is all capitals."""
    found = [normalise(_LEAD.sub("", text) if " " in text else text)]
    if "-" in text:
        found.append(normalise(text.replace("-", "")))
    if is_acronym(found[0]) and len(found[0]) > _SHORT_ACRONYM:
        found.append(found[0].lower())
    return tuple(key for key in dict.fromkeys(found) if key)


@lru_cache(maxsize=4096)
def american(word: str) -> str:
    """An English word in American spelling, which tables and dictionaries prefer; the same when it has no other, or is American.

    By spelling alone: what comes of a word such as enterprise is no word, and finds nothing.

    >>> american("organise"), american("neighbour"), american("hour"), american("rise")
    ('organize', 'neighbor', 'hour', 'rise')
    """
    for pattern, ending in _BRITISH:
        found = pattern.fullmatch(word)
        if found is not None:
            return found[1] + ending
    return word


def gloss_keys(gloss: str) -> tuple[Key, ...]:
    """Keys under which a gloss is filed.

    >>> [key.text for key in gloss_keys("to agree (to)")]
    ['agree', 'agree to']
    """
    simple = _SIMPLE.match(gloss)
    if simple is not None and not gloss.endswith(_SLOTS):
        lead, text = simple.groups()
        return (Key(text, _BE_COST if lead and "be" in lead else 0.0),)
    if _TITLE.match(gloss) is not None and not gloss.endswith(_SLOTS):
        return (Key(gloss.lower(), 0.0),)
    found: dict[str, float] = {}
    for text, cost in _bracket_variants(gloss):
        _file(found, text, cost)
    return tuple(Key(text, cost) for text, cost in found.items())


def display(gloss: str) -> str:
    """A gloss as it is shown in a line: its bracketed remarks left out, unless nothing else is there."""
    if "(" not in gloss:
        return gloss
    return _SPACES.sub(" ", _BRACKET.sub(" ", gloss)).replace(" ,", ",").strip(" ,;") or gloss


def _bracket_variants(gloss: str) -> list[tuple[str, float]]:
    """The gloss without its brackets, and with the bracketed words in their place when they are few: United States (of America)."""
    if "(" not in gloss:
        return [(gloss, 0.0)]
    variants = [(_BRACKET.sub(" ", gloss), 0.15)]
    if all(inner.count(" ") < 3 and "." not in inner for inner in _BRACKET.findall(gloss)):
        variants.append((_BRACKET.sub(r" \1 ", gloss), 0.5))
    return variants


def _file(found: dict[str, float], text: str, cost: float) -> None:
    text = text.strip()
    lead = _LEAD.match(text)
    if lead:
        text = text[lead.end() :]
        cost += _BE_COST if "be" in lead.group().lower() else 0.0
    key = normalise(text)
    if key.endswith(_SLOTS):
        key, cost = key.removesuffix(next(slot for slot in _SLOTS if key.endswith(slot))), cost + 0.1
    if not key or key.count(" ") >= LONGEST_KEY:
        return
    found[key] = min(found.get(key, 9.0), cost)
    if "-" in text and " " not in text.strip("-"):
        together = normalise(text.replace("-", ""))
        if together:
            found.setdefault(together, cost + 0.05)
    if is_acronym(key) and len(key) > _SHORT_ACRONYM:
        found.setdefault(key.lower(), cost + 0.3)
