"""The chain from a word's lemma to the form that stands in the text: causative, passive, past, ... The rules are data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from texts.model import Language, Morpheme, Pos, Token
from texts.tables import rows

_HEAD = "head"
_REQUEST = "request"  # ください is an imperative in form only
_JOINED = frozenset(("te-form", "inability"))  # what a name with < takes the place of
_INFLECTED = frozenset((Pos.VERB, Pos.VERBAL_NOUN, Pos.ADJECTIVE, Pos.NA_ADJECTIVE, Pos.AUXILIARY, Pos.NOUN))
_TE = ("て", "で")
_ANY = "-"
# a-row to e-row: a potential verb (渡せる) that the analyser's normalised form takes back to its plain one (渡す)
_POTENTIAL = dict(zip("うくぐすつぬぶむる", "えけげせてねべめれ", strict=True))


@dataclass(frozen=True, slots=True)
class _Rule:
    after: str
    morpheme: str
    form: str
    last: bool
    names: tuple[str, ...]
    joins: bool

    def fits(self, morpheme: Morpheme, before: Sequence[Morpheme], *, last: bool) -> bool:
        if self.morpheme != _ANY and self.morpheme not in (morpheme.lemma, morpheme.normalized):
            return False
        if self.form != _ANY and not _has_form(morpheme, self.form):
            return False
        if self.last and not last:
            return False
        if self.after == _HEAD:
            return not before
        if self.after == "te":
            return bool(before) and before[-1].lemma in _TE
        wanted = () if self.after == _ANY else tuple(self.after.split())
        return wanted == tuple(m.lemma for m in before[len(before) - len(wanted) :])


@lru_cache(maxsize=1)
def _rules() -> tuple[_Rule, ...]:
    rules = []
    for after, morpheme, form, name, second in rows("inflections.tsv", 5, "dictionaries"):
        names = tuple(part for part in (name.removeprefix("<"), second) if part)
        rules.append(_Rule(after, morpheme, form.removesuffix(" last"), form.endswith(" last"), names, name.startswith("<")))
    return tuple(rules)


def explain(token: Token) -> tuple[str, ...]:
    """The steps from the lemma of a Japanese token to its surface, in order: ("causative", "past"); () for an uninflected word.

    Where one form has two meanings that only the sentence tells apart, the name says so ("passive or potential").
    """
    if token.language is not Language.JA or token.pos not in _INFLECTED or not token.morphemes:
        return ()
    head, *rest = token.morphemes
    named: list[str] = ["potential"] if _is_potential(token, head) else []
    polite_noun = head.pos[0] == "接頭辞" and len(rest) == 1  # お願い: no form of a verb any more
    for place, morpheme in enumerate(() if polite_noun else token.morphemes):
        rules = _rules_for(morpheme.lemma, morpheme.normalized) if place else _head_rules(morpheme.lemma)
        last = place == len(rest)
        for rule in rules:
            if rule.fits(morpheme, token.morphemes[:place], last=last):
                if rule.joins and named and named[-1] in _JOINED:
                    named.pop()
                named += rule.names
                if (
                    last and rule.morpheme != _ANY and named[-1:] != [_REQUEST] and _is_verb(morpheme)
                ):  # させ+よう: what it is, then its form
                    named += _last_form(morpheme)
                break
    return tuple(named)


def in_japanese(chain: Sequence[str]) -> tuple[str, ...]:
    """The names of a chain as Japanese grammar calls them: ("causative", "past") is ("使役", "過去"); names of nobody's stay."""
    names = _japanese_names()
    return tuple(names.get(name, name) for name in chain)


@lru_cache(maxsize=1)
def _japanese_names() -> dict[str, str]:
    return dict(row for row in rows("inflection_names.tsv", 2, "dictionaries") if len(row) == 2)


@lru_cache(maxsize=1024)
def _head_rules(lemma: str) -> tuple[_Rule, ...]:
    """The rules that may speak about the head itself: those about its form alone, and those of verbs that are a form of others."""
    return tuple(rule for rule in _rules() if rule.morpheme == _ANY or (rule.after == _HEAD and rule.morpheme == lemma))


def _is_verb(morpheme: Morpheme) -> bool:
    """It conjugates as verbs do, the causative and the passive among them."""
    conjugation = morpheme.pos[4] if len(morpheme.pos) > 5 else ""
    return "段" in conjugation or "変格" in conjugation or conjugation == "助動詞-レル"


def _last_form(morpheme: Morpheme) -> tuple[str, ...]:
    return next((rule.names for rule in _rules() if rule.morpheme == rule.after == _ANY and rule.fits(morpheme, (), last=True)), ())


@lru_cache(maxsize=1024)
def _rules_for(lemma: str, normalized: str) -> tuple[_Rule, ...]:
    """The rules that may speak about a morpheme after the head, in their order."""
    return tuple(rule for rule in _rules() if rule.morpheme in (_ANY, lemma, normalized))


def _has_form(morpheme: Morpheme, wanted: str) -> bool:
    """Whether UniDic's conjugation form (連用形-一般), after a colon behind the conjugation (形容詞:意志推量形), begins so."""
    if len(morpheme.pos) < 6:
        return False
    conjugation, colon, form = wanted.rpartition(":")
    return morpheme.pos[5].startswith(form) and (not colon or morpheme.pos[4].startswith(conjugation))


def _is_potential(token: Token, head: Morpheme) -> bool:
    """The head is a godan verb's potential (読める), and the token's lemma or the normalised form is the plain verb."""
    lemma = head.lemma
    if len(lemma) < 3 or not lemma.endswith("る"):
        return False
    for plain in (token.lemma, head.normalized):
        if plain != lemma and _POTENTIAL.get(plain[-1:]) == lemma[-2] and len(plain) == len(lemma) - 1:
            return True
    return False
