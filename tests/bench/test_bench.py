"""Opt-in benchmarks (`make bench`): printed as ratios, and failing only past twice the goal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import sudachipy

from tests.bench import factories
from tests.bench.ratio import ratio
from texts.segment import segment

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


def test_reading_step_over_sudachi() -> None:
    """Over a megabyte, caches filled as it goes: bare tokenising, and Sudachi asked for each surface and reading."""
    long = _megabyte()
    lines = [line for line in long.split("\n") if line.strip()]
    sentences = tuple(segment(factories.document_of(long)))
    tokenizer = sudachipy.Dictionary().tokenizer()

    def bare() -> None:
        for line in lines:
            tokenizer.tokenize(line)

    def told() -> None:
        for line in lines:
            for morpheme in tokenizer.tokenize(line):
                morpheme.surface(), morpheme.reading_form()

    over_bare = ratio(lambda: factories.reading_step()(sentences), bare)
    over_told = ratio(lambda: factories.reading_step()(sentences), told)
    print(f"\nreading step, fresh caches, over bare tokenising: {over_bare:.2f}, over tokenising with readings: {over_told:.2f}")
    assert over_bare < 6


def _megabyte() -> str:
    """Our samples, and the corpora and article of ../shared where they are present, until there is a megabyte of UTF-8."""
    parts = [p.read_text(encoding="utf-8") for p in SAMPLES]
    shared = Path(__file__).resolve().parents[3] / "shared"
    for path in sorted(shared.glob("eval/readings/*.jsonl")):
        parts += [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    parts += [p.read_text(encoding="utf-8") for p in sorted(shared.glob("texts/*.txt"))]
    whole = "\n\n".join(parts)
    times = -(-1_000_000 // len(whole.encode()))
    return "\n\n".join([whole] * times)


def test_lookup_over_lean_jamdict() -> None:
    from jamdict import Jamdict

    words = ["停戦", "大統領", "合意", "譲歩", "首脳", "会談", "制裁", "選挙", "関税", "同盟"]
    jam = Jamdict()
    look = factories.lookup()
    found = ratio(lambda: [look(w) for w in words], lambda: [jam.lookup(w, lookup_chars=False, lookup_ne=False) for w in words], rounds=3)
    print(f"\nlook-up over jamdict without kanji and names: {found:.3f} ({1 / max(found, 1e-9):.0f}x faster)")
    assert found < 1 / 4
