"""Matching: no two meanings in a box of which one would do for the other."""

from __future__ import annotations

import pytest

from decks.model import Word
from decks.sheets.model import Place, Row
from decks.worksheets.match import clash
from texts.model import Language


def row(term: str, *glosses: str) -> Row:
    language = Language.EN if term.isascii() else Language.JA
    return Row(1, Word(language, term, "", (), "noun", glosses, "entry", "taiyaku"), (Place(1, 1, (1,)),))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (row("合意", "agreement"), row("合意する", "to come to terms"), True),
        (row("重要", "weight"), row("重要な", "essential"), True),
        (row("貿易", "trade"), row("自由貿易", "free trade"), True),
        (row("関税", "tariff"), row("追加関税", "additional tariffs"), True),
        (row("国防省", "Ministry of Defence"), row("外務省", "Foreign Ministry"), True),
        (row("首脳会談", "summit", "the talks"), row("協議", "talks"), True),
        (row("議長", "chair"), row("議長案", "chair's proposal"), False),
        (row("監視", "surveillance"), row("監視網", "surveillance network"), False),
        (row("trade war", "貿易戦争"), row("tariff war", "関税戦争"), True),
        (row("trade", "貿易"), row("free trade", "自由貿易"), True),
        (row("deal", "合意"), row("agree", "合意する"), True),
        (row("network", "監視網"), row("trade", "貿易"), False),
        (row("observer", "オブザーバー"), row("system", "監視システム"), False),
    ],
)
def test_meanings_that_share_a_head_word_clash(one: Row, other: Row, expected: bool) -> None:
    assert clash(one, other) is expected
    assert clash(other, one) is expected
