"""Recognising terms: chunks and names from the lexicon alone, and the gold with the whole dictionaries."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from dictionaries.glossing import Glosser
from dictionaries.kanji import load_kanji_readings
from dictionaries.lexicon import Lexicon
from dictionaries.library import Library
from dictionaries.model import Category, Glossed, How, Term
from dictionaries.terms import Recogniser
from texts.analysis import Analyser
from texts.japanese import JapaneseTokenizer
from texts.model import AuthorRuby, BlockKind, KanjiReadings, Language, Pos, Sentence

GOLD = sorted((Path(__file__).parent.parent / "gold").glob("terms_*.json"))
LEXICON = Lexicon.load()


class NoKanji:
    """Readings of no kanji: where furigana go is not our subject."""

    def readings(self, kanji: str) -> tuple[str, ...]:
        return ()


def gloss(sentences: Sequence[str], library: Library, kanji: KanjiReadings) -> list[Glossed]:
    analyser, glosser = Analyser(JapaneseTokenizer(), kanji), Glosser(library, LEXICON)
    return [
        glosser.gloss(analyser.analyse(Sentence(index, BlockKind.NARRATION, index, Language.MIXED, text, 0, len(text))))
        for index, text in enumerate(sentences)
    ]


def recognise(*sentences: str, domain: str = "politics") -> dict[str, Term]:
    """The terms by name, with no dictionary but our own tables."""
    library = Library()
    return {term.term: term for term in Recogniser(library, LEXICON).recognise(gloss(sentences, library, NoKanji()), domain)}


def test_words_spelled_alike_are_two_terms() -> None:
    found = recognise("Police suspect him of spying.", "The suspect was arrested.", "The refuse was collected.", "They refuse to leave.")
    assert (found["suspect"].sentences, found["suspect"].pos) == ((1,), Pos.NOUN)
    refuse = found["refuse"]
    assert (refuse.pos, refuse.sentences, refuse.glosses[0]) == (Pos.VERB, (3,), "拒否する")


def test_a_plural_abbreviation_is_its_singular() -> None:
    assert recognise("NGOs met.", "The NGO left.")["NGO"].glosses[0] == "非政府組織"


def test_a_name_with_its_title_is_one_person_and_the_title_one_more_term() -> None:
    found = recognise("マクロン大統領が演説した。")
    person = found["マクロン大統領"]
    assert person.glosses == ("President Macron",)
    assert (person.category, person.pos, person.how) == (Category.PERSON, Pos.PROPER, How.COMPOSED)
    assert person.reading == "マクロンだいとうりょう"
    assert [part.term for part in person.parts] == ["マクロン", "大統領"]
    assert found["大統領"].category is Category.GOVERNMENT


def test_a_bare_name_belongs_to_the_person_with_the_title() -> None:
    found = recognise("マクロン大統領が来た。", "マクロン氏は語った。", "だがマクロンは帰った。")
    assert "マクロン" not in found
    assert found["マクロン大統領"].count == 3
    assert found["マクロン大統領"].sentences == (0, 1, 2)
    assert found["マクロン大統領"].same_as == ("マクロン",)


def test_a_foreign_word_before_a_title_is_a_name_and_a_state_is_not() -> None:
    found = recognise("ゴンザレ大統領とフランス大統領が会った。", "グループ代表が話した。")
    assert found["ゴンザレ大統領"].category is Category.PERSON
    assert found["フランス大統領"].category is Category.GOVERNMENT
    assert "グループ" not in found
    assert all(term.category is not Category.PERSON for name, term in found.items() if "グループ" in name)


def test_edges_are_trimmed_and_chunks_cut() -> None:
    found = recognise("会談後、首都ワシントン近郊で昨年以来の和平交渉中の各国政府側が集まった。")
    assert {"会談", "首都", "ワシントン", "和平交渉", "政府"} <= set(found)
    assert not {"会談後", "首都ワシントン近郊", "近郊", "昨年", "昨年以来", "各国政府側"} & set(found)


def test_verbal_nouns_are_terms_without_their_verb() -> None:
    found = recognise("両国を停戦させて、彼が就任すれば譲歩する。")
    assert {"停戦", "就任", "譲歩"} <= set(found)
    assert found["停戦"].pos is Pos.VERBAL_NOUN


def test_state_letters_numbers_and_middle_dots() -> None:
    found = recognise(
        "日韓の対話と米ソの対立、三首脳の合意は30日間続いた。",
        "キャンプ・デービッドでスウェーデン・フィンランドが話した。",
    )
    assert found["日韓"].glosses == ("Japan and South Korea",)
    assert found["日韓"].category is Category.PLACE
    assert found["米ソ"].glosses == ("the US and the Soviet Union",)
    assert "三首脳" in found
    assert "スウェーデン" in found
    assert "フィンランド" in found
    assert "キャンプ・デービッド" in found
    assert not any("30" in name or "日間" in name for name in found)


def test_generic_words_are_no_terms() -> None:
    found = recognise("この話の場所が問題で、様々な状況の結果が必要だ。")
    assert not {"話", "場所", "問題", "状況", "結果", "様々"} & set(found)


def test_the_longest_compound_and_its_parts_only_where_they_stand_alone() -> None:
    found = recognise("部分停戦合意が成立した。", "停戦は続く。")
    assert found["部分停戦合意"].glosses[0] == "partial ceasefire agreement"
    assert found["部分停戦合意"].how is How.COMPOSED
    assert found["部分停戦合意"].reading == "ぶぶんていせんごうい"
    assert "停戦" in found
    assert "合意" not in found


def test_fixed_expressions_with_particles_come_from_the_lexicon() -> None:
    found = recognise("法の支配と力による現状変更を話し合う。")
    assert found["法の支配"].glosses == ("rule of law",)
    assert "力による現状変更" in found


def test_a_given_reading_is_not_overruled_by_the_lexicon() -> None:
    text = "世論が動いた。"
    ruby = (AuthorRuby(0, 2, "せろん"),)
    sentence = Sentence(0, BlockKind.NARRATION, 0, Language.JA, text, 0, len(text), None, ruby)
    analysis = Analyser(JapaneseTokenizer(), NoKanji()).analyse(sentence)
    library = Library()
    glossed = Glosser(library, LEXICON).gloss(analysis)
    assert [term.reading for term in Recogniser(library, LEXICON).recognise([glossed])] == ["せろん"]
    assert recognise(text)["世論"].reading == "よろん"


def test_what_talks_are_about_is_their_category() -> None:
    found = recognise("関税協議と首脳協議を分ける。", "They signed an intelligence-sharing pact.")
    assert found["関税協議"].category is Category.ECONOMY
    assert found["首脳協議"].category is Category.DIPLOMACY
    assert found["intelligence-sharing pact"].category is Category.INTELLIGENCE


def test_english_words_are_lemmas_and_names_as_written() -> None:
    found = recognise("Seoul threatened to withdraw from the pact with NATO allies.")
    assert {"Seoul", "threaten", "withdraw", "pact", "NATO", "ally"} <= set(found)
    assert found["Seoul"].category is Category.PLACE
    assert found["threaten"].language is Language.EN
    assert found["threaten"].pos is Pos.VERB


def test_a_capital_at_the_beginning_makes_no_name_and_mr_is_none() -> None:
    found = recognise("Talks failed yesterday.", "Then Mr. Kishida left.")
    assert "talks" in found
    assert "Kishida" in found
    assert found["Kishida"].category is Category.PERSON
    assert not {"Talks", "Then", "Mr.", "mr."} & set(found)


def test_english_inside_japanese_and_the_same_thing_in_two_scripts() -> None:
    found = recognise("Russiaに領土は渡せない!", "ロシアとUkraineの停戦、NATOの話。")
    assert found["Russia"].same_as == ("ロシア",)
    assert found["ロシア"].same_as == ("Russia",)
    assert {"Ukraine", "NATO"} <= set(found)


def test_an_acronym_in_brackets_is_what_stands_before_it() -> None:
    found = recognise("軍備情報共有協定(MISPA)を結んだ。")
    assert "MISPA" in found["軍備情報共有協定"].same_as
    assert found["MISPA"].glosses == ("軍備情報共有協定",)


def test_an_english_compound_is_put_into_japanese_and_its_head_stands_too() -> None:
    found = recognise("They signed an intelligence-sharing pact.")
    assert found["intelligence-sharing pact"].how is How.COMPOSED
    assert found["intelligence-sharing pact"].glosses == ("情報共有協定",)
    assert "pact" in found


def test_terms_stand_in_order_of_appearance_and_each_once() -> None:
    library = Library()
    terms = Recogniser(library, LEXICON).recognise(gloss(["停戦の後、Russiaと交渉した。", "交渉と停戦。"], library, NoKanji()))
    assert [term.term for term in terms] == ["停戦", "Russia", "交渉"]
    assert [(term.count, term.sentences) for term in terms] == [(2, (0, 1)), (1, (0,)), (2, (0, 1))]


def test_everything_is_more_than_politics() -> None:
    text = "猫が会談で魚を食べた。"
    assert set(recognise(text)) == {"会談"}
    assert {"猫", "会談", "魚"} >= set(recognise(text, domain="all")) >= {"会談"}
    assert "料理番組" in recognise("料理番組を見る。", domain="all")


def test_a_row_of_nouns_without_end_is_its_parts() -> None:
    found = recognise("停戦交渉フランス首都大統領" * 400)
    assert {"停戦交渉", "フランス", "首都", "大統領"} <= set(found)
    assert max(len(name) for name in found) < 40


def test_no_text_has_no_terms() -> None:
    assert recognise() == {}
    assert recognise("", "…", "30日間") == {}


@pytest.mark.dictionary
def test_the_library_is_asked_once_for_a_whole_text(full_library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["停戦合意の後、和平交渉が始まった。", "軍事作戦は終わり、復興計画が発表された。"] * 5
    sentences = gloss(texts, full_library, load_kanji_readings())
    asked: list[int] = []
    real = full_library.candidates

    def counted(forms: Any) -> Any:
        asked.append(len(forms))
        return real(forms)

    monkeypatch.setattr(full_library, "candidates", counted)
    assert Recogniser(full_library, LEXICON).recognise(sentences)
    assert len(asked) == 1


@pytest.mark.dictionary
def test_adverbs_of_grammar_are_no_terms(full_library: Library) -> None:
    sentences = gloss(["They do not agree so far, and also failed quickly."], full_library, load_kanji_readings())
    found = {term.term for term in Recogniser(full_library, LEXICON).recognise(sentences, "all")}
    assert {"agree", "quickly"} <= found
    assert found.isdisjoint({"not", "so", "also"})


# ------------------------------------------------------------------------------------------------ gold


def rates(found: set[str], items: list[dict[str, Any]], other: list[dict[str, Any]]) -> tuple[float, float]:
    """F over core items (variants are one item, optional ones neutral) and noise, the share of what is neither."""
    forms = [({item["term"].lower(), *(v.lower() for v in item["variants"])}, item["core"]) for item in items]
    core = [names for names, is_core in forms if is_core]
    optional = {name for names, is_core in forms if not is_core for name in names} | {item["term"].lower() for item in other}
    optional -= set().union(*core)
    found = {name.lower() for name in found}
    counted = found - optional
    good = {name for name in counted if any(name in names for names in core)}
    precision, recall = len(good) / len(counted), sum(bool(names & found) for names in core) / len(core)
    return 2 * precision * recall / (precision + recall), len(counted - good) / len(found)


@pytest.mark.dictionary
@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_gold(path: Path, full_library: Library, capsys: pytest.CaptureFixture[str]) -> None:
    """Floors, not goals: what was reached when the gold was written, less a little."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    terms = Recogniser(full_library, LEXICON).recognise(gloss(gold["sentences"], full_library, load_kanji_readings()))
    by = {language: {t.term for t in terms if t.language is language} for language in (Language.JA, Language.EN)}
    japanese, noise = rates(by[Language.JA], gold["terms_ja"], gold["terms_en"])
    english, english_noise = rates(by[Language.EN], gold["terms_en"], gold["terms_ja"])
    core = {name: item["category"] for item in gold["terms_ja"] if item["core"] for name in (item["term"], *item["variants"])}
    matched = [(str(term.category), core[term.term]) for term in terms if term.term in core]
    right = sum(one == other for one, other in matched) / len(matched)
    with capsys.disabled():
        print(f"\n{path.stem}: ja F {japanese:.3f} noise {noise:.3f}", end="")
        print(f"  en F {english:.3f} noise {english_noise:.3f}  category {right:.3f}")
    assert japanese >= 0.9
    assert noise <= 0.06
    assert english >= 0.88
    assert english_noise <= 0.1
    assert right >= 0.85
    assert sum(bool(term.glosses) for term in terms) >= 0.97 * len(terms)


def test_capitals_that_nobody_knows_are_no_institution() -> None:
    found = recognise("The QUJD and NATO met at キャンプ・デービッド.")
    assert found["NATO"].category is Category.INSTITUTION
    assert "QUJD" not in found
    assert found["キャンプ・デービッド"].category is Category.PLACE
