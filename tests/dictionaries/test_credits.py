"""Everything that is shown has a maker and a licence, in the code as in the document."""

from __future__ import annotations

from pathlib import Path

import pytest

from dictionaries.credits import credits  # noqa: A004 - the door's name
from dictionaries.sources import _jamdict, all_sources
from texts.errors import UnavailableError

DOCUMENT = (Path(__file__).resolve().parents[2] / "docs" / "licences.md").read_text(encoding="utf-8")


def test_every_source_of_data_is_credited_once(tiny: Path) -> None:
    names = [info.name for info in credits()]
    assert len(names) == len(set(names))
    assert {source.name for source in all_sources()} <= set(names)
    assert {"kanjidic2", "sudachidict", "wordfreq", "taiyaku"} <= set(names)


def test_every_credit_is_complete_and_stands_in_the_document(tiny: Path) -> None:
    for info in credits():
        assert info.attribution, info.name
        assert info.url.startswith("https://"), info.name
        assert info.title in DOCUMENT, info.title
        assert info.licence in DOCUMENT, info.licence


def test_dates_are_those_of_the_data(tiny: Path) -> None:
    dated = {info.name: info.dated for info in credits()}
    assert dated["jmdict"] == "2021-04-17"
    assert dated["jmnedict"] == "2020-05-29"
    assert dated["sudachidict"] != ""


def test_data_that_is_not_installed_is_not_credited(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> Path:
        raise UnavailableError("jamdict-data", "the package is not installed")

    monkeypatch.setattr(_jamdict, "data_file", gone)
    names = [info.name for info in credits()]
    assert "jmdict" not in names
    assert "sudachidict" in names
