"""Finding plug-ins: one file in a folder is one plug-in, found without a registration line.

Listing imports nothing; loading imports one module and takes its constant.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Sequence
from typing import Generic, TypeVar, cast

T = TypeVar("T")


class Plugins(Generic[T]):
    """The plug-ins of one kind.

    Args:
        package: dotted name of the package whose modules are the plug-ins.
        path: that package's `__path__`.
        constant: the name each module exposes, such as `IMPORTER`.

    Modules whose name starts with an underscore are helpers, not plug-ins.
    """

    def __init__(self, package: str, path: Sequence[str], constant: str) -> None:
        self._package = package
        self._path = path
        self._constant = constant

    def names(self) -> tuple[str, ...]:
        """Names of all plug-ins, sorted; imports none of them."""
        return tuple(sorted(m.name for m in pkgutil.iter_modules(list(self._path)) if not m.name.startswith("_")))

    def load(self, name: str) -> T:
        """Import one plug-in and return its constant.

        Raises:
            KeyError: no plug-in of that name.
        """
        if name not in self.names():
            raise KeyError(name)
        module = importlib.import_module(f"{self._package}.{name}")
        return cast("T", getattr(module, self._constant))
