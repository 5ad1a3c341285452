"""Adding, removing, ordering and switching: what stands afterwards, whatever happens in between."""

from __future__ import annotations

import errno
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from dictionaries import added, shelf, taking
from dictionaries.added import Home, Wish
from dictionaries.build import build
from dictionaries.library import Library, compiled_path, missing, open_library
from dictionaries.store import Store
from tests.dictionaries.zips import INDEX, make_zip, term
from texts.errors import BadInputError, CannotCreateError, ConfigurationError, LockedError, MissingInputError, StorageError, UsageError

NOW = datetime(2026, 1, 2, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "data" / "dictionaries", tmp_path / "cache")


def table(tmp_path: Path, name: str = "mine.tsv", gloss: str = "ceasefire proposal") -> Path:
    path = tmp_path / name
    path.write_text(f"停戦案\tていせんあん\t{gloss}\n", "utf-8")
    return path


def yomitan(tmp_path: Path, title: str = "Words", gloss: str = "truce plan") -> Path:
    return make_zip(tmp_path / f"{title}.zip", index=INDEX | {"title": title}, term_bank_1=[term("停戦案", "ていせんあん", gloss)])


def names(home: Home) -> list[str]:
    return [one.source.name for one in shelf.load(home.originals).listed(home.originals)]


def opened(home: Home) -> Library:
    listed = [one for one in shelf.load(home.originals).listed(home.originals) if one.enabled]
    return open_library(home.compiled, [one.source for one in listed], {one.source.name: one.standing for one in listed})


def everything(home: Home) -> dict[str, bytes]:
    files = [path for folder in (home.originals, home.compiled) for path in folder.rglob("*") if path.is_file()]
    return {path.name: path.read_bytes() for path in files if path.name != ".lock"}


def test_what_is_added_is_kept_compiled_and_asked(home: Home, tmp_path: Path) -> None:
    path = table(tmp_path)
    before = path.read_bytes()
    made = added.add(home, path, NOW)
    assert made is not None
    assert (made.name, made.format, made.title, made.file_name, made.added) == ("mine", "table", "mine", "mine.tsv", "2026-01-02")
    assert path.read_bytes() == before == (home.originals / made.file).read_bytes()
    library = opened(home)
    assert [entry.source for entry in library.entries_of("停戦案")] == ["mine"]
    with Store.open(compiled_path(home.compiled, "mine")) as store:
        store.check()
    assert added.problem(home, made) == ""


def test_the_original_is_enough(home: Home, tmp_path: Path) -> None:
    """An emptied cache loses nothing: order, switches and words are there again."""
    added.add(home, table(tmp_path), NOW)
    added.add(home, yomitan(tmp_path), NOW)
    added.put_in_order(home, ["words"])
    added.switch(home, ["jmnedict"], on=False)
    for path in home.compiled.iterdir():
        path.unlink()
    listed = shelf.load(home.originals).listed(home.originals)
    assert [one.source.name for one in listed] == ["words", "mine", "jmdict", "jmnedict"]
    own = [one.source for one in listed if one.added]
    assert missing(home.compiled, own) == ("words", "mine")
    for source in own:
        build(source, compiled_path(home.compiled, source.name))
    assert [entry.source for entry in opened(home).entries_of("停戦案")] == ["words", "mine"]


def test_own_tables_first_the_others_beside_and_an_order_of_ones_own(home: Home, tmp_path: Path) -> None:
    added.add(home, yomitan(tmp_path, "First"), NOW)
    added.add(home, yomitan(tmp_path, "Second", "armistice plan"), NOW)
    added.add(home, table(tmp_path), NOW)
    assert names(home) == ["mine", "jmdict", "jmnedict", "first", "second"]
    assert [one.standing for one in shelf.load(home.originals).listed(home.originals)] == [-1, 0, 0, 1, 1]
    assert added.put_in_order(home, ["second"]) == ("second", "mine", "jmdict", "jmnedict", "first")
    assert [one.standing for one in shelf.load(home.originals).listed(home.originals)] == [-1, -1, 0, 0, 1]
    added.add(home, table(tmp_path, "more.tsv", "another"), NOW)
    assert names(home)[0] == "more", "an own table also before an order that was given"
    added.add(home, yomitan(tmp_path, "Third", "last"), NOW)
    assert names(home)[-1] == "third"


def test_a_list_is_mixed_with_the_built_in_ones(home: Home, tmp_path: Path) -> None:
    path = tmp_path / "list.tsv"
    path.write_text("ceasefire\t停戦\n", "utf-8")
    added.add(home, path, NOW)
    (one,) = (one for one in shelf.load(home.originals).listed(home.originals) if one.added)
    assert one.standing == 0
    added.put_in_order(home, ["list"])
    (one,) = (one for one in shelf.load(home.originals).listed(home.originals) if one.added)
    assert one.standing == -1


def test_removing_takes_file_and_compiled_file_away_and_nothing_else(home: Home, tmp_path: Path) -> None:
    added.add(home, table(tmp_path), NOW)
    before = everything(home)
    added.add(home, yomitan(tmp_path), NOW)
    assert added.remove(home, "words").title == "Words"
    assert everything(home) == before
    with pytest.raises(MissingInputError, match="no dictionary") as caught:
        added.remove(home, "words")
    assert "mine" in caught.value.hint
    with pytest.raises(UsageError, match="comes with taiyaku"):
        added.remove(home, "jmdict")


def test_a_new_edition_takes_the_place_of_the_old_when_asked(home: Home, tmp_path: Path) -> None:
    added.add(home, table(tmp_path), NOW)
    added.add(home, yomitan(tmp_path), NOW)
    added.put_in_order(home, ["words"])
    new = yomitan(tmp_path, "Words", "a new gloss")
    before = everything(home)
    with pytest.raises(BadInputError, match="called words already") as caught:
        added.add(home, new, NOW)
    assert "--replace" in caught.value.hint
    assert everything(home) == before
    added.add(home, new, NOW, Wish(replace=True))
    assert names(home)[0] == "words"
    assert opened(home).entries_of("停戦案")[0].senses[0].glosses == ("a new gloss",)
    assert len(everything(home)) == len(before), "the old file is gone"
    with pytest.raises(BadInputError, match="there already, as words"):
        added.add(home, new, NOW, Wish(replace=True))


def test_names(home: Home, tmp_path: Path) -> None:
    assert shelf.safe_name("大辞林 第四版") == "大辞林-第四版"
    assert shelf.safe_name("../../etc/passwd") == "etc-passwd"
    assert shelf.safe_name("JMdict [2024-05-01]", {"jmdict"}) == "jmdict-2"
    assert shelf.safe_name("[2024-05-01]") == "2024-05-01"
    assert shelf.safe_name("CON") == "con-dictionary"
    assert shelf.safe_name("\x1b\u202e!!") == "dictionary"
    assert shelf.is_name(shelf.safe_name("x" * 500))
    for name in ("../up", ".hidden", "a/b", "a b", "", "taiyaku", "x" * 100, "a..b", "jmdict"):
        if name:
            with pytest.raises(UsageError):
                added.add(home, table(tmp_path), NOW, Wish(name=name))
    made = added.add(home, table(tmp_path), NOW, Wish(name="my-words", title="Words of mine"))
    assert made is not None
    assert (made.name, made.title) == ("my-words", "Words of mine")
    assert opened(home).sources[0].title == "Words of mine"


def test_a_built_in_name_is_never_taken_by_a_title(home: Home, tmp_path: Path) -> None:
    added.add(home, yomitan(tmp_path, "JMdict"), NOW)
    assert names(home) == ["jmdict", "jmnedict", "jmdict-2"]


def test_a_shelf_that_cannot_be_understood_is_said_and_kept(home: Home, tmp_path: Path) -> None:
    added.add(home, table(tmp_path), NOW)
    toml = home.originals / shelf.TOML
    good = toml.read_text("utf-8")
    for text in ("version = 2\n", "no toml", "version = 1\norder = 3\n", good.replace('"mine-', '"../mine-'),
                 good.replace('"table"', '"new"'), good.replace('[dictionary."mine"]', '[dictionary."../mine"]'),
                 "version = 1\ndictionary = 3\n",
                 "version = 1\nx = " + "[" * 100_000):  # fmt: skip
        toml.write_text(text, "utf-8")
        with pytest.raises(ConfigurationError) as caught:
            added.add(home, yomitan(tmp_path), NOW)
        assert caught.value.where == str(toml)
        assert toml.read_text("utf-8") == text
    toml.unlink()
    assert [path.name for path in added.strays(home, shelf.load(home.originals))] == [next(home.originals.glob("mine-*")).name]


def test_odd_titles_come_back(home: Home, tmp_path: Path) -> None:
    title = 'a "quoted" \\ title\x7f with\nlines and 漢字 \U0001f600'
    added.add(home, table(tmp_path), NOW, Wish(title=title))
    (one,) = shelf.load(home.originals).added
    assert one.title.startswith('a "quoted" \\ title')
    assert "漢字 \U0001f600" in one.title


# ------------------------------------------------------------------ what happens in between


@pytest.mark.parametrize("patience", [0, 1, 2, 3, 5, 8, 10**5])
def test_cancelling_leaves_everything_as_it_was(home: Home, tmp_path: Path, patience: int) -> None:
    added.add(home, table(tmp_path), NOW)
    before = everything(home)
    calls = iter(range(10**6))
    made = added.add(home, yomitan(tmp_path), NOW, cancelled=lambda: next(calls) >= patience)
    assert (made is None) is (patience < 10)
    assert (everything(home) == before) is (made is None)


def failing(error: Exception) -> Callable[..., Any]:
    def fail(*_: object, **__: object) -> Any:
        raise error

    return fail


@pytest.mark.parametrize("step", ["taking.begin", "taking._copied", "shelf.format_of", "added.build", "added.Store.open", "shelf.save",
                                  "taking.os.fsync", "added._suffix"])  # fmt: skip
@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left"), PermissionError(errno.EACCES, "Permission denied"),
                                   KeyboardInterrupt(), RuntimeError("a mistake of ours")])  # fmt: skip
def test_an_error_at_any_step_leaves_everything_as_it_was(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: BaseException
) -> None:
    added.add(home, table(tmp_path), NOW)
    before = everything(home)
    monkeypatch.setattr(f"dictionaries.{step}", failing(error))  # type: ignore[arg-type]
    wanted = (StorageError, CannotCreateError) if isinstance(error, OSError) else (type(error),)
    with pytest.raises(wanted):
        added.add(home, yomitan(tmp_path), NOW, Wish(approve=lambda _store: None))
    monkeypatch.undo()
    assert everything(home) == before
    added.add(home, yomitan(tmp_path), NOW)
    assert names(home) == ["mine", "jmdict", "jmnedict", "words"]


def test_a_compiled_file_that_cannot_be_moved_in_is_made_later(home: Home, tmp_path: Path) -> None:
    compiled_path(home.compiled, "mine").mkdir(parents=True)
    assert added.add(home, table(tmp_path), NOW) is not None
    assert names(home)[0] == "mine"


def test_whoever_disapproves_keeps_it_out(home: Home, tmp_path: Path) -> None:
    def never(store: Store) -> None:
        raise BadInputError(store.name, "is too small")

    with pytest.raises(BadInputError, match="too small"):
        added.add(home, table(tmp_path), NOW, Wish(approve=never))
    assert everything(home) == {}


_CHILD = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from dictionaries import added, shelf
home = added.Home(Path(sys.argv[1]), Path(sys.argv[2]))
step = sys.argv[4]
def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)
def progress(fraction, what):
    if what == step:
        die()
if step == "before the shelf":
    shelf.save = die
elif step == "after the shelf":
    save = shelf.save
    shelf.save = lambda *a: (save(*a), die())
elif step == "in the shelf":
    shelf._written = die
wish = added.Wish(approve=die if step == "approving" else None)
added.add(home, Path(sys.argv[3]), datetime(2026, 1, 2, tzinfo=UTC), wish, progress)
"""


@pytest.mark.parametrize("step", ["copying", "starting", "reading words", "writing entries", "ranking glosses", "checking", "approving",
                                  "before the shelf", "in the shelf", "after the shelf"])  # fmt: skip
def test_a_killed_import_leaves_the_old_state_or_the_new(home: Home, tmp_path: Path, step: str) -> None:
    added.add(home, table(tmp_path), NOW)
    before = everything(home)
    path = yomitan(tmp_path)
    done = subprocess.run([sys.executable, "-c", _CHILD, str(home.originals), str(home.compiled), str(path), step], cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL
    library = opened(home)
    assert [entry.source for entry in library.entries_of("停戦案")] == ["mine"]
    library.close()
    if step == "after the shelf":
        assert names(home) == ["mine", "jmdict", "jmnedict", "words"]
        own = [one.source for one in shelf.load(home.originals).listed(home.originals) if one.added]
        assert missing(home.compiled, own) == ("words",), "it is built anew in silence"
        added.remove(home, "words")
    else:
        kept = everything(home)
        assert before.items() <= kept.items()
        assert names(home) == ["mine", "jmdict", "jmnedict"]
    added.add(home, path, NOW)
    assert {entry.source for entry in opened(home).entries_of("停戦案")} == {"mine", "words"}
    assert not [name for name in everything(home) if ".part-" in name], "what the dead left is swept away"


def test_two_at_once_lose_nothing(home: Home, tmp_path: Path) -> None:
    code = _CHILD.replace("step = sys.argv[4]", "step = ''")
    paths = [yomitan(tmp_path, f"Words {n}", f"gloss {n}") for n in range(4)]
    command = [sys.executable, "-c", code, str(home.originals), str(home.compiled)]
    running = [subprocess.Popen([*command, str(path)], cwd=ROOT) for path in paths]
    assert [process.wait() for process in running] == [0] * 4
    assert sorted(names(home)) == ["jmdict", "jmnedict", *(f"words-{n}" for n in range(4))]


def test_a_shelf_that_somebody_holds_is_waited_for_and_then_reported(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fcntl = pytest.importorskip("fcntl")
    added.add(home, table(tmp_path), NOW)
    monkeypatch.setattr(added, "_PATIENCE", 0.1)
    with (home.originals / ".lock").open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(LockedError):
            added.switch(home, ["mine"], on=False)
    added.switch(home, ["mine"], on=False)
    assert opened(home).entries_of("停戦案") == ()
    added.switch(home, ["mine"], on=True)
    assert opened(home).entries_of("停戦案") != ()


def test_a_file_larger_than_may_be(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "LARGEST_FILE", 10)
    with pytest.raises(BadInputError, match="larger"):
        added.add(home, table(tmp_path), NOW)
    assert everything(home) == {}


def test_an_original_that_was_changed_or_lost_is_said(home: Home, tmp_path: Path) -> None:
    made = added.add(home, table(tmp_path), NOW)
    assert made is not None
    original = home.originals / made.file
    original.write_text("other")
    assert "not the one" in added.problem(home, made)
    original.unlink()
    assert "gone" in added.problem(home, made)
    assert opened(home).entries_of("停戦案") != (), "what is compiled is used all the same"


def test_a_folder_that_cannot_be_written(home: Home, tmp_path: Path) -> None:
    home.originals.parent.mkdir(parents=True)
    home.originals.write_text("in the way")
    with pytest.raises(CannotCreateError):
        added.add(home, table(tmp_path), NOW)
    assert home.originals.read_text() == "in the way"
