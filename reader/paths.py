"""Where everything is: the one file that knows places on disk.

`TAIYAKU_HOME` overrides all; else platformdirs decides. Making the folders is left to whoever writes into them first, so that
looking something up never leaves a trace.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from texts.errors import CannotCreateError

HOME_VARIABLE = "TAIYAKU_HOME"
APP = "taiyaku"


@dataclass(frozen=True, slots=True)
class Places:
    """The three folders of the design's section 5, and the files in them.

    `config` holds config.toml, `data` what the user made (study.db, added dictionaries), `cache` what can be made again.
    """

    config: Path
    data: Path
    cache: Path

    @property
    def settings_file(self) -> Path:
        """What the reader chose (`reader.settings`); only ever written by him."""
        return self.config / "config.toml"

    @property
    def study_file(self) -> Path:
        """Saved words, reading positions, corrections, the export ledger. User data: never rebuilt."""
        return self.data / "study.db"

    @property
    def dictionaries_folder(self) -> Path:
        """The originals of the dictionaries that the user added, with their order and switches; written by `dictionaries` alone."""
        return self.data / "dictionaries"

    @property
    def downloads_folder(self) -> Path:
        """What is being fetched, and what is left of a fetch that was interrupted; may be deleted at any time."""
        return self.cache / "downloads"

    @property
    def compiled_folder(self) -> Path:
        """One compiled file for each dictionary; may be deleted at any time."""
        return self.cache / "compiled"


def find_places(environ: Mapping[str, str] = os.environ) -> Places:
    """The places for this user.

    Args:
        environ: the environment to read `TAIYAKU_HOME` from.

    Raises:
        CannotCreateError: no home folder can be told for this user.
    """
    home = environ.get(HOME_VARIABLE)
    if home:
        base = Path(home).absolute()
        return Places(base / "config", base / "data", base / "cache")
    import platformdirs  # only here: a set TAIYAKU_HOME does not pay for it

    try:
        dirs = platformdirs.PlatformDirs(APP, appauthor=False)
        return Places(dirs.user_config_path, dirs.user_data_path, dirs.user_cache_path)
    except (RuntimeError, OSError) as error:
        raise CannotCreateError(
            "home folder", f"cannot be told ({error})", hint=f"set {HOME_VARIABLE} to a folder you may write to"
        ) from error


def ensure_folder(folder: Path) -> Path:
    """Make a folder and its parents if needed, and return it.

    Raises:
        CannotCreateError: it cannot be made, or something else stands in its place.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotCreateError(
            str(folder),
            f"cannot be made: {error.strerror or error}",
            hint=f"free the place, or set {HOME_VARIABLE} to a folder you may write to",
        ) from error
    return folder
