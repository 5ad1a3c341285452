from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decks.markup import deck_name, field, link, plain, slug


@given(st.text(max_size=60))
def test_a_field_shows_the_text_and_nothing_acts(text: str) -> None:
    made = field(text)
    made.encode("utf-8")
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\[\]{}\"]|<(?!br>)", made)
    visible = re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f]", "", re.sub(r"\r\n|\n", "\n", text).replace("\t", " "))
    assert html.unescape(made.replace("<br>", "\n")).replace(" ", "") == visible.replace("\r", " ").replace("\x85", "").replace(" ", "")


def test_hostile_texts() -> None:
    assert field("<script>alert(1)</script>") == "&lt;script&gt;alert(1)&lt;/script&gt;"
    assert field("[sound:/etc/passwd]") == "&#91;sound:/etc/passwd&#93;"
    assert field("{{c1::x}}") == "&#123;&#123;c1::x&#125;&#125;"
    assert field("a\x1fb\x00c\ud800d") == "abc\ufffdd"
    assert field("x\r\ny\nz") == "x<br>y<br>z"
    assert plain("a\nb\tc\x1b[2J") == "a b c[2J"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("日米韓 首脳会談　の一年", "日米韓_首脳会談_の一年"),
        ("proper noun", "proper_noun"),
        ("::x::", "x"),
        ('"quoted", *star*', "quoted_star"),
        ("ＮＡＴＯ－１", "NATO-1"),
        ("!!!", "untitled"),
        ("", "untitled"),
        ("が", "が"),
    ],
)
def test_slug(text: str, wanted: str) -> None:
    assert slug(text) == wanted


@given(st.text(max_size=120))
def test_a_slug_is_one_level_of_one_tag(text: str) -> None:
    made = slug(text)
    assert made
    assert len(made) <= 80
    assert not re.search(r"[\s:\",*]", made)


def test_deck_names_have_just_our_levels() -> None:
    assert deck_name("taiyaku", "a::b: c\n d ") == "taiyaku::a: b: c d"
    assert deck_name("taiyaku", "::") == "taiyaku::untitled"
    assert deck_name("taiyaku", "x" * 500).count("x") == 120


def test_links_are_web_addresses_only() -> None:
    assert link("https://example.org/?a=1&b=[2]", "A & B") == '<a href="https://example.org/?a=1&amp;b=%5B2%5D">A &amp; B</a>'
    assert link("javascript:alert(1)", "x") == "x"
    assert link('https://example.org/"onclick=x', "x") == '<a href="https://example.org/&quot;onclick=x">x</a>'
    assert link("https://example.org/ b", "x") == "x"
