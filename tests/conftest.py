"""Fixtures for all tests: the compiled dictionaries, built once for the whole run, however many workers it has."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from dictionaries.build import build
from dictionaries.library import Library, compiled_path, missing, open_library
from dictionaries.sources import installed


@pytest.fixture(scope="session")
def compiled_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every dictionary compiled, for tests marked `dictionary`; never write into it.

    TAIYAKU_TEST_DICTIONARIES names a folder to keep them in between runs (stale files are rebuilt); else they live as long as the run.
    Under xdist the workers share one folder, and a lock file lets one of them build while the others wait.
    """
    kept = os.environ.get("TAIYAKU_TEST_DICTIONARIES")
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    folder = Path(kept) if kept else shared / "compiled-dictionaries"
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder / ".lock"):
        for name in missing(folder):
            build(installed(name), compiled_path(folder, name))
    return folder


@pytest.fixture
def full_library(compiled_folder: Path) -> Iterator[Library]:
    """The full dictionaries, opened; for tests marked `dictionary`."""
    library = open_library(compiled_folder)
    yield library
    library.close()


class _alone:  # noqa: N801 - reads as a word in its one `with`
    """Hold a lock file while in the block; whoever comes second waits. The lock ends with the process that holds it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        self._file = self._path.open("w")
        try:
            import fcntl

            fcntl.flock(self._file, fcntl.LOCK_EX)
        except ImportError:  # Windows: two workers may then both build, which is legal
            pass

    def __exit__(self, *_: object) -> None:
        self._file.close()
