"""Documents that cannot drift: commands, options, exit codes and keys are checked against the guide."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import pytest

from reader.cli import build_parser
from texts import errors

ROOT = Path(__file__).resolve().parents[1]
GUIDE = (ROOT / "docs" / "guide.md").read_text(encoding="utf-8")


def commands() -> dict[str, argparse.ArgumentParser]:
    parser = build_parser()
    action = next(a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    return dict(action.choices)


@pytest.mark.parametrize("name", sorted(commands()))
def test_command_and_its_options_are_in_the_guide(name: str) -> None:
    assert re.search(rf"`taiyaku {name}\b", GUIDE)
    check_options(name, commands()[name])


def check_options(name: str, parser: argparse.ArgumentParser) -> None:
    for action in parser._actions:
        for option in action.option_strings:
            if option.startswith("--") and option not in ("--help", "--output"):
                assert option in GUIDE, f"{name} {option}"
        assert action.help, f"{name} {action.dest} has no help"
        if isinstance(action, argparse._SubParsersAction):
            for part, under in action.choices.items():
                assert f"`{part}" in GUIDE, f"{name} {part}"
                assert f"taiyaku {name} {part}" in GUIDE, f"{name} {part}"
                check_options(f"{name} {part}", under)


def test_exit_codes_are_in_the_guide() -> None:
    codes = {c.exit_code for c in vars(errors).values() if isinstance(c, type) and issubclass(c, errors.TaiyakuError)}
    for code in codes:
        assert f"| {code} |" in GUIDE


def test_keys_are_in_the_guide() -> None:
    from textual.binding import Binding

    from reader.screens.reading import ReadingScreen

    bindings = [b for b in ReadingScreen.BINDINGS if isinstance(b, Binding)]
    assert len(bindings) > 15
    for binding in bindings:
        assert binding.id, binding.key
        assert binding.description, binding.key
        for key in binding.key.split(","):
            assert f"`{key}`" in GUIDE or key == "ideographic_space", key


def test_no_machine_path_or_index_address_is_committed() -> None:
    wanted = ("/" + "work/", "/" + "farm/", "pypi.org/" + "simple", "files." + "pythonhosted")
    for path in ROOT.rglob("*"):
        relative = path.relative_to(ROOT)
        hidden = any(part.startswith(".") and part != ".ci" for part in relative.parts)
        if path.is_file() and not hidden and path.suffix in {".py", ".toml", ".txt", ".md", ".tsv", ".sql", ""}:
            text = path.read_text(encoding="utf-8", errors="ignore")
            assert not [w for w in wanted if w in text], relative
