"""The order of entries, senses and glosses. Each criterion is a line, with what it is worth.

Japanese to English: the choice of the entry matters, not that of the sense (picking senses by context gained 0.3 points at most).
English to Japanese: what can be known beforehand is in the compiled order (`reverse.WEIGHTS`); here the English word's part of
speech and capital join in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from dictionaries.english_keys import display
from dictionaries.library import Candidate, Translation
from dictionaries.model import Entry, Sense
from texts.kana import has_kanji, to_hiragana, to_katakana
from texts.model import Pos
from texts.tables import rows

MOST_GLOSSES = 5
_DIALECTS = frozenset(("ksb", "rkb", "osb", "ktb", "kyb", "thb", "hob", "kyu", "tsb", "tsug", "nab"))
_GAMES = frozenset(("sumo", "mahj", "shogi", "hanaf", "baseb", "MA", "horse"))
_RARE = frozenset(("arch", "obs", "obsc", "rare", "vulg", "derog", "poet", "m-sl", "net-sl", "chn")) | _DIALECTS
_READ_OTHERWISE = 20.0
"""What the reading counts beside all else: a text's readings are right in 99 of 100 words."""
FROM_ONE_SENSE = 3
"""Glosses taken from one sense before the next sense is heard."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a text says about a Japanese word: its forms, the reading of its lemma in hiragana ("" unknown), its part of speech."""

    lemma: str
    normalized: str
    reading: str
    pos: Pos


@lru_cache(maxsize=1)
def _fits() -> dict[str, dict[Pos, float]]:
    """Code → part of speech → how well it fits: 1 for the first named, .8 for the others."""
    table = {}
    for code, names in rows("pos_fit.tsv", 2, "dictionaries"):
        parts = [Pos(name.strip()) for name in names.split(",")]
        table[code] = {part: 1.0 if part is parts[0] else 0.8 for part in parts}
    return table


@lru_cache(maxsize=4096)
def fit(code: str, pos: Pos) -> float:
    """How well a JMdict part of speech fits that of a word in a text: 1 the same, .8 possible, 0 impossible."""
    table = _fits()
    parts = table.get(code)
    if parts is None:
        stem = code
        while stem and f"{stem}*" not in table:
            stem = stem[:-1]
        parts = table.get(f"{stem}*", {})
    return parts.get(pos, 0.0)


def best_fit(codes: Iterable[str], pos: Pos) -> float:
    """The best `fit` of several codes."""
    return max((fit(code, pos) for code in codes), default=0.0)


def entry_score(candidate: Candidate, wanted: Wanted) -> float:
    """How well an entry answers to a Japanese word; the weights are those of the research, fitted by hand, .84 right of homographs."""
    return (
        2.0 * _written(candidate, wanted)
        + 2.0 * _reading(candidate, wanted)
        + 2.0 * best_fit(candidate.pos, wanted.pos)
        + 1.0 * _kana(candidate, wanted)
        + 0.5 * candidate.priority / 100
        - 0.05 * min(candidate.place, 5)  # a form that its own entry lists late
        - 1.0 * (not _RARE.isdisjoint(candidate.tags))
        - 0.5 * _in_katakana(candidate)
    )


def _written(candidate: Candidate, wanted: Wanted) -> float:
    """The analyser's normalised form is the entry's written form: こと, normalised 事, is 事 and not 琴."""
    if has_kanji(wanted.lemma):
        return float(wanted.lemma in candidate.forms)
    if has_kanji(wanted.normalized):
        return float(wanted.normalized in candidate.forms)
    return float(not candidate.forms or candidate.written or candidate.usually_kana)


def _reading(candidate: Candidate, wanted: Wanted) -> float:
    """The entry is read as the text reads the word: 工夫 くふう or こうふ."""
    if not wanted.reading:
        return 0.0
    wanted_reading = to_hiragana(wanted.reading)
    return float(any(to_hiragana(reading) == wanted_reading for reading in candidate.readings))


def _kana(candidate: Candidate, wanted: Wanted) -> float:
    """A word in kana is sooner one that is usually written so, a word in kanji sooner one that is not."""
    in_kana = not has_kanji(wanted.lemma)
    if in_kana:
        return float(candidate.usually_kana or not candidate.forms)
    return float(not candidate.usually_kana)


def _in_katakana(candidate: Candidate) -> bool:
    """A form in hiragana of what is also written in katakana, as animals and plants are: なし without, sooner than 梨."""
    return (
        bool(candidate.readings)
        and not candidate.written
        and to_hiragana(candidate.form) == candidate.form
        and (to_katakana(candidate.form) in candidate.readings)
    )


def rank_candidates(candidates: Iterable[Candidate], wanted: Wanted) -> list[Candidate]:
    """Candidates for a word of a text, best first; equal ones in the dictionary's order.

    Those of a dictionary that the user put above the built-in ones come first where they are read as there, those of one beside them last.
    """
    return sorted(candidates, key=lambda c: (standing(c, wanted), -_READ_OTHERWISE * _reading(c, wanted) - entry_score(c, wanted)))


def standing(candidate: Candidate, wanted: Wanted) -> int:
    """Where a candidate stands: -1 before the built-in dictionaries, 0 with them, 1 beside them.

    A homograph that is read otherwise is not what the user wrote down; where one of the readings is unknown, it may be.
    """
    if candidate.standing < 0 and wanted.reading and candidate.readings and not _reading(candidate, wanted):
        return 0
    return candidate.standing


def shown(ranked: Sequence[Candidate], most: int) -> list[Candidate]:
    """The first `most`, and the best of each dictionary beside the built-in ones that is not among them."""
    first = list(ranked[:most])
    known = {candidate.source for candidate in first}
    for candidate in ranked[most:]:
        if candidate.standing > 0 and candidate.source not in known:
            known.add(candidate.source)
            first.append(candidate)
    return first


def rank_names(candidates: Iterable[Candidate], wanted: Wanted, kind: str) -> list[Candidate]:
    """Names for a word of a text, best first: read as there, and of the kind (surname, given, place) that the analyser saw."""
    return sorted(candidates, key=lambda c: (c.standing, -(2.0 * _reading(c, wanted) + 1.0 * (kind in c.tags))))


def rank_senses(entry: Entry, pos: Pos) -> tuple[Sense, ...]:
    """An entry's senses, otherwise as the editors ordered them: first those of the word's part of speech, last rare ones and games'."""
    late = _RARE | _GAMES
    return tuple(sorted(entry.senses, key=lambda sense: (not best_fit(sense.pos, pos), not late.isdisjoint(sense.tags))))


def glosses(senses: Sequence[Sense], most: int = MOST_GLOSSES) -> tuple[str, ...]:
    """Short glosses, best first: up to three of the first sense, one of each further sense, then what is left over.

    Bracketed remarks are left out for display; the entry keeps them.
    """
    chosen: dict[str, None] = {}
    for rank, sense in enumerate(senses):
        for gloss in sense.glosses[: FROM_ONE_SENSE if rank == 0 else 1]:
            chosen.setdefault(display(gloss))
    if len(chosen) < most:
        for sense in senses:
            for gloss in sense.glosses:
                chosen.setdefault(display(gloss))
    return tuple(chosen)[:most]


def rank_translations(found: Iterable[Translation], pos: Pos, *, capital: bool, names: bool) -> list[Translation]:
    """Japanese words for an English one, best first, each headword once; `standing` is what it counts for here.

    Args:
        found: what the library says for the word's keys.
        pos: the English word's part of speech; `Pos.OTHER` when it is not known.
        capital: whether it is written with a capital where only names are.
        names: whether names may be meant at all; a word without a capital is none.
    """
    kept: dict[str, Translation] = {}
    translations = [t for t in found if names or not t.is_name]
    heard = [t if t.standing >= 0 else _mine(t, pos, capital=capital) for t in translations]
    named = names and pos is Pos.PROPER and not any(t.capital and not t.is_name for t in translations)  # China is in the dictionary
    japanese = frozenset(to_hiragana(t.reading) for t in translations if t.is_name and has_kanji(t.headword)) if named else frozenset()
    scored = sorted(
        heard, key=lambda t: (t.standing, -translation_score(t, pos, capital=capital) - (_name_bonus(t, japanese) if named else 0.0))
    )
    for translation in scored:
        kept.setdefault(translation.headword, translation)
    return list(kept.values())


def _mine(translation: Translation, pos: Pos, *, capital: bool) -> Translation:
    """What the user wants heard first is heard first where it is of the word's part of speech, and a name's for a name."""
    if english_fit(translation.pos, pos) < 0 or (translation.capital and not capital):
        return replace(translation, standing=0)
    return translation


def translation_score(translation: Translation, pos: Pos, *, capital: bool) -> float:
    """The compiled score, with part of speech and capital."""
    return (
        translation.score
        + 0.5 * english_fit(translation.pos, pos)
        + 0.9 * (translation.verb and pos is Pos.VERB)
        - 1.0 * (translation.verb and pos is Pos.NOUN)
        - 1.2 * (capital and not translation.capital)
        - 6.0 * (translation.capital and not capital)  # china is not China; the gloss "Foreign Minister" stands alone for its key
        - 1.0 * translation.is_name
    )


def _name_bonus(translation: Translation, japanese: frozenset[str]) -> float:
    """What speaks for a translation of a name by its script.

    A foreign name is sooner transcribed than a common word or a Japanese name spelt alike (Price, Tina), but a Japanese name is written
    in kanji (Suzuki); `japanese` are the readings of those among what was found. Names of one character are words that were chosen as
    given names.
    """
    head = translation.headword
    if all("ァ" <= character <= "ヿ" for character in head):
        return 0.0 if to_hiragana(head) in japanese else 1.5
    return -1.0 * (translation.is_name and len(head) == 1)


_ENGLISH: Mapping[Pos, tuple[frozenset[str], frozenset[str]]] = {
    # what fits, and what is possible; everything else is held against a translation
    Pos.NOUN: (frozenset(("n", "pn", "n-pr")), frozenset(("vs", "adj-no", "n-suf", "n-pref", "suf", "pref", "ctr"))),
    Pos.PROPER: (frozenset(("n", "n-pr")), frozenset(("n-suf", "n-pref", "suf", "pref", "exp"))),
    Pos.VERB: (frozenset(("v1", "v5", "vs", "vk", "vz", "vt", "vi", "v-unspec")), frozenset(("exp",))),
    Pos.ADJECTIVE: (
        frozenset(("adj-i", "adj-na", "adj-no", "adj-pn", "adj-f", "adj-t", "adj-ix", "pref", "n-pref")),
        frozenset(("v1", "v5", "exp")),
    ),
    Pos.ADVERB: (frozenset(("adv", "adv-to", "conj", "exp")), frozenset(("n", "adj-i", "adj-na", "v1", "v5"))),
}


def english_fit(codes: Collection[str], pos: Pos) -> float:
    """How well the codes of a Japanese sense fit an English part of speech: 1, 0 when that is possible or unknown, else -2."""
    wanted = _ENGLISH.get(pos)
    if wanted is None or not codes:
        return 0.0
    short = {code if not code.startswith("v5") else "v5" for code in codes}
    if short & wanted[0]:
        return 1.0
    return 0.0 if short & wanted[1] else -2.0
