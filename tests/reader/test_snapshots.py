"""How the screens look, as pictures; a change shows in the report and is accepted with `--snapshot-update`.

Rich draws wide characters squeezed in SVG (rich #2742), so these pictures judge colours and places, not beauty.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from reader.engine import Engine
from reader.paths import Places
from reader.tui import ReaderApp
from tests.reader.fakes import Shared


@pytest.fixture
def colourless(monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_COLOR is looked at when the app is made."""
    monkeypatch.setenv("NO_COLOR", "1")


@pytest.fixture
def app(tmp_path: Path) -> Iterator[ReaderApp]:
    engine = Engine(Places(tmp_path / "c", tmp_path / "d", tmp_path / "k"), Shared().make)
    yield ReaderApp(engine, engine.open("fake.txt"))
    engine.close()


def pressing(*keys: str) -> Callable[[Pilot[Any]], Awaitable[None]]:
    """Wait for the workers, press, wait again."""

    async def run(pilot: Pilot[Any]) -> None:
        for key in ("", *keys):
            if key:
                await pilot.press(key)
            await pilot.pause()
            if not pilot.app.screen.is_modal:
                await pilot.app.workers.wait_for_complete()
            await pilot.pause()

    return run


SIZES = [pytest.param((80, 24), id="80x24"), pytest.param((120, 40), id="120x40")]


@pytest.mark.parametrize("size", SIZES)
def test_reading(app: ReaderApp, snap_compare: Any, size: tuple[int, int]) -> None:
    assert snap_compare(app, terminal_size=size, run_before=pressing("j", "l"))


@pytest.mark.parametrize("size", SIZES)
def test_english(app: ReaderApp, snap_compare: Any, size: tuple[int, int]) -> None:
    assert snap_compare(app, terminal_size=size, run_before=pressing("j", "j", "j", "j", "j"))


def test_details(app: ReaderApp, snap_compare: Any) -> None:
    assert snap_compare(app, terminal_size=(80, 24), run_before=pressing("enter"))


def test_help(app: ReaderApp, snap_compare: Any) -> None:
    async def run(pilot: Pilot[Any]) -> None:
        await pressing("question_mark")(pilot)
        while "update" not in str(pilot.app.screen.query_one("#dated", Static).render()):  # the ages of the dictionaries come last
            await pilot.pause(0.02)
        await pilot.pause()

    assert snap_compare(app, terminal_size=(80, 24), run_before=run)


def test_narrow(app: ReaderApp, snap_compare: Any) -> None:
    assert snap_compare(app, terminal_size=(40, 12), run_before=pressing("j"))


def test_without_colour(colourless: None, app: ReaderApp, snap_compare: Any) -> None:
    assert snap_compare(app, terminal_size=(80, 24), run_before=pressing("j", "l"))


@pytest.mark.parametrize("size", [*SIZES, pytest.param((40, 14), id="40x14")])
def test_correcting_a_reading(app: ReaderApp, snap_compare: Any, size: tuple[int, int]) -> None:
    assert snap_compare(app, terminal_size=size, run_before=pressing("l", "r"))
