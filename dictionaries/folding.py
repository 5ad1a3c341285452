"""Folding full-width Latin: JMdict writes every Latin letter of its forms full width, news texts write either."""

from __future__ import annotations

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) not in "！（），？～：；"}
_WIDE[0x3000] = 0x20


def fold(text: str) -> str:
    """`text` with full-width ASCII folded to ASCII, one character for one; Japanese punctuation stays as it is.

    >>> fold("Ｇ７サミット")
    'G7サミット'
    """
    return text if text.isascii() else text.translate(_WIDE)
