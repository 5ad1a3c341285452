"""The package's own tables (`data/*.tsv`): a row on each line, cells parted by tabs, `#` lines and blank lines left out."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files


def rows(name: str, cells: int, package: str = "texts") -> Iterator[tuple[str, ...]]:
    """The rows of `data/NAME` of a package, each with exactly `cells` cells, missing ones at the end as "".

    Raises:
        ValueError: a row has more cells than the table (a bug in the table; the message names the line).
    """
    text = (files(package) / "data" / name).read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line[0] == "#" or line.isspace():
            continue
        row = tuple(map(str.strip, line.split("\t")))
        if len(row) > cells:
            raise ValueError(f"{name}, line {number}: {len(row)} cells, not {cells}")
        yield row + ("",) * (cells - len(row))
