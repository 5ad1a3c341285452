"""English lemmas: our own tables first, then simplemma with its known slips mended. The only module that imports simplemma.

Needs the coarse part of speech, since a form may belong to several words (left, found, leaves). Does not judge spelling.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from texts.model import Pos
from texts.tables import rows

_SHORT_STEM = re.compile("[^aeiou]*[aeiou][^aeiouwxy]$")  # a verb hop would double it: hoping is of hope, even if hop is listed too
_ACRONYMS = re.compile("[A-Z]{2,}s")
_NO_SILENT_E = re.compile("[aeiou][wxy]$|[lnrst][kpt]$|ck$|ss$|sh$")  # play, think, help: no e was dropped there


@lru_cache(maxsize=20_000)
def lemma(form: str, pos: Pos) -> str:
    """The dictionary form of a word.

    Args:
        form: the word folded (NFKC, straight apostrophes), in its own case.
        pos: its coarse part of speech; names and acronyms keep their case.
    """
    lower = form.lower()
    own = _exceptions().get((lower, pos)) or _exceptions().get((lower, None))
    if own is not None:
        return own
    if _ACRONYMS.fullmatch(form):
        return form[:-1]  # NGOs
    if pos is Pos.PROPER:
        return _name(form)
    if any(char.isupper() for char in form[1:]) and not form.isupper():
        return form  # mini-NATO
    if pos in (Pos.VERB, Pos.AUXILIARY):
        return _verb(lower)
    if pos is Pos.NOUN:
        return _noun(lower)
    if pos is Pos.ADJECTIVE:
        return form if form[0].isupper() and is_name(form) else _adjective(lower)  # Japanese, Russian
    return lower


@cache
def irregular_verbs() -> dict[str, tuple[str, bool]]:
    """Past forms and participles of irregular verbs: form to (base, whether it can be a past participle)."""
    table: dict[str, tuple[str, bool]] = {}
    for base, past, participle in rows("english_irregular_verbs.tsv", 3):
        for form in participle.split():
            table.setdefault(form, (base, True))
        for form in past.split():
            table.setdefault(form, (base, False))
    return table


def warm() -> None:
    """Load simplemma's dictionary (some 0.2 s of CPU) before a word asks for it."""
    _simple("warmed")


def verb_base(form: str) -> str | None:
    """The base of a third person, past, participle or -ing form, lower case; None when the form is a base or no verb form."""
    base = _verb(form)
    return base if base != form else None


@cache
def _exceptions() -> dict[tuple[str, Pos | None], str]:
    return {(form, None if pos == "*" else Pos(pos)): word for form, pos, word in rows("english_lemmas.tsv", 3)}


def _simple(word: str) -> str:
    """What simplemma answers; imported here, since its dictionary is needed only when English is met."""
    import simplemma

    return str(simplemma.lemmatize(word, lang="en"))


def is_word(word: str) -> bool:
    """Whether simplemma's English dictionary knows a word as it is written."""
    import simplemma

    return bool(simplemma.is_known(word, lang="en"))


@cache
def _names() -> frozenset[str]:
    return frozenset(name for _, names in rows("english_names.tsv", 2) for name in names.split())


def is_name(word: str) -> bool:
    """Whether a capitalised word is listed as a name, known with its capital alone, or not known at all."""
    if word in _names():
        return True
    return _simple(word)[:1].isupper() or not is_word(word)


def _verb(lower: str) -> str:
    if lower in irregular_verbs():
        return irregular_verbs()[lower][0]
    if lower in ("am", "is", "are", "being"):
        return "be"
    if lower in ("has", "having", "does", "doing", "goes"):
        return {"h": "have", "d": "do", "g": "go"}[lower[0]]
    for ending in ("ing", "ed"):
        stem = lower.removesuffix(ending)
        if stem != lower and len(stem) > 1:
            return _regular(lower, stem)
    return _without_s(lower)


def _regular(lower: str, stem: str) -> str:
    """The base of a regular -ing or -ed form: a listed verb, else simplemma's, which adds an e too often (playe, thinke)."""
    undoubled = stem[:-1] if stem[-1:] == stem[-2:-1] else stem
    first = (stem + "e", stem) if _SHORT_STEM.fullmatch(stem) else (stem, stem + "e")
    for base in (*first, undoubled, stem[:-1] + "y" if stem[-1] == "i" else stem):
        if base in _bases() or base in _irregular_bases():
            return base
    found = _simple(lower)
    vowels = len(re.findall("[aeiouy]+", stem))
    if found == stem + "e" and _simple(stem) == stem and is_word(stem) and (vowels > 1 or _NO_SILENT_E.search(stem)):
        return stem
    return found if found.islower() else lower


def _noun(lower: str) -> str:
    """The singular; irregular plurals stand in the table, and `meeting` is no "meet"."""
    if not lower.endswith("s") or lower.endswith(("ss", "us", "is", "ics")):
        return lower
    return _without_s(lower)


def _without_s(lower: str) -> str:
    """Without the s of a plural or a third person: by rule where it is plain, by simplemma where spelling is not."""
    if not lower.endswith("s") or lower.endswith(("ss", "us", "is")) or len(lower) < 4:
        return lower
    for base in (lower[:-1], lower[:-2] if lower.endswith("es") else "", lower[:-3] + "y" if lower.endswith("ies") else ""):
        if base in _bases() or base in _irregular_bases():
            return base
    if lower[-2] not in "esuiovaz":
        return lower[:-1]
    found = _simple(lower)
    return found if found.islower() else lower


def _adjective(lower: str) -> str:
    """Comparatives go back to the base, participles stay: `limited`, `leading`."""
    if lower in _bases():
        return lower
    base = compared_base(lower)
    if base is not None or not lower.endswith(("er", "est")):
        return base or lower
    found = _simple(lower)
    return found if len(found) < len(lower) and lower.startswith(found.rstrip("ey")) else lower


def compared_base(lower: str) -> str | None:
    """The listed adjective that a word in -er or -est compares (larger, bigger, easier), or None."""
    stem = lower.removesuffix("er") if lower.endswith("er") else lower.removesuffix("est")
    if stem == lower or len(stem) < 3:
        return None
    undoubled = stem[:-1] if stem[-1] == stem[-2] else stem
    bases = (stem, stem + "e", undoubled, stem[:-1] + "y" if stem[-1] == "i" else stem)
    return next((base for base in bases if base in _adjectives()), None)


@cache
def _adjectives() -> frozenset[str]:
    return frozenset(word for pos, words in rows("english_words.tsv", 2) if pos == Pos.ADJECTIVE for word in words.split())


def _name(form: str) -> str:
    """A name as it is; a people loses its plural s (Russians)."""
    if form.endswith(("ans", "ists", "crats")) and not form.isupper() and len(form) > 5:
        return form[:-1]
    return form


@cache
def _bases() -> frozenset[str]:
    return frozenset(word for _, words in rows("english_words.tsv", 2) for word in words.split())


@cache
def _irregular_bases() -> frozenset[str]:
    return frozenset(base for base, _ in irregular_verbs().values())
