from __future__ import annotations

import pytest

from tests.texts.analysing import analyse, with_ruby
from texts.tables import rows
from texts.towns import towns


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("兵庫県香住町", [(5, "ちょう")]),
        ("兵庫県城崎郡香住町", [(8, "ちょう")]),
        ("兵庫県の城崎郡の香住町に住む", [(10, "ちょう")]),
        ("香住町（かすみちょう）は、かつて兵庫県城崎郡にあった町", [(2, "ちょう")]),
        ("茨城県北相馬郡利根町", [(9, "まち")]),
        ("岡山県真庭郡川上村", [(8, "そん")]),
        ("長野県南佐久郡川上村", []),  # むら, as the analyser has it
        ("岩手県山田町", []),  # some are まち there, some ちょう
        ("兵庫県の港町", []),
        ("兵庫県城下町", []),
        ("兵庫県神戸市元町", []),  # a part of a city
        ("福島県内全町村", []),
        ("兵庫県香住町長", []),
        ("香住町は静かだ", []),
        ("町と村", []),
    ],
)
def test_of_which_prefecture(text: str, wanted: list[tuple[int, str]]) -> None:
    assert towns(text) == wanted


def test_only_what_the_analyser_cuts_there_is_read_so() -> None:
    assert with_ruby(analyse("兵庫県城崎郡香住町")).endswith("香[か]住[すみ]町[ちょう]")
    assert with_ruby(analyse("山口県熊毛郡平生町")).endswith("平[ひら]生[お]町[ちょう]")  # 平生町 is one word: not cut to へいぜい


def test_a_prefecture_has_one_row() -> None:
    prefectures = [name for town, _, names in rows("towns.tsv", 3) if not town.startswith("no") for name in names.split()]
    assert len(prefectures) == len(set(prefectures)) > 30
    assert all(town in ("ちょう", "まち", "no", "no end") for town, _, _ in rows("towns.tsv", 3))
