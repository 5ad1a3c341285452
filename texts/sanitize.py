"""Makes foreign text safe to show: one visible character for each hostile one, so that offsets stay.

A terminal obeys control characters, and neither Rich nor Textual takes them out. Everything from outside (articles, file names,
dictionary text, error messages) passes here. Does not normalise: NFC and NFKC are for look-up only.
"""

from __future__ import annotations

import re

from texts.lazy import LazyPattern

REPLACEMENT = "\ufffd"

# C0 but TAB, LF, CR; DEL and C1; bidi marks, embeddings, isolates, deprecated format characters; interlinear annotation;
# tag characters; lone surrogates; noncharacters. VT, FF, NEL, LS and PS are line breaks and become line feeds.
_HOSTILE = LazyPattern(
    "[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufff9-\ufffb\ufdd0-\ufdef\ud800-\udfff"
    "\U000e0000-\U000e007f" + "".join(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF)) + "]"
)
# Unicode TR 51, emoji tag sequences: a black flag, tag letters or digits (3 to 6 in use), a cancel tag
_FLAG = LazyPattern("\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f")
_LINE_BREAKS = dict.fromkeys("\x0b\x0c\x85\u2028\u2029", "\n")
_BLANKS = LazyPattern("[\t\n\r]")


def sanitize(text: str) -> str:
    """Replace hostile characters one for one.

    Control characters become their pictures (ESC is ␛), other invisible or direction-changing ones U+FFFD. TAB, LF and CR
    stay; further line breaks become LF. ZWJ, variation selectors and flag sequences stay.

    Returns:
        A string of the same length; the same object when nothing had to change.
    """
    return sanitize_counting(text)[0]


def sanitize_counting(text: str) -> tuple[str, int]:
    """As `sanitize`, and how many characters were replaced (line breaks not counted)."""
    if _HOSTILE.search(text) is None:
        return text, 0
    flags = [match.span() for match in _FLAG.finditer(text)]
    pieces: list[str] = []
    count, at = 0, 0
    for start, end in [*flags, (len(text), len(text))]:
        piece, replaced = _HOSTILE.subn(_visible, text[at:start])
        breaks = sum(text.count(mark, at, start) for mark in _LINE_BREAKS)
        pieces += (piece, text[start:end])
        count += replaced - breaks
        at = end
    return "".join(pieces), count


def for_terminal(text: str) -> str:
    """The same for one line: titles, file names, error messages. Each line break and tab is a blank; the length stays."""
    return _BLANKS.sub(" ", sanitize(text))


def _visible(match: re.Match[str]) -> str:
    char = match[0]
    if char in _LINE_BREAKS:
        return _LINE_BREAKS[char]
    if char < " ":
        return chr(0x2400 + ord(char))
    return "␡" if char == "\x7f" else REPLACEMENT
