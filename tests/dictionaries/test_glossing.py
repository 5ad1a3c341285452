"""Glosses for whole sentences: the ladder of a Japanese word, English words and phrases, expressions, and what it costs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar, cast

import pytest

from dictionaries.english_keys import display, gloss_keys, query_keys
from dictionaries.glossing import Glosser
from dictionaries.lexicon import EnglishEntry, Lexicon, LexiconEntry
from dictionaries.library import Library
from dictionaries.model import Category, Glossed, How, Match
from dictionaries.romaji import romaji
from texts.model import Analysis, Language, Pos

Analyse = Callable[[str], Analysis]


class TinyLexicon:
    """A lexicon of a few words, with the doors of the real one."""

    longest_english = 3
    _japanese: ClassVar = {
        "大統領": LexiconEntry("大統領", "だいとうりょう", ("president",), "presidential", Category.GOVERNMENT, "title"),
        "米": LexiconEntry("米", "べい", ("United States",), "US", Category.PLACE, "state"),
        "首脳": LexiconEntry("首脳", "しゅのう", ("leader",), "leaders'", Category.GOVERNMENT, "n"),
        "首脳会談": LexiconEntry("首脳会談", "しゅのうかいだん", ("summit",), "summit", Category.DIPLOMACY, "n"),
    }
    _english: ClassVar = {
        "US": EnglishEntry("US", "name", ("米国",), Category.PLACE),
        "peace talks": EnglishEntry("peace talks", "n", ("和平協議",), Category.DIPLOMACY),
        "minister": EnglishEntry("minister", "n", ("大臣",), Category.GOVERNMENT),
    }

    def japanese(self, term: str) -> LexiconEntry | None:
        return self._japanese.get(term)

    def morpheme(self, text: str) -> LexiconEntry | None:
        return None

    def listed(self, language: Language) -> tuple[str, ...]:
        return tuple(self._english if language is Language.EN else self._japanese)

    def english(self, phrase: str, pos: str = "") -> EnglishEntry | None:
        return self._english.get(phrase) or (None if phrase.isupper() else self._english.get(phrase.lower()))


@pytest.fixture
def gloss(library: Library, analyse: Analyse) -> Callable[[str], Glossed]:
    glosser = Glosser(library, cast("Lexicon", TinyLexicon()))
    return lambda text: glosser.gloss(analyse(text))


def match_of(glossed: Glossed, surface: str) -> Match:
    return next(match for match in glossed.matches if match.surface == surface)


def test_matches_are_those_of_the_tokens_in_order(gloss: Callable[[str], Glossed]) -> None:
    glossed = gloss("トランプ大統領は停戦に合意した、30日間。The minister agreed.")
    tokens = glossed.analysis.tokens
    assert [(m.start, m.end, m.surface) for m in glossed.matches] == [(t.start, t.end, t.surface) for t in tokens]
    assert all(len(match.glosses) <= 5 for match in glossed.matches)


def test_particles_symbols_and_function_words_have_none(gloss: Callable[[str], Glossed]) -> None:
    for glossed in (gloss("停戦は、合意。"), gloss("The ceasefire is to the point.")):
        for match in glossed.matches:
            if match.pos in (Pos.PARTICLE, Pos.SYMBOL, Pos.DETERMINER, Pos.PREPOSITION):
                assert (match.glosses, match.how, match.source, match.entry) == ((), How.NONE, None, None)


def test_a_word_has_its_entry_and_the_chain_to_its_form(gloss: Callable[[str], Glossed]) -> None:
    match = match_of(gloss("綱を切っていました。"), "切っていました")
    assert match.glosses == ("to cut", "to sever", "to turn off")
    assert (match.how, match.source, match.lemma) == (How.ENTRY, "jmdict", "切る")
    assert match.entry is not None
    assert match.entry.headword == "切る"
    assert match.inflection == ("progressive", "polite", "past")


def test_the_reading_of_the_text_chooses_between_homographs(gloss: Callable[[str], Glossed], analyse: Analyse, library: Library) -> None:
    analysis = analyse("工夫")
    for reading, wanted in (("くふう", "device"), ("こうふ", "labourer")):
        read = replace(analysis, tokens=tuple(t._replace(reading=reading, lemma_reading=reading) for t in analysis.tokens))
        match = Glosser(library, cast("Lexicon", TinyLexicon())).gloss(read).matches[0]
        assert match.glosses[0] == wanted
        assert len(match.others) == 1


def test_a_word_in_kana_is_not_its_rarer_homograph(gloss: Callable[[str], Glossed]) -> None:
    assert match_of(gloss("大事なことだ。"), "こと").glosses[0] == "thing"


def test_our_own_lexicon_comes_first(gloss: Callable[[str], Glossed]) -> None:
    glossed = gloss("首脳会談だ。")
    match = match_of(glossed, "首脳")
    assert (match.glosses, match.source, match.how) == (("leader",), "taiyaku", How.ENTRY)
    (whole,) = glossed.expressions
    assert (whole.surface, whole.glosses, whole.source, whole.reading) == ("首脳会談", ("summit",), "taiyaku", "しゅのうかいだん")


def test_a_name_beside_a_title_is_no_game_of_cards(gloss: Callable[[str], Glossed]) -> None:
    (match,) = (m for m in gloss("トランプ大統領が来た。").matches if m.surface.startswith("トランプ"))
    part = match.parts[0] if match.parts else match
    assert part.surface == "トランプ"
    assert (part.glosses, part.how, part.source) == (("Trump",), How.NAME, "jmnedict")


def test_a_game_of_cards_alone_is_one(gloss: Callable[[str], Glossed]) -> None:
    match = match_of(gloss("トランプで遊ぶ。"), "トランプ")
    assert match.glosses == ("playing cards",)


def test_a_compound_without_an_entry_is_glossed_by_its_parts(gloss: Callable[[str], Glossed]) -> None:
    (match,) = (m for m in gloss("トランプ大統領が来た。").matches if m.surface == "トランプ大統領")
    assert match.how is How.PARTS
    assert match.glosses == ("President Trump",)
    assert [(part.surface, part.start, part.end) for part in match.parts] == [("トランプ", 0, 4), ("大統領", 4, 7)]


def test_parts_stand_where_they_stand_when_the_word_comes_again(gloss: Callable[[str], Glossed]) -> None:
    glossed = gloss("トランプ大統領とトランプ大統領。")
    assert [(m.start, [p.start for p in m.parts]) for m in glossed.matches if m.parts] == [(0, [0, 4]), (8, [8, 12])]


def test_what_a_number_counts_is_its_gloss(gloss: Callable[[str], Glossed]) -> None:
    match = next(m for m in gloss("2016年に終わる。").matches if m.pos is Pos.NUMBER)
    assert match.glosses[0] == "year"


def test_katakana_that_nobody_knows_is_spelt_in_letters(gloss: Callable[[str], Glossed]) -> None:
    match = next(m for m in gloss("ゼレンスキーが述べた。").matches if m.surface == "ゼレンスキー")
    assert (match.glosses, match.how, match.source) == (("zerensuki",), How.ROMAJI, None)


@pytest.mark.parametrize(
    ("kana", "wanted"),
    [("マクロン", "makuron"), ("ショルツ", "shorutsu"), ("マッチ", "matchi"), ("ラッパ", "rappa"), ("ウォール", "woru"), ("漢", "漢"),
     ("ドナルド・トランプ", "donarudo toranpu")],
)  # fmt: skip
def test_romaji(kana: str, wanted: str) -> None:
    assert romaji(kana) == wanted


@pytest.mark.parametrize(
    ("text", "lemma", "surface", "gloss_wanted"),
    [
        ("政府は舵を切っていました。", "舵を切る", "舵を切っていました", "to change course"),
        ("合意は反故にされた。", "反故にする", "反故にされた", "to break"),
        ("彼によると終わる。", "によると", "によると", "according to"),
        ("軍事援助を止める。", "軍事援助", "軍事援助", "military aid"),
    ],
)
def test_expressions_over_several_tokens(gloss: Callable[[str], Glossed], text: str, lemma: str, surface: str, gloss_wanted: str) -> None:
    (match,) = gloss(text).expressions
    assert (match.lemma, match.surface, match.glosses[0]) == (lemma, surface, gloss_wanted)
    assert text[match.start : match.end] == surface


def test_chance_spellings_are_no_expressions(gloss: Callable[[str], Glossed]) -> None:
    assert gloss("歯はない、葉はなし。").expressions == ()


def test_english_words_are_found_by_lemma(gloss: Callable[[str], Glossed]) -> None:
    glossed = gloss("They agreed to two ceasefires.")
    assert match_of(glossed, "agreed").glosses[:2] == ("合意する", "同意する")  # ours before the dictionary's
    ceasefire = match_of(glossed, "ceasefires")
    assert ceasefire.glosses == ("停戦", "休戦")
    assert ceasefire.entry is not None
    assert ceasefire.entry.headword == "停戦"
    assert [entry.headword for entry in ceasefire.others] == ["休戦"]


def test_names_need_a_capital(gloss: Callable[[str], Glossed]) -> None:
    match = match_of(gloss("Then Putin met him in Moscow."), "Putin")
    assert (match.glosses, match.how, match.source) == (("プーチン",), How.NAME, "jmnedict")
    assert match_of(gloss("the moscow of it"), "moscow").how is How.NONE


def test_capitals_are_kept_apart(gloss: Callable[[str], Glossed]) -> None:
    assert match_of(gloss("The US said so."), "US").glosses == ("米国",)
    china, dishes = match_of(gloss("He went to China."), "China"), match_of(gloss("He broke the china."), "china")
    assert china.glosses[0] == "中国"
    assert dishes.glosses[0] == "瀬戸物"


def test_phrases_longest_first_and_from_our_lexicon_too(gloss: Callable[[str], Glossed]) -> None:
    glossed = gloss("The foreign ministers spoke of military aid at the peace talks.")
    assert [(m.surface, m.glosses[0]) for m in glossed.expressions] == [
        ("foreign ministers", "外相"), ("military aid", "軍事援助"), ("peace talks", "和平協議"),
    ]  # fmt: skip


def test_phrases_do_not_cross_punctuation(gloss: Callable[[str], Glossed]) -> None:
    assert gloss("It was military, aid came later.").expressions == ()


def test_a_mixed_sentence_is_glossed_both_ways(gloss: Callable[[str], Glossed]) -> None:
    glossed = gloss("Ceasefireに合意した。")
    assert match_of(glossed, "Ceasefire").glosses[0] == "停戦"
    assert match_of(glossed, "合意").glosses[0] == "agreement"
    assert {m.language for m in glossed.matches} == {Language.EN, Language.JA}


def test_without_a_dictionary_the_lexicon_still_speaks(analyse: Analyse) -> None:
    glossed = Glosser(Library(), cast("Lexicon", TinyLexicon())).gloss(analyse("首脳会談でゼレンスキーが舵を切った。The minister left."))
    assert match_of(glossed, "首脳").glosses == ("leader",)
    assert match_of(glossed, "minister").glosses == ("大臣",)
    assert match_of(glossed, "舵").how is How.NONE


def test_a_sentence_costs_at_most_three_statements_a_store_and_one_for_unknown_words(library: Library, analyse: Analyse) -> None:
    seen: list[str] = []
    for store in library.stores:
        store.connection.set_trace_callback(seen.append)
    glosser = Glosser(library, cast("Lexicon", TinyLexicon()))
    text = "トランプ大統領は停戦の合意を反故にして、軍事援助の舵を切っていました。" * 5
    text += "Putin and the foreign minister agreed to a ceasefire in Moscow." * 5
    first = glosser.gloss(analyse(text))
    assert 0 < len(seen) <= 4 * len(library.stores)  # 反故 is in no dictionary here
    asked = len(seen)
    assert glosser.gloss(analyse(text)) == first
    assert len(seen) == asked, "the second time everything is known"


def test_an_empty_sentence_is_legal(library: Library, analyse: Analyse) -> None:
    glossed = Glosser(library, cast("Lexicon", TinyLexicon())).gloss(analyse(""))
    assert (glossed.matches, glossed.expressions) == ((), ())


@pytest.mark.parametrize(
    ("gloss_text", "keys"),
    [
        ("ceasefire", ["ceasefire"]),
        ("cease-fire", ["cease fire", "ceasefire"]),
        ("to agree (to)", ["agree", "agree to"]),
        ("to be due to", ["due to"]),
        ("the Diet", ["diet"]),
        ("United States (of America)", ["united states", "united states of america"]),
        ("party (political)", ["party", "party political"]),
        ("US", ["US"]),
        ("NATO", ["NATO", "nato"]),
        ("U.S.", ["US"]),
        ("to ask someone", ["ask"]),
        ("-bis (again, second version)", ["bis", "bis again, second version"]),
        ("a gloss that is much too long to be anybody's key in a text", []),
        ("(?)", []),
    ],
)
def test_gloss_keys(gloss_text: str, keys: list[str]) -> None:
    assert [key.text for key in gloss_keys(gloss_text)] == keys


def test_what_is_asked_for_is_filed_under_the_same_key() -> None:
    for word in ("ceasefire", "cease-fire", "US", "U.S.", "NATO", "Prime Minister", "to agree", "the president's", "G7", "didn’t"):
        filed = {key.text for key in gloss_keys(word)}
        assert filed & set(query_keys(word)), word


def test_short_acronyms_are_no_common_words() -> None:
    assert query_keys("US") == ("US",)
    assert query_keys("us") == ("us",)
    assert query_keys("PEACE") == ("PEACE", "peace")


def test_brackets_are_for_the_details() -> None:
    assert display("dollar (unit of currency)") == "dollar"
    assert display("(sheer) tights") == "tights"
    assert display("(remark)") == "(remark)"
    assert display("counter for years (e.g. of an era), grades") == "counter for years, grades"


@pytest.mark.dictionary
@pytest.mark.parametrize(
    ("text", "surface", "wanted"),
    [
        ("彼によると、戦争は終わらせられる。", "終わらせられる", "to end"),
        ("日本の首相は東京にいる。", "東京", "Tokyo"),
        ("交渉を打ち切る。", "打ち切る", "to stop"),
        ("戦略を打ち出しました。", "打ち出しました", "to work out"),
        ("政府は方針について述べた。", "について", "concerning"),
        ("The prime minister resigned.", "prime minister", "首相"),
        ("They met in Geneva.", "Geneva", "ジュネーブ"),
        ("The prisoners of war returned.", "prisoners of war", "捕虜"),
        ("彼は介入から手は引かなかった。", "手は引かなかった", "withdraw"),
        ("警察は目を厳しく光らせている。", "目を厳しく光らせている", "watchful"),
        ("なんとしても勝つ。", "なんとしても", "at all costs"),
        ("いずれにしても不可能だ。", "いずれにしても", "anyhow"),
        ("会談は物別れに終わった。", "物別れに終わった", "break up"),
        ("専門家として述べた。", "として", "as"),
        ("新しい案が出てきた。", "出てきた", "to appear"),
        ("制限なしで見る。", "なし", "without"),
        ("ナロータッチディスプレイバーを見る。", "ナロータッチディスプレイバー", "narrow touch display bar"),
        ("1970年代に始まった。", "1970年代", "decade"),
    ],
)
def test_sentences_with_the_full_dictionaries(full_library: Library, analyse: Analyse, text: str, surface: str, wanted: str) -> None:
    glossed = Glosser(full_library, Lexicon.load()).gloss(analyse(text))
    found = {match.surface: match.glosses for match in (*glossed.matches, *glossed.expressions)}
    assert any(wanted in gloss for gloss in found[surface]), found[surface]


@pytest.mark.dictionary
@pytest.mark.parametrize(
    ("text", "surface", "headword"),
    [
        ("二人のうち一人が勝つ。", "うち", "内"),
        ("連絡がつく。", "つく", "付く"),
        ("彼は家にいる。", "家", "家"),
        ("制限なしで見る。", "なし", "無し"),
    ],
)
def test_the_meant_homograph_is_the_entry(full_library: Library, analyse: Analyse, text: str, surface: str, headword: str) -> None:
    entry = match_of(Glosser(full_library, Lexicon.load()).gloss(analyse(text)), surface).entry
    assert entry is not None
    assert headword in entry.forms


@pytest.mark.dictionary
@pytest.mark.parametrize("text", ["とは言え難しい。", "海は青い空を見る。", "人も国も見る。", "彼は本当に読む。"])
def test_what_is_written_otherwise_is_no_chance(full_library: Library, analyse: Analyse, text: str) -> None:
    glossed = Glosser(full_library, Lexicon.load()).gloss(analyse(text))
    assert not [match.lemma for match in glossed.expressions if not text.startswith(match.lemma[:-1], match.start)]


@pytest.mark.dictionary
@pytest.mark.parametrize(
    ("text", "surface", "wanted"),
    [
        ("衛星の監視網を築く。", "監視網", Pos.NOUN),
        ("春めく季節。", "春めく", Pos.VERB),
        ("彼は不満げな顔だ。", "不満げ", Pos.NA_ADJECTIVE),
    ],
)
def test_a_word_with_a_suffix_is_what_the_suffix_makes_of_it(
    full_library: Library, analyse: Analyse, text: str, surface: str, wanted: Pos
) -> None:
    (match,) = Glosser(full_library, Lexicon.load()).gloss(analyse(text)).expressions
    assert (match.surface, match.pos) == (surface, wanted)
