"""The reader on a screen of cells, with a fake workbench: keys, layers, builds, hostile text. Waits for workers, never for time."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from decks.model import TextRecord
from dictionaries.kanji_facts import KanjiFact
from dictionaries.levels import WordFacts, level
from dictionaries.model import Glossed
from reader.engine import Engine
from reader.paths import Places
from reader.screens.correct import CorrectLayer
from reader.screens.export import ExportLayer, file_name
from reader.screens.layers import DetailsLayer, HelpLayer, SearchLayer, TermsLayer
from reader.screens.reading import ReadingScreen
from reader.tui import ReaderApp
from reader.widgets.choice import Choice
from reader.widgets.page import Page
from reader.widgets.rows import Rows
from tests.reader.fakes import NOW, Shared, document
from texts.errors import BadInputError, LockedError
from texts.model import Document


@asynccontextmanager
async def reading(
    shared: Shared, tmp_path: Path, size: tuple[int, int] = (80, 24), *, given: Document | None = None, settle: bool = True
) -> AsyncIterator[tuple[ReaderApp, Pilot[int], ReadingScreen]]:
    """The app, open on the text of `shared`, with its first sentences glossed."""
    engine = Engine(Places(tmp_path / "c", tmp_path / "d", tmp_path / "k"), shared.make)
    app = ReaderApp(engine, engine.open("fake.txt", document=given))
    try:
        async with app.run_test(size=size) as pilot:
            if settle:
                await settled(pilot)
            yield app, pilot, app.reading
    finally:
        shared.may_finish.set()
        await asyncio.to_thread(engine.close)


async def settled(pilot: Pilot[int]) -> None:
    """Every worker has ended, and what it showed is painted."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def until(pilot: Pilot[int], true: Callable[[], bool]) -> None:
    """Let the loop turn until something holds; the test's own time limit is the end of patience."""
    async with asyncio.timeout(20):
        while not true():
            await pilot.pause()


def painted(app: ReaderApp) -> list[str]:
    """The rows of the page as they stand on the screen."""
    page = app.screen.query_one("#page", Page)
    return [page.render_line(y).text.rstrip() for y in range(page.size.height)]


def row(app: ReaderApp, ident: str) -> str:
    """The lines of one of the rows widgets, as they stand on the screen."""
    rows = app.screen.query_one(f"#{ident}", Rows)
    return "\n".join(rows.render_line(y).text.rstrip() for y in range(rows.size.height))


async def test_a_page_with_readings_glosses_and_details(tmp_path: Path) -> None:
    async with reading(Shared(), tmp_path) as (app, _, _screen):
        assert painted(app)[:9] == [
            "  りょうごく ていせん こうしょう",
            ">    両国  の  停戦      交渉",
            "  しゅのう ていせん めざ   かいだん",
            "    首脳 は  停戦 を目指して 会談 しました。",
            "",
            "     じょうほ",
            "    「 譲歩 はしない!」",
            "  The key condition should be a ceasefire.",
            "      重要な 条件               停戦",
        ]
        assert row(app, "details").startswith("両国 りょうごく  noun  [jmdict]\n1 both countries")
        assert row(app, "terms") == "terms: 停戦 ceasefire; 交渉 negotiations"
        assert row(app, "head").endswith("1/7")


async def test_how_common_a_word_is_follows_its_meaning(tmp_path: Path) -> None:
    kanji = KanjiFact("停", ("テイ",), (), ("halt",), 11, 4, 500)
    async with reading(Shared(facts={"停戦": WordFacts(level(3.4), (kanji,))}), tmp_path) as (app, pilot, _screen):
        await pilot.press("l")
        await until(pilot, lambda: "fairly common  停 halt" in row(app, "details"))
        await pilot.press("l")
        assert "停 halt" not in row(app, "details")


async def test_sentence_and_word_keys(tmp_path: Path) -> None:
    async with reading(Shared(), tmp_path) as (app, pilot, screen):
        await pilot.press("j", "l")
        assert (screen.session.sentence, screen.session.word) == (1, 1)
        assert row(app, "details").startswith("停戦")
        await pilot.press("l", "l", "l")
        assert screen.session.sentence == 2
        await pilot.press("h")
        assert screen.session.sentence == 1
        assert row(app, "details").startswith("会談")
        await pilot.press("k", "k")
        assert screen.session.sentence == 0


@pytest.mark.parametrize("key", ["j", "down", "space", "ideographic_space"])
async def test_next_sentence_also_with_an_input_method_on(tmp_path: Path, key: str) -> None:
    async with reading(Shared(), tmp_path) as (_, pilot, screen):
        await pilot.press(key)
        assert screen.session.sentence == 1


async def test_ends_of_the_text(tmp_path: Path) -> None:
    async with reading(Shared(), tmp_path) as (app, pilot, screen):
        await pilot.press("G")
        await settled(pilot)
        assert screen.session.sentence == 6
        assert any("いっぽ?" in line for line in painted(app))
        await pilot.press("j")
        assert screen.session.sentence == 6
        await pilot.press("g")
        assert screen.session.sentence == 0


async def test_furigana_and_glosses_can_be_switched_off(tmp_path: Path) -> None:
    async with reading(Shared(), tmp_path) as (app, pilot, screen):
        await pilot.press("f", "e")
        assert painted(app)[:2] == ["> 両国の停戦交渉", "  首脳は停戦を目指して会談しました。"]
        assert not any("重要な" in line for line in painted(app))
        assert screen.status == "glosses under English words off"
        await pilot.press("f")
        assert "りょうごく" in painted(app)[0]


async def test_the_page_stands_still_while_the_sentence_is_on_it(tmp_path: Path) -> None:
    async with reading(Shared(), tmp_path) as (app, pilot, _):
        before = painted(app)
        await pilot.press("j")
        after = painted(app)
        assert [line[1:] for line in before] == [line[1:] for line in after]
        assert [line[:1] for line in after].index(">") == 3


async def test_saving_twice_lets_go(tmp_path: Path) -> None:
    shared = Shared()
    async with reading(shared, tmp_path) as (app, pilot, screen):
        await pilot.press("j", "l", "s")
        await settled(pilot)
        assert [str(key) for key in shared.study.saved] == ["ja:停戦:ていせん"]
        assert screen.status == "saved 停戦"
        assert "+ saved" in row(app, "details")
        assert "new 1" in row(app, "head")
        await pilot.press("s")
        await settled(pilot)
        assert not shared.study.saved
        assert screen.status == "no longer saved: 停戦"
        assert "new" not in row(app, "head")


async def test_the_place_is_taken_up_again(tmp_path: Path) -> None:
    shared = Shared()
    async with reading(shared, tmp_path) as (_, pilot, screen):
        await pilot.press("j", "j", "j")
        place = screen.remember()
        assert place is not None
        await asyncio.wrap_future(place)
    async with reading(shared, tmp_path) as (_, _pilot, screen):
        assert screen.session.sentence == 3
        assert screen.status == "going on at sentence 4"


async def test_search_goes_to_the_next_place_and_round(tmp_path: Path) -> None:
    async with reading(Shared(), tmp_path) as (app, pilot, screen):
        await pilot.press("slash")
        assert isinstance(app.screen, SearchLayer)
        app.screen.query_one(Input).value = "会談"
        await pilot.press("enter")
        await settled(pilot)
        assert (screen.session.sentence, screen.status) == (1, "2 places")
        await pilot.press("n")
        assert screen.session.sentence == 6
        await pilot.press("n")
        assert screen.session.sentence == 1
        await pilot.press("N")
        assert screen.session.sentence == 6


async def test_a_search_without_a_hit_stays(tmp_path: Path) -> None:
    async with reading(Shared(), tmp_path) as (app, pilot, screen):
        await pilot.press("slash")
        app.screen.query_one(Input).value = "[red]無"
        await pilot.press("enter")
        await settled(pilot)
        assert (screen.session.sentence, screen.status) == (0, "not found: [red]無")


async def test_the_list_of_terms_leads_into_the_text(tmp_path: Path) -> None:
    async with reading(Shared(), tmp_path) as (app, pilot, screen):
        await pilot.press("t")
        await until(pilot, lambda: isinstance(app.screen, TermsLayer))
        options = app.screen.query_one(OptionList)
        assert [str(option.prompt).split("  ")[:2] for option in options.options] == [
            ["停戦 ていせん", "ceasefire"], ["首脳 しゅのう", "head of state"], ["交渉 こうしょう", "negotiations"],
            ["平行線 へいこうせん", "parallel line*"],
        ]  # fmt: skip
        await pilot.press("j", "j", "j", "enter")
        await settled(pilot)
        assert app.screen is screen
        assert screen.session.sentence == 4
        assert screen.target is not None
        assert screen.target.match is not None
        assert screen.target.match.surface == "平行線"


@pytest.mark.parametrize(("key", "layer"), [("enter", DetailsLayer), ("question_mark", HelpLayer), ("f1", HelpLayer), ("d", ExportLayer)])
async def test_escape_closes_the_top_layer(tmp_path: Path, key: str, layer: type) -> None:
    async with reading(Shared(), tmp_path) as (app, pilot, screen):
        await pilot.press(key)
        await until(pilot, lambda: isinstance(app.screen, layer))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen)


async def test_help_names_every_key(tmp_path: Path) -> None:
    async with reading(Shared(), tmp_path) as (app, pilot, _):
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(app.screen, HelpLayer))
        help_text = "\n".join(str(widget.render()) for widget in app.screen.query("Static"))
        for keys in ("j, Down, Space", "k, Up", "Enter", "PgDn", "?, F1", "q"):
            assert keys in help_text
        assert "write an Anki deck" in help_text


async def test_help_says_how_old_the_dictionaries_are(tmp_path: Path) -> None:
    async with reading(Shared(), tmp_path) as (app, pilot, _):
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(app.screen, HelpLayer))
        await until(pilot, lambda: "JMdict of 20" in str(app.screen.query_one("#dated", Static).render()))
        assert "taiyaku dict update" in str(app.screen.query_one("#dated", Static).render())


async def test_bindings_can_be_remapped_and_explain_themselves(tmp_path: Path) -> None:
    async with reading(Shared(), tmp_path) as (_, _pilot, screen):
        bindings = [binding for binding in screen.BINDINGS if not isinstance(binding, tuple)]
        assert all(binding.id and binding.description for binding in bindings)
        assert len({binding.id for binding in bindings}) == len(bindings)


async def test_a_deck_is_written_where_the_form_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from decks.model import ExportReport, Learn, Pick

    wishes = []

    async def export(self: Engine, text: Document, path: Path, learn: Learn, pick: Pick, progress: object) -> ExportReport:
        wishes.append((path, learn, pick))
        return ExportReport(str(path), 3, 2, 1)

    monkeypatch.setattr(Engine, "export", export)
    async with reading(Shared(), tmp_path) as (app, pilot, screen):
        await pilot.press("d")
        await until(pilot, lambda: isinstance(app.screen, ExportLayer))
        path = app.screen.query_one("#path", Input)
        assert Path(path.value).name == "両国の停戦交渉.apkg"
        path.value = str(tmp_path / "deck.apkg")
        app.screen.query_one("#pick", Choice).focus()
        await pilot.press("right", "right", "tab", "right", "enter")
        await until(pilot, lambda: app.screen is screen)
        await settled(pilot)
        assert wishes == [(tmp_path / "deck.apkg", Learn.JA, Pick.ALL)]
        assert [note.message for note in app._notifications] == [f"{tmp_path / 'deck.apkg'}: notes: 3 new, 2 updated, 1 unchanged"]


async def test_an_error_is_told_once_and_reading_goes_on(tmp_path: Path) -> None:
    shared = Shared()

    def locked(*_: object) -> None:
        raise LockedError("study.db", "another taiyaku writes to it", hint="try again")

    shared.study.save = locked  # type: ignore[assignment]
    async with reading(shared, tmp_path) as (app, pilot, screen):
        await pilot.press("s")
        await settled(pilot)
        await pilot.press("s")
        await settled(pilot)
        assert [note.message for note in app._notifications] == ["study.db: another taiyaku writes to it. try again"]
        await pilot.press("j")
        assert screen.session.sentence == 1


async def test_reading_goes_on_during_a_build_and_glosses_come_by_themselves(tmp_path: Path) -> None:
    shared = Shared(missing=["jmdict"])
    async with reading(shared, tmp_path, settle=False) as (app, pilot, screen):
        await until(pilot, lambda: "building dictionary jmdict" in screen.status)
        await until(pilot, lambda: "りょうごく" in painted(app)[0])
        assert "50 %" in screen.status
        assert not any("重要な" in line for line in painted(app))
        await pilot.press("j", "j", "j")
        assert screen.session.sentence == 3
        shared.may_finish.set()
        await settled(pilot)
        assert any("重要な" in line for line in painted(app))
        assert screen.status == ""
        assert shared.reopened == 2


async def test_quitting_during_a_build_stops_it(tmp_path: Path) -> None:
    shared = Shared(missing=["jmdict"])
    engine = Engine(Places(tmp_path / "c", tmp_path / "d", tmp_path / "k"), shared.make)
    app = ReaderApp(engine, engine.open("fake.txt"))
    async with app.run_test() as pilot:
        await until(pilot, shared.building.is_set)
        await pilot.press("q")
    await asyncio.to_thread(engine.close)
    assert shared.cancelled
    assert app.failure is None


async def test_a_text_that_cannot_be_read_ends_the_app_with_its_reason(tmp_path: Path) -> None:
    async with reading(Shared(text="\n"), tmp_path, settle=False) as (app, pilot, _):
        await until(pilot, lambda: app.failure is not None)
        assert isinstance(app.failure, BadInputError)


async def test_a_click_picks_the_word(tmp_path: Path) -> None:
    async with reading(Shared(), tmp_path) as (app, pilot, screen):
        y = next(n for n, line in enumerate(painted(app)) if "condition" in line)
        await pilot.click("#page", offset=(12, y))
        assert screen.session.sentence == 3
        assert row(app, "details").startswith("condition")


async def test_the_wheel_goes_by_sentences(tmp_path: Path) -> None:
    async with reading(Shared(), tmp_path) as (app, pilot, screen):
        app.screen.query_one("#page", Page).post_message(Page.Wheeled(1))
        await pilot.pause()
        assert screen.session.sentence == 1


async def test_a_sentence_taller_than_the_page_is_read_to_its_end(tmp_path: Path) -> None:
    text = "一\n" + "首脳は停戦を目指して会談しました、" * 20 + "終\n二\n"
    async with reading(Shared(text=text), tmp_path, (40, 14)) as (app, pilot, screen):
        await pilot.press("j")
        await settled(pilot)
        seen = set(painted(app))
        for _ in range(30):
            await pilot.press("j")
            await settled(pilot)
            if screen.session.sentence != 1:
                break
            seen |= set(painted(app))
        assert screen.session.sentence == 2
        assert "終" in "".join(seen)
        await pilot.press("k")
        await settled(pilot)
        assert screen.session.sentence == 1


def test_the_screen_loads_no_engine() -> None:
    """What is not needed for the first paint is not imported before it."""
    script = (
        "import sys; import reader.app, reader.tui; "
        "print([m for m in ('sudachipy', 'jamdict', 'genanki', 'wordfreq', 'simplemma', 'sqlite3', 'anki') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    assert done.stdout.strip() == "[]"


HOSTILE = "[@click=app.quit]押すな[/] [/] 停戦[citation needed] [bold]太字 ␛[2J\n[link=x]二[/link] 交渉 :smile:\n"


async def test_markup_in_a_text_is_text(tmp_path: Path) -> None:
    async with reading(Shared(text=HOSTILE), tmp_path, given=document(HOSTILE, title="[@click=app.quit]題[/]")) as (app, pilot, screen):
        page = "".join("".join(painted(app)).split())
        assert "[@click=app.quit]" in page
        assert "[citationneeded]" in page
        assert ":smile:" in page
        assert "[@click=app.quit]題" in row(app, "head")
        for key in ("t", "escape", "enter", "escape", "d", "escape", "s", "y"):
            await pilot.press(key)
            await settled(pilot) if key in "sy" else await pilot.pause()
        for x in range(2, 30, 3):
            await pilot.click("#page", offset=(x, 0))
            await pilot.click("#page", offset=(x, 1))
        assert app.is_running
        assert app.return_code is None
        assert screen.is_current


async def test_control_characters_never_reach_the_terminal(tmp_path: Path) -> None:
    raw = "停戦\x1b[2J\x9b31m交渉\x1b]52;c;AAAA\x07です。\n"
    async with reading(Shared(text=raw), tmp_path, given=document(raw, title="\x1b[31m題")) as (app, _, _screen):
        shown = "".join(painted(app)) + row(app, "head") + row(app, "details")
        assert not [character for character in shown if (ord(character) < 32 and character != "\n") or 0x7F <= ord(character) < 0xA0]


@pytest.mark.parametrize("size", [(20, 6), (40, 12), (60, 15), (80, 24), (120, 40), (300, 80)])
async def test_any_size_works(tmp_path: Path, size: tuple[int, int]) -> None:
    async with reading(Shared(), tmp_path, size) as (app, pilot, screen):
        await pilot.press("j", "l", "j", "j", "k", "G", "g", "f", "e", "f", "e")
        await settled(pilot)
        assert screen.session.sentence == 0
        page = app.screen.query_one("#page", Page)
        assert page.size.height >= 1
        assert all(len(page.render_line(y).text) <= size[0] for y in range(page.size.height))


async def test_resizing_keeps_the_place_and_moves_the_details(tmp_path: Path) -> None:
    async with reading(Shared(), tmp_path, (120, 40)) as (app, pilot, screen):
        side = app.screen.query_one("#side")
        assert side.region.x > 60
        await pilot.press("j", "j")
        await pilot.resize_terminal(50, 20)
        await settled(pilot)
        assert screen.session.sentence == 2
        assert side.region.y > 5
        assert any(line.startswith(">") for line in painted(app))


async def test_a_sentence_longer_than_the_page_follows_its_word(tmp_path: Path) -> None:
    shared = Shared(text="停戦交渉の会談で譲歩を目指して、" * 40 + "\n二つめの停戦。\n")
    async with reading(shared, tmp_path, (40, 14)) as (app, pilot, _):
        for _ in range(120):
            await pilot.press("l")
        page = app.screen.query_one("#page", Page)
        target = app.reading.target
        assert target is not None
        spots = {page.spot_at(x, y) for y in range(page.size.height) for x in range(40)}
        assert (0, target.start) in spots


async def test_nothing_is_analysed_in_a_key_handler(tmp_path: Path) -> None:
    shared = Shared()
    async with reading(shared, tmp_path) as (_, pilot, screen):
        done = len(shared.analysed)
        for _ in range(3):
            screen.action_sentence(1)
            assert len(shared.analysed) == done
        await settled(pilot)
        assert isinstance(screen._known.form(3), Glossed)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("両国の停戦", "両国の停戦.apkg"),
        ("a/b\\c: d?", "a b c d.apkg"),
        ("...", "deck.apkg"),
        ("長" * 100, "長" * 60 + ".apkg"),
        ("\x1b[2J\n", "[2J.apkg"),
    ],
)
def test_a_title_becomes_a_file_name(title: str, name: str) -> None:
    assert file_name(title) == name


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
async def test_a_signal_ends_the_reader_as_its_key_does(tmp_path: Path, number: signal.Signals) -> None:
    async with reading(Shared(), tmp_path) as (app, pilot, _):
        os.kill(os.getpid(), number)
        await until(pilot, lambda: app.return_code == 128 + number)


# ---- correcting a reading


async def corrected(pilot: Pilot[int], *keys: str) -> None:
    await pilot.press("r")
    await until(pilot, lambda: isinstance(pilot.app.screen, CorrectLayer))
    await pilot.press(*keys)


async def test_a_reading_is_corrected_at_once_and_kept(tmp_path: Path) -> None:
    shared = Shared()
    async with reading(shared, tmp_path) as (app, pilot, screen):
        await pilot.press("l")  # 停戦
        await corrected(pilot, *"yasuragi", "enter")
        await settled(pilot)
        assert shared.study.own == {("停戦", ""): "やすらぎ"}
        assert "やすらぎ" in painted(app)[0]
        assert "やすらぎ" in painted(app)[2]  # the next sentence too
        assert screen.status == "停戦 やすらぎ kept everywhere · u undoes it"
        assert row(app, "details").startswith("停戦 やすらぎ")
        assert "reading your own" in row(app, "details")
        await pilot.press("u")
        await settled(pilot)
        assert shared.study.own == {}
        assert "ていせん" in painted(app)[0]
        assert screen.status == "停戦 as taiyaku reads it, everywhere"
        await pilot.press("u")
        assert screen.status == "nothing more to take back: u undoes the last correction"


async def test_nothing_was_corrected_yet(tmp_path: Path) -> None:
    async with reading(Shared(), tmp_path) as (_, pilot, screen):
        await pilot.press("u")
        assert "no reading was corrected yet" in screen.status


async def test_what_is_kept_everywhere_counts_again(tmp_path: Path) -> None:
    shared = Shared()
    shared.study.own[("停戦", "")] = "やすみ"
    async with reading(shared, tmp_path) as (_, pilot, screen):
        await pilot.press("l")
        await corrected(pilot, *"yasuragi", "tab", "right", "enter")
        await settled(pilot)
        await corrected(pilot, "backspace", "enter")
        await settled(pilot)
        assert shared.study.own == {("停戦", ""): "やすみ"}
        assert screen.status == "停戦 やすみ again, as you keep it everywhere · u undoes it"


async def test_a_reading_corrected_in_another_program_shows_at_the_next_sentence(tmp_path: Path) -> None:
    shared = Shared()
    async with reading(shared, tmp_path) as (app, pilot, _):
        shared.study.own[("停戦", "")] = "やすらぎ"
        assert "ていせん" in painted(app)[0]
        await pilot.press("j")
        await settled(pilot)
        assert "やすらぎ" in painted(app)[0]
        assert "やすらぎ" in painted(app)[2]


async def test_letters_that_are_no_kana_are_pointed_at_while_they_are_typed(tmp_path: Path) -> None:
    async with reading(Shared(), tmp_path) as (app, pilot, _):
        await corrected(pilot, *"sh")
        note = app.screen.query_one("#note", Static)
        assert str(note.render()) == "= sh"
        await pilot.press(*"oxq")
        assert str(note.render()) == "! xq is no kana"


async def test_a_guess_is_confirmed_with_enter_and_the_form_says_so(tmp_path: Path) -> None:
    shared = Shared("題\n一歩です。")
    async with reading(shared, tmp_path) as (app, pilot, _):
        await pilot.press("j")
        await corrected(pilot)
        assert any("Enter confirms the guess" in str(label.render()) for label in app.screen.query(Static))
        await pilot.press("enter")
        await settled(pilot)
        assert shared.study.own == {("一歩", ""): "いっぽ"}


LONG = "題\n" + "\n".join(f"首脳は{number}回目の停戦を目指して会談しました。" for number in range(1, 12))


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("place", [0, 1, 2, 5])
async def test_a_text_that_fits_is_shown_whole_wherever_it_is_taken_up(tmp_path: Path, size: tuple[int, int], place: int) -> None:
    shared = Shared("\n".join(LONG.split("\n")[:6]))
    text = document(shared.text)
    shared.study.places[text.id] = TextRecord(text.id, text.title, text.source, place, 6, NOW)
    async with reading(shared, tmp_path, size) as (app, _pilot, screen):
        assert screen.session.sentence == place
        assert screen.query_one("#page", Page).on_screen() == list(range(6))
        assert "題" in painted(app)[0]


async def test_no_row_is_empty_at_the_end_while_text_is_hidden(tmp_path: Path) -> None:
    async with reading(Shared(LONG), tmp_path) as (app, pilot, screen):
        await pilot.press("G")
        await settled(pilot)
        for _ in range(11):
            page = screen.query_one("#page", Page)
            rows = painted(app)[: page.size.height]
            assert rows[-1].strip() or page.on_screen()[-1] < 11 or page.on_screen()[0] == 0
            await pilot.press("k")
            await settled(pilot)
        assert screen.session.sentence == 0


async def test_a_reading_for_this_text_alone(tmp_path: Path) -> None:
    shared = Shared()
    async with reading(shared, tmp_path) as (_, pilot, screen):
        await pilot.press("l")
        await corrected(pilot, *"yasuragi", "tab", "right", "enter")
        await settled(pilot)
        assert list(shared.study.own) == [("停戦", document().id)]
        assert "in this text" in screen.status
        await corrected(pilot, "backspace")  # all of it is selected
        assert pilot.app.screen.query_one("#where", Choice).chosen == 1
        await pilot.press("enter")
        await settled(pilot)
        assert shared.study.own == {}


async def test_a_reading_for_this_text_gives_way_to_one_for_everywhere(tmp_path: Path) -> None:
    shared = Shared()
    async with reading(shared, tmp_path) as (_, pilot, screen):
        await pilot.press("l")
        await corrected(pilot, *"yasuragi", "tab", "right", "enter")
        await settled(pilot)
        await corrected(pilot, *"yasumi", "tab", "left", "enter")
        await settled(pilot)
        assert shared.study.own == {("停戦", ""): "やすみ"}
        assert screen.status == "停戦 やすみ kept everywhere · u undoes it"
        await pilot.press("u")
        await settled(pilot)
        assert shared.study.own == {("停戦", document().id): "やすらぎ"}
        assert screen.status == "停戦 やすらぎ kept in this text"


async def test_what_cannot_be_read_so_is_refused_in_place(tmp_path: Path) -> None:
    shared = Shared()
    async with reading(shared, tmp_path) as (app, pilot, _screen):
        await corrected(pilot, *"x1", "enter")
        assert isinstance(app.screen, CorrectLayer)
        assert app.screen.query_one("#kana", Input).value == "x1"
        assert "! the reading is not kana" in str(app.screen.query_one("#note", Static).render())
        await pilot.press("escape")
        await settled(pilot)
        assert shared.study.own == {}


async def test_an_unchanged_sure_reading_is_not_kept_a_guess_is(tmp_path: Path) -> None:
    shared = Shared()
    async with reading(shared, tmp_path) as (_, pilot, screen):
        await corrected(pilot, "enter")
        await settled(pilot)
        assert shared.study.own == {}
        assert screen.status == "両国 stays りょうごく"
        await pilot.press("G", "l", "l", "l", "l", "l", "l")
        await settled(pilot)
        while screen.target is not None and screen.target.token is not None and screen.target.token.surface != "一歩":
            await pilot.press("h")
        await corrected(pilot, "enter")
        await settled(pilot)
        assert shared.study.own == {("一歩", ""): "いっぽ"}


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)])
async def test_the_line_for_a_reading_fits(tmp_path: Path, size: tuple[int, int]) -> None:
    async with reading(Shared(), tmp_path, size) as (app, pilot, _screen):
        await corrected(pilot, *"sakusen")
        box = app.screen.query_one(".box")
        assert box.region.right <= size[0]
        assert box.region.bottom <= size[1]
        assert "= さくせん" in str(app.screen.query_one("#note", Static).render())


async def test_the_cursor_stays_on_the_corrected_word_behind_an_expression(tmp_path: Path) -> None:
    async with reading(Shared("題\n平行線をたどりました。停戦です。"), tmp_path) as (_, pilot, screen):
        await pilot.press("j", "l", "l")
        assert screen.target is not None
        assert screen.target.token is not None
        assert screen.target.token.surface == "停戦"
        await corrected(pilot, *"yasuragi", "enter")
        await settled(pilot)
        assert screen.target.token is not None
        assert (screen.target.token.surface, screen.target.token.reading) == ("停戦", "やすらぎ")
