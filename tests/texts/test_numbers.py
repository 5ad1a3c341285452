from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.texts.analysing import accepted, analyse, gold, spelled, with_ruby
from texts import numbers
from texts.counters import counters
from texts.kana import is_kana
from texts.tables import rows

CARRIERS = ("それは{}です。", "政府は{}と発表した。", "約{}の変化、")


def read(text: str, start: int = 0) -> numbers.NumberReading | None:
    return numbers.read(text, start, lambda _: True)


def cases() -> Iterator[tuple[str, int, int, str]]:
    """Sentence, start and end of the number, accepted readings: each row in three carriers, or in its own sentence ({} round it)."""
    for surface, cell in gold("numbers.tsv"):
        if "{" in surface:
            before, rest = surface.split("{")
            inside, after = rest.split("}")
            yield before + inside + after, len(before), len(before + inside), cell
            continue
        for carrier in CARRIERS:
            start = carrier.index("{")
            yield carrier.format(surface), start, start + len(surface), cell


def test_gold_in_sentences(capsys: pytest.CaptureFixture[str]) -> None:
    wrong, count = [], 0
    for text, start, end, cell in cases():
        count += 1
        analysis = analyse(text)
        got = spelled(analysis, start, end)
        bare = not any(ruby.start < end and ruby.end > start for ruby in analysis.ruby)
        if got not in accepted(cell) and not (bare and "-" in cell.split("|")):
            wrong.append((text, got))
    with capsys.disabled():
        print(f"\nnumbers gold: {count - len(wrong)}/{count} {wrong}")
    assert len(wrong) <= 0.01 * count


def test_every_counter_reads_with_every_number() -> None:
    table = counters()
    assert len(table) > 150
    values = [*range(1, 101), 300, 600, 800, 1000, 3000, 8000, 10_000, 10**8, 10**12, 10**16 - 1]
    for counter in table:
        for value in values:
            found = read(f"{value}{counter}")
            assert found is not None, (value, counter)
            assert found.end == len(f"{value}{counter}")
            assert is_kana(found.reading), (value, counter, found.reading)


def in_kanji(value: int) -> str:
    """三千五百: a number as it is said, in kanji."""
    out = ""
    for rank, sign in ((10**12, "兆"), (10**8, "億"), (10**4, "万"), (1, "")):
        group = value // rank % 10_000
        part = ""
        for place, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
            digit = group // place % 10
            part += ("〇一二三四五六七八九"[digit] if digit > 1 or not unit else "") * bool(digit) + unit * bool(digit)
        out += part + sign * bool(group)
    return out or "零"


def mixed(value: int) -> str:
    """6万5536: digits with 万, 億 and 兆 between."""
    out = ""
    for rank, sign in ((10**12, "兆"), (10**8, "億"), (10**4, "万"), (1, "")):
        group = value // rank % 10_000
        out += f"{group}{sign}" * bool(group)
    return out or "0"


WIDE = {ord("0") + digit: ord("０") + digit for digit in range(10)}
COUNTERS = sorted(counters())
WORDS = {word for word, _ in rows("number_words.tsv", 2)}


@given(st.integers(0, 10**16 - 1), st.sampled_from(COUNTERS))
def test_any_number_reads_the_same_in_every_spelling_with_every_counter(value: int, counter: str) -> None:
    spellings = [str(value), str(value).translate(WIDE), f"{value:,}", mixed(value), in_kanji(value)]
    found = [read(spelling + counter) for spelling in spellings]
    for spelling, reading in zip(spellings, found, strict=True):
        assert reading is not None, spelling + counter
        assert reading.end == len(spelling + counter)
        assert is_kana(reading.reading)
        assert reading.reading.startswith(reading.number_reading)
    plain = {reading.reading for reading in found[:4] if reading is not None}
    assert len(plain) == 1
    assert found[-1] is not None
    assert found[-1].reading in plain or spellings[-1] + counter in WORDS  # 四十九日 is read in its own way, 49日 is not


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


@pytest.mark.parametrize(
    ("text", "reading", "sure"),
    [
        ("5月1日に会う。", "ついたち", True),
        ("政府は1日、声明を出した。", "ついたち", True),
        ("毎月1日に払う。", "ついたち", True),
        ("31日と1日に開く。", "ついたち", True),
        ("1日午後の会談。", "ついたち", True),
        ("1日から値上げする。", "ついたち", True),
        ("1日に発表した。", "ついたち", False),
        ("1日に開かれた会合。", "ついたち", False),
        ("1日（土）に開く。", "ついたち", True),
        ("良い1日だった。", "いちにち", True),
        ("1日しか続かない。", "いちにち", True),
        ("1日に3回話した。", "いちにち", True),
        ("1日で終わる。", "いちにち", True),
        ("1日平均100人。", "いちにち", True),
        ("月1日の休み。", "いちにち", True),
        ("1日に飲む。", "いちにち", False),
        ("20歳になる。", "はたち", True),
        ("満20歳以上の者。", "にじゅっさい", True),
        ("18歳から20歳に引き上げる。", "にじゅっさい", True),
        ("2、3日待つ。", "さんにち", True),
        ("7月2、3日に開く。", "みっか", False),
        ("1、2人いる。", "ににん", False),
        ("打率は3割5分だ。", "ごぶ", True),
        ("世界を二分する。", "にぶん", True),
        ("9・11の後に", "いちいち", True),
        ("3袋を買う。", "さんふくろ", False),
    ],
)
def test_the_neighbours_decide(text: str, reading: str, sure: bool) -> None:
    analysis = analyse(text)
    assert [ruby.sure for ruby in analysis.ruby if ruby.reading == reading] == [sure], with_ruby(analysis)


@pytest.mark.parametrize(
    "text",
    [
        "電話は03-1234-5678です。",
        "2025/03/19に更新",
        "F-16を送る",
        "COVID-19の後",
        "東京1-2-3に住む",
        "ISO639-1の表",
        "ISO 3166-1の表",
        "H.264の規格",
        "3/11に会う",
        "CAS番号は74-82-8",
        "1-" * 500,
        "1/" * 500,
    ],
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
        ("21:00-21:50に放送", "21:00[にじゅういちじ]-21:50[にじゅういちじごじゅっぷん]に放[ほう]送[そう]"),
        ("1/10メートル", "1/10[じゅうぶんのいち]メートル"),
        ("南緯13°18'の島", "南[なん]緯[い]13°[じゅうさんど]18'[じゅうはっぷん]の島[しま]"),
        ("1.5-2.5倍", "1.5[いってんご]-2.5倍[にてんごばい]"),
    ],
)
def test_ranges_scores_times_and_words(text: str, shown: str) -> None:
    assert with_ruby(analyse(text)) == shown


def test_table_of_counters_is_well_formed() -> None:
    table = counters()
    assert max(map(len, table)) >= 5
    for counter in table.values():
        assert is_kana(counter.reading)
        assert counter.sound in {"-", "k", "k3g", "kng", "s", "s3z", "snz", "t", "p", "h", "h3", "hp", "hpp"}
        assert counter.sound[0] not in "h" or counter.reading[0] in "はひふへほ"
