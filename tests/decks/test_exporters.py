"""One contract for all exporters: whole or not at all, the same bytes for the same deck, and hostile text as the text it is."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from decks.cards import make_deck
from decks.exporters import EXPORTERS, Exporter
from decks.exporters._replace import replacing
from decks.model import Deck
from tests.decks.makers import CREDITS, START, document, word
from texts.errors import CannotCreateError
from texts.model import Language


@pytest.fixture(params=EXPORTERS.names())
def exporter(request: pytest.FixtureRequest) -> Exporter:
    return EXPORTERS.load(request.param)


def deck(count: int = 3, gloss: str = "gloss") -> Deck:
    words = [word(f"語{n}", f"ご{n}", glosses=(gloss,)) for n in range(count)]
    return make_deck([*words, word("deal", "", language=Language.EN)], document(), None, START, CREDITS)


def test_the_plug_ins() -> None:
    assert EXPORTERS.names() == ("apkg", "tsv")
    suffixes = [EXPORTERS.load(name).suffix for name in EXPORTERS.names()]
    assert len(set(suffixes)) == len(suffixes)


def test_listing_and_loading_imports_no_genanki() -> None:
    code = (
        "import sys; from decks.exporters import EXPORTERS\n"
        "for name in EXPORTERS.names(): EXPORTERS.load(name)\n"
        "import decks.export, decks.study, decks.selection\n"
        "assert 'genanki' not in sys.modules and 'yaml' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_same_deck_gives_the_same_bytes(exporter: Exporter, tmp_path: Path) -> None:
    one, two = tmp_path / f"one{exporter.suffix}", tmp_path / f"two{exporter.suffix}"
    exporter.write(deck(), one)
    exporter.write(deck(), two)
    assert one.read_bytes() == two.read_bytes()
    assert sorted(p.name for p in tmp_path.iterdir()) == [one.name, two.name]


def test_it_replaces(exporter: Exporter, tmp_path: Path) -> None:
    path = tmp_path / f"deck{exporter.suffix}"
    path.write_text("old")
    exporter.write(deck(), path)
    fresh = path.read_bytes()
    assert fresh != b"old"
    link = tmp_path / f"link{exporter.suffix}"
    link.symlink_to(path)
    exporter.write(deck(9), link)
    assert link.is_symlink()
    assert path.read_bytes() != fresh


def test_the_file_has_the_rights_of_any_new_file(exporter: Exporter, tmp_path: Path) -> None:
    path, other = tmp_path / f"deck{exporter.suffix}", tmp_path / "other"
    exporter.write(deck(), path)
    other.touch()
    assert path.stat().st_mode == other.stat().st_mode


@pytest.mark.parametrize("place", ["missing/deck", "file/deck", "folder", "pipe", "x" * 300])
def test_places_where_no_file_can_be(exporter: Exporter, tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    before = sorted(p.name for p in tmp_path.iterdir())
    with pytest.raises(CannotCreateError) as caught:
        exporter.write(deck(), tmp_path / place)
    assert caught.value.hint
    assert sorted(p.name for p in tmp_path.iterdir()) == before


def test_a_deck_that_cannot_be_made_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "deck.apkg"
    path.write_text("old")
    good = deck()
    twice = replace(good, notes=(*good.notes, good.notes[0]))
    empty = replace(good, notes=(replace(good.notes[0], fields=("",) * len(good.notes[0].fields)),))
    short = replace(good, notes=(replace(good.notes[0], fields=("x",)),))
    control = replace(good, notes=(replace(good.notes[0], fields=("a\x1fb", *good.notes[0].fields[1:])),))
    for bad in (twice, empty, short, control):
        with pytest.raises(ValueError, match=r"\w"):
            EXPORTERS.load("apkg").write(bad, path)
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["deck.apkg"]


_FULL = """
import resource, signal, sys
from pathlib import Path
from decks.exporters import EXPORTERS
from tests.decks.test_exporters import deck
from texts.errors import StorageError
made, exporter = deck(300, "long " * 50), EXPORTERS.load(sys.argv[1])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (5_000, 5_000))
try:
    exporter.write(made, Path(sys.argv[2]))
except StorageError as error:
    print(error.why)
"""


def test_a_full_disk_leaves_the_old_file(exporter: Exporter, tmp_path: Path) -> None:
    path = tmp_path / f"deck{exporter.suffix}"
    path.write_text("old")
    done = subprocess.run([sys.executable, "-c", _FULL, exporter.suffix[1:], str(path)], capture_output=True, text=True, check=True)
    assert done.stdout.strip()
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


_ENDLESS = """
import sys
from pathlib import Path
from decks.exporters import EXPORTERS
from tests.decks.test_exporters import deck
made = [deck(60), deck(61)]
print("ready", flush=True)
while True:
    for one in made:
        EXPORTERS.load("apkg").write(one, Path(sys.argv[1]))
"""


def test_kill_9_leaves_the_old_or_the_new_deck_and_the_next_export_sweeps(tmp_path: Path) -> None:
    path = tmp_path / "deck.apkg"
    whole = []
    for n in (60, 61):
        EXPORTERS.load("apkg").write(deck(n), path)
        whole.append(path.read_bytes())
    left = 0
    for round_ in range(8):
        with subprocess.Popen([sys.executable, "-c", _ENDLESS, str(path)], stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            until = time.monotonic() + 0.02 + round_ * 0.011
            while time.monotonic() < until:
                assert path.read_bytes() in whole
            process.send_signal(signal.SIGKILL)
        assert path.read_bytes() in whole
        left += len(list(tmp_path.iterdir())) - 1
    EXPORTERS.load("apkg").write(deck(60), path)
    assert [p.name for p in tmp_path.iterdir()] == ["deck.apkg"], f"{left} leftovers met"


def test_an_export_that_still_runs_is_not_swept(tmp_path: Path) -> None:
    path = tmp_path / "deck.apkg"
    with replacing(path) as slow:
        slow.write(b"slow")
        EXPORTERS.load("apkg").write(deck(), path)
        assert len(list(tmp_path.iterdir())) == 2
    assert path.read_bytes() == b"slow"


# ---- what is in the files


def collection(path: Path) -> sqlite3.Connection:
    with zipfile.ZipFile(path) as package:
        assert package.testzip() is None
        assert {i.compress_type for i in package.infolist()} == {zipfile.ZIP_DEFLATED}
        data = package.read("collection.anki2")
    connection = sqlite3.connect(":memory:")
    connection.deserialize(data)
    return connection


def test_notes_carry_their_own_dates_and_note_types_theirs(tmp_path: Path) -> None:
    made = deck()
    newer = replace(made.notes[1], modified=START.replace(year=2027))
    made = replace(made, notes=(made.notes[0], newer, *made.notes[2:]), edition=newer.modified)
    path = tmp_path / "deck.apkg"
    EXPORTERS.load("apkg").write(made, path)
    with closing(collection(path)) as found:
        rows = found.execute("SELECT guid, notes.mod, due FROM notes JOIN cards ON cards.nid = notes.id ORDER BY notes.id").fetchall()
        assert [tuple(r) for r in rows] == [(n.guid, int(n.modified.timestamp()), n.due) for n in made.notes]
        models = json.loads(found.execute("SELECT models FROM col").fetchone()[0])
        assert {m["name"]: m["mod"] for m in models.values()} == {"taiyaku JA": 1735689600, "taiyaku EN": 1735689600}
        assert all("id" in f for m in models.values() for f in m["flds"] + m["tmpls"])


HOSTILE = st.text(max_size=40) | st.sampled_from(
    [
        "<script>",
        "{{c1::x}}",
        "[sound:/etc/passwd]",
        "脚注[1]",
        "a\x1fb",
        "\x00",
        "\ud800",
        '"quoted',
        "#start",
        "a\tb\nc",
        "　",
        "x" * 5000,
    ]
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HOSTILE, HOSTILE, HOSTILE)
def test_both_formats_hold_the_same_notes_whatever_is_in_them(tmp_path: Path, gloss: str, headword: str, title: str) -> None:
    made = make_deck([word("語" + headword, "ご", glosses=("g" + gloss,), title=title)], document(title), None, START, CREDITS)
    apkg, tsv = tmp_path / "deck.apkg", tmp_path / "deck.tsv"
    EXPORTERS.load("apkg").write(made, apkg)
    EXPORTERS.load("tsv").write(made, tsv)
    with closing(collection(apkg)) as found:
        guid, tags, values = found.execute("SELECT guid, tags, flds FROM notes").fetchone()
    text = tsv.read_bytes().decode("utf-8")
    rows = list(csv.reader(io.StringIO("\n".join(line for line in text.split("\n") if not line.startswith("#"))), delimiter="\t"))
    (row,) = rows
    assert row[0] == guid
    assert row[3].split(" ") == tags.split()
    assert tuple(row[4:]) == tuple(values.split("\x1f")) == made.notes[0].fields


def test_tsv_headers_are_what_anki_reads(tmp_path: Path) -> None:
    path = tmp_path / "deck.tsv"
    EXPORTERS.load("tsv").write(deck(), path)
    lines = path.read_text("utf-8").split("\n")
    assert lines[:6] == [
        "#separator:Tab",
        "#html:true",
        "#guid column:1",
        "#notetype column:2",
        "#deck column:3",
        "#tags column:4",
    ]
    assert len({line.count('"\t"') for line in lines[6:-1]}) == 1  # rows of one length, whatever the note type
