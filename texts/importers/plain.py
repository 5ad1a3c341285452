"""Plain text in any of the encodings of `texts.decode`. Knows no markup."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from texts.decode import decode
from texts.lazy import LazyPattern
from texts.model import Document
from texts.sanitize import for_terminal, sanitize_counting

_LONGEST_TITLE = 60  # characters
_SEARCHED = 5  # lines with text in which a title may stand
_END_MARK = LazyPattern(r"(?:[。．｡.、,，；;！？!?…‥]|・・+)[」』）)】”\"]*$")
_APART = LazyPattern(r"\s*(\S[^\r\n]*[?!？！])[ \t\u3000]*(?:\r\n|\r|\n)[ \t\u3000]*(?:\r\n|\r|\n)")
_LETTER = LazyPattern(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class PlainImporter:
    """The importer for every file that no other claims."""

    name: str = "plain"
    suffixes: tuple[str, ...] = (".txt", ".text")

    def load(self, data: bytes, name: str, encoding: str | None) -> Document:
        """Decode, sanitise, and find a title.

        Raises:
            BadInputError, UsageError: as `texts.decode.decode`.
        """
        shown = for_terminal(name)
        decoded = decode(data, encoding, shown)
        text, replaced = sanitize_counting(decoded.text)
        return Document(
            id=hashlib.sha256(text.encode()).hexdigest()[:16],
            title=_title(text) or _stem(shown),
            source=name,
            encoding=decoded.encoding,
            text=text,
            replaced=replaced + decoded.replaced,
        )


def _title(text: str) -> str:
    """The first line that reads like a heading: short, with letters, no sentence mark at its end unless it stands apart."""
    first = _APART.match(text[:4_000])
    if first and len(first[1].strip()) <= _LONGEST_TITLE:
        return for_terminal(first[1].strip())
    for line in _first_lines(text):
        if len(line) <= _LONGEST_TITLE and _LETTER.search(line) and not _END_MARK.search(line):
            return for_terminal(line)
    return ""


def _first_lines(text: str) -> list[str]:
    """The first few lines with text; looks at the beginning of a file only."""
    stripped = (line.strip().lstrip("#").strip() for line in text[:4_000].splitlines())
    return [line for line in stripped if line][:_SEARCHED]


def _stem(shown: str) -> str:
    return "stdin" if shown == "-" else Path(shown).stem or shown


IMPORTER = PlainImporter()
