"""`config.toml`: what the reader may choose. Read only when the file is there; a setting that means nothing is an error, never ignored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from texts.errors import ConfigurationError
from texts.sanitize import for_terminal

if TYPE_CHECKING:
    from texts.names import Style

NAMES: Final[tuple[Style, ...]] = ("news", "japanese", "native")
"""How names of Korea and China are read: as the news does, always the Japanese way, always as at home."""
Explains: TypeAlias = Literal["en", "ja"]
LANGUAGES: Final[tuple[Explains, ...]] = ("en", "ja")
"""In which forms and grammar are explained."""
_ADDRESSES: Final = {"jmdict_url": "jmdict", "jmnedict_url": "jmnedict"}
_SCHEMES: Final = ("https://", "http://")  # whether it may be fetched from is looked at when it is: that needs the net's module
_BARE_KEY: Final = r"(?m)^[ \t]*([^\s\"'#=\[\]]*[^\x00-\x7f][^\s\"'#=\[\]]*)[ \t]*="
_HINT: Final = "correct the file or move it away; docs/guide.md lists the settings"


@dataclass(frozen=True, slots=True)
class Settings:
    """The reader's choices; without a file ours.

    `style` has readings by word, for words with two good readings (`texts.house_style`); `addresses`, by dictionary, where today's file is
    fetched from instead of its makers' server; `language` is that in which forms and grammar are explained.
    """

    style: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    names: Style = "news"
    addresses: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    language: Explains = "en"


def load_settings(path: Path) -> Settings:
    """The settings of a file, or ours when there is none.

    Raises:
        ConfigurationError: it cannot be read, is no TOML, or holds a key, word or reading that means nothing.
    """
    try:
        if not path.exists():
            return Settings()
        data = path.read_bytes()
    except OSError as error:
        raise ConfigurationError(str(path), (error.strerror or "cannot be read").lower(), hint=_HINT) from error
    import tomllib  # only for those who have a file

    try:
        table = tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ConfigurationError(str(path), "is not UTF-8", where=f"byte {error.start}", hint=_HINT) from error
    except (ValueError, RecursionError) as error:  # not only TOMLDecodeError: numbers of thousands of digits, brackets of thousands deep
        raise ConfigurationError(str(path), f"is no TOML: {error}", hint=_hint(data.decode("utf-8-sig"))) from error
    return _settings(path, table)


def _hint(text: str) -> str:
    """What to do about a file that is no TOML: mostly a Japanese word stands there without quotes."""
    import re

    bare = re.search(_BARE_KEY, text)
    return f'put the word in quotes: "{for_terminal(bare[1])}" = ...' if bare else _HINT


def keys() -> Iterator[str]:
    """The names of all settings, for those who document them."""
    yield from (f"dictionaries.{key}" for key in _ADDRESSES)
    yield "reader.language"
    yield "readings.names"
    yield "readings.style"


def _settings(path: Path, table: Mapping[str, object]) -> Settings:
    _known(path, "", table, ("dictionaries", "reader", "readings"))
    addresses = _addresses(path, _section(path, "dictionaries", table.get("dictionaries", {})))
    language = _language(path, _section(path, "reader", table.get("reader", {})))
    readings = _section(path, "readings", table.get("readings", {}))
    _known(path, "readings.", readings, ("names", "style"))
    wanted = readings.get("names", NAMES[0])
    names = next((known for known in NAMES if known == wanted), None)
    if names is None:
        raise _wrong(path, "readings.names", wanted, NAMES)
    style = _section(path, "readings.style", readings.get("style", {}))
    return Settings(MappingProxyType(dict(_style(path, style))), names, MappingProxyType(addresses), language)


def _language(path: Path, section: Mapping[str, object]) -> Explains:
    _known(path, "reader.", section, ("language",))
    wanted = section.get("language", LANGUAGES[0])
    language = next((known for known in LANGUAGES if known == wanted), None)
    if language is None:
        raise _wrong(path, "reader.language", wanted, LANGUAGES)
    return language


def _addresses(path: Path, section: Mapping[str, object]) -> dict[str, str]:
    _known(path, "dictionaries.", section, tuple(_ADDRESSES))
    for key, value in section.items():
        if not isinstance(value, str) or not value.startswith(_SCHEMES):
            raise _wrong(path, f"dictionaries.{key}", value, ("https://...", "http://... on this computer"))
    return {_ADDRESSES[key]: str(value) for key, value in section.items()}


def _style(path: Path, style: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    if not style:
        return
    from texts.house_style import house_style  # only for those who chose

    options = {choice.word: choice.options for choice in house_style()}
    _known(path, "readings.style.", style, tuple(options))
    for word, reading in style.items():
        if not isinstance(reading, str) or reading not in options[word]:
            raise _wrong(path, f"readings.style.{word}", reading, options[word])
        yield word, reading


def _section(path: Path, name: str, value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise ConfigurationError(str(path), f"{name} is a section: write [{name}]", hint=_HINT)
    return value


def _known(path: Path, before: str, table: Mapping[str, object], allowed: tuple[str, ...]) -> None:
    unknown = next((key for key in table if key not in allowed), None)
    if unknown is not None:
        raise ConfigurationError(str(path), f"there is no setting {before}{unknown}", where=f"known: {', '.join(allowed)}", hint=_HINT)


def _wrong(path: Path, key: str, value: object, allowed: tuple[str, ...]) -> ConfigurationError:
    said = repr(value) if isinstance(value, str) else f"{value}"
    return ConfigurationError(str(path), f"{key} cannot be {said}", where=f"one of: {', '.join(allowed)}", hint=_HINT)
