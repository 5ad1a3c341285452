"""The chain from a word's lemma to the form that stands in the text: causative, passive, past, ... The rules are data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from texts.model import Language, Morpheme, Pos, Token
from texts.tables import rows

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
        if self.form != _ANY and not _form(morpheme).startswith(self.form):
            return False
        if self.last and not last:
            return False
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
    for place, morpheme in enumerate(token.morphemes):
        rules = _rules_for(morpheme.lemma, morpheme.normalized) if place else _bare_rules()
        last = place == len(rest)
        for rule in rules:
            if rule.fits(morpheme, token.morphemes[:place], last=last):
                if rule.joins and named[-1:] == ["te-form"]:
                    named.pop()
                named += rule.names
                break
    return tuple(named)


@lru_cache(maxsize=1)
def _bare_rules() -> tuple[_Rule, ...]:
    """The rules that may speak about the head itself: those about its form alone."""
    return tuple(rule for rule in _rules() if rule.morpheme == _ANY)


@lru_cache(maxsize=1024)
def _rules_for(lemma: str, normalized: str) -> tuple[_Rule, ...]:
    """The rules that may speak about a morpheme after the head, in their order."""
    return tuple(rule for rule in _rules() if rule.morpheme in (_ANY, lemma, normalized))


def _form(morpheme: Morpheme) -> str:
    """UniDic's conjugation form, such as 連用形-一般; "" for what is not conjugated."""
    return morpheme.pos[5] if len(morpheme.pos) > 5 else ""


def _is_potential(token: Token, head: Morpheme) -> bool:
    """The head is a godan verb's potential (読める), and the token's lemma or the normalised form is the plain verb."""
    lemma = head.lemma
    if len(lemma) < 3 or not lemma.endswith("る"):
        return False
    for plain in (token.lemma, head.normalized):
        if plain != lemma and _POTENTIAL.get(plain[-1:]) == lemma[-2] and len(plain) == len(lemma) - 1:
            return True
    return False
