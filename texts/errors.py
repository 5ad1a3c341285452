"""The one family of errors that users see: what is wrong, why, where, and what to do about it.

Does not print: `reader.cli` turns an error into two lines on stderr and an exit code, the screens into a notification.
"""

from __future__ import annotations


class TaiyakuError(Exception):
    """Something a user can understand and act on.

    Args:
        what: the thing that failed, a file name or a command (may be foreign text; the printer sanitises it).
        why: what is wrong with it, in plain words.
        where: an optional place: a path, a line number.
        hint: what to do next.

    The exit code belongs to the class (see `docs/architecture.md`, taken from the design's section 4).
    """

    exit_code = 1

    def __init__(self, what: str, why: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(f"{what}: {why}" + (f" ({where})" if where else ""))
        self.what = what
        self.why = why
        self.where = where
        self.hint = hint


class UsageError(TaiyakuError):
    """The words of the call are off."""

    exit_code = 2


class BadInputError(TaiyakuError):
    """The input was read, but is not what it should be."""

    exit_code = 65


class MissingInputError(TaiyakuError):
    """The input is missing, unreadable or not a file."""

    exit_code = 66


class UnavailableError(TaiyakuError):
    """A dictionary or Anki is not there."""

    exit_code = 69


class CannotCreateError(TaiyakuError):
    """The output cannot be created."""

    exit_code = 73


class StorageError(TaiyakuError):
    """Input/output failed: disk full, device gone."""

    exit_code = 74


class DamagedError(StorageError):
    """A compiled dictionary (`where`) looked whole and is not: overwritten, or its disk fails. It can be thrown away and made again."""


class LockedError(TaiyakuError):
    """Somebody else holds the store; trying again may help."""

    exit_code = 75


class ConfigurationError(TaiyakuError):
    """A setting is wrong, or a store is newer than this program."""

    exit_code = 78
