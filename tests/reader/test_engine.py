"""The engine's threads: who owns what, what is dropped, and a clean end. With a fake workbench; one test with the real one."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest

from dictionaries.model import Glossed
from reader.engine import Engine, Stopped
from reader.opening import Opened
from reader.paths import Places
from reader.workbench import Workbench
from tests.reader.fakes import NOW, Shared, document
from texts.errors import BadInputError, MissingInputError
from texts.model import Language


def nowhere(tmp_path: Path) -> Places:
    return Places(tmp_path / "config", tmp_path / "data", tmp_path / "cache")


def opened_text(engine: Engine, source: str = "fake.txt") -> Opened:
    """Open a text where there is no event loop yet."""
    return engine.open(source).result()


async def opened_here(engine: Engine, source: str = "fake.txt") -> Opened:
    """Open a text."""
    return engine.open(source).result()


def silent(fraction: float, what: str) -> None:
    """Nobody watches."""


@pytest.fixture
def shared() -> Shared:
    return Shared()


@pytest.fixture
def engine(shared: Shared, tmp_path: Path):  # type: ignore[no-untyped-def]
    made = Engine(nowhere(tmp_path), shared.make, lambda: NOW)
    yield made
    shared.may_finish.set()
    made.close()


def test_opening_cuts_the_text_and_analyses_nothing_yet(engine: Engine, shared: Shared) -> None:
    assert [s.index for s in opened_text(engine).sentences] == list(range(7))
    assert shared.analysed == []


def test_a_text_that_was_read_already_is_not_read_again(engine: Engine) -> None:
    given = document("停戦です。\n")
    assert engine.open("-", document=given).result().document is given


def test_opening_goes_on_where_reading_was_left(engine: Engine, shared: Shared) -> None:
    opened_text(engine)
    engine.remember(document(), 4, 7).result()
    assert shared.study.places[document().id].position == 4
    assert shared.study.places[document().id].source == str(Path("fake.txt").absolute())
    assert opened_text(engine).position == 4


def test_a_place_beyond_the_end_is_the_last_sentence(engine: Engine) -> None:
    engine.remember(document(), 99, 7).result()
    assert opened_text(engine).position == 6


def test_a_text_without_a_sentence_is_refused(shared: Shared, engine: Engine) -> None:
    shared.text = "\n\n"
    with pytest.raises(BadInputError, match="no text"):
        opened_text(engine)


async def test_a_long_text_comes_in_batches(shared: Shared, engine: Engine) -> None:
    shared.text = "停戦です。\n" * 900
    opened = await opened_here(engine)
    sizes = [len(opened.sentences)]
    while batch := await engine.more():
        sizes.append(len(batch))
    assert sizes == [200, 500, 200]


async def test_a_sentence_is_analysed_once(engine: Engine, shared: Shared) -> None:
    sentence = (await opened_here(engine)).sentences[0]
    analysis = await engine.analyse(sentence)
    glossed = await engine.gloss(sentence)
    assert isinstance(glossed, Glossed)
    assert glossed.analysis is analysis
    assert shared.analysed == [0]


async def test_each_thread_has_its_own_workbench(engine: Engine, shared: Shared) -> None:
    opened = await opened_here(engine)
    await engine.whole(opened.document, silent)
    first, second = shared.benches
    assert len({first.thread, second.thread, threading.get_ident()}) == 3


async def test_the_whole_text_is_made_once_and_anew_after_a_build(engine: Engine, shared: Shared) -> None:
    text = (await opened_here(engine)).document
    first = await engine.whole(text, silent)
    assert await engine.whole(text, silent) is first
    await engine.reopen()
    assert shared.reopened == 2
    assert await engine.whole(text, silent) is not first


async def test_saving_twice_lets_go(engine: Engine, shared: Shared) -> None:
    opened = await opened_here(engine)
    glossed = await engine.gloss(opened.sentences[1])
    match = next(m for m in glossed.matches if m.surface == "停戦")
    toggled = await engine.toggle(glossed, match, opened.document)
    assert toggled.saved
    assert toggled.kept.words == {(Language.JA, "停戦")}
    assert toggled.kept.counts == (("new", 1),)
    assert (await engine.kept()) == toggled.kept
    again = await engine.toggle(glossed, match, opened.document)
    assert not again.saved
    assert not shared.study.saved


async def test_reading_goes_on_while_a_dictionary_is_built(engine: Engine, shared: Shared) -> None:
    shared.missing.append("jmdict")
    sentence = (await opened_here(engine)).sentences[1]
    build = asyncio.create_task(engine.build("jmdict", silent))
    assert await asyncio.to_thread(shared.building.wait, 10)
    assert not any(match.glosses for match in (await engine.gloss(sentence)).matches)
    shared.may_finish.set()
    await build
    await engine.reopen()
    assert any(match.glosses for match in (await engine.gloss(sentence)).matches)


async def test_closing_stops_a_build_and_drops_what_waits_behind_it(engine: Engine, shared: Shared) -> None:
    shared.missing.append("jmdict")
    text = (await opened_here(engine)).document
    build = asyncio.create_task(engine.build("jmdict", silent))
    assert await asyncio.to_thread(shared.building.wait, 10)
    whole = asyncio.create_task(engine.whole(text, silent))
    await asyncio.sleep(0)
    await asyncio.to_thread(engine.close)
    with pytest.raises(Stopped):
        await build
    with pytest.raises((Stopped, asyncio.CancelledError)):
        await whole
    assert shared.cancelled
    assert all(bench.closed for bench in shared.benches)
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("taiyaku-")]


async def test_a_closed_engine_refuses_politely(engine: Engine) -> None:
    engine.close()
    engine.close()
    with pytest.raises(Stopped):
        await engine.missing()


def test_a_place_noted_just_before_the_end_is_written(engine: Engine, shared: Shared) -> None:
    opened_text(engine)
    engine.remember(document(), 5, 7)
    engine.close()
    assert shared.study.places[document().id].position == 5


def test_the_real_workbench_reports_a_missing_file(tmp_path: Path) -> None:
    engine = Engine(nowhere(tmp_path), Workbench)
    try:
        with pytest.raises(MissingInputError):
            engine.open(str(tmp_path / "nothing.txt")).result()
    finally:
        engine.close()


@pytest.mark.dictionary
async def test_the_real_workbench_end_to_end(home: Places, article: Path, tmp_path: Path) -> None:
    from decks.model import Learn, Pick

    engine = Engine(home, Workbench)
    try:
        opened = engine.open(str(article)).result()
        assert await engine.missing() == ()
        glossed = [await engine.gloss(sentence) for sentence in opened.sentences]
        surfaces = {match.surface: match for one in glossed for match in one.matches}
        assert any("ceasefire" in gloss or "truce" in gloss or "armistice" in gloss for gloss in surfaces["停戦"].glosses)
        holder = next(one for one in glossed if surfaces["停戦"] in one.matches)
        assert (await engine.toggle(holder, surfaces["停戦"], opened.document)).saved
        path = tmp_path / "deck.apkg"
        report = await engine.export(opened.document, path, Learn.JA, Pick.SAVED, silent)
        assert (report.added, report.updated) == (1, 0)
        assert path.stat().st_size > 0
        engine.remember(opened.document, 2, len(opened.sentences)).result()
        assert (engine.open(str(article)).result()).position == 2
    finally:
        engine.close()


async def test_a_correction_makes_what_was_read_before_stale(engine: Engine, shared: Shared) -> None:
    opened = await opened_here(engine)
    sentence = opened.sentences[1]
    assert (await engine.analyse(sentence)).tokens[0].reading == "しゅのう"
    whole = await engine.whole(opened.document, silent)
    assert await engine.correct("首脳", "かしら", "") is None
    assert (await engine.analyse(sentence)).tokens[0].reading == "かしら"
    assert await engine.whole(opened.document, silent) is not whole
    assert await engine.correct("首脳", "", "") == "かしら"
    assert (await engine.analyse(sentence)).tokens[0].reading == "しゅのう"
    await engine.correct("首脳", "かしら", opened.document.id)
    assert await engine.own_readings(("首脳", "停戦"), opened.document.id) == {("首脳", opened.document.id): "かしら"}
    assert await engine.own_readings(("停戦",), opened.document.id) == {}


async def test_a_correction_made_elsewhere_is_noticed_once(engine: Engine, shared: Shared) -> None:
    opened = await opened_here(engine)
    sentence = opened.sentences[1]
    assert not await engine.corrected_elsewhere(opened.document.id)
    assert (await engine.analyse(sentence)).tokens[0].reading == "しゅのう"
    shared.study.own["首脳", ""] = "かしら"
    assert await engine.corrected_elsewhere(opened.document.id)
    assert not await engine.corrected_elsewhere(opened.document.id)
    assert (await engine.analyse(sentence)).tokens[0].reading == "かしら"
    await engine.correct("首脳", "", "")
    assert not await engine.corrected_elsewhere(opened.document.id), "that was here"
    assert (await engine.analyse(sentence)).tokens[0].reading == "しゅのう"


async def test_the_words_that_a_form_may_be_of(engine: Engine) -> None:
    gone = await engine.forms("行っ")
    assert ("おこなう", "おこなっ") in gone.readings
    assert gone.others("行く")
    assert not (await engine.forms("開け")).others("開ける")
    assert not (await engine.forms("停戦")).others("停戦")
