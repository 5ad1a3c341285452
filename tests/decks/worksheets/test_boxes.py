"""Boxes: none left small for want of words, nothing together that does not belong together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from decks.worksheets.draw import BOX, boxes


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 40)), max_size=40, unique=True), st.integers(1, 30))
def test_no_box_is_too_full_nor_alone_nor_holds_what_clashes(items: list[tuple[int, int]], wanted: int) -> None:
    filled = boxes(items, wanted, lambda a, b: a[0] == b[0], lambda item: str(item[1]))
    flat = [item for box in filled for item in box]
    assert len(flat) <= wanted
    assert len({item[1] for item in flat}) == len(flat)
    for box in filled:
        assert 2 <= len(box) <= BOX
        assert len({item[0] for item in box}) == len(box)


def test_fewer_than_planned_are_packed_again() -> None:
    # twenty are planned in two boxes of ten; only twelve sentences are there
    items = [(at, min(at, 11)) for at in range(20)]
    sizes = [len(box) for box in boxes(items, 20, lambda a, b: False, lambda item: str(item[1]))]
    assert sizes == [6, 6]


def test_a_word_that_would_be_alone_in_its_box_finds_a_place_in_one_box_fewer() -> None:
    # eleven planned in two boxes, but nine sentences: one box
    items = [(at, min(at, 8)) for at in range(11)]
    assert [len(box) for box in boxes(items, 20, lambda a, b: False, lambda item: str(item[1]))] == [9]


def test_rivals_share_a_box_only_when_nothing_else_is_left() -> None:
    def rival(a: int, b: int) -> bool:
        return a < 5 and b < 5

    def clash(a: int, b: int) -> bool:
        return False

    enough = boxes(range(10), 5, clash, str, rival)
    assert [sum(item < 5 for item in box) for box in enough] == [1]
    few = boxes(range(6), 6, clash, str, rival)
    assert [sorted(box) for box in few] == [[0, 1, 2, 3, 4, 5]]
