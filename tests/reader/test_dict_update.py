"""`taiyaku dict update`: from a file, from a server on this computer, and everything that may not happen."""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from dictionaries import update
from dictionaries.library import open_library
from dictionaries.shelf import load
from dictionaries.sources import _jamdict
from reader.cli import main
from reader.commands import dict_update
from reader.paths import Places
from tests.dictionaries.conftest import make_jamdict
from tests.dictionaries.edrdg import JMDICT_XML, JMNEDICT_XML
from tests.dictionaries.loopback import Served, serving

OUT = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def tiny(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes with taiyaku is small and of 2021 and 2020."""
    data = make_jamdict(tmp_path / "jamdict.db")
    monkeypatch.setattr(_jamdict, "data_file", lambda: data)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of a few entries count as whole."""
    monkeypatch.setattr(dict_update, "EDITIONS", {name: replace(one, least=3) for name, one in update.EDITIONS.items()})


@pytest.fixture
def served() -> Iterator[Served]:
    with serving(Served(gzip.compress(JMDICT_XML.encode()))) as served:
        yield served


def file(tmp_path: Path, text: str = JMDICT_XML, name: str = "JMdict_e.gz", dated: str = "") -> str:
    path = tmp_path / name
    path.write_bytes(gzip.compress((text.replace("2026-11-20", dated) if dated else text).encode()))
    return str(path)


def in_use(places: Places) -> dict[str, str]:
    folder = places.dictionaries_folder
    return {one.source.name: one.source.info.dated for one in load(folder).listed(folder)}


OLD = {"jmdict": "2021-04-17", "jmnedict": "2020-05-29"}


def test_a_file_takes_the_place_of_the_installed_one_and_can_be_taken_back(empty_home: Places, tmp_path: Path, capsys: OUT) -> None:
    assert in_use(empty_home) == OLD
    assert main(["dict", "update", "--from", file(tmp_path)]) == 0
    assert "JMdict is of 2026-11-20 now instead of 2021-04-17" in capsys.readouterr().err
    assert in_use(empty_home) == {**OLD, "jmdict": "2026-11-20"}
    folder = empty_home.dictionaries_folder
    sources = [one.source for one in load(folder).listed(folder)]
    with closing(open_library(empty_home.compiled_folder, sources)) as library:
        assert [entry.source for entry in library.entries(["明日"])["明日"]] == ["jmdict"]
    assert main(["dict", "remove", "jmdict"]) == 0
    assert in_use(empty_home) == OLD


def test_names_are_updated_too(empty_home: Places, tmp_path: Path, capsys: OUT) -> None:
    assert main(["dict", "update", "jmnedict", "--from", file(tmp_path, JMNEDICT_XML, "JMnedict.xml.gz")]) == 0
    assert "JMnedict is of 2026-11-21 now instead of 2020-05-29" in capsys.readouterr().err
    assert in_use(empty_home) == {**OLD, "jmnedict": "2026-11-21"}


def test_the_same_day_changes_nothing_an_older_one_is_refused_and_force_takes_it(empty_home: Places, tmp_path: Path, capsys: OUT) -> None:
    assert main(["dict", "update", "--from", file(tmp_path)]) == 0
    before = sorted(empty_home.dictionaries_folder.iterdir())
    assert main(["dict", "update", "--from", file(tmp_path)]) == 0
    assert "JMdict is of 2026-11-20 already; nothing was changed" in capsys.readouterr().err
    old = file(tmp_path, name="old.gz", dated="2026-01-02")
    assert main(["dict", "update", "--from", old]) == 65
    said = capsys.readouterr().err
    assert "old.gz: is of 2026-01-02, older than what is there, of 2026-11-20" in said
    assert "--force" in said
    assert sorted(empty_home.dictionaries_folder.iterdir()) == before
    assert main(["dict", "update", "--force", "--from", old]) == 0
    assert in_use(empty_home)["jmdict"] == "2026-01-02"
    assert len([path for path in empty_home.dictionaries_folder.iterdir() if path.suffix == ".gz"]) == 1


@pytest.mark.usefixtures("small")
def test_fetched_from_the_address_of_the_settings(empty_home: Places, served: Served, capsys: OUT) -> None:
    empty_home.settings_file.parent.mkdir(parents=True)
    empty_home.settings_file.write_text(f'[dictionaries]\njmdict_url = "{served.url}"\n')
    assert main(["dict", "update", "jmdict"]) == 0
    assert "JMdict is of 2026-11-20 now" in capsys.readouterr().err
    assert in_use(empty_home) == {**OLD, "jmdict": "2026-11-20"}
    assert list(empty_home.downloads_folder.iterdir()) == []


@pytest.mark.usefixtures("small")
def test_a_fetch_that_was_cut_off_is_gone_on_with_by_the_same_command(empty_home: Places, served: Served, capsys: OUT) -> None:
    served.sent = 500
    assert main(["dict", "update", "jmdict", "--url", served.url]) == 69
    assert "goes on where this one ended" in capsys.readouterr().err
    assert in_use(empty_home) == OLD
    served.sent = None
    assert main(["dict", "update", "jmdict", "--url", served.url]) == 0
    assert served.asked[1]["range"] == "bytes=500-"
    assert in_use(empty_home)["jmdict"] == "2026-11-20"


def test_a_fetched_file_that_cannot_be_whole_is_refused_and_not_kept(empty_home: Places, served: Served, capsys: OUT) -> None:
    assert main(["dict", "update", "jmdict", "--url", served.url]) == 65
    assert "only 13 entries" in capsys.readouterr().err
    assert in_use(empty_home) == OLD
    assert list(empty_home.downloads_folder.iterdir()) == []
    assert list(empty_home.compiled_folder.iterdir()) == []


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"<html>log in to the hotel's net</html>", "is no JMdict or JMnedict as XML"),
        (gzip.compress(JMNEDICT_XML.encode()), "is no JMdict, but JMnedict"),
        (gzip.compress(JMDICT_XML.encode())[:-30], "cut off or damaged"),
        (gzip.compress(JMDICT_XML.replace("</sense>", "", 1).encode()), "no well-formed XML"),
        (b"", "is no JMdict"),
    ],
    ids=["a login page", "names", "cut off", "broken XML", "nothing"],
)
def test_what_is_no_dictionary_is_refused_and_all_is_as_before(
    empty_home: Places, served: Served, data: bytes, why: str, capsys: OUT
) -> None:
    served.data = data
    assert main(["dict", "update", "jmdict", "--url", served.url]) == 65
    assert why in capsys.readouterr().err
    assert in_use(empty_home) == OLD
    assert list(empty_home.downloads_folder.iterdir()) == []


@pytest.mark.usefixtures("small")
def test_both_are_fetched_when_none_is_named_and_the_first_stands_when_the_second_fails(
    empty_home: Places, served: Served, capsys: OUT
) -> None:
    with serving(Served(status=503)) as other:
        empty_home.settings_file.parent.mkdir(parents=True)
        empty_home.settings_file.write_text(f'[dictionaries]\njmdict_url = "{served.url}"\njmnedict_url = "{other.url}"\n')
        assert main(["dict", "update"]) == 69
    assert "answered 503" in capsys.readouterr().err
    assert in_use(empty_home) == {**OLD, "jmdict": "2026-11-20"}


def test_without_a_setting_the_makers_server_is_asked(empty_home: Places) -> None:
    asked: list[str] = []

    def opener(request: object, _silence: float) -> object:
        asked.append(request.full_url)  # type: ignore[attr-defined]
        raise ConnectionRefusedError

    for name in ("jmdict", "jmnedict"):
        call = argparse.Namespace(names=[name], file="", url="", force=False)
        with pytest.raises(Exception, match="cannot be reached"):
            dict_update.run(call, empty_home, opener)  # type: ignore[arg-type]
    assert asked == [one.url for one in update.EDITIONS.values()]
    assert all(url.startswith("https://www.edrdg.org/") for url in asked)


@pytest.mark.parametrize(
    ("words", "code", "why"),
    [
        (["kanjidic"], 2, "kanjidic: cannot be brought up to date"),
        (["--url", "http://127.0.0.1/x"], 2, "is the address of one dictionary"),
        (["jmdict", "--url", "http://example.org/x"], 2, "is no address to fetch a dictionary from"),
        (["jmdict", "--url", "file:///etc/passwd"], 2, "is no address to fetch a dictionary from"),
        (["--from", "x", "--url", "y"], 2, "not both"),
        (["--from", "nowhere.gz"], 66, "cannot be read"),
    ],
)
def test_words_that_make_no_sense(empty_home: Places, words: list[str], code: int, why: str, capsys: OUT) -> None:
    assert main(["dict", "update", *words]) == code
    said = capsys.readouterr().err
    assert why in said
    assert "hint:" in said
    assert not empty_home.data.exists()


def test_a_file_of_the_other_dictionary_is_refused(empty_home: Places, tmp_path: Path, capsys: OUT) -> None:
    assert main(["dict", "update", "jmnedict", "--from", file(tmp_path)]) == 2
    assert "is JMdict, not jmnedict" in capsys.readouterr().err
    assert in_use(empty_home) == OLD


@pytest.mark.parametrize("address", ['"ftp://x"', "3", '"www.edrdg.org"', '"http://example.org/x"', '"https://u:p@example.org/"'])
def test_an_address_that_may_not_be_is_a_wrong_setting(empty_home: Places, address: str, capsys: OUT) -> None:
    empty_home.settings_file.parent.mkdir(parents=True)
    empty_home.settings_file.write_text(f"[dictionaries]\njmdict_url = {address}\n")
    assert main(["dict", "update", "jmdict"]) == 78
    assert "dictionaries.jmdict_url" in capsys.readouterr().err


def test_ctrl_c_while_compiling_leaves_all_as_before(
    empty_home: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: OUT
) -> None:
    monkeypatch.setattr(dict_update, "take", lambda *_args, **_more: None)
    assert main(["dict", "update", "--from", file(tmp_path)]) == 130
    assert "interrupted" in capsys.readouterr().err
    assert in_use(empty_home) == OLD


def test_the_list_says_how_old_the_data_is(empty_home: Places, tmp_path: Path, capsys: OUT) -> None:
    assert main(["dict", "update", "--from", file(tmp_path)]) == 0
    capsys.readouterr()
    assert main(["dict", "list", "--json"]) == 0
    found = {one["name"]: one for one in json.loads(capsys.readouterr().out)}
    assert (found["jmdict"]["dated"], found["jmdict"]["state"], found["jmdict"]["format"]) == ("2026-11-20", "ready", "jmdict_xml")
