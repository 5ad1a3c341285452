"""How much a term is what a text is about, to order a list by (never to select). Pure.

FLR: the frequency of a term times the geometric mean of how often its parts have neighbours in the text's terms, on the left and on the
right, each plus one (Nakagawa & Mori, "Automatic term recognition based on statistics of compound nouns and their components", Terminology
9:2, 2003).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from math import prod

from dictionaries.model import Term
from texts.model import Language


def weighted(terms: Sequence[Term]) -> tuple[Term, ...]:
    """The terms of one text, in the same order, each with its weight among those of its language."""
    weights = {language: _flr([term for term in terms if term.language is language]) for language in Language}
    return tuple(replace(term, weight=weights[term.language][term.term]) for term in terms)


def _flr(terms: Sequence[Term]) -> dict[str, float]:
    left: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for term in terms:
        parts = _parts(term)
        for before, after in pairwise(parts):
            right[before] += term.count
            left[after] += term.count
    return {
        term.term: term.count * prod((left[part] + 1) * (right[part] + 1) for part in parts) ** (1 / (2 * len(parts)))
        for term in terms
        if (parts := _parts(term))
    }


def _parts(term: Term) -> Sequence[str]:
    if term.language is Language.EN:
        return term.term.lower().split()
    return [part.term for part in term.parts] or [term.term]
