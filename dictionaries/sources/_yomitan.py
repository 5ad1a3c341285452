"""The rows of a Yomitan dictionary, versions 1 to 3, as what a compiled dictionary holds.

Schemas: https://github.com/yomidevs/yomitan/tree/master/ext/data/schemas. A row that is not as they say refuses the whole file, by name and
number; what is merely new in it (a kind of definition, a kind of fact) is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from dictionaries.sources import _added
from dictionaries.sources._structured import plain
from dictionaries.sources._zip import Archive
from texts.kana import is_kana, to_hiragana
from texts.tables import rows as table_rows

TERMS, TERM_FACTS = re.compile(r"term_bank_\d{1,6}\.json"), re.compile(r"term_meta_bank_\d{1,6}\.json")
KANJI, KANJI_FACTS = re.compile(r"kanji_bank_\d{1,6}\.json"), re.compile(r"kanji_meta_bank_\d{1,6}\.json")
ANY = re.compile(r"(?:term|kanji)(?:_meta)?_bank_\d{1,6}\.json")
NAME_TAGS = frozenset(
    ("surname", "given", "fem", "masc", "person", "place", "station", "company", "organization", "product", "work", "unclass", "name",
     "unclassified", "full", "char", "creat", "dei", "doc", "ev", "group", "leg", "myth", "obj", "oth", "relig", "serv", "ship", "org")
)  # fmt: skip
_DATE = re.compile(r"(?:19|20)\d\d[-./]?(?:0[1-9]|1[0-2])[-./]?(?:0[1-9]|[12]\d|3[01])(?!\d)")
_COMMON = ("P", "⭐", "★", "news1k", "ichi", "ichi1", "news1", "spec1", "gai1")
_WRITTEN = re.compile(r"[^\W\d_]")
_LATIN = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Index:
    """What index.json says. `version` is 1 to 3."""

    title: str
    version: int
    attribution: str
    url: str
    dated: str


class Row(NamedTuple):
    """A definition of a word."""

    form: str
    reading: str
    pos: tuple[str, ...]
    tags: tuple[str, ...]
    glosses: tuple[str, ...]
    score: int
    common: bool


def index(archive: Archive) -> Index:
    """Read index.json.

    Raises:
        BadInputError: it is missing or not Yomitan's, or of a version that is not known.
    """
    value = archive.json("index.json")
    if not isinstance(value, dict):
        raise archive.refused("index.json is not an object")
    version = value.get("format", value.get("version"))
    title = _text(value, "title")
    if version not in (1, 2, 3) or isinstance(version, bool):
        raise archive.refused(f"index.json names the format {version!r}; versions 1 to 3 are known")
    if not title:
        raise archive.refused("index.json names no title")
    if not archive.names(ANY):
        raise archive.refused("there are no words, kanji or facts in it")
    dated = _DATE.search(_text(value, "revision")) or _DATE.search(title)
    digits = re.sub(r"\D", "", dated[0]) if dated else ""
    made = " · ".join(dict.fromkeys(text for key in ("author", "attribution") if (text := _text(value, key))))
    url = _text(value, "url")
    return Index(
        title=title,
        version=int(version),
        attribution=made,
        url=url if re.match(r"https?://\S+\Z", url) else "",
        dated=f"{digits[:4]}-{digits[4:6]}-{digits[6:]}" if digits else "",
    )


def term_rows(archive: Archive, name: str, value: Any, version: int) -> Iterator[Row]:
    """The definitions of a term bank; those without a plain gloss are left out."""
    for number, row in enumerate(_list(archive, name, value), 1):
        made = _term(row, version)
        if made is None:
            raise archive.refused(f"{name}, row {number}, is no term of version {version}")
        if made.form and made.glosses:
            yield made


def _term(row: Any, version: int) -> Row | None:
    if not isinstance(row, list) or len(row) < (5 if version == 1 else 6):
        return None
    form, reading, marks, rules, score = row[:5]
    if not isinstance(form, str) or not isinstance(reading, str) or not isinstance(score, int | float):
        return None
    if not isinstance(marks, str | None) or not isinstance(rules, str | None):
        return None
    glossary = row[5:] if version == 1 else row[5]
    if not isinstance(glossary, list):
        return None
    more = row[7] if version > 1 and len(row) > 7 and isinstance(row[7], str) else ""
    glosses: list[str] = []
    codes: list[str] = []
    for item in glossary:
        _gloss(item, glosses, codes)
    pos, tags = _sorted([*(marks or "").split(), *codes])
    pos = pos or tuple(code for rule in (rules or "").split() if (code := _added.code(rule)))
    cleaned = dict.fromkeys(text for gloss in glosses if (text := _added.clean(gloss)))
    form, reading = (_added.clean(text, _added.LONGEST_WORD) for text in (form, reading))
    worth = int(score) if abs(score) < 1e12 else 0
    return Row(form, reading, pos, tags, tuple(cleaned)[: _added.MOST_GLOSSES], worth, any(mark in more.split() for mark in _COMMON))


def _gloss(item: Any, glosses: list[str], codes: list[str]) -> None:
    """A definition: a text, a text in an object, structured content; pictures and references to other forms say nothing."""
    if isinstance(item, str):
        glosses += item.split("\n")
    elif isinstance(item, dict):
        if item.get("type") == "text" and isinstance(item.get("text"), str):
            glosses += item["text"].split("\n")
        elif item.get("type") == "structured-content":
            found = plain(item.get("content"))
            glosses += found.glosses
            codes += found.codes


@lru_cache(maxsize=1)
def _speech() -> frozenset[str]:
    known = {code for kind, _name, code in table_rows("jmdict_codes.tsv", 3, "dictionaries") if kind == "pos"}
    return frozenset(known | {"n", "v1", "v5", "vs", "vk", "vz", "adj-i", "n-pr", "n-t", "n-adv"})


def _sorted(marks: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Parts of speech and other tags; numbers of senses and what is no code are left out."""
    codes = list(dict.fromkeys(code for mark in marks if (code := _added.code(mark))))
    known = _speech()
    return tuple(code for code in codes if code in known), tuple(code for code in codes if code not in known)


def facts(archive: Archive, name: str, value: Any) -> Iterator[tuple[str, str, str, str]]:
    """Text, kind, reading and value of what a meta bank says; kinds that are not known are passed over."""
    for number, row in enumerate(_list(archive, name, value), 1):
        if not isinstance(row, list) or len(row) < 3 or not isinstance(row[0], str) or not isinstance(row[1], str):
            raise archive.refused(f"{name}, row {number}, is no fact about a word")
        text, kind, data = _added.clean(row[0], _added.LONGEST_WORD), row[1], row[2]
        reading = data.get("reading", "") if isinstance(data, dict) else ""
        reading = to_hiragana(_added.clean(reading, _added.LONGEST_WORD)) if isinstance(reading, str) else ""
        if kind == "freq":
            shown = _frequency(data)
            if text and shown:
                yield text, "frequency", reading, shown
        elif kind == "pitch" and isinstance(data, dict) and isinstance(data.get("pitches"), list):
            for pitch in data["pitches"]:
                position = pitch.get("position") if isinstance(pitch, dict) else None
                if text and isinstance(position, int | str) and not isinstance(position, bool):
                    yield text, "pitch", reading, _added.clean(str(position)[:20])


def _frequency(data: Any) -> str:
    if isinstance(data, dict):
        if "frequency" in data:
            data = data["frequency"]
        if isinstance(data, dict):
            shown = data.get("displayValue")
            data = shown if isinstance(shown, str) and shown.strip() else data.get("value")
    if isinstance(data, bool) or not isinstance(data, int | float | str):
        return ""
    return _added.clean(f"{data:.12g}" if isinstance(data, float) else str(data), 40)


def kanji_rows(archive: Archive, name: str, value: Any, version: int) -> Iterator[tuple[str, str, str, str, str]]:
    """Literal, on readings, kun readings, meanings and tags of single kanji; lists joined by line feeds."""
    for number, row in enumerate(_list(archive, name, value), 1):
        good = isinstance(row, list) and len(row) >= 4 and all(isinstance(text, str) for text in row[:4])
        meanings = row[4:] if good and version == 1 else row[4] if good and len(row) > 4 else []
        if not good or not isinstance(meanings, list):
            raise archive.refused(f"{name}, row {number}, is no kanji of version {version}")
        literal = _added.clean(row[0], 4)
        lists = [[_added.clean(part, 60) for part in row[place].split()] for place in (1, 2)]
        glosses = [text for gloss in meanings[: _added.MOST_GLOSSES] if isinstance(gloss, str) and (text := _added.clean(gloss, 200))]
        tags = [code for part in row[3].split() if (code := _added.code(part))]
        if literal:
            yield (literal, *("\n".join(items) for items in (*lists, glosses, tags)))  # type: ignore[misc]  # a starred generator has no length


def looks_like_names(rows: list[Row], title: str) -> bool:
    """Whether a dictionary holds names: by what its first words are tagged with, or by its own title."""
    tagged = sum(not NAME_TAGS.isdisjoint(row.tags) for row in rows)
    return 5 * tagged >= 4 * max(1, len(rows)) or "jmnedict" in title.casefold()


def is_english(glosses: tuple[str, ...]) -> bool:
    """Whether glosses are written in Latin letters for the most part: others cannot be looked up in English."""
    text = " ".join(glosses)[:400]
    return 2 * len(_LATIN.findall(text)) > len(_WRITTEN.findall(text))


def spelt(form: str, reading: str) -> tuple[list[str], list[str]]:
    """Forms and readings as an entry has them: a word in kana has no other form."""
    if is_kana(form.replace("・", "").replace(" ", "")):
        return [], [form]
    return [form], [reading] if reading and reading != form else []


def _list(archive: Archive, name: str, value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise archive.refused(f"{name} is not a list")
    return value


def _text(value: Mapping[str, Any], key: str) -> str:
    text = value.get(key)
    return _added.clean(text, 300) if isinstance(text, str) else ""
