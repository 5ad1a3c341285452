"""Plain text to the HTML of a note's field, so that whatever the text holds arrives in Anki as the text it is.

Knows nothing of note types. Square brackets, braces and control characters mean something to Anki (media, furigana, cloze,
the field separator 0x1f), so they never pass as they are.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from html import escape

_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")  # a lone one cannot be written as UTF-8
_CONTROLS = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), "")
_PLAIN: dict[int, str] = _SURROGATES | _CONTROLS | {ord("\t"): " ", ord("\n"): " ", ord("\r"): " ", 0x85: " "}
_FIELD: dict[int, str] = _PLAIN | {
    ord("\n"): "<br>",
    ord("&"): "&amp;",
    ord("<"): "&lt;",
    ord(">"): "&gt;",
    ord('"'): "&quot;",
    ord("["): "&#91;",  # [sound:…], [latex], base[reading]
    ord("]"): "&#93;",
    ord("{"): "&#123;",  # {{c1::…}}
    ord("}"): "&#125;",
}
_SPECIAL = re.compile(r'[\x00-\x1f\x7f-\x9f&<>"\[\]{}\ud800-\udfff]')  # most texts have none, and a search is cheaper
_SPACES = re.compile(r"\s+")
_TAG_LENGTH = 80
_NAME_LENGTH = 120


def field(text: str) -> str:
    """HTML for a field that shows `text`: markup escaped, line breaks as `<br>`, control characters and lone surrogates gone."""
    return text.replace("\r\n", "\n").translate(_FIELD) if _SPECIAL.search(text) else text


def plain(text: str) -> str:
    """`text` on one line without control characters or lone surrogates, for names and headers."""
    return text.translate(_PLAIN) if _SPECIAL.search(text) else text


def reading(text: str) -> str:
    """A reading for the brackets of the furigana notation: ASCII is written as character references.

    A reading is kana, but an author may put anything over a word, and `語[sound:x.mp3]` or `語[latex]` would be commands.
    """
    return "".join(f"&#{ord(c)};" if c.isascii() else c for c in plain(text))


@lru_cache(maxsize=256)
def link(url: str, text: str) -> str:
    """An anchor to `url`, or the bare text when it is not a web address."""
    if not re.match(r"https?://[^\s]+$", url):
        return field(text)
    href = escape(plain(url), quote=True).replace("[", "%5B").replace("]", "%5D").replace("{", "%7B").replace("}", "%7D")
    return f'<a href="{href}">{field(text)}</a>'


@lru_cache(maxsize=4_096)
def slug(text: str) -> str:
    """One level of an Anki tag: letters and digits of any script and `-`, all else `_`; never empty.

    Anki splits tags at every white space (U+3000 too), reads `::` as levels and `*`, `_`, `"` specially in searches.
    """
    folded = unicodedata.normalize("NFKC", plain(text))
    kept = "".join(c if c.isalnum() or c == "-" else "_" for c in folded)
    short = re.sub("_+", "_", kept).strip("_-")[:_TAG_LENGTH].rstrip("_-")
    return short or "untitled"


def deck_name(*levels: str) -> str:
    """A deck's name from its levels; a `::` inside a level would make another one and is taken apart."""
    cleaned = (_SPACES.sub(" ", plain(level)).replace("::", ": ").strip(" :")[:_NAME_LENGTH].strip(" :") for level in levels)
    return "::".join(level or "untitled" for level in cleaned)
