from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dictionaries.kanji import load_kanji_readings
from tests.texts.analysing import gold
from texts.furigana import align
from texts.kana import has_kanji, is_kanji, to_hiragana
from texts.tables import rows

KANJI = load_kanji_readings()


def bracketed(surface: str, reading: str) -> str:
    out, at = "", 0
    for _, end, kana in align(surface, reading, KANJI):
        out += surface[at:end] + f"[{kana}]"
        at = end
    return out + surface[at:]


def parse(row: str) -> tuple[str, str]:
    """打[う]ち出[だ]す → 打ち出す, うちだす: a bracket stands for the run of kanji before it."""
    surface = re.sub(r"\[[^]]*\]", "", row)
    return surface, to_hiragana(re.sub(r"[^ぁ-ゖァ-ヺー\[\]]+\[([^]]*)\]", r"\1", row))


def test_gold(capsys: pytest.CaptureFixture[str]) -> None:
    wanted = [row for (row,) in gold("alignment.tsv")]
    got = [bracketed(*parse(row)) for row in wanted]
    wrong = [(want, have) for want, have in zip(wanted, got, strict=True) if want != have]
    with capsys.disabled():
        print(f"\nalignment gold: {len(wanted) - len(wrong)}/{len(wanted)} exact {wrong}")
    assert len(wrong) <= 0.05 * len(wanted)
    # coarser is allowed, another place for a kana is not
    assert all(have.count("[") < want.count("[") for want, have in wrong)


@pytest.mark.parametrize(
    ("surface", "reading", "spans"),
    [
        ("頁", "ページ", ((0, 1, "ぺーじ"),)),  # not a reading of the kanji: still one group
        ("強者達", "つわものたち", ((0, 2, "つわもの"), (2, 3, "たち"))),
        ("お話し", "おはなし", ((1, 2, "はな"),)),
        ("T細胞", "てぃーさいぼう", ((1, 2, "さい"), (2, 3, "ぼう"))),
        ("市ヶ谷", "いちがや", ((0, 1, "いち"), (1, 2, "が"), (2, 3, "や"))),
        ("霧ケ峰", "きりがみね", ((0, 1, "きり"), (1, 2, "が"), (2, 3, "みね"))),
        ("一ヶ月", "いっかげつ", ((0, 1, "いっ"), (1, 2, "か"), (2, 3, "げつ"))),
        ("刻々", "こっこく", ((0, 1, "こっ"), (1, 2, "こく"))),
        ("苛苛", "いらいら", ((0, 1, "いら"), (1, 2, "いら"))),  # no table has the reading; it is heard twice
        ("清々しい", "すがすがしい", ((0, 1, "すが"), (1, 2, "すが"))),
        ("云々", "うんぬん", ((0, 2, "うんぬん"),)),
        ("最寄り", "もより", ((0, 2, "もよ"),)),
        ("井上", "いのうえ", ((0, 1, "いの"), (1, 2, "うえ"))),  # の is heard and not written
        ("我国", "わがくに", ((0, 1, "わが"), (1, 2, "くに"))),
        ("絵具", "えのぐ", ((0, 1, "えの"), (1, 2, "ぐ"))),
        ("ひらがな", "ひらがな", ()),
        ("漢字", "", ()),
        ("食べる", "のむ", ()),  # the kana do not fit
        ("", "", ()),
    ],
)
def test_hard_cases(surface: str, reading: str, spans: tuple[tuple[int, int, str], ...]) -> None:
    got = align(surface, reading, KANJI)
    if surface == "強者達":  # whole or split, but nothing over the wrong kanji
        assert got in (spans, ((0, 3, reading),))
    else:
        assert got == spans


KANA = st.text("あいかがきくさしたちつとなはばひふまりるん", max_size=4)


@given(st.lists(st.tuples(st.text("日本今人大停戦合意手生上下々", max_size=3), KANA), max_size=4), KANA)
def test_spans_join_to_the_reading_and_stay_off_kana(parts: list[tuple[str, str]], filler: str) -> None:
    surface = "".join(kanji + kana for kanji, kana in parts)
    reading = "".join((filler or "あ") * bool(kanji) + kana for kanji, kana in parts)
    spans = align(surface, reading, KANJI)
    assert all(all(map(is_kanji, surface[start:end])) for start, end, _ in spans)
    if not has_kanji(surface):
        assert spans == ()
    elif spans:
        at, joined = 0, ""
        for start, end, kana in spans:
            joined += surface[at:start] + kana
            at = end
        assert joined + surface[at:] == reading


@pytest.mark.parametrize("name", ["jukujikun.tsv", "kanji_readings.tsv"])
def test_tables_name_each_word_once(name: str) -> None:
    words = [word for word, _ in rows(name, 2)]
    assert len(words) == len(set(words))


def test_kanjidic_readings() -> None:
    assert "てい" in KANJI.readings("停")
    assert "う.つ" in KANJI.readings("打")
    assert KANJI.readings("あ") == ()
    assert not any("-" in reading for kanji in "日本方" for reading in KANJI.readings(kanji))
