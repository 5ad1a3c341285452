"""Widths in terminal cells: the only place that asks how wide a text is drawn.

Texts are expected to be sanitised already (`texts.sanitize`): a control character has no width that could be trusted. Characters
of ambiguous width (`…`, `─`) count one cell, so taiyaku's own ornaments avoid them where a row must stay aligned.
"""

from __future__ import annotations

from rich.cells import cell_len

ELLIPSIS = "…"


def width(text: str) -> int:
    """How many cells `text` takes."""
    return cell_len(text)


def clusters(text: str) -> tuple[str, ...]:
    """`text` cut into what is drawn together: a character and the marks of no width after it (か゚, variation selectors)."""
    found: list[str] = []
    for character in text:
        if found and (cell_len(character) == 0 or cell_len(found[-1] + character) == cell_len(found[-1])):
            found[-1] += character
        else:
            found.append(character)
    return tuple(found)


def cut(text: str, cells: int, mark: str = ELLIPSIS) -> str:
    """`text` in at most `cells` cells; when something was cut off, the last cell holds `mark`.

    A wide character that would only half fit is left out, so the result may be a cell narrower than asked.
    """
    if cell_len(text) <= cells:
        return text
    room = cells - cell_len(mark)
    if room < 0:
        return ""
    kept, used = [], 0
    for cluster in clusters(text):
        used += cell_len(cluster)
        if used > room:
            break
        kept.append(cluster)
    return "".join(kept) + mark


def pad(text: str, cells: int) -> str:
    """`text` cut or filled with blanks on the right to exactly `cells` cells."""
    shown = cut(text, cells)
    return shown + " " * (cells - cell_len(shown))


def wrap(text: str, cells: int) -> tuple[str, ...]:
    """`text` in lines of at most `cells` cells, broken at blanks where there are any, else between characters.

    For notes, glosses and help; a sentence is laid out by `reader.layout`, which knows its words.
    """
    lines: list[str] = []
    line = ""
    for word in text.split():
        joined = f"{line} {word}" if line else word
        if cell_len(joined) <= cells:
            line = joined
            continue
        if line:
            lines.append(line)
        *full, line = _broken(word, cells)
        lines.extend(full)
    return (*lines, line) if line or not lines else tuple(lines)


def _broken(word: str, cells: int) -> list[str]:
    parts = [""]
    for cluster in clusters(word):
        if parts[-1] and cell_len(parts[-1]) + cell_len(cluster) > cells:
            parts.append("")
        parts[-1] += cluster
    return parts
