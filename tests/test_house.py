"""The house: what the wheel holds, one contract for all plug-ins, modules of a size that fits in a head."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from decks.exporters import EXPORTERS
from dictionaries.sources import Format, Original, Source, all_formats, all_sources
from texts.importers import IMPORTERS
from texts.plugins import Plugins

ROOT = Path(__file__).resolve().parents[1]


def test_the_wheel_holds_the_four_packages_and_their_data(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)], check=True, capture_output=True, cwd=ROOT
    )
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        names = wheel.namelist()
    assert {n.split("/")[0] for n in names if ".dist-info" not in n} == {"reader", "dictionaries", "decks", "texts"}
    for package in ("texts", "dictionaries", "decks", "reader"):
        for path in (ROOT / package).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                assert str(path.relative_to(ROOT)) in names


@pytest.mark.parametrize("name", IMPORTERS.names())
def test_importers_keep_the_contract(name: str) -> None:
    importer = IMPORTERS.load(name)
    assert importer.name == name
    document = importer.load("停戦に応じる。\nWe agree.\n".encode(), "article.txt", None)
    assert "停戦" in document.text
    assert document.encoding
    assert len(document.id) >= 16


@pytest.mark.parametrize("source", all_sources(), ids=lambda source: source.name)
def test_sources_keep_the_contract(source: Source) -> None:
    assert source.info.name == source.name
    assert source.info.licence
    assert source.info.attribution
    assert source.fingerprint() == source.fingerprint()


@pytest.mark.parametrize("format_", all_formats(), ids=lambda format_: format_.name)
def test_formats_keep_the_contract(format_: Format, tmp_path: Path) -> None:
    """Whatever they are shown, they refuse what is none of theirs, and they read nothing before they are asked to."""
    assert format_.suffix.startswith(".")
    for head in (b"", b"\x00" * 100, b"\xff\xfe", b"PK\x03\x04", b"SQLite format 3\x00"):
        assert not format_.accepts(tmp_path / "picture.png", head)
    source = format_.source(Original("mine", tmp_path / "gone", "0" * 64, "Mine"))
    assert source.name == "mine"
    assert isinstance(source.order, int)
    assert "0" * 64 in source.fingerprint()


@pytest.mark.parametrize("name", EXPORTERS.names())
def test_exporters_keep_the_contract(name: str) -> None:
    exporter = EXPORTERS.load(name)
    assert exporter.name
    assert exporter.suffix.startswith(".")


def test_a_new_file_is_found_without_registration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "shelf"
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    (folder / "_helper.py").write_text("raise RuntimeError('helpers are not plug-ins')")
    (folder / "fresh.py").write_text("THING = 'found'")
    monkeypatch.syspath_prepend(str(tmp_path))
    plugins: Plugins[str] = Plugins("shelf", [str(folder)], "THING")
    assert plugins.names() == ("fresh",)
    assert "shelf.fresh" not in sys.modules
    assert plugins.load("fresh") == "found"
    with pytest.raises(KeyError):
        plugins.load("_helper")


def test_modules_fit_in_a_head() -> None:
    sizes = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for package in ("texts", "dictionaries", "decks", "reader")
        for path in (ROOT / package).rglob("*.py")
    }
    assert {name: size for name, size in sizes.items() if size > 450} == {}
