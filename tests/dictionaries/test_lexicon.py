"""The tables are well-formed, and the lexicon answers as its door promises."""

from __future__ import annotations

import dataclasses

import pytest

from dictionaries.kanji import load_kanji_readings
from dictionaries.lexicon import JAPANESE_TABLES, MORPHEME_TABLE, TERM_TABLES, Lexicon
from dictionaries.model import Category
from texts.furigana import align
from texts.kana import is_kana, is_kanji
from texts.tables import rows

POS = {"n", "vs", "na", "name", "title", "honorific", "state", "region", "place", "org", "prefix", "suffix"}
ENGLISH_POS = {"noun", "verb", "adjective", "adverb"}
CATEGORIES = {category.value for category in Category}
ACCENTS = str.maketrans("éüöôáñ", "euooan")
TABLES = (*JAPANESE_TABLES, MORPHEME_TABLE)

# Outside the tables of names, kanji that share one reading, each with its reason.
READ_AS_A_WHOLE = {
    "為替 天皇 行方 硫黄 一人 博士": "words whose kanji have no reading of their own in them",
    "上海 香港 北京 平壌 仁川 済州 開城工業団地 延坪島砲撃": "places read as in their own country; the whole run may hold together",
    "河野談話 安倍政権 安倍元首相銃撃事件 加計問題": "surnames, read as KANJIDIC has no kanji",
    "辺野古移設 樺太千島交換条約": "places of Japan with a reading of their own",
    "五五年体制": "五 is said as 五十",
    "三〇事件": "〇 is no kanji of KANJIDIC",
}  # fmt: skip
STATE_LETTERS = "日米韓中露ロソ英仏独伊欧朝豪印比台越加葡伯墨秘"


def japanese_rows() -> list[tuple[str, tuple[str, ...]]]:
    return [(table, row) for table in TABLES for row in rows(table, 7, "dictionaries")]


def test_no_japanese_term_stands_twice_within_or_across_the_tables() -> None:
    seen: dict[str, str] = {}
    twice = [(row[0], seen[row[0]], table) for table, row in japanese_rows() if seen.setdefault(row[0], table) != table]
    assert twice == []
    assert len(seen) == len(japanese_rows())


def test_every_japanese_row_is_well_formed() -> None:
    wrong = []
    for table, (term, reading, category, english, modifier, pos, _note) in japanese_rows():
        kana = (reading or term).replace("・", "")
        glosses = [gloss.strip() for gloss in english.split(";")]
        if (
            not is_kana(kana)
            or (category != "-" and category not in CATEGORIES)
            or not all(glosses)
            or len(set(glosses)) < len(glosses)
            or not english.translate(ACCENTS).isascii()
            or not modifier.isascii()
            or (pos and pos not in POS)
        ):
            wrong.append((table, term))
    assert wrong == []


def test_every_kanji_is_covered_by_its_reading() -> None:
    """Readings are parted over the kanji by KANJIDIC's readings: a slip of the pen leaves a run together, or nothing at all."""
    readings = load_kanji_readings()
    named = {word for words in READ_AS_A_WHOLE for word in words.split()}
    bare, together, used = [], [], set()
    for table, (term, reading, *_rest) in japanese_rows():
        spans = align(term, reading, readings)
        if {at for start, end, _ in spans for at in range(start, end)} < {at for at, letter in enumerate(term) if is_kanji(letter)}:
            bare.append((table, term, reading))
        runs = {term[start:end] for start, end, _ in spans if end - start > 1}
        used |= runs & named
        if table not in ("names.tsv", "states.tsv") and not runs <= named:
            together.append((table, term, reading))
    assert bare == []
    assert together == []
    assert used == named, "an exception that nothing needs"


def test_state_letters_are_all_there_and_stand_for_a_known_state() -> None:
    lexicon = Lexicon.load()
    letters = {letter: lexicon.morpheme(letter) for letter in STATE_LETTERS}
    assert [letter for letter, entry in letters.items() if entry is None or entry.pos != "state"] == []
    states = {gloss for row in rows("states.tsv", 7, "dictionaries") for gloss in (row[3] + "; " + row[4]).split("; ")}
    unknown = [entry for entry in letters.values() if entry and entry.english[0].removeprefix("the ") not in {*states, "US"}]
    assert unknown == []


def test_english_and_small_tables_are_well_formed() -> None:
    phrases = list(rows("news_en.tsv", 4, "dictionaries"))
    assert len({row[:2] for row in phrases}) == len(phrases), "a word has one row for each part of speech"
    assert [row for row in phrases if row[1] not in ENGLISH_POS or not row[3]] == []
    assert {row[2] for row in phrases} <= {"-", *CATEGORIES}
    assert [row[0] for row in phrases if row[0] != " ".join(row[0].split())] == []
    keywords = list(rows("gloss_keywords.tsv", 2, "dictionaries"))
    assert len({word for word, _ in keywords}) == len(keywords)
    assert all(word == word.lower() and " " not in word and category in CATEGORIES for word, category in keywords)
    edges = list(rows("edges.tsv", 2, "dictionaries"))
    assert len({text for text, _ in edges}) == len(edges)
    assert {rule for _, rule in edges} == {"start", "end", "cut", "lone"}
    patterns = list(rows("patterns.tsv", 3, "dictionaries"))
    assert len({row[:2] for row in patterns}) == len(patterns)
    assert all(side in ("prefix", "suffix", "relation", "middle") and "{" in template for _, side, template in patterns)


def test_every_table_says_where_it_is_from() -> None:
    from importlib.resources import files

    for table in (*TABLES, "news_en.tsv", "gloss_keywords.tsv", "edges.tsv", "patterns.tsv"):
        head = (files("dictionaries") / "data" / table).read_text(encoding="utf-8").split("\n")[:3]
        assert all(line.startswith("#") for line in head)
        assert "Licence" in head[1]


def test_sizes_do_not_shrink() -> None:
    sizes = {table: sum(1 for _ in rows(table, 7, "dictionaries")) for table in TABLES}
    assert sum(sizes[table] for table in TERM_TABLES) >= 6500
    assert sizes["morphemes.tsv"] >= 1150
    assert sizes["states.tsv"] >= 900
    assert sizes["names.tsv"] >= 850
    assert sum(1 for _ in rows("news_en.tsv", 4, "dictionaries")) >= 4000


def test_whole_terms_and_morphemes() -> None:
    lexicon = Lexicon.load()
    state = lexicon.japanese("米国")
    assert state is not None
    assert (state.reading, state.english[0], state.modifier) == ("べいこく", "United States", "US")
    assert (state.category, state.pos) == (Category.PLACE, "state")
    complete = lexicon.morpheme("完全")
    assert complete is not None
    assert complete.modifier == "complete"
    assert lexicon.japanese("完全") is None, "a word of no subject of its own is no term"
    ceasefire = lexicon.japanese("停戦")
    assert ceasefire is not None, "a morpheme that is a word of the news by itself is found as a term"
    assert ceasefire.english == ("ceasefire",)
    assert lexicon.japanese("露") is None
    assert lexicon.japanese("ミサイル") == lexicon.morpheme("ミサイル")


def test_an_empty_reading_or_modifier_is_filled_in() -> None:
    lexicon = Lexicon.load()
    kana = lexicon.japanese("クレムリン")
    assert kana is not None
    assert kana.reading == "クレムリン"
    assert kana.modifier == kana.english[0] == "Kremlin"


@pytest.mark.parametrize(
    ("phrase", "japanese"),
    [
        ("strike", "攻撃"),
        ("Strike", "攻撃"),
        ("military aid", "軍事援助"),
        ("US", "米国"),
        ("NATO", "北大西洋条約機構"),
        ("Kyiv", "キーウ"),
        ("peace talks", "和平交渉"),
        ("France", "フランス"),  # turned round from the table of states
        ("intelligence agency", "情報機関"),  # turned round from the terms
    ],
)
def test_english_finds_the_sense_of_the_news(phrase: str, japanese: str) -> None:
    found = Lexicon.load().english(phrase)
    assert found is not None
    assert found.japanese[0] == japanese


@pytest.mark.parametrize("phrase", ["us", "who", "turkey", "may", "the", ""])
def test_a_common_word_is_not_taken_for_a_name_or_acronym(phrase: str) -> None:
    assert Lexicon.load().english(phrase) is None


def test_longest_english_counts_words() -> None:
    lexicon = Lexicon.load()
    assert lexicon.longest_english >= 3
    longest = [row[0] for row in rows("news_en.tsv", 4, "dictionaries")]
    assert lexicon.longest_english >= max(len(phrase.split()) for phrase in longest)


def test_it_is_loaded_once_and_frozen() -> None:
    assert Lexicon.load() is Lexicon.load()
    with pytest.raises(dataclasses.FrozenInstanceError):
        Lexicon.load().longest_english = 1  # type: ignore[misc]
