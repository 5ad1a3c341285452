"""Adding dictionaries, removing them, ordering and switching them.

A file is copied beside its place, compiled beside its place, and only then moved in; what counts is the moment in which
`dictionaries.toml` is replaced. Whatever fails or ends before that leaves everything as it was; what is missing behind it is a compiled
file, which is built anew in silence. Two programs may change the shelf at once: a lock is held while it is changed, not while compiling.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import IO, Final

from dictionaries import shelf as shelves
from dictionaries import taking
from dictionaries.build import build, remove_orphans
from dictionaries.library import compiled_path
from dictionaries.shelf import Added, Shelf
from dictionaries.sources import Format, Original, all_sources
from dictionaries.store import Store
from dictionaries.taking import Copy
from texts.errors import BadInputError, LockedError, MissingInputError, TaiyakuError, UsageError
from texts.sanitize import for_terminal

try:
    import fcntl
except ImportError:  # Windows: two programs that add at the same moment may lose one of the two
    fcntl = None  # type: ignore[assignment,unused-ignore]

_PATIENCE: Final = 5.0  # seconds to wait for another program
_BLOCK: Final = 1 << 20
_KINDS = "Yomitan dictionaries (.zip), JMdict and JMnedict as XML (.gz), own terms (.csv, .tsv), English-Japanese lists (.tsv)"

Progress = Callable[[float, str], None]
Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Home:
    """Where dictionaries are: `originals` in the data folder, `compiled` in the cache."""

    originals: Path
    compiled: Path


@dataclass(frozen=True, slots=True)
class Wish:
    """How a file shall be added.

    Attributes:
        name: what to call it; "" for its own title, or what it takes the place of.
        title: the title to show; "" for its own.
        replace: whether it may take the place of an added one of its name.
        approve: looks at the compiled dictionary before it counts, and raises what is wrong with it.
    """

    name: str = ""
    title: str = ""
    replace: bool = False
    approve: Callable[[Store], None] | None = None


def add(
    home: Home,
    path: Path,
    now: datetime,
    wish: Wish | None = None,
    progress: Progress = lambda _fraction, _what: None,
    cancelled: Cancelled = lambda: False,
) -> Added | None:
    """Add a file: keep a copy, compile it, put it on the shelf. The other dictionaries are not touched.

    Args:
        home: where dictionaries are; made when they are not there.
        path: the user's file, which is only read.
        now: the time, for the list.
        wish: how to add it.
        progress: called with how much is done (0–1) and what is being done.
        cancelled: asked again and again; once it says True, all is as before.

    Returns:
        What stands on the shelf, or None when cancelled.

    Raises:
        MissingInputError: the file is missing or unreadable.
        BadInputError: it is no dictionary, damaged, lying, too large, or there already.
        UsageError: the name wished for cannot be.
        ConfigurationError: dictionaries.toml cannot be understood.
        CannotCreateError, StorageError, LockedError: it cannot be written, now.
    """
    wish = wish or Wish()
    shelf = shelves.load(home.originals)
    copy = taking.copy(path, home.originals, progress, cancelled)
    if copy is None:
        return None
    staged: list[Path] = []
    try:
        return _compiled_and_put_up(home, path, copy, shelf, wish, staged, now, progress, cancelled)
    except OSError as error:
        raise shelves.explained(error, home.originals / path.name) from error
    finally:
        for left in (copy.path, *staged):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def remove(home: Home, name: str) -> Added:
    """Take an added dictionary away, its original too; an installed one that it replaced is there again.

    Raises:
        MissingInputError: no dictionary of that name was added.
        UsageError: it is an installed one.
        CannotCreateError, StorageError, LockedError, ConfigurationError: see `add`.
    """
    with _changing(home) as shelf:
        gone = shelf.find(name)
        if gone is None:
            if any(source.name == name for source in all_sources()):
                raise UsageError(name, "comes with taiyaku and cannot be removed", hint=f"`taiyaku dict disable {name}` leaves it out")
            raise _unknown(home, shelf, name)
        shelves.save(home.originals, shelf.without(name))
    for path in (home.originals / gone.file, compiled_path(home.compiled, name)):
        with suppress(OSError):  # no longer named anywhere: what cannot be removed only takes room
            path.unlink(missing_ok=True)
    return gone


def put_in_order(home: Home, names: Sequence[str]) -> tuple[str, ...]:
    """Ask the dictionaries `names` first, in this order, then the others as before; all names in their new order.

    Raises:
        MissingInputError: there is none of one of these names.
        CannotCreateError, StorageError, LockedError, ConfigurationError: see `add`.
    """
    with _changing(home) as shelf:
        known = [one.source.name for one in shelf.listed(home.originals)]
        _check_known(home, shelf, names)
        changed = shelf.ordered(names, known)
        shelves.save(home.originals, changed)
    return changed.order


def switch(home: Home, names: Sequence[str], *, on: bool) -> None:
    """Ask dictionaries again, or leave them out; their files stay.

    Raises:
        MissingInputError: there is none of one of these names.
        CannotCreateError, StorageError, LockedError, ConfigurationError: see `add`.
    """
    with _changing(home) as shelf:
        _check_known(home, shelf, names)
        disabled = shelf.disabled - set(names) if on else shelf.disabled | set(names)
        shelves.save(home.originals, Shelf(shelf.added, shelf.order, disabled))


def problem(home: Home, added: Added) -> str:
    """What is wrong with the original of an added dictionary, or ""; reads all of it."""
    path = home.originals / added.file
    total = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                total.update(block)
    except FileNotFoundError:
        return "its file is gone"
    except OSError as error:
        return f"its file cannot be read: {error.strerror or error}"
    return "" if total.hexdigest() == added.digest else "its file is not the one that was added"


def strays(home: Home, shelf: Shelf) -> tuple[Path, ...]:
    """Files among the originals that the shelf does not name: left over when dictionaries.toml was lost."""
    named = {one.file for one in shelf.added}
    try:
        found = sorted(path for path in home.originals.iterdir() if path.is_file())
    except OSError:
        return ()
    return tuple(path for path in found if path.name not in named and path.name != shelves.TOML and not path.name.startswith("."))


# ------------------------------------------------------------------ inside


def _compiled_and_put_up(
    home: Home,
    path: Path,
    copy: Copy,
    shelf: Shelf,
    wish: Wish,
    staged: list[Path],
    now: datetime,
    progress: Progress,
    cancelled: Cancelled,
) -> Added | None:
    """Everything after the copying; what lies about until it is moved in is noted in `staged`."""
    shown = for_terminal(path.name)
    format_ = shelves.format_of(path, copy.head)
    if format_ is None:
        raise BadInputError(shown, "is no dictionary that taiyaku can read", where=for_terminal(str(path)), hint=f"it reads {_KINDS}")
    unnamed = Original("dictionary", copy.path, copy.digest, wish.title, path.name)
    name = _name(format_, unnamed, wish)
    _refuse_known(shelf, name, copy.digest, shown, format_, wish)
    source = format_.source(replace(unnamed, name=name))
    title = for_terminal(source.info.title) or name
    home.compiled.mkdir(parents=True, exist_ok=True)
    remove_orphans(home.compiled, "*")
    place = home.compiled / f"{compiled_path(home.compiled, name).name}.part-{os.getpid()}-adding"
    staged.append(place)
    if not build(source, place, lambda fraction, what: progress(0.1 + 0.85 * fraction, what), cancelled):
        return None
    if wish.approve is not None:
        with Store.open(place) as store:
            wish.approve(store)
    kept = f"{name}-{copy.digest[:12]}{_suffix(path, format_)}"
    new = Added(name, format_.name, kept, copy.digest, title, for_terminal(path.name), now.date().isoformat())
    _put_up(home, new, copy.path, place, source.order, replacing=wish.replace or bool(format_.takes_place_of))
    progress(1.0, "done")
    return new


def _name(format_: Format, original: Original, wish: Wish) -> str:
    """What the dictionary will be called: as wished, after what it replaces, or after its title."""
    if wish.name:
        if not shelves.is_name(wish.name):
            raise UsageError(wish.name, "cannot be the name of a dictionary", hint="letters, digits and hyphens, such as my-words")
        if format_.takes_place_of != wish.name and any(source.name == wish.name for source in all_sources()):
            raise UsageError(wish.name, "is the name of a dictionary that comes with taiyaku", hint="choose another --name")
        return wish.name
    if format_.takes_place_of:
        return format_.takes_place_of
    taken = {source.name for source in all_sources()}
    return shelves.safe_name(format_.source(original).info.title or Path(original.file_name).stem, taken)


def _refuse_known(shelf: Shelf, name: str, digest: str, shown: str, format_: Format, wish: Wish) -> None:
    same = next((one for one in shelf.added if one.digest == digest), None)
    if same is not None:
        raise BadInputError(shown, f"this very file is there already, as {same.name}", hint="`taiyaku dict list` shows all")
    if shelf.find(name) is not None and not (wish.replace or format_.takes_place_of):
        hint = f"--replace puts this file in its place, --name gives it another name; `taiyaku dict remove {name}` takes that one away"
        raise BadInputError(shown, f"there is a dictionary called {name} already", hint=hint)


def _suffix(path: Path, format_: Format) -> str:
    suffix = path.suffix.lower()
    return suffix if suffix[1:].isascii() and suffix[1:].isalnum() and len(suffix) < 9 else format_.suffix


def _put_up(home: Home, new: Added, part: Path, staged: Path, order: int, *, replacing: bool) -> None:
    """Move everything in: the original, then dictionaries.toml, then the compiled file."""
    with _changing(home) as shelf:
        old = shelf.find(new.name)
        if old is not None and not replacing:
            raise BadInputError(new.name, "another program has just added a dictionary of this name", hint="give this one another --name")
        target = home.originals / new.file
        stood = target.exists()
        part.replace(target)
        try:
            shelves.save(home.originals, shelf.with_added(new, order))
        except BaseException:
            if not stood:
                with suppress(OSError):
                    target.unlink(missing_ok=True)
            raise
        if old is not None and old.file != new.file:
            with suppress(OSError):  # no longer named anywhere
                (home.originals / old.file).unlink(missing_ok=True)
    with suppress(OSError):  # the dictionary is there; its compiled file is built when it is next asked for
        staged.replace(compiled_path(home.compiled, new.name))


@contextmanager
def _changing(home: Home) -> Iterator[Shelf]:
    """The shelf as it is now, while nobody else may change it.

    Raises:
        LockedError: another program holds it for longer than a few seconds.
    """
    try:
        home.originals.mkdir(parents=True, exist_ok=True)
        file = (home.originals / ".lock").open("ab")
    except OSError as error:
        raise shelves.explained(error, home.originals / shelves.TOML) from error
    with file:
        _lock(file, home.originals)
        yield shelves.load(home.originals)


def _lock(file: IO[bytes], folder: Path) -> None:
    if fcntl is None:
        return
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() > end:
                why = "another taiyaku is changing them"
                raise LockedError("the dictionaries", why, where=str(folder), hint="wait for it to end, and try again") from error
            time.sleep(0.05)
        else:
            return


def _check_known(home: Home, shelf: Shelf, names: Sequence[str]) -> None:
    known = {one.source.name for one in shelf.listed(home.originals)}
    for name in names:
        if name not in known:
            raise _unknown(home, shelf, name)


def _unknown(home: Home, shelf: Shelf, name: str) -> TaiyakuError:
    known = ", ".join(one.source.name for one in shelf.listed(home.originals))
    return MissingInputError(for_terminal(name), "there is no dictionary of that name", hint=f"there are: {known}")
