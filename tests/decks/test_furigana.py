"""Anki's furigana notation, against a model of Anki's own filter."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decks.furigana import CLOZE, marked, notation
from decks.model import RubySpan

# The expression of Anki's furigana filter (research: verified against the backend; test_anki.py runs the backend itself).
_FILTER = re.compile(r" ?([^ >]+?)\[(.+?)\]")


def shown(field: str) -> list[tuple[str, str]]:
    """What a card shows: runs of (text, reading)."""
    pieces, at = [], 0
    for found in _FILTER.finditer(field):
        pieces += [(field[at : found.start()], ""), (found[1], found[2])]
        at = found.end()
    pieces.append((field[at:], ""))
    return [(html.unescape(re.sub("<.*?>", "", base)), html.unescape(reading)) for base, reading in pieces if base]


def kana(field: str) -> str:
    return "".join(reading or base for base, reading in shown(field))


def spans(*found: tuple[int, int, str]) -> tuple[RubySpan, ...]:
    return tuple(RubySpan(*f) for f in found)


CASES = [
    ("停戦に応じる", spans((0, 1, "てい"), (1, 2, "せん"), (3, 4, "おう")), None, "停[てい] 戦[せん]に 応[おう]じる"),
    ("停戦に応じる", spans((0, 1, "てい"), (1, 2, "せん"), (3, 4, "おう")), (0, 2), "<b>停[てい] 戦[せん]</b>に 応[おう]じる"),
    ("A 停戦", spans((2, 4, "ていせん")), None, "A  停戦[ていせん]"),
    ("A 停戦", spans((2, 4, "ていせん")), (2, 4), "A <b>停戦[ていせん]</b>"),
    ("　停戦", spans((1, 3, "ていせん")), None, "　 停戦[ていせん]"),
    ("脚注[1]参照", spans((5, 7, "さんしょう")), None, "脚注&#91;1&#93; 参照[さんしょう]"),
    ("今日は", spans((0, 2, "きょう")), (1, 2), "<b>今日[きょう]</b>は"),
    ("a<b>停", spans((4, 5, "てい")), None, "a&lt;b&gt; 停[てい]"),
    ("New Deal", spans((0, 8, "ニューディール")), None, "New&#32;Deal[ニューディール]"),
    ("停戦", spans((0, 2, "")), None, "停戦"),
    ("停戦", spans((0, 3, "ていせん")), None, "停戦"),
    ("", (), (0, 0), ""),
]


@pytest.mark.parametrize(("text", "ruby", "target", "wanted"), CASES)
def test_notation(text: str, ruby: tuple[RubySpan, ...], target: tuple[int, int] | None, wanted: str) -> None:
    assert notation(text, ruby, target) == wanted


def test_cloze_keeps_ruby_and_cannot_open_a_hint() -> None:
    assert notation("停戦::x", spans((0, 2, "ていせん")), (0, 5), CLOZE) == "{{c1::停戦[ていせん]&#58;&#58;x}}"


def test_a_reading_cannot_be_a_command() -> None:
    field = notation("語", spans((0, 1, "sound:/etc/passwd")))
    assert "[sound:" not in field
    assert shown(field) == [("語", "sound:/etc/passwd")]


def test_marked_without_ruby() -> None:
    assert marked("We agrees <now>", (3, 9)) == "We <b>agrees</b> &lt;now&gt;"
    assert marked("text", None) == "text"
    assert marked("text", (9, 12)) == "text"


@st.composite
def sentences(draw: st.DrawFn) -> tuple[str, tuple[RubySpan, ...], tuple[int, int]]:
    text = draw(st.text(alphabet="停戦合意今日のはA &<>[]{}　。", min_size=1, max_size=20))
    edges = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True)))
    ruby = tuple(
        RubySpan(start, end, draw(st.sampled_from(["てい", "ゴウイ", "あ"]))) for start, end in zip(edges[::2], edges[1::2], strict=False)
    )
    start = draw(st.integers(0, len(text) - 1))
    return text, ruby, (start, draw(st.integers(start + 1, len(text))))


@given(sentences())
def test_what_is_shown_is_the_text_and_its_ruby(case: tuple[str, tuple[RubySpan, ...], tuple[int, int]]) -> None:
    text, ruby, target = case
    for field in (notation(text, ruby, target), notation(text, ruby)):
        assert "".join(base for base, _ in shown(field)) == text
        assert [(b, r) for b, r in shown(field) if r] == [(text[s.start : s.end], s.reading) for s in ruby]
        assert field.count("<b>") == field.count("</b>")
