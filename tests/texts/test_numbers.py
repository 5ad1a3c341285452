from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.texts.analysing import accepted, analyse, gold, spelled, with_ruby
from texts import numbers
from texts.kana import is_kana

CARRIERS = ("それは{}です。", "政府は{}と発表した。", "約{}の変化、")


def read(text: str, start: int = 0) -> numbers.NumberReading | None:
    return numbers.read(text, start, lambda _: True)


def test_gold_in_sentences(capsys: pytest.CaptureFixture[str]) -> None:
    wrong, count = [], 0
    for surface, cell in gold("numbers.tsv"):
        for carrier in CARRIERS:
            text, start = carrier.format(surface), carrier.index("{")
            count += 1
            got = spelled(analyse(text), start, start + len(surface))
            if got not in accepted(cell):
                wrong.append((text, got))
    with capsys.disabled():
        print(f"\nnumbers gold: {count - len(wrong)}/{count} {wrong}")
    assert len(wrong) <= 0.01 * count


def test_every_counter_reads_with_every_number() -> None:
    table, _ = numbers.counters()
    assert len(table) > 150
    values = [*range(1, 101), 300, 600, 800, 1000, 3000, 8000, 10_000, 10**8, 10**12, 10**16 - 1]
    for counter in table:
        for value in values:
            found = read(f"{value}{counter}")
            assert found is not None, (value, counter)
            assert found.end == len(f"{value}{counter}")
            assert is_kana(found.reading), (value, counter, found.reading)


@given(st.integers(0, 10**16), st.sampled_from(["", "人", "本", "日", "か国", "億円"]))
def test_any_number_reads_the_same_in_every_spelling(value: int, counter: str) -> None:
    plain = read(f"{value}{counter}")
    wide = read(f"{value}{counter}".translate({ord("0") + digit: ord("０") + digit for digit in range(10)}))
    commas = read(f"{value:,}{counter}")
    if counter == "億円" and not 0 < value < 10_000:
        return  # 12345億 is no number
    assert plain is not None
    assert wide is not None
    assert commas is not None
    assert plain.reading == wide.reading == commas.reading


@pytest.mark.parametrize(
    ("kanji", "digits"), [("三千五百", "3500"), ("二〇二五", "2025"), ("六万五千五百三十六", "65536"), ("百", "100"), ("十二", "12")]
)
def test_kanji_numerals(kanji: str, digits: str) -> None:
    left, right = read(kanji + "人"), read(digits + "人")
    assert left is not None
    assert right is not None
    assert left.reading == right.reading


@pytest.mark.parametrize("text", ["007", "数十三", "停戦", "何", "数", "", "〇〇一", "1" * 25])
def test_what_is_no_number_is_left_alone(text: str) -> None:
    assert read(text) is None


def test_the_longest_counter_that_ends_on_a_border_wins() -> None:
    assert numbers.read("3日間", 0, {1, 3}.__contains__) == numbers.NumberReading(0, 3, "みっかかん", 3, "みっかかん", "日間", sure=True)
    shorter = numbers.read("3日間", 0, {2}.__contains__)
    assert shorter is not None
    assert shorter.reading == "みっか"


def test_first_of_the_month_by_context() -> None:
    assert with_ruby(analyse("5月1日に会う。")).startswith("5月[ごがつ]1日[ついたち]に")
    assert with_ruby(analyse("五月一日に会う。")).startswith("五月[ごがつ]一日[ついたち]に")
    analysis = analyse("政府は1日、声明を出した。")
    assert (analysis.ruby[2].reading, analysis.ruby[2].sure) == ("ついたち", False)
    assert "1日[いちにち]に3回" in with_ruby(analyse("1日に3回話した。"))


@pytest.mark.parametrize(
    "text", ["電話は03-1234-5678です。", "2025/03/19に更新", "F-16を送る", "COVID-19の後", "東京1-2-3に住む", "ISO639-1の表"]
)
def test_codes_get_no_furigana_over_digits(text: str) -> None:
    assert not any(any(digit in text[ruby.start : ruby.end] for digit in "0123456789") for ruby in analyse(text).ruby)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("20-30倍の差", "20[にじゅう]-30倍[さんじゅうばい]の差[さ]"),
        ("日本が3-0で勝つ", "日[に]本[ほん]が3[さん]-0[ぜろ]で勝[か]つ"),
        ("午後9:05に始まる", "午[ご]後[ご]9:05[くじごふん]に始[はじ]まる"),
        ("三つの5トン車", "三[みっ]つの5[ご]トン車[しゃ]"),
        ("一部は十分な一方だ", "一[いち]部[ぶ]は十[じゅう]分[ぶん]な一[いっ]方[ぽう]だ"),
        ("100円ショップ", "100円[ひゃくえん]ショップ"),
    ],
)
def test_ranges_scores_times_and_words(text: str, shown: str) -> None:
    assert with_ruby(analyse(text)) == shown


def test_table_of_counters_is_well_formed() -> None:
    table, longest = numbers.counters()
    assert longest >= 5
    for counter in table.values():
        assert is_kana(counter.reading)
        assert counter.sound in {"-", "k", "k3g", "s", "s3z", "t", "p", "h", "hp", "hpp"}
        assert counter.sound[0] not in "h" or counter.reading[0] in "はひふへほ"
