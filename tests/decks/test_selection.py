from __future__ import annotations

from dataclasses import replace

from decks.model import Learn, Pick, RubySpan, Word
from decks.selection import pick, word_of, word_of_term
from decks.study import Study
from dictionaries.model import Category, GlossedText, How, Match, Span, Term
from tests.decks.makers import TORIHIKI, en, glossed, ja, text
from texts.model import Language, Pos


def find(text_: GlossedText, sentence: int, surface: str) -> Word:
    glossed_ = text_.sentences[sentence]
    match = next(m for m in glossed_.matches if m.surface == surface)
    return word_of(glossed_, match, text_.document)


def test_a_word_carries_its_sentence() -> None:
    got = find(text(), 0, "合意")
    assert got.headword == got.surface == "合意"
    assert got.ruby == (RubySpan(0, 1, "ごう"), RubySpan(1, 2, "い"))
    assert got.glosses == ("agreement",)
    assert (got.entry, got.readings) == ("jmdict:4", ("ごうい",))
    assert got.example is not None
    assert got.example.text[got.example.start : got.example.end] == "合意"
    assert got.example.ruby[:2] == (RubySpan(0, 1, "てい"), RubySpan(1, 2, "せん"))
    assert (got.example.number, got.example.title) == (1, "停戦 news")


def test_an_inflected_word_shows_its_lemma_with_the_ruby_of_its_kanji() -> None:
    got = find(text(), 1, "打ち出しました")
    assert (got.headword, got.reading, got.surface) == ("打ち出す", "うちだす", "打ち出しました")
    assert got.ruby == (RubySpan(0, 1, "う"), RubySpan(2, 3, "だ"))


def test_a_lemma_that_is_read_otherwise_is_aligned_anew() -> None:
    sentence = glossed(0, [ja("来ました", "くる", Pos.VERB, lemma="来る", ruby="0-1-き", of=TORIHIKI)], Language.JA)
    got = word_of(sentence, sentence.matches[0], text().document)
    assert got.ruby == (RubySpan(0, 1, "く"),)
    assert got.entry == ""  # an entry that is read otherwise does not vouch for the word


def test_expressions_are_read_as_listed_and_are_no_particles() -> None:
    rows = [ja("原則", "げんそく", Pos.NOUN, ruby="0-1-げん 1-2-そく"), ja("と", "と"), ja("して", "する", Pos.VERB)]
    sentence = glossed(0, [*rows, ja("これ", "これ", Pos.PRONOUN), ja("は", "は")], Language.JA)
    tokens = (*sentence.analysis.tokens[:2], sentence.analysis.tokens[2]._replace(reading="して"), *sentence.analysis.tokens[3:])
    as_listed = Match(0, 5, "原則として", "原則として", "げんそくとする", Language.JA, Pos.PARTICLE, ("as a rule",), How.ENTRY, "jmdict")
    empty = Match(5, 8, "これは", "これは", "これは", Language.JA, Pos.PARTICLE, ("as for this",), How.ENTRY, "jmdict")
    sentence = replace(sentence, analysis=replace(sentence.analysis, tokens=tokens), expressions=(as_listed, empty))
    text_ = GlossedText(text().document, (sentence,), ())
    (got,) = pick(text_, None, Learn.JA, Pick.ALL)
    assert (got.headword, got.reading, got.pos) == ("原則として", "げんそくとして", "expression")
    assert got.ruby == (RubySpan(0, 1, "げん"), RubySpan(1, 2, "そく"))


def test_english_words_know_the_readings_of_their_glosses() -> None:
    got = find(text(), 3, "ceasefire")
    assert got.glosses == ("停戦", "休戦")
    assert got.gloss_readings == ("ていせん", "")
    assert (got.ruby, got.entry, got.reading) == ((), "", "")


def test_terms_take_the_first_good_sentence() -> None:
    text_ = text()
    composed, teisen, ceasefire = (word_of_term(t, text_) for t in text_.terms)
    assert composed.example is not None
    assert composed.surface == "停戦に合意"
    assert composed.parts == ("停戦 ていせん ceasefire", "合意 ごうい agreement")
    assert composed.ruby == (RubySpan(0, 4, "ていせんごうい"),)
    assert teisen.ruby == (RubySpan(0, 1, "てい"), RubySpan(1, 2, "せん"))
    assert (teisen.category, teisen.entry) == ("conflict", "jmdict:3")
    assert ceasefire.example is not None
    assert ceasefire.example.number == 4  # sentence 3 says "We agrees"


def test_a_doubtful_sentence_is_better_than_none() -> None:
    text_ = text()
    term = replace(text_.terms[2], spans=text_.terms[2].spans[:1])
    got = word_of_term(term, text_)
    assert got.example is not None
    assert got.example.number == 3


def test_a_term_shows_where_it_is_spelled_in_full() -> None:
    sentence = glossed(0, [en("Trade", "trade"), en("deals", "deal"), en("and"), en("trade"), en("deal")], Language.EN)
    text_ = GlossedText(text().document, (sentence,), ())
    spans = (Span(0, 0, 11), Span(0, 16, 26))
    made = Term("trade deal", Language.EN, "", ("x",), Category.ECONOMY, 2, (0,), How.ENTRY, "jmdict", spans=spans)
    assert word_of_term(made, text_).surface == "trade deal"
    assert word_of_term(replace(made, spans=spans[:1]), text_).surface == "Trade deals"


def test_terms_without_a_sentence() -> None:
    made = Term("停戦", Language.JA, "ていせん", ("x",), Category.CONFLICT, 1, (99,), How.ENTRY, "jmdict")
    assert word_of_term(made, text()).example is None


def heads(text_: GlossedText, study: Study | None, learn: Learn, what: Pick) -> list[str]:
    return [w.headword for w in pick(text_, study, learn, what)]


def test_pick_terms() -> None:
    assert heads(text(), None, Learn.JA, Pick.TERMS) == ["停戦合意", "停戦"]
    assert heads(text(), None, Learn.EN, Pick.TERMS) == ["ceasefire"]
    assert heads(text(), None, Learn.BOTH, Pick.TERMS) == ["停戦合意", "停戦", "ceasefire"]


def test_pick_all_is_every_term_and_content_word_once_in_text_order() -> None:
    assert heads(text(), None, Learn.JA, Pick.ALL) == ["停戦合意", "停戦", "合意", "方", "方", "明日", "打ち出す", "取り引き"]
    assert heads(text(), None, Learn.EN, Pick.ALL) == ["agree", "partial", "ceasefire", "deal", "deal", "death"]


def test_a_term_keeps_its_details_whatever_is_picked() -> None:
    (teisen,) = [w for w in pick(text(), None, Learn.JA, Pick.ALL) if w.headword == "停戦"]
    assert teisen == pick(text(), None, Learn.JA, Pick.TERMS)[1]
    assert teisen.category == "conflict"


def test_pick_saved_shows_the_sentence_it_was_saved_from(study: Study) -> None:
    text_ = text()
    assert pick(text_, study, Learn.BOTH, Pick.SAVED) == ()
    study.save(find(text_, 2, "ceasefire"))
    study.save(find(text_, 1, "方"))
    study.save(find(text("another"), 0, "合意"))
    hou, ceasefire = pick(text_, study, Learn.BOTH, Pick.SAVED)
    assert (hou.reading, ceasefire.category) == ("ほう", "conflict")
    assert ceasefire.example is not None
    assert ceasefire.example.number == 3
    assert pick(text_, None, Learn.BOTH, Pick.SAVED) == ()
    (again,) = pick(text_, study, Learn.EN, Pick.TERMS)
    assert again == ceasefire


def test_saved_words_outlive_a_correction_of_the_text(study: Study) -> None:
    text_ = text()
    study.save(find(text_, 0, "合意"))
    corrected = replace(text_, document=replace(text_.document, id="another", text="corrected"))
    assert heads(corrected, study, Learn.JA, Pick.SAVED) == ["合意"]
    assert heads(text("other title"), study, Learn.JA, Pick.SAVED) == []


def test_words_without_a_gloss_stay_out(study: Study) -> None:
    sentence = glossed(0, [ja("謎語", "めいご", Pos.NOUN)], Language.JA)
    text_ = GlossedText(text().document, (sentence,), ())
    study.save(word_of(sentence, sentence.matches[0], text_.document))
    assert pick(text_, study, Learn.JA, Pick.ALL) == pick(text_, study, Learn.JA, Pick.SAVED) == ()
    romaji = replace(sentence.matches[0], glosses=("meigo",), how=How.ROMAJI)
    assert pick(replace(text_, sentences=(replace(sentence, matches=(romaji,)),)), None, Learn.JA, Pick.ALL) == ()


def test_picking_writes_nothing(study: Study) -> None:
    pick(text(), study, Learn.BOTH, Pick.ALL)
    assert study._connection.execute("SELECT count(*) FROM keys").fetchone() == (0,)
