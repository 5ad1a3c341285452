"""What the Sources of added files share: their name, what they say of themselves, and when they must be compiled anew."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from dictionaries.sources import Original

if TYPE_CHECKING:
    from dictionaries.model import SourceInfo


@dataclass(frozen=True, slots=True)
class AddedFile:
    """The part of a `Source` that follows from the file alone."""

    original: Original

    @property
    def name(self) -> str:
        """See `Source.name`."""
        return self.original.name

    @property
    def shown(self) -> str:
        """What messages call the file."""
        return self.original.file_name or self.name

    def compiled_from(self) -> str:
        """The file and the word frequencies that are compiled in with it: the common part of `Source.fingerprint`."""
        from dictionaries import reverse

        return f"{self.original.digest}; {reverse.frequency_version()}"


@dataclass(frozen=True, slots=True)
class PlainFile(AddedFile):
    """A table or a list, which says nothing of itself."""

    @property
    def info(self) -> SourceInfo:
        """See `Source.info`."""
        from dictionaries.model import SourceInfo

        return SourceInfo(self.name, self.original.title or Path(self.original.file_name).stem or self.name, "", "", "")


@dataclass(frozen=True, slots=True)
class EdrdgFile(AddedFile):
    """A file of EDRDG's XML, whose root element has the dictionary's name."""

    root: str

    @property
    def info(self) -> SourceInfo:
        """See `Source.info`."""
        from dictionaries.sources import _edrdg, _edrdg_xml

        return replace(_edrdg.info(self.root, _edrdg_xml.created(_edrdg_xml.head(self.original.path))), name=self.name)

    def fingerprint(self) -> str:
        """See `Source.fingerprint`."""
        return self.compiled_from()
