"""Nothing a terminal obeys gets through, and no offset moves."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from texts.sanitize import for_terminal, sanitize, sanitize_counting

RAW = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\U000e0001\ud800-\udfff]")
ENGLAND = "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("\x1b[2J停戦", "␛[2J停戦"),
        ("a\x00b\x07", "a␀b␇"),
        ("\x7f", "␡"),
        ("\x9b31m", "�31m"),
        ("a\u202eb\u2066c\u200f", "a�b�c�"),
        ("\U000e0041", "�"),
        ("\ud800", "�"),
        ("\uffff\ufdd0\U0001fffe", "���"),
        ("a\tb\r\nc\rd", "a\tb\r\nc\rd"),
        ("a\x0bb\x0cc\x85d\u2028e", "a\nb\nc\nd\ne"),
        ("👨‍👩‍👧 葛\U000e0100", "👨‍👩‍👧 葛\U000e0100"),
        (f"{ENGLAND}\x07!", f"{ENGLAND}␇!"),
        ("🏴\U000e0067", "🏴�"),
    ],
)
def test_replacements(text: str, want: str) -> None:
    assert sanitize(text) == want


def test_clean_text_is_the_same_object() -> None:
    text = "停戦の「合意」、isn’t it?" * 10
    assert sanitize(text) is text


def test_counts_what_was_lost_but_no_line_breaks() -> None:
    assert sanitize_counting("\x1b[0m\u202e\x0c停戦") == ("␛[0m�\n停戦", 2)


def test_one_line_for_messages() -> None:
    assert for_terminal("a\nb\tc\x1b\r\u2028") == "a b c␛  "


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_any_text(text: str) -> None:
    clean = sanitize(text)
    assert len(clean) == len(text)
    assert sanitize(clean) == clean
    shown = for_terminal(text)
    assert len(shown) == len(text)
    without_flags = re.sub("\U0001f3f4[\U000e0020-\U000e007f]+", "", clean)
    assert not RAW.search(without_flags)
    assert not any(unicodedata.category(char) in ("Cc", "Cs") for char in re.sub("\U0001f3f4[\U000e0020-\U000e007f]+", "", shown))
