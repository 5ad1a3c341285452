"""Where everything is."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.paths import ensure_folder, find_places
from texts.errors import CannotCreateError


def test_home_overrides_all(tmp_path: Path) -> None:
    places = find_places({"TAIYAKU_HOME": str(tmp_path)})
    assert {places.config.parent, places.data.parent, places.cache.parent} == {tmp_path}
    assert places.study_file.parent == places.data
    assert places.compiled_folder.parent == places.cache
    assert list(tmp_path.iterdir()) == [], "asking for places makes none"


def test_without_home_the_system_decides() -> None:
    places = find_places({})
    assert places.data.name == "taiyaku"
    assert places.cache != places.data


def test_something_in_the_way_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotCreateError) as caught:
        ensure_folder(tmp_path / "file" / "data")
    assert "TAIYAKU_HOME" in caught.value.hint
