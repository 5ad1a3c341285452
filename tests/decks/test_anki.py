"""Our decks in the real Anki (a subprocess: its licence is AGPL)."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from decks.cards import draft, guid, make_deck
from decks.export import export
from decks.exporters import EXPORTERS
from decks.fields import Credits, cloze_values
from decks.model import Deck, Learn, Note, Pick, RubySpan, Word, WordKey
from decks.notetypes import load, named
from decks.study import Study
from tests.decks.makers import CREDITS, START, Clock, document, text, word
from texts.model import Language

pytestmark = pytest.mark.anki
HERE = Path(__file__).parent


def check(deck: Path, *options: str) -> dict[str, Any]:
    """Run the real importer over a deck; no failure and no warning is let pass."""
    done = subprocess.run(
        [sys.executable, str(HERE / "check_apkg.py"), str(deck), "--strict", "--max-render", "0", *options],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    result: dict[str, Any] = json.loads(done.stdout)
    assert result["failures"] == [], result["render"]["problems"] if "render" in result else done.stderr
    assert result["warnings"] == []
    assert done.returncode == 0
    return result


def write(deck: Deck, path: Path) -> Path:
    EXPORTERS.load("apkg").write(deck, path)
    return path


@pytest.mark.parametrize(
    ("learn", "pick"), [(Learn.JA, Pick.ALL), (Learn.EN, Pick.ALL), (Learn.BOTH, Pick.TERMS), (Learn.BOTH, Pick.SAVED)]
)
def test_every_direction_and_pick(study: Study, clock: Clock, tmp_path: Path, learn: Learn, pick: Pick) -> None:
    for one in make_words():
        study.save(one)
    path = tmp_path / "deck.apkg"
    report = export(text(), path, study, learn, pick, clock(), sources=CREDITS)
    result = check(path)
    assert result["import"]["new"] == report.added
    assert result["collection"]["new_positions"]["distinct"] == report.added
    assert [d["name"] for d in result["collection"]["decks"] if d["cards"]] == ["taiyaku::停戦 news"]


def make_words() -> tuple[Word, ...]:
    text_ = text()
    from decks.selection import word_of

    return tuple(word_of(g, m, text_.document) for g in text_.sentences[1:4] for m in g.matches if m.glosses)


def test_a_second_edition_updates_exactly_what_changed(study: Study, clock: Clock, tmp_path: Path) -> None:
    words = [word(f"語{n}", f"ご{n}", number=n + 1) for n in range(12)]
    study.ledger.mint(words)
    first = draft(words, document(), study, clock(), CREDITS)
    study.ledger.record(first.changed)
    old = write(first.deck, tmp_path / "old.apkg")
    clock.forward(days=2)
    for n in (4, 7, 9):
        words[n] = replace(words[n], glosses=("better", "gloss"))
    words.append(word("新語", "しんご", number=13))
    second = draft(words, document(), study, clock(), CREDITS)
    assert (second.added, second.updated, second.unchanged) == (1, 3, 9)
    new = write(second.deck, tmp_path / "new.apkg")
    update = check(old, "--update", str(new))["reimport"]["update"]
    assert (update["new"], update["updated"], update["notes_added"], update["cards_added"]) == (1, 3, 1, 1)
    assert update["guids_changed_fields"] == 3
    kept = (
        "schedule_kept",
        "users_css_kept",
        "users_tag_kept",
        "users_edit_made_before_edition_kept",
        "users_edit_made_after_edition_kept",
    )
    assert all(update[k] for k in kept), update


def _with(note: Note, **values: str) -> Note:
    names = [f.name for f in named(note.notetype).fields]
    return replace(note, fields=tuple(values.get(n, v) for n, v in zip(names, note.fields, strict=True)))


def test_every_template_makes_its_cards(tmp_path: Path) -> None:
    """Recognition in three ways, production, listening and cloze, with every field filled that a template shows."""
    japanese = [word(), word("合意", "ごうい"), word("協定", "きょうてい")]
    english = [word("deal", "", language=Language.EN), word("truce", "", language=Language.EN)]
    made = make_deck([*japanese, *english], document(), None, START, CREDITS)
    full = dict.fromkeys(
        ("Hint", "MakeProduction", "MakeListening", "SentenceTranslation", "Level", "RelatedExpression", "Parts"), "filled"
    )
    japanese_only = dict.fromkeys(("PitchPosition", "Glossary"), "filled")
    english_only = dict.fromkeys(("IPA", "Definition"), "filled")
    ja, sentence, word_only, en, plain = made.notes
    key = WordKey(Language.JA, "停戦", "ていせん")
    cloze_word = replace(word(), ruby=(RubySpan(0, 1, "てい"), RubySpan(1, 2, "せん")))
    cloze = Note(
        key,
        guid(key, load("cloze")),
        "taiyaku Cloze JA",
        cloze_values(cloze_word, key, Credits(CREDITS)),
        ("taiyaku",),
        made.name,
        6,
        START,
    )
    notes = (_with(ja, **full, **japanese_only), _with(sentence, IsSentenceCard="x"), _with(word_only, IsWordAndSentenceCard=""),
             _with(en, **full, **english_only), _with(plain, IsSentenceCard="x"), cloze)  # fmt: skip
    result = check(write(replace(made, notes=notes), tmp_path / "deck.apkg"))
    cards = {t["name"]: t["cards_per_template"] for t in result["collection"]["notetypes"]}
    assert cards == {
        "taiyaku JA": {"Recognition": 3, "Production": 1, "Listening": 1},
        "taiyaku EN": {"Recognition": 2, "Production": 1, "Listening": 1},
        "taiyaku Cloze JA": {"cloze 1": 1},
    }
    samples = {(s["notetype"], s["template"]): s for s in result["render"]["samples"]}
    assert samples["taiyaku JA", "Recognition"]["audio"]
    assert "<b>停戦</b>" in samples["taiyaku JA", "Recognition"]["question"]
    assert "<rt>きょう</rt>" in samples["taiyaku Cloze JA", "Cloze"]["question"]
    assert "停戦" not in samples["taiyaku Cloze JA", "Cloze"]["question"].split("</div>")[0].split("data-cloze")[0]


def test_several_articles_are_several_decks(study: Study, clock: Clock, tmp_path: Path) -> None:
    texts = [text("A"), text('B "quoted" & <x>')]
    export(texts, tmp_path / "deck.apkg", study, Learn.BOTH, Pick.ALL, clock(), sources=CREDITS)
    result = check(tmp_path / "deck.apkg")
    assert [d["name"] for d in result["collection"]["decks"]] == ["taiyaku", "taiyaku::A"]
    made = make_deck([word()], document('B "quoted" & <x>'), None, START, CREDITS)
    result = check(write(made, tmp_path / "quoted.apkg"))
    assert [d["name"] for d in result["collection"]["decks"] if d["cards"]] == [made.name]


def test_hostile_text_arrives_as_text(tmp_path: Path) -> None:
    nasty = [
        "<script>alert(1)</script>",
        "[sound:/etc/passwd]",
        "脚注[1]",
        "a\x1fb\x00c",
        "bad \ud800",
        '"quoted',
        "<b>open",
        "&amp;",
        "x" * 100_000,
    ]
    words = [word(f"語{n}<i>", "ご", glosses=(bad, "plain"), title="停戦　[1] {x}") for n, bad in enumerate(nasty)]
    words = [replace(w, parts=(w.glosses[0],), category="a　b\tc", tags=("x::y, z",)) for w in words]
    made = make_deck(words, document("停戦　[1] {x}"), None, START, CREDITS)
    result = check(write(made, tmp_path / "deck.apkg"))
    assert result["import"]["new"] == len(nasty)


def test_the_text_file_makes_the_same_notes(study: Study, clock: Clock, tmp_path: Path) -> None:
    for name in ("deck.apkg", "deck.tsv"):
        report = export(text(), tmp_path / name, study, Learn.BOTH, Pick.ALL, clock(), sources=CREDITS)
    assert report.unchanged == 14
    done = subprocess.run(
        [sys.executable, str(HERE / "anki_tsv.py"), str(tmp_path / "deck.apkg"), str(tmp_path / "deck.tsv")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert result["apkg"] == result["tsv"]
    assert len(result["tsv"]) == 14
    assert (result["again"]["new"], result["fresh"]["new"]) == (0, 14)
