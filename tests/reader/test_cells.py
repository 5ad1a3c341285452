"""Widths: what is cut and padded takes exactly the cells it was given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import cells

TEXTS = st.text(st.sampled_from("aZ1 .漢字かなカナ、。「」ー…é葛\U000e0100゚ﾊﾝ"), max_size=30)


@pytest.mark.parametrize(
    ("text", "width"),
    [("abc", 3), ("漢字", 4), ("ﾊﾝ", 2), ("か゚", 2), ("葛\U000e0100", 2), ("’", 1), ("", 0), ("\u3000", 2)],
)
def test_width_counts_cells_not_characters(text: str, width: int) -> None:
    assert cells.width(text) == width


def test_a_mark_of_no_width_stays_with_its_character() -> None:
    assert cells.clusters("か゚葛\U000e0100a") == ("か゚", "葛\U000e0100", "a")


@pytest.mark.parametrize(
    ("text", "room", "shown"),
    [("外国の", 6, "外国の"), ("外国の", 5, "外国…"), ("外国の", 4, "外…"), ("外国の", 1, "…"), ("外国の", 0, ""), ("abc", 2, "a…")],
)
def test_cut(text: str, room: int, shown: str) -> None:
    assert cells.cut(text, room) == shown


@given(TEXTS, st.integers(0, 40))
def test_cut_never_exceeds_its_room_and_keeps_the_beginning(text: str, room: int) -> None:
    shown = cells.cut(text, room)
    assert cells.width(shown) <= room
    assert text.startswith(shown.removesuffix(cells.ELLIPSIS))


@given(TEXTS, st.integers(0, 40))
def test_padding_is_exact(text: str, room: int) -> None:
    assert cells.width(cells.pad(text, room)) == room


@given(TEXTS, st.integers(2, 20))
def test_wrap_loses_nothing_but_blanks(text: str, room: int) -> None:
    lines = cells.wrap(text, room)
    assert all(cells.width(line) <= room for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
