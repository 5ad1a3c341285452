"""Places for the reader's tests: an own TAIYAKU_HOME, with the compiled dictionaries where they are wanted."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.paths import Places, find_places

SAMPLES = Path(__file__).resolve().parents[2] / "texts" / "samples"


@pytest.fixture
def empty_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    """Places in which nothing was ever written."""
    monkeypatch.setenv("TAIYAKU_HOME", str(tmp_path / "home"))
    return find_places()


@pytest.fixture
def home(empty_home: Places, compiled_folder: Path) -> Places:
    """Places with the compiled dictionaries, and no user data."""
    empty_home.cache.mkdir(parents=True)
    empty_home.compiled_folder.symlink_to(compiled_folder, target_is_directory=True)
    return empty_home


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """A short text with everything in it: heading, bubbles, both languages, numbers."""
    path = tmp_path / "article.txt"
    path.write_text(
        "首脳会談の行方\n\n2025年3月19日、日本の外相は米国との交渉に臨みました。\n\n\n\nThe minister agreed to halt\nmilitary aid.\n\n\n\n"
        "Japanは\n譲歩しないぞ!\n30日間の停戦に応じる方針です。\n",
        encoding="utf-8",
    )
    return path
