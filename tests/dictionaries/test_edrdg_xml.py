"""JMdict and JMnedict as XML: the same dictionary as jamdict's copy of the same entries, and nothing taken on trust."""

from __future__ import annotations

import gzip
import json
import sqlite3
import tracemalloc
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, cast

import pytest

from dictionaries.build import build
from dictionaries.sources import SOURCES, Format, Original, Source, _edrdg, _edrdg_xml, _jamdict, installed
from tests.dictionaries.conftest import make_jamdict
from tests.dictionaries.edrdg import JMDICT_HEAD, JMDICT_WORDS, JMDICT_XML, JMNEDICT_HEAD, JMNEDICT_NAMES, JMNEDICT_XML
from texts.errors import BadInputError

JMDICT, JMNEDICT = (cast("Format", SOURCES.load(name)) for name in ("jmdict_xml", "jmnedict_xml"))
TABLES = {"entry": "id", "form": "text, entry, written", "english": "key, rank", "zipf": "language, word"}


def source_of(path: Path, text: str, format_: Format = JMDICT, *, packed: bool = True) -> Source:
    data = text.encode()
    path.write_bytes(gzip.compress(data) if packed else data)
    return format_.source(Original(format_.takes_place_of, path, "0" * 64, file_name=path.name))


def tables(path: Path) -> dict[str, list[Any]]:
    with closing(sqlite3.connect(path)) as db:
        return {table: db.execute(f"SELECT * FROM {table} ORDER BY {key}").fetchall() for table, key in TABLES.items()}


def compiled(tmp_path: Path, text: str, format_: Format = JMDICT) -> dict[str, list[Any]]:
    build(source_of(tmp_path / "file.gz", text, format_), tmp_path / "made.sqlite")
    return tables(tmp_path / "made.sqlite")


@pytest.mark.parametrize(("format_", "text"), [(JMDICT, JMDICT_XML), (JMNEDICT, JMNEDICT_XML)], ids=["jmdict", "jmnedict"])
@pytest.mark.parametrize("packed", [True, False], ids=["gzip", "plain"])
def test_the_same_entries_give_the_same_dictionary_as_jamdicts_copy(
    format_: Format, text: str, packed: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = make_jamdict(tmp_path / "jamdict.db", JMDICT_WORDS, JMNEDICT_NAMES)
    monkeypatch.setattr(_jamdict, "data_file", lambda: copy)
    build(installed(format_.takes_place_of), tmp_path / "old.sqlite")
    build(source_of(tmp_path / "file", text, format_, packed=packed), tmp_path / "new.sqlite")
    old, new = tables(tmp_path / "old.sqlite"), tables(tmp_path / "new.sqlite")
    assert len(new["entry"]) == (len(JMDICT_WORDS) if format_ is JMDICT else len(JMNEDICT_NAMES))
    for table, found in new.items():
        assert found == old[table], table


def test_the_date_and_the_maker_are_those_of_the_file(tmp_path: Path) -> None:
    info = source_of(tmp_path / "a.gz", JMDICT_XML).info
    assert (info.name, info.title, info.dated) == ("jmdict", "JMdict", "2026-11-20")
    assert "EDRDG" in info.attribution
    assert source_of(tmp_path / "b.xml", JMNEDICT_XML, JMNEDICT, packed=False).info.dated == "2026-11-21"


def test_a_file_is_known_by_what_it_begins_with(tmp_path: Path) -> None:
    for text, wanted in ((JMDICT_XML, JMDICT), (JMNEDICT_XML, JMNEDICT)):
        for data in (text.encode(), gzip.compress(text.encode()), b"\xef\xbb\xbf" + text.encode()):
            assert [f for f in (JMDICT, JMNEDICT) if f.accepts(tmp_path / "x", data[:4096])] == [wanted]
    assert not JMDICT.accepts(tmp_path / "JMdict_e.gz", gzip.compress(b"<html>not found</html>"))
    assert not JMDICT.accepts(tmp_path / "JMdict_e.gz", b"\x1f\x8b broken")


ENTRY = "<entry><ent_seq>{0}</ent_seq>{1}<r_ele><reb>よみ</reb></r_ele>{2}</entry>"
SENSE = "<sense><pos>&n;</pos><gloss>thing</gloss></sense>"


def jmdict(*entries: str) -> str:
    return JMDICT_HEAD + "".join(entries) + "</JMdict>"


def test_forms_for_the_search_find_the_entry_and_are_not_shown(tmp_path: Path) -> None:
    forms = "<k_ele><keb>表</keb></k_ele><k_ele><keb>裏</keb><ke_inf>&sK;</ke_inf></k_ele>"
    reading = "<r_ele><reb>よむ</reb><re_inf>&sk;</re_inf></r_ele>"
    found = compiled(tmp_path, jmdict(ENTRY.format(1, forms, reading + SENSE)))
    assert found["entry"][0][1:3] == ("表", "よみ")
    assert [row[0] for row in found["form"]] == ["よみ", "よむ", "表", "裏"]
    assert [row[3] for row in found["english"]] == ["表"]


def test_parts_of_speech_hold_until_others_are_named(tmp_path: Path) -> None:
    senses = f"{SENSE}<sense><gloss>matter</gloss></sense><sense><pos>&vs;</pos><gloss>to do</gloss></sense>"
    found = compiled(tmp_path, jmdict(ENTRY.format(1, "", senses)))
    assert json.loads(found["entry"][0][7]) == [[["n"], [], ["thing"]], [["n"], [], ["matter"]], [["vs"], [], ["to do"]]]


def test_senses_without_english_are_left_out_and_so_are_entries_without_any(tmp_path: Path) -> None:
    german = '<sense><pos>&n;</pos><gloss xml:lang="ger">Ding</gloss></sense>'
    found = compiled(tmp_path, jmdict(ENTRY.format(1, "", german + SENSE), ENTRY.format(2, "", german)))
    assert [(row[0], json.loads(row[7])) for row in found["entry"]] == [(1, [[["n"], [], ["thing"]]])]


def test_hostile_characters_are_made_visible(tmp_path: Path) -> None:
    gloss = "<sense><pos>&n;</pos><gloss>th\u202eing\nof it</gloss></sense>"
    found = compiled(tmp_path, jmdict(ENTRY.format(1, "", gloss)))
    assert json.loads(found["entry"][0][7])[0][2] == ["th\ufffding of it"]


def test_an_entity_of_plain_text_in_a_gloss_is_its_text(tmp_path: Path) -> None:
    text = jmdict(ENTRY.format(1, "", "<sense><pos>&n;</pos><gloss>caf&eacute;</gloss></sense>"))
    found = compiled(tmp_path, text.replace("<!ENTITY n ", '<!ENTITY eacute "é">\n<!ENTITY n '))
    assert json.loads(found["entry"][0][7])[0][2] == ["café"]


def with_declaration(line: str, use: str = "&n;") -> str:
    text = jmdict(ENTRY.format(1, "", SENSE.replace("&n;", use)))
    return text.replace("<!ENTITY n ", f"{line}\n<!ENTITY n ")


BOMB = '<!ENTITY a "ha">' + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
HOSTILE = {
    "entities made of entities": (with_declaration(BOMB, "&j;"), "entities or markup"),
    "escaped entities": (with_declaration('<!ENTITY z "&#38;n;&#38;n;">', "&z;"), "entities or markup"),
    "markup in an entity": (with_declaration('<!ENTITY z "&#60;entry/>">', "&z;"), "entities or markup"),
    "an entity of another file": (with_declaration('<!ENTITY z SYSTEM "file:///etc/passwd">', "&z;"), "another file"),
    "a parameter of another file": (with_declaration('<!ENTITY % z SYSTEM "http://127.0.0.1/x">%z;'), "another file"),
    "a parameter": (with_declaration('<!ENTITY % z "x">'), "entities or markup"),
    "a huge entity": (with_declaration(f'<!ENTITY z "{"x" * 10_000}">'), "larger or more"),
    "many entities": (with_declaration("".join(f'<!ENTITY z{n} "x">' for n in range(3000))), "larger or more"),
    "an outer document type": (
        jmdict().replace("<!DOCTYPE JMdict [", '<!DOCTYPE JMdict SYSTEM "http://127.0.0.1/x.dtd" ['),
        "another file",
    ),
    "an unknown entity": (with_declaration("", "&nothing;"), "undefined entity"),
    "another root": (jmdict().replace("<JMdict>", "<html>").replace("</JMdict>", "</html>"), "no JMdict"),
    "cut off": (JMDICT_XML[: len(JMDICT_XML) // 2], "well-formed"),
    "not XML": ("<JMdict> & so on", "well-formed"),
    "deep": (jmdict("<entry>" + "<x>" * 100 + "</x>" * 100 + "</entry>"), "nested too deep"),
    "a long field": (jmdict(ENTRY.format(1, "", SENSE.replace("thing", "thing " * 10_000))), "overlong field"),
    "a long tag": (jmdict(f'<entry note="{"x" * 3_000_000}"/>'), "more than a megabyte"),
    "too many parts": (jmdict("<entry>" + "<sense/>" * 30_000 + "</entry>"), "too many parts"),
    "no number": (jmdict(ENTRY.format("one", "", SENSE)), "numbered 'one'"),
    "a huge number": (jmdict(ENTRY.format("9" * 400, "", SENSE)), "numbered"),
    "no reading": (jmdict(ENTRY.format(1, "", SENSE).replace("<reb>よみ</reb>", "")), "no reading"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_what_no_dictionary_has_is_refused_with_the_reason(case: str, tmp_path: Path) -> None:
    text, why = HOSTILE[case]
    tracemalloc.start()
    try:
        with pytest.raises(BadInputError, match=why) as caught:
            build(source_of(tmp_path / "file.gz", text), tmp_path / "made" / "jmdict.sqlite")
        assert tracemalloc.get_traced_memory()[1] < 60 << 20
    finally:
        tracemalloc.stop()
    assert "file.gz" in str(caught.value)
    assert caught.value.hint
    assert list((tmp_path / "made").iterdir()) == []


@pytest.mark.parametrize("damage", ["cut", "flipped", "no gzip"])
def test_a_damaged_gzip_is_refused(damage: str, tmp_path: Path) -> None:
    path = tmp_path / "file.gz"
    source = source_of(path, JMDICT_XML)
    data = bytearray(path.read_bytes())
    path.write_bytes({"cut": data[:-40], "flipped": data[:-6] + b"\0\0" + data[-4:], "no gzip": data[:2] + b"rubbish"}[damage])
    with pytest.raises(BadInputError, match="cut off or damaged"):
        build(source, tmp_path / "jmdict.sqlite")


def test_a_file_that_unpacks_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_edrdg_xml, "LARGEST", 1 << 20)
    text = jmdict("\n" * (3 << 20))
    with pytest.raises(BadInputError, match="larger than 1 MB"):
        build(source_of(tmp_path / "file.gz", text), tmp_path / "jmdict.sqlite")


def test_memory_stays_flat_over_many_entries(tmp_path: Path) -> None:
    def read(count: int) -> int:
        path = tmp_path / f"{count}.gz"
        with gzip.open(path, "wt", encoding="utf-8") as file:
            file.write(JMNEDICT_HEAD)
            for number in range(count):
                file.write(ENTRY.format(number, "", "<trans><name_type>&place;</name_type><trans_det>Somewhere</trans_det></trans>"))
            file.write("</JMnedict>")
        shape = _edrdg_xml.Shape("JMnedict", frozenset({"trans"}), frozenset({"ent_seq", "reb", "trans_det"}))
        tracemalloc.start()
        found = sum(1 for _ in _edrdg_xml.entries(path, shape, lambda _part: None))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert found == count
        return peak

    read(100)
    assert read(40_000) < 1.3 * read(8_000)


def test_progress_says_how_much_of_the_file_was_read(tmp_path: Path) -> None:
    source_of(tmp_path / "file.gz", JMDICT_XML)
    seen: list[float] = []
    shape = _edrdg_xml.Shape("JMdict", frozenset({"sense"}), frozenset({"gloss"}))
    entries: Iterator[list[tuple[str, str]]] = _edrdg_xml.entries(tmp_path / "file.gz", shape, seen.append)
    assert len(list(entries)) == len(JMDICT_WORDS) + 1
    assert seen[-1] == 1.0


@pytest.mark.parametrize(
    ("marks", "worth"),
    [([], 0), (["news1"], 50), (["news1", "ichi1"], 60), (["news2"], 25), (["nf01"], 50), (["ichi1", "nf48"], 50), (["nfxx", "odd"], 20)],
)
def test_priority_by_marks(marks: list[str], worth: int) -> None:
    assert _edrdg.priority(marks) == worth
    assert _edrdg.priority(marks * 2) == worth
