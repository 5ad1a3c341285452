"""町 and 村 of a place that lies in a prefecture named in the same sentence: ちょう or まち, そん or むら (`data/towns.tsv`).

Only where the text says that it is a municipality: right behind its prefecture or its district (兵庫県香住町, 兵庫県城崎郡香住町), or
as the subject of a sentence that names both (香住町は、兵庫県城崎郡にあった町). Parts of cities keep to no such rule.
"""

from __future__ import annotations

from typing import Final

from texts.lazy import LazyPattern
from texts.tables import rows


def _table() -> tuple[dict[str, dict[str, str]], frozenset[str], tuple[str, ...]]:
    readings: dict[str, dict[str, str]] = {}
    words: dict[str, list[str]] = {"no": [], "no end": []}
    for town, village, cell in rows("towns.tsv", 3):
        if town in words:
            words[town] += cell.split()
        else:
            readings |= {name: {"町": town, "村": village} for name in cell.split()}
    return readings, frozenset(words["no"]), tuple(words["no end"])


_READINGS, _NO_NAMES, _NO_ENDS = _table()
_KANJI: Final = r"[\u4e00-\u9fff々ヶケノ]"
_NAME: Final = rf"((?:(?![市区郡県]){_KANJI}){{1,5}}[町村])"
_LASTS: Final = frozenset(name[-1] for name in _READINGS)
_DISTRICT: Final = rf"(?:の?{_KANJI}{{1,4}}?郡の?)"
_ADDRESS: Final = LazyPattern(rf"[{''.join(_LASTS)}]{_DISTRICT}?{_NAME}(?!{_KANJI})")
_SUBJECT: Final = LazyPattern(rf"{_NAME}(?:[（(][^）)]*[）)])?と?は[^。]*?({'|'.join(_READINGS)}){_DISTRICT}")


def towns(text: str) -> list[tuple[int, str]]:
    """The municipalities of a text whose prefecture is known: where their 町 or 村 stands, how it is read; in no order."""
    found: list[tuple[int, str]] = []
    for address in _ADDRESS.finditer(text):
        prefecture = next((name for name in _READINGS if text.endswith(name, 0, address.start() + 1)), None)
        if prefecture:
            _add(found, address.end(1), address[1], prefecture)
    subject = _SUBJECT.match(text)
    if subject:
        _add(found, subject.end(1), subject[1], subject[2])
    return found


def _add(found: list[tuple[int, str]], end: int, name: str, prefecture: str) -> None:
    reading = _READINGS[prefecture][name[-1]]
    if reading and name not in _NO_NAMES and not name.endswith(_NO_ENDS):
        found.append((end - 1, reading))
