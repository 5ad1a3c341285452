from __future__ import annotations

import pytest

from tests.texts.analysing import accepted, analyse, gold, spelled
from texts.kana import has_kanji, is_kana, to_hiragana
from texts.model import Origin
from texts.names import ANYWHERE, BORDERED, WEAK, Names, Style, is_native, names
from texts.tables import rows

KINDS = {"person", "place", "province", "organisation", "title"}
TABLE = list(rows("names.tsv", 5))


def found(text: str, table: Names | None = None) -> list[tuple[str, str]]:
    return [(text[start:end], name.shown) for start, end, name in (table or names()).find(text)]


def test_gold(capsys: pytest.CaptureFixture[str]) -> None:
    wrong = []
    table = gold("names.tsv")
    for text, name, cell in table:
        start = text.index(name)
        got = spelled(analyse(text), start, start + len(name))
        if got not in accepted(cell):
            wrong.append((text, name, got))
    with capsys.disabled():
        print(f"\nnames gold: {len(table) - len(wrong)}/{len(table)}, wrong {wrong}")
    assert len(wrong) <= 0.03 * len(table)


def test_the_table_is_sound() -> None:
    forms = {form[0]: form[1] for what, pairs in rows("name_borders.tsv", 2) if what == "form" for form in pairs.split()}
    seen = set()
    assert len(TABLE) >= 800
    for name, reading, other, kind, after in TABLE:
        assert has_kanji(name), name
        assert is_kana(to_hiragana(reading).replace("・", "")), name
        assert not other or is_kana(to_hiragana(other).replace("・", "")), name
        assert reading != other, name
        assert kind in KINDS, name
        assert len(name) > 1 or after not in ("", ANYWHERE, BORDERED), f"{name}: a single character needs something after it"
        assert after[:1] not in ("&", "%") or len(name) > 1, name
        key = ("".join(forms.get(character, character) for character in name), after)
        assert key not in seen, f"{name} stands twice"
        seen.add(key)


def test_forms_are_one_character_for_another_and_lead_to_no_other_form() -> None:
    pairs = [form for what, forms in rows("name_borders.tsv", 2) if what == "form" for form in forms.split()]
    assert all(len(pair) == 2 and pair[0] != pair[1] for pair in pairs)
    olds = {pair[0] for pair in pairs}
    assert len(olds) == len(pairs)
    assert not olds & {pair[1] for pair in pairs}


def contexts(name: str, after: str) -> list[str]:
    """Texts that the table wants a name to be found in: alone, before what must follow, beside what must stand somewhere."""
    if after[:1] == "&":
        return [f"{name}、{word}" for word in after[1:].split("|")]
    if after in ("", ANYWHERE, BORDERED, WEAK) or after[0] == "!":
        return [name]
    return [f"{name}{word}" for word in (("元年", "二年") if after == "%era" else after.split("|"))]


def test_every_name_is_found_whole() -> None:
    for name, reading, other, _, after in TABLE:
        alone = after in ("", ANYWHERE, BORDERED, WEAK) or after[0] in "!&%"
        for text in contexts(name, after):
            start, end, got = names().find(text)[0]
            assert (start, end) >= (0, len(name)), text  # or a longer name that begins so
            if alone:
                assert (start, end, got.shown, got.other) == (0, len(name), reading, other), text
                assert got.foreign == is_native(reading, name)
                assert got.word.surface == name
                assert got.weak == (after == WEAK)


def test_the_longest_name_wins() -> None:
    assert found("尹錫悦大統領") == [("尹錫悦", "ユン・ソンニョル")]
    assert found("江華島と江華島条約") == [("江華島", "カンファド"), ("江華島条約", "こうかとうじょうやく")]


@pytest.mark.parametrize(
    "text", ["朴正煕", "朴正熙", "蒋介石", "蔣介石", "柳田國男", "武藏國", "吉﨑と宮﨑駿", "竜山駅", "龍山駅", "六ケ所村", "六ヶ所村"]
)
def test_old_and_variant_forms(text: str) -> None:
    names_found = names().find(text)
    assert names_found
    for start, end, name in names_found:
        assert name.word.surface == text[start:end]  # as written: the words of a sentence tile it


def test_a_spelling_is_one_word() -> None:
    table = Names()
    ((_, _, first),) = table.find("朴正熙")
    ((_, _, again),) = table.find("また朴正熙")
    ((_, _, other),) = table.find("朴正煕")
    assert first is again
    assert other.word is not first.word
    assert other.word.normalized == first.word.normalized


@pytest.mark.parametrize(
    ("style", "shown"),
    [
        ("news", ["ユン・ソンニョル", "しゅうきんぺい", "チョンワデ", "みなもとのよりよし"]),
        ("japanese", ["いんしゃくえつ", "しゅうきんぺい", "せいがだい", "みなもとのよりよし"]),
        ("native", ["ユン・ソンニョル", "シー・チンピン", "チョンワデ", "みなもとのよりよし"]),
    ],
)
def test_styles(style: Style, shown: list[str]) -> None:
    table = names(style)
    assert table is names(style)
    text = "尹錫悦、習近平、青瓦台、源頼義"
    assert [reading for _, reading in found(text, table)] == shown
    for _, _, name in table.find(text)[:3]:
        assert name.other
        assert {is_native(name.shown, name.word.surface), is_native(name.other, name.word.surface)} == {True, False}
        assert name.foreign == is_native(name.shown, name.word.surface)
        assert name.word.reading == to_hiragana(name.shown).replace("・", "")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("釜山、釜山市、釜山港", ["釜山", "釜山", "釜山港"]),
        ("葛城", ["葛城"]),
        ("諸葛城主", []),  # another kanji before it
        ("葛城踏切", []),  # another behind it
        ("奈良県葛城市", ["葛城"]),  # an address, an ending
        ("帰国後", []),
        ("国後島", ["国後島"]),
        ("尹さん", []),  # a bare family name only before a title
        ("尹大統領", ["尹"]),
        ("伊豆国立公園", []),
        ("伊豆国田方郡", ["伊豆国"]),
        ("大陸中国", []),
        ("下野国庁跡", []),
        ("吉田茂、吉田茂首相", ["吉田茂", "吉田茂"]),
        ("吉田茂樹", []),  # a longer given name
        ("春日野川", []),
        ("仙台北部", []),
        ("結石破砕", []),
        ("大岡越前守", ["越前守"]),
        ("越前守護", []),
        ("明朝七時", []),
        ("明朝の皇帝", ["明朝"]),
        ("池田町、福井県池田町", ["池田町", "池田町"]),
        ("長野県池田町", ["町"]),  # of its prefecture, by `texts.towns`
        ("兵庫県東条町長", []),
        ("天文年間の天文学", ["天文"]),
        ("駆逐艦春風と春風", ["春風", "春風"]),
        ("春風が吹く", []),
        ("広島県安芸郡坂町", ["坂町"]),
        ("安芸郡の赤坂町", []),
        ("猿田彦神と猿田彦神社", ["猿田彦神"]),
    ],
)
def test_borders(text: str, wanted: list[str]) -> None:
    assert [surface for surface, _ in found(text)] == wanted


def test_a_name_is_sure_and_says_where_it_is_from() -> None:
    analysis = analyse("金正恩氏は釜山へ。")
    assert [(ruby.reading, ruby.origin, ruby.sure) for ruby in analysis.ruby if "ァ" <= ruby.reading[0] <= "ヺ"] == [
        ("キム・ジョンウン", Origin.NAME, True),
        ("プサン", Origin.NAME, True),
    ]
