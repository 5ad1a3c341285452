"""config.toml: what may stand in it, what is refused, and that it reaches the furigana."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from reader.cli import main
from reader.paths import Places
from reader.settings import NAMES, Settings, keys, load_settings
from reader.workbench import Workbench
from texts.errors import ConfigurationError
from texts.house_style import house_style
from texts.model import BlockKind, Language, Sentence
from texts.names import Style

GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "guide.md").read_text(encoding="utf-8")


def write(places: Places, text: str | bytes) -> Path:
    places.config.mkdir(parents=True, exist_ok=True)
    path = places.settings_file
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def readings(places: Places, text: str) -> list[str]:
    with Workbench(places) as bench:
        return [r.reading for r in bench.analyse(Sentence(0, BlockKind.NARRATION, 0, Language.JA, text, 0, len(text))).ruby]


def test_no_file_is_our_style(empty_home: Places) -> None:
    assert load_settings(empty_home.settings_file) == Settings()
    assert not empty_home.config.exists()


def test_every_choice_of_the_house_style_can_be_set(empty_home: Places) -> None:
    for choice in house_style():
        for reading in choice.options:
            path = write(empty_home, f'[readings.style]\n"{choice.word}" = "{reading}"\n')
            assert load_settings(path).style == {choice.word: reading}


def test_the_values_are_those_of_the_table_of_names() -> None:
    assert get_args(Style) == NAMES


@pytest.mark.parametrize("names", NAMES)
def test_names(empty_home: Places, names: str) -> None:
    assert load_settings(write(empty_home, f'[readings]\nnames = "{names}"\n')).names == names


def test_byte_order_mark_and_windows_line_ends(empty_home: Places) -> None:
    path = write(empty_home, b'\xef\xbb\xbf[readings]\r\nnames = "native"\r\n')
    assert load_settings(path).names == "native"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[reading]\n", "no setting reading (known: dictionaries, reader, readings)"),
        ("[readings]\nname = 1\n", "no setting readings.name (known: names, style)"),
        ('[readings]\nnames = "korean"\n', "readings.names cannot be 'korean' (one of: news, japanese, native)"),
        ("[readings]\nnames = 3\n", "readings.names cannot be 3"),
        ('[readings.style]\n"私" = "ぼく"\n', "readings.style.私 cannot be 'ぼく' (one of: わたし, わたくし)"),
        ('[readings.style]\n"犬" = "いぬ"\n', "no setting readings.style.犬 (known: 私, 日本"),
        ('[readings]\nstyle = "x"\n', "readings.style is a section"),
        ("readings = 1\n", "readings is a section"),
        ("[readings\n", "is no TOML"),
        ("a = " + "[" * 100_000, "is no TOML"),
        ("a = " + "1" * 5_000, "is no TOML"),
        (b"\xff\xfe\x00", "is not UTF-8"),
    ],
)
def test_what_means_nothing_is_an_error_that_names_file_key_and_values(empty_home: Places, text: str | bytes, says: str) -> None:
    path = write(empty_home, text)
    with pytest.raises(ConfigurationError) as caught:
        load_settings(path)
    assert str(path) in str(caught.value)
    assert says in str(caught.value)
    assert caught.value.exit_code == 78


@pytest.mark.parametrize("line", ['私 = "わたくし"', '  日本 ="にっぽん"', "世論= 'せろん'"])
def test_a_word_without_quotes_is_pointed_at(empty_home: Places, line: str) -> None:
    path = write(empty_home, f"[readings.style]\n{line}\n")
    with pytest.raises(ConfigurationError) as caught:
        load_settings(path)
    assert caught.value.hint == f'put the word in quotes: "{line.split("=")[0].strip()}" = ...'


def test_a_broken_file_stops_show_with_one_line_and_a_hint(empty_home: Places, article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(empty_home, "[oops]\n")
    assert main(["show", str(article)]) == 78
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("taiyaku: error: ")
    assert "config.toml: there is no setting oops" in err
    assert len(err.splitlines()) == 2


def test_the_style_reaches_the_furigana(empty_home: Places) -> None:
    assert readings(empty_home, "日本の") == ["に", "ほん"]
    write(empty_home, '[readings.style]\n"日本" = "にっぽん"\n')
    assert readings(empty_home, "日本の") == ["にっ", "ぽん"]


def test_the_choice_of_names_reaches_the_furigana(empty_home: Places) -> None:
    assert "".join(readings(empty_home, "尹錫悦は")) == "ユン・ソンニョル"
    write(empty_home, '[readings]\nnames = "japanese"\n')
    assert "".join(readings(empty_home, "尹錫悦は")) == "いんしゃくえつ"


def test_every_setting_and_choice_is_in_the_guide() -> None:
    for key in keys():
        assert f"`{key}`" in GUIDE, key
    for value in NAMES:
        assert f"`{value}`" in GUIDE, value
    for choice in house_style():
        row = re.search(rf"{choice.word}\s+{re.escape('|'.join(choice.options))}", GUIDE.replace(" / ", "|"))
        assert row, f"{choice.word} {' / '.join(choice.options)} is not in docs/guide.md"


def test_the_language_of_explanations(empty_home: Places) -> None:
    assert load_settings(write(empty_home, '[reader]\nlanguage = "ja"\n')).language == "ja"
    for wrong in ("[reader]\nlanguage = 'fr'\n", "[reader]\nlanguage = 1\n", "[reader]\ncolour = 'red'\n", "reader = 'ja'\n"):
        with pytest.raises(ConfigurationError):
            load_settings(write(empty_home, wrong))
