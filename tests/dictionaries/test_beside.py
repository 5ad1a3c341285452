"""How dictionaries that were added mix with the built-in ones: never to the worse unless the user says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from dictionaries import added, shelf
from dictionaries.added import Home
from dictionaries.glossing import Glosser
from dictionaries.lexicon import Lexicon
from dictionaries.library import Library, open_library
from dictionaries.lookup import lookup
from dictionaries.model import Glossed, Match
from tests.dictionaries.zips import INDEX, make_zip, term
from texts.model import Analysis

NOW = datetime(2026, 1, 2, tzinfo=UTC)
TEXT = "停戦に合意し、舵を切ることはしかし反故にした。工夫した話。"
ENGLISH = "They agree to a ceasefire and military aid."
Analyse = Callable[[str], Analysis]


@pytest.fixture
def home(tiny: Path, tiny_folder: Path, tmp_path: Path) -> Home:
    """A shelf with both tiny dictionaries compiled."""
    home = Home(tmp_path / "data", tmp_path / "cache")
    home.compiled.mkdir()
    for path in tiny_folder.iterdir():
        (home.compiled / path.name).write_bytes(path.read_bytes())
    return home


def library_of(home: Home) -> Library:
    listed = [one for one in shelf.load(home.originals).listed(home.originals) if one.enabled]
    return open_library(home.compiled, [one.source for one in listed], {one.source.name: one.standing for one in listed})


def general(home: Home, tmp_path: Path, *rows: list[Any]) -> None:
    added.add(home, make_zip(tmp_path / "general.zip", index=INDEX | {"title": "General"}, term_bank_1=list(rows)), NOW)


def own(home: Home, tmp_path: Path, text: str) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text(text, "utf-8")
    added.add(home, path, NOW)


EVERYTHING = (
    term("停戦", "ていせん", "WRONG", "ceasefire", tags="n vs", more="P", score=9),
    term("合意", "ごうい", "WRONG", tags="n vs", more="P"),
    term("切る", "きる", "WRONG", tags="v5r vt", more="P"),
    term("舵を切ること", "かじをきること", "WRONG"),
    term("しかし", "", "WRONG", tags="conj uk", more="P"),
    term("こと", "", "WRONG", tags="n uk", more="P"),
    term("反故", "ほご", "military aid", "agree", "to agree", "WRONG", tags="n v1", more="P"),
    term("工夫", "くふう", "WRONG", more="P"),
    term("話", "はなし", "to a ceasefire", more="P"),
)


def glossed(library: Library, analyse: Analyse, text: str) -> Glossed:
    return Glosser(library, Lexicon.load()).gloss(analyse(text))


def said(found: Glossed) -> list[tuple[Any, ...]]:
    return [(m.start, m.end, m.source, m.how, *m.glosses) for m in (*found.matches, *found.expressions)]


@pytest.mark.parametrize("text", [TEXT, ENGLISH])
def test_a_general_dictionary_changes_no_answer_of_the_built_in_ones(home: Home, tmp_path: Path, analyse: Analyse, text: str) -> None:
    before = said(glossed(library_of(home), analyse, text))
    general(home, tmp_path, *EVERYTHING)
    after = said(glossed(library_of(home), analyse, text))
    assert [then[: len(now)] for now, then in zip(before, after, strict=True)] == before, "it may add, and comes last"


def test_it_stands_beside_in_the_details(home: Home, tmp_path: Path, analyse: Analyse) -> None:
    general(home, tmp_path, *EVERYTHING)
    match = first(glossed(library_of(home), analyse, "停戦する。"))
    assert match.source != "general"
    assert [entry.source for entry in match.others][-1] == "general"
    found = lookup("停戦", library_of(home), Lexicon.load(), lambda sentence: analyse(sentence.text))
    assert [m.source for m in found][-1] == "general"
    assert found[-1].glosses == ("WRONG", "ceasefire")


def first(found: Glossed) -> Match:
    return found.matches[0]


def test_what_only_it_knows_it_says(home: Home, tmp_path: Path, analyse: Analyse) -> None:
    general(
        home,
        tmp_path,
        term("紫提灯", "むらさきちょうちん", "purple lantern"),
        term("水を差す", "みずをさす", "to pour cold water on", tags="exp"),
    )
    library = library_of(home)
    found = lookup("紫提灯", library, Lexicon.load(), lambda sentence: analyse(sentence.text))
    assert any(m.source == "general" and m.glosses == ("purple lantern",) for m in found)
    (expression,) = glossed(library, analyse, "話に水を差した。").expressions
    assert (expression.lemma, expression.glosses, expression.source) == ("水を差す", ("to pour cold water on",), "general")
    assert expression.inflection
    (phrase,) = glossed(library, analyse, "A purple lantern helps.").expressions
    assert (phrase.glosses, phrase.source) == (("紫提灯",), "general")


def test_ordered_above_it_comes_first(home: Home, tmp_path: Path, analyse: Analyse) -> None:
    general(home, tmp_path, *EVERYTHING)
    added.put_in_order(home, ["general"])
    match = first(glossed(library_of(home), analyse, "停戦する。"))
    assert (match.glosses[0], match.source) == ("WRONG", "general")
    assert "jmdict" in {entry.source for entry in match.others}
    assert said(glossed(library_of(home), analyse, ENGLISH)) != []
    added.switch(home, ["general"], on=False)
    assert first(glossed(library_of(home), analyse, "停戦する。")).source != "general"


def test_own_words_are_heard_before_our_tables_too(home: Home, tmp_path: Path, analyse: Analyse) -> None:
    own(
        home,
        tmp_path,
        "停戦\tていせん\tstopping of the guns\tnoun\n大統領\tだいとうりょう\thead honcho\tnoun\n舵を切る\tかじをきる\tto steer\tverb\n",
    )
    library = library_of(home)
    match = first(glossed(library, analyse, "停戦する。"))
    assert (match.glosses, match.source) == (("stopping of the guns",), "mine")
    assert first(glossed(library, analyse, "大統領だ。")).glosses == ("head honcho",), "our own lexicon knows it otherwise"
    (expression,) = glossed(library, analyse, "舵を切った。").expressions
    assert (expression.glosses, expression.source) == (("to steer",), "mine")
    english = glossed(library, analyse, "The head honcho spoke.")
    assert [e.glosses[0] for e in english.expressions] == ["大統領"]


def test_own_words_that_are_read_otherwise_are_not_meant(home: Home, tmp_path: Path, analyse: Analyse) -> None:
    own(home, tmp_path, "工夫\tこうふ\tminer\tnoun\n合意\t\tdeal\tnoun\n")
    library = library_of(home)
    match = first(glossed(library, analyse, "工夫する。"))
    assert match.reading == "くふう"
    assert match.source != "mine"
    assert first(glossed(library, analyse, "合意する。")).glosses == ("deal",), "a word without a reading is meant however it is read"


def test_own_names_come_before_the_built_in_ones(home: Home, tmp_path: Path, analyse: Analyse) -> None:
    own(home, tmp_path, "モスクワ\tモスクワ\tMoskva\n")
    assert first(glossed(library_of(home), analyse, "モスクワへ。")).glosses[0] == "Moskva"


def test_own_english_counts_for_its_part_of_speech(home: Home, tmp_path: Path, analyse: Analyse) -> None:
    own(home, tmp_path, "賛意\tさんい\tconsent\tnoun\n")
    verb, noun = (glossed(library_of(home), analyse, text).matches for text in ("They consent.", "With their consent they left."))
    by_word = {m.surface: m for m in (*verb, *noun)}
    assert by_word["consent"].glosses[0] == "賛意"
    assert next(m for m in verb if m.surface == "consent").glosses[0] != "賛意"


def test_a_list_adds_to_what_the_built_in_ones_say(home: Home, tmp_path: Path, analyse: Analyse) -> None:
    path = tmp_path / "list.tsv"
    path.write_text("halt\t停止する,止まる\nagree\t同意する\n", "utf-8")
    added.add(home, path, NOW)
    match = next(m for m in glossed(library_of(home), analyse, "They halt.").matches if m.surface == "halt")
    assert "停止する" in match.glosses
    entries = {entry.source for m in glossed(library_of(home), analyse, "They halt.").matches for entry in (m.entry, *m.others) if entry}
    assert entries


@pytest.fixture
def statements(home: Home, tmp_path: Path) -> Iterator[tuple[Library, list[str]]]:
    general(home, tmp_path, *EVERYTHING)
    own(home, tmp_path, "停戦\tていせん\tstop\n")
    meta = make_zip(tmp_path / "freq.zip", index=INDEX | {"title": "Frequency"}, term_meta_bank_1=[["停戦", "freq", 3]])
    added.add(home, meta, NOW)
    library = library_of(home)
    seen: list[str] = []
    for store in library.stores:
        store.connection.set_trace_callback(seen.append)
    yield library, seen
    library.close()


def test_only_those_that_can_answer_are_asked(statements: tuple[Library, list[str]]) -> None:
    library, seen = statements
    library.candidates(("停戦", "合意"))
    assert len(seen) == 4, "not the frequencies"
    library.english(("ceasefire",))
    assert len(seen) == 8
    assert [fact.value for fact in library.facts(("停戦",))] == ["3"]
    assert len(seen) == 9
    assert library.kanji("停") == ()
    assert len(seen) == 9
