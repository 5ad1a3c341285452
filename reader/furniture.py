"""The lines around the page: title and place, progress, terms of the sentence, keys. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dictionaries.model import How, Term
from reader import cells
from reader.describe import Bit, Role, Said
from reader.engine import Kept
from texts.sanitize import for_terminal

KEYS = (
    ("j/k", "sentence"), ("h/l", "word"), ("Enter", "details"), ("s", "save"), ("r", "reading"), ("t", "terms"), ("d", "deck"),
    ("f", "furigana"), ("e", "glosses"), ("/", "search"), ("?", "help"), ("q", "quit"),
)  # fmt: skip
ALWAYS = 2
"""So many keys at the end of the line stay when there is too little room."""
READ, UNREAD = "━", "─"
KEY_NAMES = {"slash": "/", "question_mark": "?", "pagedown": "PgDn", "pageup": "PgUp", "ideographic_space": ""}


def head(title: str, place: int, count: int, kept: Kept, width: int, *, complete: bool) -> Said:
    """Title on the left; place (from 1), number of sentences and saved words on the right."""
    right = f"{place}/{count}{'' if complete else '+'} "
    counts = ", ".join(f"{status} {number}" for status, number in kept.counts)
    with_counts = f"{counts}  {right}" if counts else right
    if cells.width(with_counts) <= width // 2:
        right = with_counts
    return (
        Bit(Role.WORD, cells.pad(" " + for_terminal(title), max(0, width - cells.width(right) - 1))),
        Bit(Role.NOTE, f" {right}"),
    )


def progress(place: int, count: int, width: int) -> Said:
    """A rule, drawn heavy as far as the text is read."""
    done = width * place // max(1, count)
    return Bit(Role.READING, READ * done), Bit(Role.NOTE, UNREAD * (width - done))


def terms(here: Sequence[Term], *, tall: bool) -> list[Said]:
    """The terms of a sentence, in one line, or (`tall`) one a line."""
    if not here:
        return []
    entries = [(Bit(Role.WORD, for_terminal(term.term)), Bit(Role.GLOSS, for_terminal(_gloss(term)))) for term in here]
    if tall:
        return [(Bit(Role.LABEL, "terms of this sentence"),), *entries]
    bits = [Bit(Role.LABEL, "terms: ")]
    for number, entry in enumerate(entries):
        bits.extend([Bit(Role.NOTE, "; ")] if number else [])
        bits.extend(entry)
    return [tuple(bits)]


def keys(width: int) -> Said:
    """The keys, as many as there is room for."""
    shown = list(KEYS)
    while len(shown) > ALWAYS and cells.width("  ".join(f"{key} {does}" for key, does in shown)) > width - 1:
        shown.pop(len(shown) - ALWAYS - 1)
    bits: list[Bit] = []
    for key, does in shown:
        bits += [Bit(Role.NOTE, "  " if bits else " "), Bit(Role.WORD, key), Bit(Role.NOTE, f" {does}")]
    return tuple(bits)


def status(text: str, width: int) -> Said:
    """A notice in place of the keys."""
    rest = "   ? help  q quit"
    shown = cells.cut(f" {text}", max(0, width - cells.width(rest)))
    return Bit(Role.WORD, shown), Bit(Role.NOTE, rest)


def key_names(keys_of_binding: str) -> str:
    """The keys of a binding as they are printed on a keyboard: `down,ideographic_space` → `Down`."""
    return ", ".join(_names(keys_of_binding.split(",")))


def _names(names: Iterable[str]) -> Iterable[str]:
    for name in names:
        shown = KEY_NAMES.get(name, name.title() if len(name) > 1 else name)
        if shown:
            yield shown


def _gloss(term: Term) -> str:
    mark = "*" if term.how is How.COMPOSED else ""
    return f" {term.glosses[0]}{mark}" if term.glosses else ""
