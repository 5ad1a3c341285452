"""How a dictionary may write what stands in several tokens."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dictionaries.spelling import expressions, inner_forms, is_exact
from texts.model import Analysis

Analyse = Callable[[str], Analysis]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("手を引かなかった", "手を引く"),  # as it stands, with the lemma
        ("手は引かなかった", "手を引く"),  # は for を
        ("目処も立たなかった", "目処が立たない"),  # も for が, the negative inside
        ("首を縦には振らない", "首を縦に振る"),  # は after another particle
        ("気の乗らない話", "気が乗る"),  # の for が
        ("責任を全く取らない", "責任を取る"),  # an adverb between
        ("約束を完全に破った", "約束を破る"),  # a na-adjective as one
        ("目を光らせている", "目を光らせる"),  # the causative inside
        ("煮え湯を飲まされた", "煮え湯を飲まされる"),  # the passive of it
    ],
)
def test_other_particles_adverbs_and_inner_verbs(analyse: Analyse, text: str, wanted: str) -> None:
    assert wanted in {spelt for _start, _stop, texts in expressions(analyse(text).tokens) for spelt in texts}


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("人は空港", "人を空港"),  # only what ends in a verb or an adjective is written otherwise
        ("彼の強い国", "彼が強い国"),
        ("目を、光らせる", "目を光らせる"),  # not across a mark
    ],
)
def test_what_is_not_written_otherwise(analyse: Analyse, text: str, never: str) -> None:
    assert never not in {spelt for _start, _stop, texts in expressions(analyse(text).tokens) for spelt in texts}


def test_the_longest_comes_first_from_each_start(analyse: Analyse) -> None:
    spans = [(start, stop) for start, stop, _texts in expressions(analyse("舵を切っていました").tokens)]
    assert spans == [(0, 3), (0, 2), (1, 3)]


def test_an_exact_spelling_keeps_the_particles(analyse: Analyse) -> None:
    tokens = analyse("手は引かない").tokens
    assert is_exact("手は引く", tokens)
    assert not is_exact("手を引く", tokens)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("出てきた", ("出てくる", "出て来る")),
        ("行われている", ("行われる",)),
        ("終わらせられる", ("終わらせられる", "終わらせる")),
        ("守った", ()),
    ],
)
def test_verbs_inside_an_inflected_one(analyse: Analyse, text: str, wanted: tuple[str, ...]) -> None:
    (token,) = analyse(text).tokens
    assert set(inner_forms(token)) == set(wanted)
    assert [len(form) for form in inner_forms(token)] == sorted((len(form) for form in inner_forms(token)), reverse=True)
