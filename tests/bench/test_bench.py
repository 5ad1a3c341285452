"""Opt-in benchmarks (`make bench`): printed as ratios, and failing only past twice the goal."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench import factories
from tests.bench.ratio import ratio

pytestmark = pytest.mark.bench

SAMPLES = sorted((Path(__file__).resolve().parents[2] / "texts" / "samples").glob("*.txt"))


@pytest.fixture(scope="module")
def text() -> str:
    return "\n\n".join(p.read_text(encoding="utf-8") for p in SAMPLES)


def test_analysis_over_raw_sudachi(text: str) -> None:
    from texts.japanese import JapaneseTokenizer

    tokenizer = JapaneseTokenizer()
    lines = [line for line in text.split("\n") if line.strip()]
    run = factories.analyse()
    found = ratio(lambda: run(text), lambda: [tokenizer.morphemes(line) for line in lines])
    print(f"\nanalysis with filled caches over tokenising: {found:.2f}")
    assert found < 12


def test_lookup_over_lean_jamdict() -> None:
    from jamdict import Jamdict

    words = ["停戦", "大統領", "合意", "譲歩", "首脳", "会談", "制裁", "選挙", "関税", "同盟"]
    jam = Jamdict()
    look = factories.lookup()
    found = ratio(lambda: [look(w) for w in words], lambda: [jam.lookup(w, lookup_chars=False, lookup_ne=False) for w in words], rounds=3)
    print(f"\nlook-up over jamdict without kanji and names: {found:.3f} ({1 / max(found, 1e-9):.0f}x faster)")
    assert found < 1 / 4
