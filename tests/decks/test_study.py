"""study.db: what is said is kept, whoever else writes, whatever stands in the file's place."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decks import codec
from decks.corrections import Article
from decks.database import APPLICATION_ID, Migration, Schema, connect, packaged
from decks.model import CorrectionsKept, Example, RubySpan, Status, TextRecord, Word, WordKey
from decks.study import Study
from tests.decks.makers import HOU, KATA, START, TORIHIKI, Clock, word
from texts.errors import BadInputError, CannotCreateError, ConfigurationError, LockedError, StorageError
from texts.model import Language


def test_a_saved_word_comes_back_whole(study: Study, clock: Clock) -> None:
    wanted = replace(word(), parts=("停 x", "戦 y"), inflection=("past",), tags=("a",), ruby=(RubySpan(0, 2, "ていせん"),))
    saved = study.save(wanted)
    assert saved.word == wanted
    assert (saved.status, saved.saved_at, saved.changed_at) == (Status.NEW, START, START)
    assert study.words() == (saved,)
    assert study.word(saved.key) == study.find(wanted) == saved


def test_saving_again_updates_and_keeps_key_status_and_first_date(study: Study, clock: Clock) -> None:
    key = study.save(word(glosses=("truce",))).key
    study.set_status(key, Status.LEARNING)
    clock.forward(days=1)
    again = study.save(word(glosses=("ceasefire",)))
    assert (again.key, again.status, again.saved_at) == (key, Status.LEARNING, START)
    assert (again.word.glosses, again.changed_at) == (("ceasefire",), START + timedelta(days=1))
    assert len(study.words()) == 1


def test_words_of_a_text_are_as_they_were_saved_there(study: Study) -> None:
    first, second = word(title="A"), word(title="B")
    study.save(first)
    study.save(second)
    study.save(word("合意", "ごうい", title="B"))
    assert first.example is not None
    assert second.example is not None
    assert [s.word for s in study.words(first.example.text_id)] == [first]
    assert [s.word.headword for s in study.words(second.example.text_id)] == ["停戦", "合意"]
    assert len(study.words()) == 2


def test_forgetting(study: Study) -> None:
    key = study.save(word()).key
    assert study.forget(key)
    assert not study.forget(key)
    assert study.words() == ()
    assert study.mint(word()) == key  # the identity stays, for Anki
    assert not study.forget(WordKey(Language.JA, "never", "saved"))


def test_statuses_under_every_spelling(study: Study) -> None:
    key = study.save(word("取引", "とりひき", of=TORIHIKI)).key
    study.mint(word("取り引き", "とりひき", of=TORIHIKI))
    study.set_status(key, Status.KNOWN)
    assert study.statuses() == {(Language.JA, "取引"): Status.KNOWN, (Language.JA, "取り引き"): Status.KNOWN}


def test_a_status_without_a_saved_word(study: Study) -> None:
    key = WordKey(Language.EN, "the", "determiner")
    study.set_status(key, Status.KNOWN)
    assert study.statuses()[Language.EN, "the"] is Status.KNOWN
    assert study.words() == ()
    assert study.mint(word("the", "", language=Language.EN, pos="determiner")) == key


def test_of_homographs_the_one_to_learn_shows(study: Study) -> None:
    for of, status in ((KATA, Status.KNOWN), (HOU, Status.LEARNING)):
        study.set_status(study.save(word("方", of.readings[0], of=of)).key, status)
    assert study.statuses()[Language.JA, "方"] is Status.LEARNING


def test_texts_and_the_last_one_whatever_the_clock_says(study: Study) -> None:
    assert study.last_text() is None
    a, b = (TextRecord(i, i.upper(), f"{i}.txt", 3, 70, START) for i in "ab")
    study.remember(a)
    study.remember(replace(b, read_at=START - timedelta(days=400)))  # the clock went back
    last = study.last_text()
    assert last is not None
    assert last.id == "b"
    study.remember(replace(a, position=9))
    assert study.text("a") == study.last_text() == replace(a, position=9)
    assert [t.id for t in study.texts()] == ["a", "b"]
    assert study.text("c") is None


def test_corrections(study: Study) -> None:
    assert study.readings() == {}
    study.correct("日本", "にっぽん")
    study.correct("日本", "にほん", "text")
    assert study.readings() == study.readings("other") == {"日本": "にっぽん"}
    assert study.readings("text") == {"日本": "にほん"}
    study.correct("日本", "")
    assert study.readings() == {}
    assert study.readings("text") == {"日本": "にほん"}


def test_all_corrections_are_seen_whoever_made_them(study: Study, tmp_path: Path, clock: Clock) -> None:
    assert study.readings() == {}
    study.correct("日本", "にっぽん")
    study.correct("市場", "いちば", "text")  # for one text only
    assert study.readings() == {"日本": "にっぽん"}
    assert study.readings() is study.readings()
    with Study.open(tmp_path / "data" / "study.db", clock) as other:
        other.correct("工夫", "こうふ")
    assert study.readings() == {"日本": "にっぽん", "工夫": "こうふ"}


OLD = Article("old", "停戦の行方", "/a/news.txt")


@pytest.mark.parametrize(
    "edition",
    [
        Article("new", "停戦の行方", "/elsewhere/copy.txt"),  # moved
        Article("new", "停戦のゆくえ", "/a/news.txt"),  # another title, in its old place
        Article("new", "停戦の行方", "-"),
    ],
)
@pytest.mark.parametrize("read", [True, False])
def test_a_correction_for_a_text_counts_in_its_next_edition(study: Study, edition: Article, *, read: bool) -> None:
    study.corrections.meet(OLD)
    if read:
        study.remember(TextRecord(OLD.id, OLD.title, OLD.source, 0, 3, START))
    study.correct("市場", "いちば", OLD.id)
    study.correct("日本", "にっぽん")
    study.correct("日本", "やまと", OLD.id)
    assert study.readings(edition.id) == {"日本": "にっぽん"}, "not met yet: any text"
    study.corrections.meet(edition)
    assert study.readings(edition.id) == {"市場": "いちば", "日本": "やまと"}
    assert [c.surface for c in study.corrections.all(edition.id)] == ["市場", "日本"]
    assert [c.title for c in study.corrections.all(edition.id)] == [OLD.title] * 2
    assert study.correct("市場", "しじょう", edition.id) == "いちば"
    assert study.readings(OLD.id) == study.readings(edition.id) == {"市場": "しじょう", "日本": "やまと"}
    assert study.correct("市場", "", edition.id) == "しじょう"
    assert study.correct("日本", "", edition.id) == "やまと"
    assert study.readings(OLD.id) == study.readings(edition.id) == {"日本": "にっぽん"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (OLD, Article("new", "会談", "/b/talks.txt")),
        (Article("old", "stdin", "-"), Article("new", "stdin", "-")),  # names that say nothing
        (Article("old", "text", "/a/text.txt"), Article("new", "text", "/b/text.txt")),
        (Article("old", "", ""), Article("new", "", "")),
    ],
)
def test_another_text_is_no_edition(study: Study, one: Article, other: Article) -> None:
    study.corrections.meet(one)
    study.correct("市場", "いちば", one.id)
    study.corrections.meet(other)
    assert study.readings(other.id) == {}
    assert study.corrections.all(other.id) == ()


def test_a_text_that_was_corrected_but_not_read_is_not_the_last_one(study: Study) -> None:
    study.corrections.meet(OLD)
    study.correct("市場", "いちば", OLD.id)
    assert study.last_text() is None
    assert study.texts() == ()
    assert [c.title for c in study.corrections.all()] == [OLD.title]
    record = TextRecord(OLD.id, OLD.title, OLD.source, 2, 3, START)
    study.remember(record)
    assert study.last_text() == record


def test_a_correction_says_what_it_replaced_and_what_it_took_back(study: Study) -> None:
    assert study.correct("日本", "にっぽん") is None
    assert study.correct("日本", "やまと") == "にっぽん"
    assert study.correct("日本", "") == "やまと"
    assert study.correct("日本", "") is None


def test_many_corrections_are_kept_together_or_not_at_all(study: Study, clock: Clock) -> None:
    study.remember(TextRecord("t", "A title", "a.txt", 0, 0, clock()))
    study.correct("日本", "にっぽん")
    kept = study.corrections.keep([("日本", "にっぽん", ""), ("工夫", "こうふ", ""), ("市場", "いちば", "t"), ("市場", "しじょう", "t")])
    assert kept == CorrectionsKept(added=2, replaced=1, unchanged=1)
    assert [(c.surface, c.reading, c.scope, c.title) for c in study.corrections.all()] == [
        ("工夫", "こうふ", "", ""),
        ("市場", "しじょう", "t", "A title"),
        ("日本", "にっぽん", "", ""),
    ]
    assert [c.surface for c in study.corrections.all("t")] == ["市場"]

    def broken() -> Iterator[tuple[str, str, str]]:
        yield "今日", "こんにち", ""
        raise RuntimeError

    with pytest.raises(RuntimeError):
        study.corrections.keep(broken())
    assert "今日" not in study.readings()


def test_writing_a_place_down_does_not_make_new_readings(study: Study, clock: Clock) -> None:
    study.correct("日本", "にっぽん")
    before = study.readings()
    study.remember(TextRecord("t", "A title", "a.txt", 0, 0, clock()))
    assert study.readings() is before


def test_everything_is_there_after_reopening(tmp_path: Path, clock: Clock) -> None:
    with Study.open(tmp_path / "study.db", clock) as study:
        saved = study.save(word())
        study.remember(TextRecord("a", "A", "a.txt", 1, 2, START))
    with Study.open(tmp_path / "study.db", clock) as study:
        assert study.words() == (saved,)
        assert study.last_text() is not None


def test_lone_surrogates_do_not_break_the_store(study: Study) -> None:
    study.save(replace(word(), glosses=("bad \ud800",)))
    study.remember(TextRecord("a", "bad \udcff name", "bad \udcff.txt", 0, 0, START))
    assert len(study.words()) == 1


texts = st.lists(st.text()).map(tuple)
spans = st.lists(st.builds(RubySpan, st.integers(0, 9), st.integers(0, 9), st.text())).map(tuple)
numbers = st.integers(0, 9)
examples = st.builds(Example, st.text(), spans, numbers, numbers, st.sampled_from(Language), title=st.text(), number=numbers)
words = st.builds(
    Word,
    language=st.sampled_from([Language.JA, Language.EN]),
    headword=st.text(),
    reading=st.text(),
    ruby=spans,
    pos=st.text(),
    glosses=texts,
    how=st.text(),
    source=st.text(),
    example=st.none() | examples,
    parts=texts,
    readings=texts,
)


@given(words)
def test_words_as_json_and_back(wanted: Word) -> None:
    assert codec.load(codec.dump(wanted)) == wanted


def test_words_of_other_versions_are_read() -> None:
    assert codec.load('{"headword":"停戦","invented":1,"ruby":[{"start":0,"end":2,"reading":"x"}]}').headword == "停戦"
    with pytest.raises(ValueError, match=r"\w"):
        codec.load("[]")


@given(st.datetimes(timezones=st.just(UTC)))
def test_times_keep_their_order_as_text(at: datetime) -> None:
    assert codec.moment(codec.stamp(at)) == at
    if at < datetime.max.replace(tzinfo=UTC) - timedelta(days=1):
        assert codec.stamp(at) < codec.stamp(at + timedelta(microseconds=1))


# ---- several at once


def test_two_connections_lose_nothing(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "study.db"
    failures: list[BaseException] = []

    def save(who: str) -> None:
        try:
            with Study.open(path, clock) as study:
                for n in range(25):
                    study.save(word(f"{who}{n}", "よみ"))
                    study.save(word(f"both{n}", "よみ"))
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=save, args=(who,)) for who in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    with Study.open(path, clock) as study:
        assert {s.word.headword for s in study.words()} == {f"{who}{n}" for who in ("a", "b", "both") for n in range(25)}


_KILLED = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from decks.study import Study
from tests.decks.makers import word
with Study.open(Path(sys.argv[1]), lambda: datetime.now(UTC)) as study:
    for n in range(100_000):
        study.save(word(f"w{n}", "よみ"))
        print(n, flush=True)
"""


def test_acknowledged_saves_survive_kill_9(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "study.db"
    process = subprocess.Popen([sys.executable, "-c", _KILLED, str(path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    acknowledged = [process.stdout.readline().strip() for _ in range(20)]
    process.kill()
    acknowledged += process.stdout.read().split()[:-1]  # the last line may be cut
    process.wait()
    process.stdout.close()
    with Study.open(path, clock) as study:
        assert {f"w{n}" for n in acknowledged} <= {s.word.headword for s in study.words()}


def test_locked_is_said_after_waiting(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "study.db"
    with Study.open(path, clock) as other, Study.open(path, clock, wait=0.05) as study:
        other._connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(LockedError) as caught:
            study.save(word())
        assert caught.value.exit_code == 75
        assert caught.value.hint
        other._connection.execute("ROLLBACK")
        assert study.save(word()).word == word()


# ---- what may stand in the file's place


def test_an_empty_file_becomes_a_store(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "study.db"
    path.touch()
    with Study.open(path, clock) as study:
        study.save(word())


def _database(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as other:
        for statement in statements:
            other.execute(statement)
        other.commit()


FOREIGN: dict[str, Callable[[Path], object]] = {
    "text": lambda path: path.write_text("my notes, " * 50),
    "short": lambda path: path.write_bytes(b"SQLite format 3\x00"),
    "random": lambda path: path.write_bytes(bytes(range(256)) * 20),
    "another program's": lambda path: _database(path, "CREATE TABLE t (x)", "PRAGMA application_id = 7"),
    "another program's without a name": lambda path: _database(path, "CREATE TABLE t (x)", "PRAGMA user_version = 1"),
}


@pytest.mark.parametrize("kind", FOREIGN)
def test_foreign_files_are_refused_and_left_alone(tmp_path: Path, clock: Clock, kind: str) -> None:
    path = tmp_path / "study.db"
    FOREIGN[kind](path)
    before = path.read_bytes()
    with pytest.raises(BadInputError) as caught:
        Study.open(path, clock)
    assert str(path) in str(caught.value)
    assert "not overwritten" in caught.value.hint
    assert path.read_bytes() == before


def test_a_damaged_store_is_refused_and_left_alone(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "study.db"
    with Study.open(path, clock) as study:
        for n in range(200):
            study.save(word(f"w{n}", "よみ"))
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\xff" * (len(whole) - 100))
    with pytest.raises((StorageError, BadInputError)) as caught, Study.open(path, clock) as study:
        study.words()
    assert str(path) in str(caught.value)
    assert "not overwritten" in caught.value.hint


def test_a_newer_store_is_refused_untouched(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "study.db"
    with Study.open(path, clock):
        pass
    _database(path, f"PRAGMA user_version = {packaged().version + 1}")
    before = path.read_bytes()
    with pytest.raises(ConfigurationError) as caught:
        Study.open(path, clock)
    assert caught.value.exit_code == 78
    assert path.read_bytes() == before


@pytest.mark.parametrize("place", ["file/study.db", "file/deeper/study.db", "folder"])
def test_places_where_no_store_can_be(tmp_path: Path, clock: Clock, place: str) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "folder").mkdir()
    with pytest.raises(CannotCreateError) as caught:
        Study.open(tmp_path / place, clock)
    assert caught.value.hint


def test_a_store_that_may_not_be_written(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "study.db"
    with Study.open(path, clock) as study:
        study._connection.execute("PRAGMA query_only = ON")  # what a read-only file says; root may write everywhere
        with pytest.raises(CannotCreateError):
            study.save(word())


def test_a_full_disk_is_said_and_nothing_is_lost(tmp_path: Path, clock: Clock) -> None:
    with Study.open(tmp_path / "study.db", clock) as study:
        kept = study.save(word())
        pages = study._connection.execute("PRAGMA page_count").fetchone()[0]
        study._connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StorageError) as caught:
            study.save(word("長い語", glosses=("x" * 100_000,)))
        assert "full" in caught.value.why
        assert study.words() == (kept,)


BESIDE = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("SELECT count(*) FROM texts").fetchone()
connection.close()
"""


def test_opening_again_keeps_the_locks_of_who_has_it_open(tmp_path: Path, clock: Clock) -> None:
    """Closing any plain file on the store would drop this process's locks on it, and whoever closes next would take the WAL away."""
    path = tmp_path / "study.db"
    with Study.open(path, clock) as first:
        first.save(word())
        with Study.open(path, clock):
            pass
        subprocess.run([sys.executable, "-c", BESIDE, str(path)], check=True)
        assert path.with_name("study.db-wal").exists()
        first.save(word("合意", "ごうい"))
    with Study.open(path, clock) as later:
        assert [s.word.headword for s in later.words()] == ["停戦", "合意"]


# ---- migrations


STEPS = Schema(
    packaged().sql,
    (
        *packaged().migrations,
        Migration(packaged().version + 1, "note", "ALTER TABLE texts ADD COLUMN note TEXT NOT NULL DEFAULT '';\n-- a comment; with ;\n"),
        Migration(packaged().version + 2, "fill", "UPDATE texts SET note = title || '; seen';"),
    ),
)


def _old_store(path: Path, clock: Clock) -> None:
    with Study.open(path, clock) as study:
        study.save(word())
        study.remember(TextRecord("a", "A", "a.txt", 1, 2, START))


def test_migrating_keeps_everything_and_a_copy(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "study.db"
    _old_store(path, clock)
    with closing(connect(path, clock, STEPS)) as migrated:
        assert migrated.execute("SELECT title, note FROM texts").fetchall() == [("A", "A; seen")]
        assert migrated.execute("PRAGMA user_version").fetchone() == (STEPS.version,)
    copies = list(tmp_path.glob("study.db.v*.bak"))
    assert [c.name for c in copies] == [f"study.db.v{packaged().version}-20260301T120000Z.bak"]
    with Study.open(copies[0], clock) as study:
        assert [s.word for s in study.words()] == [word()]
    with pytest.raises(ConfigurationError):  # the older program meets the newer store
        Study.open(path, clock)


@pytest.mark.parametrize(
    "sql",
    ["ALTER TABLE nowhere ADD COLUMN x;", "INSERT INTO sightings VALUES ('t', 99, 'w', 'now');", "DELETE FROM keys; SELECT x;"],
)
def test_a_migration_that_fails_changes_nothing(tmp_path: Path, clock: Clock, sql: str) -> None:
    path = tmp_path / "study.db"
    _old_store(path, clock)
    broken = Schema(STEPS.sql, (*STEPS.migrations, Migration(STEPS.version + 1, "broken", sql)))
    with pytest.raises(StorageError) as caught:
        connect(path, clock, broken)
    assert Path(caught.value.where).exists()
    with Study.open(path, clock) as study:
        assert [s.word for s in study.words()] == [word()]


def test_migrations_lead_to_the_schema(tmp_path: Path, clock: Clock) -> None:
    """Each step has a number of its own, and the newest schema's version is the last step's."""
    numbers = [m.version for m in packaged().migrations]
    assert numbers == list(range(2, len(numbers) + 2))
    with Study.open(tmp_path / "study.db", clock) as study:
        row = (
            study._connection.execute("PRAGMA user_version").fetchone(),
            study._connection.execute("PRAGMA application_id").fetchone(),
        )
    assert row == ((packaged().version,), (APPLICATION_ID,))


def test_every_commit_is_synced(study: Study) -> None:
    assert study._connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert study._connection.execute("PRAGMA synchronous").fetchone() == (2,)  # FULL
