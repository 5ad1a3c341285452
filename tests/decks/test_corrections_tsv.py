"""The table of corrections: what is read back, what is refused and why."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decks.corrections_tsv import lines, parse
from decks.model import Correction
from texts.corrections import problem

AT = datetime(2026, 1, 2, tzinfo=UTC)


def test_a_table_with_comments_scopes_titles_and_any_line_end() -> None:
    found = parse("# mine\r\n東海林\tしょうじ\r\n\r日本\tにっぽん\t0123abcd\tA title\n 尹錫悦 \tユン・ソンニョル\n")
    assert found.refused == ()
    assert found.good == (("東海林", "しょうじ", ""), ("日本", "にっぽん", "0123abcd"), ("尹錫悦", "ユン・ソンニョル", ""))


def test_latin_letters_are_taken_as_when_they_are_typed() -> None:
    assert parse("東海林\tshouji\n文在寅\tMUN/JEIN\n").good == (("東海林", "しょうじ", ""), ("文在寅", "ムン・ジェイン", ""))


def test_a_head_of_a_spreadsheet_is_no_word() -> None:
    found = parse("Surface\tReading\tScope\n停戦\tていせん\n")
    assert (found.good, found.refused) == ((("停戦", "ていせん", ""),), ())


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("東海林 しょうじ", "no tab"),
        ("東海林\t", "no reading"),
        ("\tしょうじ", "no word"),
        ("東海林\txq", "not kana"),
        ("開ける\tひらく", "over ける"),
        ("東海林\tしょう\x1bじ", "control"),
        ("東\u202e海林\tしょうじ", "control"),
        ("東海林\tしょうじ\t../x", "no text's id"),
        ("東海林\tしょうじ\t\t\tmore", "5 columns"),
        ("日本\tにほん", "日本 is read にっぽん in line 1"),
    ],
)
def test_a_wrong_line_is_refused_with_its_number(line: str, why: str) -> None:
    found = parse(f"日本\tにっぽん\n\n{line}\n停戦\tていせん\n")
    assert [good[0] for good in found.good] == ["日本", "停戦"]
    assert [refused.line for refused in found.refused] == [3]
    assert why in found.refused[0].why


def test_what_is_said_twice_counts_once() -> None:
    found = parse("日本\tにっぽん\n日本\tにっぽん\n日本\tにほん\tabc\n")
    assert found.good == (("日本", "にっぽん", ""), ("日本", "にほん", "abc"))
    assert found.refused == ()


SURFACES = st.text(alphabet="日本人開けるNATO12・ヶ々", min_size=1, max_size=8)
READINGS = st.text(alphabet="にほんけるナトー・か", min_size=1, max_size=8)
CORRECTIONS = st.lists(
    st.tuples(SURFACES, READINGS, st.sampled_from(["", "0123456789abcdef"]), st.text(max_size=10)), unique_by=lambda one: (one[0], one[2])
)


@given(CORRECTIONS)
def test_what_is_written_is_read_back(rows: list[tuple[str, str, str, str]]) -> None:
    kept = [Correction(s, r, scope, title if scope else "", AT) for s, r, scope, title in rows if problem(s, r) is None]
    found = parse("\n".join(lines(kept)) + "\n")
    assert found.refused == ()
    assert set(found.good) == {(one.surface, one.reading, one.scope) for one in kept}


@given(st.text(max_size=80))
def test_any_text_is_read_line_by_line(text: str) -> None:
    found = parse(text)
    assert all(problem(surface, reading) is None for surface, reading, _ in found.good)
    assert len({refused.line for refused in found.refused}) == len(found.refused)
