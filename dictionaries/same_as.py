"""The same thing under two names: Ukraine and ウクライナ by their glosses, an acronym and the words before its brackets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from dictionaries.model import Category, How, Term
from texts.model import Language

_BEST = 2
"""Glosses that speak for a term; a third one is often of another sense (contract 約束)."""


def linked(terms: Sequence[Term], brackets: Iterable[tuple[str, str]], names: Mapping[str, str]) -> tuple[Term, ...]:
    """Terms with `same_as` filled in, both ways.

    Args:
        terms: all terms of a text.
        brackets: pairs (words, acronym) that the text itself puts together: 軍縮条約(ABC).
        names: names of persons, each with the term it belongs to: トランプ → トランプ大統領.
    """
    japanese = {term.term: term for term in terms if term.language is Language.JA}
    english = {term.term.lower(): term for term in terms if term.language is Language.EN}
    links: dict[tuple[Language, str], dict[str, None]] = {}
    explained: dict[str, Term] = {}
    for one, other in _pairs(japanese, english, names):
        _link(links, one, other)
    for words, acronym in brackets:
        if words in japanese and acronym.lower() in english:
            meant, short = japanese[words], english[acronym.lower()]
            _link(links, meant, short)
            if not short.glosses:
                explained[short.term] = meant
    return tuple(_finished(term, links, explained) for term in terms)


def _pairs(japanese: Mapping[str, Term], english: Mapping[str, Term], names: Mapping[str, str]) -> Iterable[tuple[Term, Term]]:
    for term in japanese.values():
        for gloss in term.glosses[:_BEST]:
            other = english.get(gloss.lower())
            if other is not None:
                yield term, other
    for other in english.values():
        for gloss in other.glosses[:_BEST]:
            if gloss in japanese:
                yield japanese[gloss], other
            elif gloss in names and other.category is Category.PERSON:
                yield japanese[names[gloss]], other


def _link(links: dict[tuple[Language, str], dict[str, None]], one: Term, other: Term) -> None:
    links.setdefault((one.language, one.term), {})[other.term] = None
    links.setdefault((other.language, other.term), {})[one.term] = None


def _finished(term: Term, links: Mapping[tuple[Language, str], Mapping[str, None]], explained: Mapping[str, Term]) -> Term:
    same = tuple(dict.fromkeys((*term.same_as, *links.get((term.language, term.term), ()))))
    meant = explained.get(term.term) if term.language is Language.EN else None
    if meant is not None:
        # what the text itself says an acronym stands for is the best gloss there is
        return replace(term, glosses=(meant.term,), category=meant.category, how=How.COMPOSED, source=meant.source, same_as=same)
    return replace(term, same_as=same) if same != term.same_as else term
