"""A list that turns English into Japanese, such as EJDict: English, a tab, Japanese meanings parted by ` / ` or commas.

Its meanings are mixed with the built-in dictionaries' by worth, so that both gain. How EJDict marks its text (『 』 for important
meanings, 〈 〉 for objects, ( ) and 《 》 for remarks) is known here; a plain list has none of that and is read as it is.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from dictionaries.sources import Original, Progress, Source
from dictionaries.sources._file import PlainFile

_VERSION = 1  # of what is compiled
_LONGEST = 16  # characters of a Japanese meaning; longer ones explain
_MARKED = 0.5  # for a meaning that the list marks as important
_JAPANESE = re.compile(r"[ぁ-ゖァ-ヺ一-鿿々]")
_HEAD = re.compile(r"[A-Za-z][A-Za-z0-9 .,'’&/-]*\Z")
_SENSE = re.compile(r"\s+/\s*|\s*/\s+")
_REMARK = re.compile(r"《[^》]*》?|（[^）]*）?|\([^()]*(?:\([^()]*\)[^()]*)*\)?|\[[^\]]*\]?|\{[^}]*\}?")
_OBJECT = re.compile(r"(?:…|〈[^〉]*〉|~|～)[をにがのへとで]?")
_TAKES = re.compile(r"(?:…|〈[^〉CU][^〉]*〉)[をにがとで]")  # an object or a subject stands for itself: the meaning is a verb
_VERB_ENDS = "うくぐすつぬぶむる"
_TURNS = ("の過去", "の複数", "の略", "の現在", "の比較", "の最上", "の三人称")
_STAGE = "CREATE TEMP TABLE listed (key TEXT, entry INTEGER, head TEXT, pos TEXT, capital INTEGER, verb INTEGER, score REAL)"
_RANK = """
INSERT INTO english SELECT key, place - 1, entry, head, '', pos, capital, verb, score
FROM (SELECT *, row_number() OVER (PARTITION BY key ORDER BY score DESC, entry, rowid) AS place FROM listed) WHERE place <= ?
"""
_CHUNK = 2_000


class Meaning(NamedTuple):
    """A Japanese meaning: a code for its part of speech, in which sense and at which place in it it stands, and whether it is marked."""

    text: str
    pos: str
    sense: int
    place: int
    marked: bool


@dataclass(frozen=True, slots=True)
class _List(PlainFile):
    """The source that an added file is."""

    kind: str = "words"
    order: int = 30

    def fingerprint(self) -> str:
        """See `Source.fingerprint`; word frequencies are compiled in, so their version counts too."""
        return f"english_list {_VERSION}; {self.compiled_from()}"

    def fill(self, connection: sqlite3.Connection, progress: Progress) -> None:
        """See `Source.fill`."""
        from dictionaries import reverse
        from dictionaries.sources import _added

        text = _added.read_text(self.original.path, self.shown)
        connection.execute(_STAGE)
        _write(connection, text, self.shown, lambda part: progress(0.1 + 0.75 * part, "reading rows"))
        progress(0.9, "ranking")
        connection.execute(_RANK, (reverse.BEST,))


def _write(connection: sqlite3.Connection, text: str, name: str, report: Callable[[float], None]) -> None:
    """Fill the tables `entry` and `listed`."""
    import json

    from dictionaries.english_keys import normalise
    from dictionaries.sources import _added

    entries: list[tuple[object, ...]] = []
    listed: list[tuple[object, ...]] = []
    done = 0
    for number, (heads, meanings) in enumerate(rows(text, name), 1):
        senses: dict[int, tuple[list[str], list[str], list[str]]] = {}
        for meaning in meanings:
            sense = senses.setdefault(meaning.sense, ([meaning.pos], [], []))
            sense[2].append(meaning.text)
        packed = json.dumps(list(senses.values()), ensure_ascii=False, separators=(",", ":"))
        entries.append((number, "\n".join(heads), "", " ".join(sense[0][0] for sense in senses.values()), "", 0, 0, packed))
        for head in heads:
            key, capital = normalise(head), head[:1].isupper()
            listed += [(key, number, m.text, m.pos, capital, m.pos == "v-unspec", round(_worth(m), 3)) for m in meanings if key]
        if len(entries) >= _CHUNK:
            done += len(entries)
            report(min(1.0, done * 60 / len(text)))
            _flush(connection, entries, listed)
        if number > _added.MOST_ENTRIES:
            raise _added.refused(name, [(number, f"there are more than {_added.MOST_ENTRIES} entries")])
    _flush(connection, entries, listed)


def _flush(connection: sqlite3.Connection, entries: list[tuple[object, ...]], listed: list[tuple[object, ...]]) -> None:
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?)", entries)
    connection.executemany("INSERT INTO listed VALUES (?, ?, ?, ?, ?, ?, ?)", listed)
    connection.execute("COMMIT")
    entries.clear()
    listed.clear()


def _worth(meaning: Meaning) -> float:
    """On the scale of glosses that were turned round (`reverse.WEIGHTS`), so that both can be mixed."""
    from wordfreq import get_frequency_dict  # which it keeps

    from dictionaries import reverse

    stem = meaning.text.removesuffix("する") if len(meaning.text) > 3 else meaning.text
    worth = reverse.head_worth(stem, get_frequency_dict("ja"), usually_kana=True, compound=True) + _MARKED * meaning.marked
    return worth - reverse.WEIGHTS["sense"] * min(meaning.sense, 3) - reverse.WEIGHTS["gloss"] * min(meaning.place, 3)


def rows(text: str, name: str) -> Iterator[tuple[list[str], list[Meaning]]]:
    """English heads and their Japanese meanings, row by row; a row that only refers to another or explains is passed over.

    Raises:
        BadInputError: there is not one usable row.
    """
    from dictionaries.sources import _added
    from texts.errors import BadInputError

    usable = 0
    for line in text.splitlines():
        head, tab, rest = line.partition("\t")
        if not tab or line.startswith("#"):
            continue
        heads = [cleaned for part in head.split(",") if (cleaned := _added.clean(part, _added.LONGEST_WORD)) and _HEAD.match(cleaned)]
        meanings = list(_meanings(_added.clean(rest, 4 * _added.LONGEST_GLOSS), adverb=head.endswith("ly"))) if heads else []
        if meanings:
            usable += 1
            yield heads, meanings
    if not usable:
        raise BadInputError(name, "there is no English word with Japanese in it", hint="each line: English, a tab, Japanese")


def _meanings(text: str, *, adverb: bool) -> Iterator[Meaning]:
    seen: set[str] = set()
    sense = 0
    for part in _SENSE.split(text):
        place, verb = 0, bool(_TAKES.search(part))
        for piece in re.split(r"[,、，;；]", _REMARK.sub("", part)):
            plain = _OBJECT.sub("", piece).replace("『", "").replace("』", "").strip(" 。.・")
            if not _JAPANESE.search(plain) or len(plain) > _LONGEST or piece.startswith("=") or any(turn in plain for turn in _TURNS):
                continue
            plain, pos = _speech(plain, adverb=adverb, verb=verb)
            if plain and plain not in seen:
                seen.add(plain)
                yield Meaning(plain, pos, sense, place, "『" in piece)
                place += 1
        sense += place > 0


def _speech(text: str, *, adverb: bool, verb: bool) -> tuple[str, str]:
    """A meaning as it is shown, without the particle that ties an adjective to its noun, and its part of speech by its last sound."""
    if len(text) < 2:
        return text, "n"
    last = text[-1]
    if verb and last in _VERB_ENDS:
        return text, "v-unspec"
    if (adverb and last in "くにと") or text.endswith(("的に", "ように")):
        return text, "adv"
    if last in "なの" and _JAPANESE.match(text[-2]):
        return text[:-1], "adj-na" if last == "な" else "adj-no"
    if last == "い":
        return text, "adj-i"
    if last == "た" or text.endswith(("ている", "のある")):
        return text, "adj-f"
    return (text, "v-unspec") if last in _VERB_ENDS else (text, "n")


class _Format:
    """See `Format`."""

    name = "english_list"
    suffix = ".tsv"
    takes_place_of = ""

    def accepts(self, path: Path, head: bytes) -> bool:
        """See `Format.accepts`: a text whose lines mostly are English, a tab, and what is not English."""
        if path.suffix.lower() not in {".csv", ".tsv", ".txt"} or b"\x00" in head or b"\t" not in head:
            return False
        lines = [line.split(b"\t", 1) for line in head.split(b"\n")[:-1] or [head] if line.strip() and not line.startswith(b"#")]
        fitting = sum(len(cells) == 2 and cells[0].isascii() and not cells[1].isascii() for cells in lines)
        return 2 * fitting > len(lines)

    def source(self, original: Original) -> Source:
        """See `Format.source`."""
        return _List(original)


SOURCE = _Format()
