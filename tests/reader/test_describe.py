"""The details and the lines around the page: everything said, nothing too wide."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dictionaries.kanji_facts import KanjiFact
from dictionaries.levels import WordFacts, level
from dictionaries.model import Category, Entry, How, Match, Sense, Term
from reader import cells, furniture
from reader.describe import Bit, Role, Said, describe, wrapped
from reader.engine import Kept
from reader.session import Target, targets
from tests.reader import fakes
from texts.model import Language, Origin, Pos, Ruby

SENTENCES = list(fakes.sentences(fakes.TEXT))


def text(lines: list[Said]) -> list[str]:
    return ["".join(bit.text for bit in line).rstrip() for line in lines]


def said(match: Match, *, saved: bool = False, full: bool = False, term: Term | None = None) -> list[str]:
    return text(list(describe(Target(match.start, match.end, None, match), saved=saved, full=full, term=term)))


def target(index: int, surface: str) -> Target:
    found = targets(fakes.gloss(fakes.analyse(SENTENCES[index])))
    return next(t for t in found if t.match and t.match.surface == surface)


def test_a_word_has_reading_source_and_numbered_senses() -> None:
    assert text(list(describe(target(1, "停戦"), saved=True))) == [
        "停戦 ていせん  noun  [jmdict]  + saved",
        "1 ceasefire; another word for ceasefire  (n, vs)",
        "2 a second sense  (n, arch)",
    ]


@pytest.mark.parametrize(
    ("origin", "sure", "full", "line"),
    [
        (Origin.ANALYSER, True, False, None),
        (Origin.ANALYSER, True, True, "reading from the analyser, Sudachi"),
        (Origin.ANALYSER, False, False, "reading from the analyser, Sudachi: a guess, check it (r corrects it)"),
        (Origin.RULE, True, True, "reading by a rule of taiyaku"),
        (Origin.USER, True, False, "reading your own (r changes it)"),
        (Origin.AUTHOR, True, False, "reading the author's own"),
    ],
)
def test_the_details_say_where_a_reading_is_from(origin: Origin, sure: bool, full: bool, line: str | None) -> None:
    word = target(1, "停戦")
    lines = text(
        list(describe(word, full=full, ruby=(Ruby(word.start, word.end, "ていせん", origin, sure), Ruby(0, 2, "x", origin, False))))
    )
    assert [said for said in lines if said.startswith("reading ")] == ([line] if line else [])


def test_every_origin_has_words() -> None:
    word = target(1, "停戦")
    for origin in Origin:
        assert len(text(list(describe(word, full=True, ruby=(Ruby(word.start, word.end, "ていせん", origin, True),))))[1]) > len("reading ")


def test_an_expression_shows_its_form() -> None:
    lines = text(list(describe(target(4, "平行線をたどりました"))))
    assert lines[0].startswith("平行線をたどる へいこうせんをたどる  expression, verb")
    assert lines[1] == "form polite, past"
    assert lines[2] == "to fail to reach agreement"


def test_an_expression_is_not_called_what_its_last_word_is() -> None:
    match = Match(0, 4, "について", "について", "", Language.JA, Pos.PARTICLE, ("about",), How.ENTRY, "jmdict")
    assert said(match)[0] == "について  expression  [jmdict]"


def test_a_composed_gloss_says_so_and_lists_its_parts() -> None:
    part = Match(0, 2, "停戦", "停戦", "ていせん", Language.JA, Pos.NOUN, ("ceasefire",), How.ENTRY)
    other = replace(part, surface="合意", reading="ごうい", glosses=("agreement",))
    whole = replace(
        part, end=4, surface="停戦合意", lemma="停戦合意", glosses=("ceasefire agreement",), how=How.COMPOSED, parts=(part, other)
    )
    assert said(whole)[1:] == ["ceasefire agreement  * composed by taiyaku", "  = 停戦 ていせん  ceasefire", "  + 合意 ごうい  agreement"]


def test_an_unknown_word_says_so() -> None:
    assert said(Match(0, 1, "x", "x", "", Language.EN, Pos.NOUN, (), How.NONE))[1] == "  in none of the dictionaries"


def test_nothing_is_said_to_be_missing_while_dictionaries_are_built() -> None:
    match = Match(0, 1, "海", "海", "うみ", Language.JA, Pos.NOUN, (), How.NONE)
    lines = text(list(describe(Target(0, 1, None, match), waiting=True)))
    assert lines[1] == "  the dictionaries are still being built: meanings follow"


def test_a_function_word_is_not_said_to_be_unknown() -> None:
    assert said(Match(0, 4, "This", "this", "", Language.EN, Pos.PRONOUN, (), How.NONE))[1] == "  a function word: not looked up"
    assert said(Match(0, 3, "35%", "35%", "", Language.JA, Pos.NUMBER, (), How.NONE))[1] == "  a number"


def test_our_own_gloss_stands_before_the_dictionary_that_does_not_have_it() -> None:
    entry = Entry("jmdict", "1", ("輸出",), ("ゆしゅつ",), (Sense(("n", "vs"), (), ("export", "exportation")),))
    match = Match(0, 2, "輸出", "輸出", "ゆしゅつ", Language.JA, Pos.NOUN, ("exports",), How.ENTRY, "taiyaku", entry)
    assert said(match) == ["輸出 ゆしゅつ  expression, noun  [taiyaku, jmdict]", "exports", "1 export; exportation  (n, vs)"]
    assert said(replace(match, glosses=("export",)))[1:] == ["1 export; exportation  (n, vs)"]


def test_an_english_word_lists_its_japanese_entries() -> None:
    entries = tuple(
        Entry("jmdict", str(n), (form,), (reading,), (Sense(("n",), (), (gloss,)),))
        for n, (form, reading, gloss) in enumerate([("条件", "じょうけん", "condition; term"), ("状態", "じょうたい", "state")])
    )
    match = Match(0, 9, "condition", "condition", "", Language.EN, Pos.NOUN, ("条件", "状態"), How.ENTRY, "jmdict", entries[0], entries[1:])
    assert said(match)[1:] == ["条件、状態", "条件 じょうけん  condition; term", "状態 じょうたい  state"]


def test_further_entries_are_named_short_and_told_in_full() -> None:
    entry = Entry("jmdict", "1", ("留める",), ("とめる",), (Sense(("v1",), (), ("to fasten",)),))
    other = Entry("jmdict", "2", ("留める",), ("とどめる",), (Sense(("v1",), (), ("to limit to", "to stop")),))
    match = Match(0, 3, "留める", "留める", "とめる", Language.JA, Pos.VERB, ("to fasten",), How.ENTRY, "jmdict", entry, (other,))
    assert said(match)[-1] == "also 留める to limit to"
    assert said(match, full=True)[-2:] == ["留める とどめる  [jmdict]", "1 to limit to; to stop  (v1)"]


def test_a_term_says_how_often_it_stands_in_the_text() -> None:
    term = Term("停戦", Language.JA, "ていせん", ("ceasefire",), Category.CONFLICT, 2, (0, 1), How.ENTRY, "jmdict")
    match = target(1, "停戦").match
    assert match is not None
    assert said(match, term=term)[-1] == "term conflict, 2 times in this text"


def test_dictionary_text_is_sanitised() -> None:
    match = Match(0, 1, "x", "x\x1b[2J", "", Language.EN, Pos.NOUN, ("\x1b]52;c;AAAA\x07",), How.NAME, "evil\x1b")
    assert not any(ord(c) < 32 for line in said(match) for c in line)


@given(st.lists(st.text(st.sampled_from("ab 漢字。;"), max_size=20), max_size=4), st.integers(4, 40))
@example(["   。"], 4)
def test_wrapped_lines_fit_and_keep_everything(texts: list[str], width: int) -> None:
    lines = list(wrapped(tuple(Bit(Role.GLOSS, part) for part in texts), width))
    shown = ["".join(bit.text for bit in line) for line in lines]
    assert all(cells.width(line.rstrip()) <= width for line in shown)
    assert "".join("".join(shown).split()) == "".join("".join(texts).split())


def test_wrapped_breaks_at_blanks_and_indents() -> None:
    line = (Bit(Role.LABEL, "1 "), Bit(Role.GLOSS, "ceasefire; armistice; truce"))
    assert text(list(wrapped(line, 16))) == ["1 ceasefire;", "  armistice;", "  truce"]


@pytest.mark.parametrize("width", [12, 40, 80, 200])
def test_the_lines_around_the_page_fit(width: int) -> None:
    kept = Kept(counts=(("new", 5), ("learning", 2)))
    lines = [
        furniture.head("日米韓首脳会談の一年", 12, 70, kept, width, complete=True),
        furniture.progress(12, 70, width),
        furniture.keys(width),
    ]
    assert [cells.width("".join(bit.text for bit in line)) <= max(width, 16) for line in lines] == [True] * 3


def test_help_and_quit_are_the_last_keys_to_go() -> None:
    assert text([furniture.keys(20)]) == [" ? help  q quit"]
    assert "saved" in text([furniture.status("saved 停戦", 40)])[0]


def test_the_head_shows_place_and_saved_words() -> None:
    head = text([furniture.head("題", 3, 9, Kept(counts=(("new", 5),)), 60, complete=False)])[0]
    assert head.startswith(" 題 ")
    assert head.endswith("new 5  3/9+")


def test_terms_stand_in_one_line_or_one_a_line() -> None:
    term = Term("部分停戦合意", Language.JA, "", ("partial ceasefire agreement",), Category.CONFLICT, 1, (0,), How.COMPOSED, None)
    assert text(furniture.terms([term, term], tall=False)) == [
        "terms: 部分停戦合意 partial ceasefire agreement*; 部分停戦合意 partial ceasefire agreement*"
    ]
    assert len(furniture.terms([term, term], tall=True)) == 3
    assert furniture.terms([], tall=True) == []


def test_keys_are_named_as_on_the_keyboard() -> None:
    assert furniture.key_names("j,down,space,ideographic_space") == "j, Down, Space"
    assert furniture.key_names("question_mark,f1") == "?, F1"


WALK = KanjiFact("歩", ("ホ",), ("ある.く",), ("walk", "counter for steps"), 8, 2, 554)
BARE = KanjiFact("𠂉", (), (), (), 2, None, None)


def test_how_common_a_word_is_and_its_kanji_in_short() -> None:
    facts = WordFacts(level(4.1, 90), (WALK, BARE))
    assert text(list(describe(target(1, "停戦"), facts=facts)))[-1] == "common  歩 walk  𠂉"
    assert text(list(describe(target(1, "停戦"), facts=WordFacts(level(None), (WALK,)))))[-1] == "歩 walk"
    assert text(list(describe(target(1, "停戦"), facts=WordFacts(level(None))))) == text(list(describe(target(1, "停戦"))))


def test_everything_of_the_kanji_in_full() -> None:
    lines = text(list(describe(target(1, "停戦"), full=True, facts=WordFacts(level(4.1, 90), (WALK, BARE)))))
    assert lines[-3:] == [
        "frequency common (Zipf 4.1, wordfreq), marked common by its dictionary",
        "歩 ホ、ある.く  walk; counter for steps  (8 strokes; jōyō, taught in year 2; number 554 of 2501 in newspapers)  [kanjidic2]",
        "𠂉  (2 strokes)  [kanjidic2]",
    ]
    assert text(list(describe(target(1, "停戦"), full=True, facts=WordFacts(level(None, 90)))))[-1].endswith(
        "marked common by its dictionary"
    )
