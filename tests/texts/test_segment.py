"""Hand-wrapped text becomes reading units; nothing is lost, every offset is right."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from texts.boundaries import ends_line
from texts.importers import open_document
from texts.model import AuthorRuby, BlockHint, BlockKind, Document, Language, Sentence
from texts.segment import MAX_SENTENCE, segment

SAMPLES = Path(__file__).parents[2] / "texts" / "samples"
H, N, B = BlockKind.HEADING, BlockKind.NARRATION, BlockKind.BUBBLE


def document(text: str, ruby: tuple[AuthorRuby, ...] = (), hints: tuple[BlockHint, ...] = ()) -> Document:
    return Document(id="x", title="x", source="x", encoding="utf-8", text=text, ruby=ruby, hints=hints)


def units(text: str) -> list[str]:
    return [sentence.text for sentence in segment(document(text))]


def kinds(text: str) -> list[tuple[BlockKind, str]]:
    return [(sentence.block, sentence.text) for sentence in segment(document(text))]


def squash(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(
    ("text", "want"),
    [
        # wrapped lines
        ("増税の前に、\n無駄を削れ!", ["増税の前に、無駄を削れ!"]),
        ("The vote was close,\nbut it was fair.", ["The vote was close, but it was fair."]),
        ("我がUnited\nStatesの威信", ["我がUnited Statesの威信"]),
        ("私、そして我が\nGovernmentの責任だ・・・", ["私、そして我がGovernmentの責任だ・・・"]),
        ("Budgetの\n審議", ["Budgetの審議"]),
        ("cease-\nfire talks.", ["cease-fire talks."]),
        ("会談は2024年\n10月に開かれた。", ["会談は2024年10月に開かれた。"]),
        ("首相は来年度の\r\n予算案を示した。", ["首相は来年度の予算案を示した。"]),
        # a mark at the end of a line ends a unit, also ・・・ and half-width marks
        ("これで終わりだ!\nこう語った首相。", ["これで終わりだ!", "こう語った首相。"]),
        ("勝てない・・・\n党首は退いた。", ["勝てない・・・", "党首は退いた。"]),
        ("どうする?\n答えは出た。", ["どうする?", "答えは出た。"]),
        ("・・・・・\n沈黙が続いた。", ["・・・・・", "沈黙が続いた。"]),
        # marks inside a line
        ("可決した。だが、溝は深い。", ["可決した。", "だが、溝は深い。"]),
        ("可決した!次は参院だ!", ["可決した!", "次は参院だ!"]),
        ("可決です．次に進みます．", ["可決です．", "次に進みます．"]),
        ("支持率は3.5%。株価は1.2倍。", ["支持率は3.5%。", "株価は1.2倍。"]),
        ("そうか・・・だが、遅い。", ["そうか・・・だが、遅い。"]),
        ("なんと!?嘘だろう。", ["なんと!?", "嘘だろう。"]),
        # a lead-in before a bubble
        ("首相は記者団に、\n\n\n\nこれは\n敗北だ!", ["首相は記者団に、", "これは敗北だ!"]),
        # quotations stay whole
        ("首相は「辞めない。続ける!」と述べた。", ["首相は「辞めない。続ける!」と述べた。"]),
        ("「辞めない。」\nと述べた。", ["「辞めない。」と述べた。"]),
        ("「辞めない。」\nところが、事態は動いた。", ["「辞めない。」", "ところが、事態は動いた。"]),
        ("「絶対に辞めない!\n続ける!」と首相は述べた。", ["「絶対に辞めない!続ける!」と首相は述べた。"]),
        ("「渡さない。」国民は沸いた。", ["「渡さない。」", "国民は沸いた。"]),
        ("停戦だ!と叫ぶ声がした。", ["停戦だ!と叫ぶ声がした。"]),
        ("閉じない「引用だ。次の文だ。", ["閉じない「引用だ。", "次の文だ。"]),
        ("合意(暫定。来年まで)が成立。次へ。", ["合意(暫定。来年まで)が成立。", "次へ。"]),
        # English
        ("Mr. Smith met Dr. Ito. They talked.", ["Mr. Smith met Dr. Ito.", "They talked."]),
        ("The U.S. side paid $1.5 billion. It was late.", ["The U.S. side paid $1.5 billion.", "It was late."]),
        ("He left the U.S. The talks failed.", ["He left the U.S.", "The talks failed."]),
        ("It starts at 9 a.m. on Jan. 5. Come early.", ["It starts at 9 a.m. on Jan. 5.", "Come early."]),
        ("“We agree. We sign,” he said. Then he left.", ["“We agree. We sign,” he said.", "Then he left."]),
        ("Stop! Why now? Because.", ["Stop!", "Why now?", "Because."]),
        ("He paid our people.He left.", ["He paid our people.", "He left."]),
        ("We agree.しかし、遅い。", ["We agree.", "しかし、遅い。"]),
        ("See Mr.\nSmith today.", ["See Mr. Smith today."]),
        ("Yahoo!ニュースが報じた。", ["Yahoo!ニュースが報じた。"]),
        ("We will build a port next year\n今年も、漁獲は減りました。", ["We will build a port next year", "今年も、漁獲は減りました。"]),
        # lists, rules, indentation
        ("条件は次の通り:\n・減税\n・改革", ["条件は次の通り:", "・減税", "・改革"]),
        ("安全保障\n・経済の話だ。", ["安全保障・経済の話だ。"]),
        ("■経済\n円安が進んだ。", ["■経済", "円安が進んだ。"]),
        ("-----\n次の話。", ["-----", "次の話。"]),
        ("　首相は\n辞めた。\n　株価は\n下がった。", ["首相は辞めた。", "株価は下がった。"]),
        # marks alone belong to what they follow
        ("勝った。)次だ。", ["勝った。)", "次だ。"]),
        ("勝った!🎉次だ!(笑)またね。", ["勝った!🎉", "次だ!(笑)", "またね。"]),
    ],
)
def test_units(text: str, want: list[str]) -> None:
    assert units(text) == want


def test_kinds_of_blocks() -> None:
    text = (
        "前回は関税の話でした。\n選挙の行方:割れる票\n\n選挙は接戦でした。\n党首は街頭で、\n\n\n\n"
        "Taxを下げて、\n暮らしを守る!\nこう訴えました。\n\n\n\nWe never raise\nthe tax.\n次の争点\n\n"
        "外交も争点です。\n\n\n\n・・・・・\n記者は黙りました。\n\nThe race is open.\n\n結果は明日です。"
    )
    assert kinds(text) == [
        (N, "前回は関税の話でした。"),
        (H, "選挙の行方:割れる票"),
        (N, "選挙は接戦でした。"),
        (N, "党首は街頭で、"),
        (B, "Taxを下げて、暮らしを守る!"),
        (N, "こう訴えました。"),
        (B, "We never raise the tax."),
        (H, "次の争点"),
        (N, "外交も争点です。"),
        (B, "・・・・・"),
        (N, "記者は黙りました。"),
        (B, "The race is open."),
        (N, "結果は明日です。"),
    ]


def test_english_articles_are_narration() -> None:
    text = "A close race\n\nThe vote was held on Sunday.\n\nNobody won.\n\nTalks go on."
    assert [kind for kind, _ in kinds(text)] == [H, N, N, N]


def test_a_heading_before_an_unwrapped_line() -> None:
    body = "政府は昨日、来年度の予算案を閣議で決定し、総額が過去最大の120兆円に達すると発表しました。"
    assert kinds(f"膨らむ予算\n{body}\n") == [(H, "膨らむ予算"), (N, body)]


def test_a_bare_noun_before_a_sentence_is_a_heading() -> None:
    body = "政府は昨日、来年度の予算案を閣議で決定しました。首相が説明します。"
    assert kinds(f"選挙は終わった。\n膨らむ予算\n{body}")[1] == (H, "膨らむ予算")
    wrapped_line = "引き下げを検討していると昨日の会見で発表しました。"
    assert units(f"政府は関税\n{wrapped_line}") == [f"政府は関税{wrapped_line}"]


def test_a_title_may_ask() -> None:
    assert kinds("関税は誰を守るのか?\n\n本文です。") == [(H, "関税は誰を守るのか?"), (N, "本文です。")]


def test_a_bare_line_is_no_heading() -> None:
    assert kinds("停戦合意が成立") == [(N, "停戦合意が成立")]


def test_paragraphs_number_the_blocks() -> None:
    sentences = list(segment(document("題名\n\n一つ目。二つ目。\n三つ目。\n\n四つ目。")))
    assert [sentence.paragraph for sentence in sentences] == [0, 1, 1, 1, 2]
    assert [sentence.index for sentence in sentences] == [0, 1, 2, 3, 4]


def test_languages() -> None:
    sentences = list(segment(document("合意した。\n\nWe agree.\n\nDealは成立。\n\n・・・・・\n")))
    assert [s.language for s in sentences] == [Language.JA, Language.EN, Language.MIXED, Language.NONE]


def test_ruby_moves_into_the_sentence() -> None:
    text = "序文です。\n外相は尹\n錫悦氏と会った。"
    at = text.index("尹")
    ruby = (AuthorRuby(at, at + 4, "ユン・ソンニョル"), AuthorRuby(text.index("会"), text.index("会") + 1, "あ"))
    second = list(segment(document(text, ruby=ruby)))[1]
    assert second.text == "外相は尹錫悦氏と会った。"
    assert [(second.text[r.start : r.end], r.reading) for r in second.ruby] == [("尹錫悦", "ユン・ソンニョル"), ("会", "あ")]


def test_hints_decide_kind_and_speaker() -> None:
    text = "題名の行だ。本文です。台詞だ。\n続く台詞だ。"
    start = text.index("台詞")
    hints = (BlockHint(0, 6, H), BlockHint(start, len(text), B, "大統領A"))
    sentences = list(segment(document(text, hints=hints)))
    assert [(s.block, s.speaker, s.text) for s in sentences] == [
        (H, None, "題名の行だ。"),
        (N, None, "本文です。"),
        (B, "大統領A", "台詞だ。"),
        (B, "大統領A", "続く台詞だ。"),
    ]


def test_the_first_sentence_needs_no_look_at_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def spy(text: str) -> bool:
        seen.append(text)
        return ends_line(text)

    monkeypatch.setattr("texts.wrapping.ends_line", spy)
    sentences = segment(document("合意した。次です。\n" * 10_000))
    assert next(sentences).text == "合意した。"
    assert len(seen) == 1
    assert [sentence.text for sentence in itertools.islice(sentences, 2)] == ["次です。", "合意した。"]
    assert len(seen) == 2


@pytest.mark.parametrize(
    "text",
    [
        "あ" * 1_000_000,
        "word " * 100_000,
        "「" * 50_000,
        "(" * 20_000 + "あ。" * 10_000,
        "あ\n" * 20_000,
        "。" * 50_000,
        "A." * 30_000,
        "・" * 50_000,
        '"' * 9_001,
    ],
    ids=["one line", "words", "openers", "nested", "short lines", "marks", "dots", "nakaguro", "quotes"],
)
def test_enormous_units_are_cut(text: str) -> None:
    sentences = list(segment(document(text)))
    assert all(len(sentence.text) <= MAX_SENTENCE + 1 for sentence in sentences)
    check(text, sentences)


def test_an_enormous_sentence_is_cut_at_a_comma() -> None:
    text = "長い話は続き、" * 1_000 + "終わる。"
    assert all(sentence.text.endswith("、") for sentence in list(segment(document(text)))[:-1])


def test_samples() -> None:
    for path in sorted(SAMPLES.glob("*.txt")):
        source = open_document(str(path))
        sentences = list(segment(source))
        check(source.text, sentences)
        assert 40 <= len(sentences) <= 60
        count = {kind: sum(s.block is kind for s in sentences) for kind in BlockKind}
        assert count[H] >= 4
        assert count[B] >= 12
        assert any(s.text.endswith("、") and s.block is N for s in sentences)
        assert any(s.language is Language.MIXED for s in sentences)


def check(text: str, sentences: list[Sentence]) -> None:
    """What always holds: order, offsets, nothing lost, the text follows from the source."""
    at = 0
    for index, sentence in enumerate(sentences):
        assert sentence.index == index
        assert at <= sentence.start < sentence.end <= len(text)
        assert not text[at : sentence.start].strip()
        assert squash(text[sentence.start : sentence.end]) == squash(sentence.text)
        assert sentence.text == sentence.text.strip() != ""
        assert "\n" not in sentence.text
        at = sentence.end
    assert not text[at:].strip()


PIECES = st.sampled_from(
    ["首相は", "合意した", "Deal", "We agree", "「", "」", "。", "、", "!", "・・・", "\n", "\n\n", "\n\n\n\n", "\r\n", " ", "　",
     ".", "Mr.", "U.S.", "3.5%", "(", ")", '"', "と述べた", "■", "・", "1.", "\t", "🎉", "、\n", "。\n", "!\n", "’s", "—", "\u2028",
     "？", "#"]
)  # fmt: skip


@settings(max_examples=300)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_torture(text: str) -> None:
    check(text, list(segment(document(text))))


@settings(max_examples=100)
@given(st.text(max_size=80))
def test_any_text(text: str) -> None:
    check(text, list(segment(document(text))))


SENTENCES = (
    "首相は来年度の予算案を閣議で決定した。", "野党は「説明が足りない」と批判している。", "なぜ、今なのか?",
    "交渉は三日目に入った。", "これでは話にならない!",
    "第2四半期の成長率は1.5%だった。", "米国と欧州の溝は、深まるばかりだ・・・", "協定(暫定)の期限は3月末に切れる。",
)  # fmt: skip
ENGLISH = (
    "The talks will resume next week.", "Nobody expected this result.", "Mr. Ito said the U.S. side agreed.",
    "Prices rose 3.5 percent in May.",
)  # fmt: skip


@st.composite
def wrapped(draw: st.DrawFn) -> tuple[str, list[str]]:
    """An article wrapped by hand at random places, and its units."""
    wanted, blocks = [], []
    for _ in range(draw(st.integers(1, 8))):
        lines = []
        for unit in draw(st.lists(st.sampled_from(SENTENCES + ENGLISH), min_size=1, max_size=3)):
            wanted.append(unit)
            if unit in ENGLISH:
                words = unit.split()
                cut = draw(st.integers(2, len(words) - 1))
                lines += [" ".join(words[:cut]), " ".join(words[cut:])] if draw(st.booleans()) else [unit]
            else:
                places = [at for at, char in enumerate(unit[:-4], 1) if char in "はがをにの、"]
                cut = draw(st.sampled_from(places or [len(unit)])) if draw(st.booleans()) else len(unit)
                lines += [part for part in (unit[:cut], unit[cut:]) if part]
        blocks.append("\n".join(lines))
    gap = draw(st.sampled_from(["\n\n", "\n\n\n\n", "\r\n\r\n"]))
    return gap.join(blocks), wanted


@settings(max_examples=200)
@given(wrapped())
def test_rewrapped_articles_come_back(case: tuple[str, list[str]]) -> None:
    text, wanted = case
    assert units(text) == wanted
