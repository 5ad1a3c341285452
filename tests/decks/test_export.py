"""Notes, editions and the ledger: what is exported again, changes only where it changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from decks import selection
from decks.cards import draft, draft_all, guid, make_deck
from decks.export import export, exporter_for
from decks.fields import Credits, cloze_values
from decks.model import Deck, ExportReport, Learn, Note, Pick, RubySpan, Word, WordKey
from decks.notetypes import load, named
from decks.study import Study
from dictionaries.model import GlossedText
from tests.decks.makers import CREDITS, HOU, KATA, START, Clock, document, text, word
from texts.errors import BadInputError, CannotCreateError, UsageError
from texts.model import Language

Out = Callable[..., ExportReport]


@pytest.fixture
def out(study: Study, clock: Clock, tmp_path: Path) -> Out:
    def run(source: GlossedText, learn: Learn = Learn.BOTH, pick: Pick = Pick.ALL, name: str = "deck.apkg") -> ExportReport:
        return export(source, tmp_path / name, study, learn, pick, clock(), sources=CREDITS)

    return run


def fields(note: Note) -> dict[str, str]:
    return dict(zip((f.name for f in named(note.notetype).fields), note.fields, strict=True))


def one(word_: Word, study: Study | None = None, title: str = "停戦 news") -> Note:
    (note,) = make_deck([word_], document(title), study, START, CREDITS).notes
    return note


# ---- notes


def test_a_japanese_note() -> None:
    note = one(replace(word(glosses=("ceasefire", "truce")), parts=("停 x",), category="conflict", inflection=("past",), tags=("my tag",)))
    got = fields(note)
    assert note.notetype == "taiyaku JA"
    assert got["Expression"] == "停戦"
    assert got["ExpressionFurigana"] == "停戦[ていせん]"
    assert got["MainDefinition"] == '<ol class="glosses"><li>ceasefire</li><li>truce</li></ol>'
    assert got["Sentence"] == "今日は<b>停戦</b>です。"
    assert got["SentenceFurigana"] == "今日[きょう]は<b>停戦</b>です。"
    assert got["IsWordAndSentenceCard"] == "x"
    assert got["MakeProduction"] == got["MakeListening"] == ""
    assert got["Source"] == '<a href="https://example.org/a?b=1&amp;c=2">停戦 news</a>, sentence 1'
    assert "CC BY-SA 4.0" in got["Attribution"]
    assert "Electronic Dictionary Research" in got["Attribution"]
    assert got["Key"] == "ja:停戦:ていせん"
    assert note.tags == ("taiyaku::article::停戦_news", "taiyaku::pos::noun", "taiyaku::tag::my_tag", "taiyaku::topic::conflict")
    assert note.deck == "taiyaku::停戦 news"


def test_an_english_note() -> None:
    note = one(replace(word("deal", "", language=Language.EN, glosses=("取引", "扱い")), gloss_readings=("とりひき",)))
    got = fields(note)
    assert note.notetype == "taiyaku EN"
    assert got["Gloss"] == '<ol class="glosses"><li>取引[とりひき]</li><li>扱い</li></ol>'
    assert got["Sentence"] == "A <b>deal</b> now."
    assert got["Key"] == "en:deal:noun"


def test_a_word_without_a_sentence() -> None:
    got = fields(one(replace(word(), example=None)))
    assert (got["Sentence"], got["Source"], got["IsWordAndSentenceCard"]) == ("", "", "")


def test_composed_glosses_say_so() -> None:
    got = fields(one(replace(word(), how="composed", source="taiyaku+jmdict")))
    assert got["Attribution"].startswith("Composed by taiyaku")
    assert "JMdict" in got["Attribution"]


def test_a_path_is_not_told() -> None:
    made = word()
    assert made.example is not None
    for source, shown in (("/home/someone/notes/a.txt", "a.txt"), ("C:\\Users\\someone\\a.txt", "a.txt"), ("-", "")):
        got = fields(one(replace(made, example=replace(made.example, source=source, title=""))))
        assert got["Source"] == f"{shown}, sentence 1"


def test_homographs_have_first_fields_of_their_own() -> None:
    deck = make_deck([word("方", "かた", of=KATA), word("方", "ほう", of=HOU)], document(), None, START, CREDITS)
    assert [n.fields[0] for n in deck.notes] == ["方", "方<sup>2</sup>"]
    assert len({n.guid for n in deck.notes}) == 2


def test_katakana_words_read_as_they_are_written() -> None:
    got = fields(one(word("ゼレンスキー", "ぜれんすきー")))
    assert (got["ExpressionReading"], got["ExpressionFurigana"]) == ("ゼレンスキー", "ゼレンスキー")
    ruby = (RubySpan(4, 5, "だい"), RubySpan(5, 6, "とう"), RubySpan(6, 7, "りょう"))
    got = fields(one(replace(word("トランプ大統領", "とらんぷだいとうりょう"), ruby=ruby)))
    assert got["ExpressionReading"] == "トランプだいとうりょう"
    assert got["ExpressionFurigana"] == "トランプ 大[だい] 統[とう] 領[りょう]"


def test_one_note_for_one_word_in_text_order() -> None:
    words = [word("停戦"), word("合意", "ごうい"), word("停戦", glosses=("other",))]
    deck = make_deck(words, document(), None, START, CREDITS)
    assert [(n.key.headword, n.due) for n in deck.notes] == [("停戦", 1), ("合意", 2)]


def test_guids_depend_on_identity_alone() -> None:
    assert one(word(glosses=("a",), title="A")).guid == one(word(glosses=("b",), title="B")).guid
    key = WordKey(Language.JA, "停戦", "ていせん")
    # pinned: a GUID that changes would double every learner's deck
    assert guid(key, load("ja")) == "bn5agf5ls3smdp3p"
    assert guid(key, load("cloze")) != guid(key, load("ja"))


def test_the_description_credits() -> None:
    made = make_deck([word()], document(), None, START, CREDITS)
    for said in ("停戦 news", "https://example.org/", "CC BY-SA 4.0", "Edition 2026-03-01 12:00 UTC"):
        assert said in made.description
    assert "/home" not in make_deck([word()], document(source="/home/me/x.txt"), None, START, CREDITS).description


def test_cloze_notes() -> None:
    made = word()
    values = cloze_values(made, WordKey(Language.JA, "停戦", "ていせん"), _credit())
    assert values[0] == "今日[きょう]は{{c1::停戦}}です。"
    with pytest.raises(ValueError, match="sentence"):
        cloze_values(replace(made, example=None), WordKey(Language.JA, "停戦", "ていせん"), _credit())


def _credit() -> Credits:
    return Credits(CREDITS)


# ---- editions


def test_again_adds_and_updates_nothing_and_gives_the_same_bytes(out: Out, clock: Clock, tmp_path: Path) -> None:
    first = out(text())
    data = (tmp_path / "deck.apkg").read_bytes()
    clock.forward(days=30)
    again = out(text())
    assert (first.added, first.updated, first.unchanged) == (14, 0, 0)
    assert (again.added, again.updated, again.unchanged) == (0, 0, 14)
    assert (tmp_path / "deck.apkg").read_bytes() == data
    assert sorted(p.name for p in tmp_path.iterdir()) == ["data", "deck.apkg"]


def test_only_what_changed_is_newer(study: Study, clock: Clock) -> None:
    words = [word(f"語{n}", f"ご{n}") for n in range(5)]
    first = _record(study, words, clock)
    clock.forward(days=1)
    words[2] = replace(words[2], glosses=("better",))
    second = _record(study, words, clock)
    assert [n.modified - m.modified for n, m in zip(second.notes, first.notes, strict=True)] == [timedelta(days=d) for d in (0, 0, 1, 0, 0)]
    assert [n.guid for n in second.notes] == [n.guid for n in first.notes]
    assert second.edition == first.edition + timedelta(days=1)


def test_a_clock_that_goes_back_still_makes_newer_notes(study: Study, clock: Clock) -> None:
    first = _record(study, [word(glosses=("a",))], clock)
    clock.forward(days=-400)
    second = _record(study, [word(glosses=("b",))], clock)
    assert second.notes[0].modified == first.notes[0].modified + timedelta(seconds=1)


def test_a_corrected_reading_updates_the_same_note(study: Study, clock: Clock) -> None:
    first = _record(study, [word("平和構築隊", "へいわこうちくたい")], clock)
    clock.forward(days=1)
    made = draft([word("平和構築隊", "へいわこうちくだい")], document(), study, clock(), CREDITS)
    assert (made.added, made.updated) == (0, 1)
    assert made.deck.notes[0].guid == first.notes[0].guid


def test_articles_do_not_overwrite_each_other(study: Study, clock: Clock) -> None:
    _record(study, [word(title="A", glosses=("from A",))], clock, "A")
    clock.forward(days=1)
    b = _record(study, [word(title="B", glosses=("from B",))], clock, "B")
    assert fields(b.notes[0])["MainDefinition"] == "from A"
    assert b.notes[0].tags[:2] == ("taiyaku::article::A", "taiyaku::article::B")
    clock.forward(days=1)
    for title in "ABAB":
        made = draft([word(title=title, glosses=(f"from {title}",))], document(title), study, clock(), CREDITS)
        assert (made.added, made.updated, made.unchanged) == (0, 0, 1)


def test_a_corrected_article_is_the_same_article(study: Study, clock: Clock) -> None:
    _record(study, [word(title="A", glosses=("old",))], clock, "A")
    corrected = document("A", text="made up, and corrected")
    made = draft([word(title="A", glosses=("new",))], corrected, study, clock(), CREDITS)
    assert fields(made.deck.notes[0])["MainDefinition"] == "new"


def test_the_readers_correction_reaches_notes_of_other_articles(study: Study, clock: Clock) -> None:
    _record(study, [word("日本", "にほん", title="A")], clock, "A")
    study.correct("日本", "にっぽん")
    b = replace(word("日本", "にっぽん", title="B"), ruby=(RubySpan(0, 2, "にっぽん"),))
    got = fields(make_deck([b], document("B"), study, clock(), CREDITS).notes[0])
    assert got["ExpressionFurigana"] == "日本[にっぽん]"
    assert ">A</a>" in got["Source"]


def test_the_correction_of_a_part_reaches_notes_of_other_articles(study: Study, clock: Clock) -> None:
    _record(study, [word("日本政府", "にほんせいふ", title="A")], clock, "A")
    b = replace(word("日本政府", "にっぽんせいふ", title="B"), ruby=(RubySpan(0, 2, "にっぽん"), RubySpan(2, 4, "せいふ")))
    got = fields(make_deck([b], document("B"), study, clock(), CREDITS).notes[0])
    assert got["ExpressionFurigana"] == "日本政府[にほんせいふ]"  # another article alone changes nothing
    study.correct("日本", "にっぽん")
    got = fields(make_deck([b], document("B"), study, clock(), CREDITS).notes[0])
    assert got["ExpressionFurigana"] == "日本[にっぽん] 政府[せいふ]"


def _record(study: Study, words: list[Word], clock: Clock, title: str = "停戦 news") -> Deck:
    study.ledger.mint(words)
    made = draft(words, document(title), study, clock(), CREDITS)
    study.ledger.record(made.changed)
    return made.deck


def test_two_exports_at_once_keep_both_articles_tags(study: Study, clock: Clock) -> None:
    study.ledger.mint([word()])
    drafts = [draft([word(title=t)], document(t), study, clock(), CREDITS) for t in "AB"]
    for made in drafts:
        study.ledger.record(made.changed)
    later = draft([word(title="B")], document("B"), study, clock(), CREDITS)
    assert later.deck.notes[0].tags[:2] == ("taiyaku::article::A", "taiyaku::article::B")
    assert later.updated == 1


def test_the_same_identities_in_another_study(tmp_path: Path, study: Study, clock: Clock) -> None:
    words = [word(), word("deal", "", language=Language.EN)]
    with Study.open(tmp_path / "lost.db", clock) as other:
        assert [n.guid for n in _record(other, words, clock).notes] == [n.guid for n in _record(study, words, clock).notes]


# ---- the door


def test_the_ledger_moves_only_after_the_file_stands(out: Out, tmp_path: Path) -> None:
    with pytest.raises(CannotCreateError):
        out(text(), name="missing/deck.apkg")
    assert out(text()).added == 14


def test_every_pick_in_both_directions(out: Out, study: Study) -> None:
    counts = {(learn, pick): out(text(), learn, pick, f"{learn}-{pick}.apkg") for learn in Learn for pick in (Pick.TERMS, Pick.ALL)}
    total = {key: r.added + r.updated + r.unchanged for key, r in counts.items()}
    assert total == {
        (Learn.JA, Pick.TERMS): 2, (Learn.EN, Pick.TERMS): 1, (Learn.BOTH, Pick.TERMS): 3,
        (Learn.JA, Pick.ALL): 8, (Learn.EN, Pick.ALL): 6, (Learn.BOTH, Pick.ALL): 14,
    }  # fmt: skip
    assert not any(r.updated for r in counts.values())


def test_several_texts_in_one_file(study: Study, clock: Clock, tmp_path: Path) -> None:
    path = tmp_path / "deck.apkg"

    def run(*titles: str) -> ExportReport:
        return export([text(t) for t in titles], path, study, Learn.JA, Pick.TERMS, clock(), sources=CREDITS)

    report = run("A", "B")
    assert (report.added, report.updated) == (2, 0)
    clock.forward(days=1)
    assert run("A", "B").unchanged == run("B", "A").unchanged == run("B").unchanged == 2
    words = selection.pick(text("B"), study, Learn.JA, Pick.TERMS)
    extra = word("合意", "ごうい", title="B")
    made = draft_all([(text("A").document, words), (text("B").document, (*words, extra))], study, clock(), CREDITS).deck
    assert made.name == "taiyaku"
    assert [n.deck for n in made.notes] == ["taiyaku::A", "taiyaku::A", "taiyaku::B"]
    assert made.notes[0].tags[:2] == ("taiyaku::article::A", "taiyaku::article::B")
    assert made.description.index(">A</a>") < made.description.index(">B</a>")


def test_nothing_to_export_says_so_and_writes_nothing(out: Out, tmp_path: Path) -> None:
    with pytest.raises(BadInputError) as caught:
        out(text(), Learn.JA, Pick.SAVED)
    assert (caught.value.exit_code, caught.value.what) == (65, "停戦 news")
    assert "Japanese saved words" in caught.value.why
    assert caught.value.hint
    assert not (tmp_path / "deck.apkg").exists()


@pytest.mark.parametrize("name", ["deck.txt", "deck", "deck.apkg.gz"])
def test_unknown_suffixes(out: Out, name: str) -> None:
    with pytest.raises(UsageError) as caught:
        out(text(), name=name)
    assert ".apkg or .tsv" in caught.value.hint


def test_suffixes_in_capitals() -> None:
    assert exporter_for(Path("A.APKG")).suffix == ".apkg"


def test_progress_grows_to_the_end(study: Study, clock: Clock, tmp_path: Path) -> None:
    seen: list[float] = []
    export(text(), tmp_path / "d.apkg", study, Learn.JA, Pick.ALL, clock(), lambda f, _: seen.append(f), CREDITS)
    assert seen == sorted(seen)
    assert (seen[0], seen[-1]) == (0.0, 1.0)
