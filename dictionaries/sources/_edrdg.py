"""What the two ways to EDRDG's dictionaries share: jamdict's copy of them and their XML files of today."""

from __future__ import annotations

from collections.abc import Iterable

from dictionaries.model import SourceInfo

CREATION_ENTRY = 9_999_999
"""JMdict's last entry is not a word: its gloss says when the file was made."""

_MAKER = "© James William Breen and the Electronic Dictionary Research and Development Group (EDRDG)"
_PAGES = {
    "JMdict": "https://www.edrdg.org/wiki/index.php/JMdict-EDICT_Dictionary_Project",
    "JMnedict": "https://www.edrdg.org/enamdict/enamdict_doc.html",
}


def info(title: str, dated: str) -> SourceInfo:
    """Maker and licence of `JMdict` or `JMnedict`, with the date of the data at hand."""
    return SourceInfo(title.lower(), title, f"{title}, {_MAKER}", "CC BY-SA 4.0", _PAGES[title], dated)


def priority(marks: Iterable[str]) -> int:
    """How common a word is, 0 to 100, by the marks of all its forms and readings (JMdict's documentation, "ke_pri").

    A mark of the first class (news1, ichi1, spec1, gai1) is worth 50, each further one 10, of the second class 25 and 5; nfXX, the
    rank in a newspaper corpus in steps of 500 words, adds up to 30.

    >>> priority(["ichi1", "news1", "nf02"])
    89
    """
    known = set(marks)
    if not known:
        return 0
    first = second = rank = 0
    for mark in known:
        if mark.startswith("nf"):
            rank = max(rank, (49 - int(mark[2:])) * 30 // 48) if mark[2:].isdecimal() else rank
        elif mark.endswith("1"):
            first += 1
        elif mark.endswith("2"):
            second += 1
    return min(100, (40 + 10 * first if first else 20 + 5 * second) + rank)
