"""Latin runs are told from Japanese, codes and addresses from both."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from texts.language import language_of, runs
from texts.model import Language


def cut(text: str) -> list[str]:
    """Runs as `language:text`."""
    return [f"{run.language}:{text[run.start : run.end]}" for run in runs(text)]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("BudgetとTaxを見直せ!", ["en:Budget", "ja:と", "en:Tax", "ja:を見直せ!"]),
        ("Trade Warを避ける", ["en:Trade War", "ja:を避ける"]),
        ("In 2019, we met him(Wang),the envoy.", ["en:In 2019, we met him(Wang),the envoy."]),
        ("30日間の交渉", ["ja:30日間の交渉"]),
        ("50%の関税、2025/03/19、1,000億円", ["ja:50%の関税、2025/03/19、1,000億円"]),
        ("Part 14を読む", ["en:Part 14", "ja:を読む"]),
        ("Tokyo 30日間", ["en:Tokyo", "ja: 30日間"]),
        ("F-16とPM2.5、iPhone15", ["other:F-16", "ja:と", "other:PM2.5", "ja:、", "other:iPhone15"]),
        ("COVID-19の影響", ["other:COVID-19", "ja:の影響"]),
        ("T細胞とX線", ["other:T", "ja:細胞と", "other:X", "ja:線"]),
        ("すごいwww", ["ja:すごい", "other:www"]),
        ("ＵＳのＤｅａｌ", ["en:ＵＳ", "ja:の", "en:Ｄｅａｌ"]),
        ("協定(TPP)の", ["ja:協定(", "en:TPP", "ja:)の"]),
        ("https://example.com/a?b=1を見る", ["other:https://example.com/a?b=1", "ja:を見る"]),
        ("連絡先はa.b@example.co.jpです", ["ja:連絡先は", "other:a.b@example.co.jp", "ja:です"]),
        ("ようこそ、Mr. Smith!", ["ja:ようこそ、", "en:Mr. Smith!"]),
        ("U.S.は強い", ["en:U.S.", "ja:は強い"]),
        ("10km先のWi-Fi", ["ja:10km先の", "en:Wi-Fi"]),
        ("didn’t pay 30 dollars", ["en:didn’t pay 30 dollars"]),
        ("Shibuya駅前", ["en:Shibuya", "ja:駅前"]),
        ("Москваは", ["other:Москва", "ja:は"]),
        ("・・・・・", ["other:・・・・・"]),
        ("停戦合意、成立", ["ja:停戦合意、成立"]),
        ("私はI think Plan Bだと", ["ja:私は", "en:I think Plan B", "ja:だと"]),
    ],
)
def test_runs(text: str, want: list[str]) -> None:
    assert cut(text) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("停戦合意、成立", Language.JA),
        ("We agree.", Language.EN),
        ("Dealは成立した。", Language.MIXED),
        ("F-16を送る", Language.JA),
        ("・・・・・", Language.NONE),
        ("2025", Language.NONE),
        ("https://example.com", Language.NONE),
        ("!?", Language.NONE),
        ("", Language.NONE),
    ],
)
def test_language_of(text: str, want: Language) -> None:
    assert language_of(text) is want


ALPHABET = "停戦のと、。「」 ABab.'’-&/1０5%・ｱァーＵé🎉αЖ한\n"


@given(st.text(alphabet=ALPHABET, max_size=60) | st.text(max_size=60))
def test_runs_tile_any_text(text: str) -> None:
    found = runs(text)
    assert "".join(text[run.start : run.end] for run in found) == text
    assert all(run.start < run.end for run in found)
    assert all(one.end == two.start for one, two in pairwise(found))
    for run in found:
        part = text[run.start : run.end]
        if run.language is Language.JA:
            assert not any("a" <= char.lower() <= "z" for char in part) or any(char.isdigit() for char in part)
        if run.language is Language.EN:
            assert not any("ぁ" <= char <= "ん" or "一" <= char <= "龠" for char in part)
