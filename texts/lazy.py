"""Regular expressions compiled when they are first used.

Compiling a class of Japanese characters costs one to three milliseconds, and most texts never meet most of our rules; the reader's first
page would wait for all of them. Knows no rule itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator


class LazyPattern:
    """Stands for `re.compile(source)`; the first call of any method compiles, later calls are those of the pattern itself.

    Raises `re.error` on first use when the source is not well formed.
    """

    __slots__ = ("_source", "findall", "finditer", "fullmatch", "match", "search", "split", "sub", "subn")

    search: Callable[..., re.Match[str] | None]
    match: Callable[..., re.Match[str] | None]
    fullmatch: Callable[..., re.Match[str] | None]
    findall: Callable[..., list[str]]
    finditer: Callable[..., Iterator[re.Match[str]]]
    split: Callable[..., list[str]]
    sub: Callable[..., str]
    subn: Callable[..., tuple[str, int]]

    def __init__(self, source: str) -> None:
        self._source = source

    def __getattr__(self, name: str) -> object:
        """Called while a method's slot is still empty."""
        if name not in self.__slots__:
            raise AttributeError(name)
        compiled = re.compile(self._source)
        for method in self.__slots__[1:]:
            object.__setattr__(self, method, getattr(compiled, method))
        return getattr(compiled, name)
