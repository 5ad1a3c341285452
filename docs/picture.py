"""Draws `reader.svg`, the picture in the README: the reader itself, on the bundled article, with the real dictionaries.

    .venv/bin/python docs/picture.py [FILE.svg]

Rich gives every stretch of text a `textLength` of `len(text)` cells (rich issue 2742), which squeezes Japanese to half its width; here each
stretch is cut into runs of one width and placed cell by cell. The picture asks no server for a font.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from html import escape, unescape
from itertools import groupby
from pathlib import Path

# looked at when Textual is imported: the machine this is drawn on has no say in the colours
os.environ.pop("NO_COLOR", None)
os.environ["COLORTERM"] = "truecolor"

from reader import cells
from reader.commands.read import sample
from reader.engine import Engine
from reader.paths import Places, find_places
from reader.tui import ReaderApp
from reader.workbench import Workbench

SIZE = (100, 30)
SENTENCE, WORD = "正確なデータの共有", "監視網"
"""Where the picture stands: Japanese with readings and English with glosses on one page, and a compound in the details."""
SAVED = ("不信感",)
FONTS = (
    '"DejaVu Sans Mono",Menlo,Consolas,ui-monospace,'
    '"Noto Sans Mono CJK JP","Noto Sans CJK JP","BIZ UDGothic","Hiragino Sans","Yu Gothic","MS Gothic",monospace'
)
"""Latin first: the Latin letters of Japanese fonts are half an em wide, narrower than a cell here."""
WIDE = 22
"""Font size of wide characters, so that they fill two cells; Rich's is 20."""
TEXT = re.compile(
    r'<text class="(?P<style>[^"]+)" x="(?P<x>[\d.]+)" y="(?P<y>[\d.]+)" textLength="[\d.]+"(?P<rest>[^>]*)>(?P<text>[^<]*)</text>'
)
CELL = 12.2
"""Width of a cell in Rich's SVG: 20 units high, 0.61 of that wide."""


def corrected(svg: str) -> str:
    """Rich's SVG with the true widths of its text, system fonts, and names that do not change from run to run."""
    svg = re.sub(r"@font-face\s*\{.*?\}", "", svg, flags=re.DOTALL)
    svg = re.sub(r"font-family: [^;]+;", f"font-family: {FONTS};", svg)
    svg = re.sub(r"terminal-\d+", "taiyaku", svg)
    svg = TEXT.sub(lambda found: "".join(_runs(found)), svg)
    svg = re.sub(r' clip-path="url\(#taiyaku-line-\d+\)"', "", svg)  # nothing runs over, and the clip cuts the marks of ぱ and が
    svg = re.sub(r'<clipPath id="taiyaku-line-\d+">.*?</clipPath>', "", svg, flags=re.DOTALL)
    return "\n".join(line.rstrip() for line in svg.splitlines() if line.strip()) + "\n"


def _runs(found: re.Match[str]) -> Iterator[str]:
    """A text element as one element for each run of characters of one width."""
    x = float(found["x"])
    for size, run in groupby(cells.clusters(unescape(found["text"])), cells.width):
        clusters = list(run)
        text = "".join(clusters)
        length = CELL * size * len(clusters)
        font = f' font-size="{WIDE}"' if size > 1 else ""
        if text.strip("\xa0 "):
            yield (
                f'<text class="{found["style"]}" x="{x:g}" y="{found["y"]}" textLength="{length:g}"{font}{found["rest"]}>'
                f"{escape(text).replace(chr(0xA0), '&#160;')}</text>"
            )
        x += length


async def draw(places: Places, sentences: Sequence[str]) -> str:
    """Run the reader to the place that is shown, and export its screen."""
    engine = Engine(places, Workbench)
    try:
        app = ReaderApp(engine, engine.open(sample()))
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause()
            reading = app.reading
            if reading is None:
                raise SystemExit("docs/picture.py: the reading screen did not open")
            await app.workers.wait_for_complete()

            async def go(sentence: str, word: str) -> None:
                here = next(n for n, found in enumerate(sentences) if sentence in found)
                await pilot.press("g", *("j" for _ in range(here)))
                await app.workers.wait_for_complete()
                for _ in sentences[here]:
                    if reading.target is not None and reading.target.match is not None and reading.target.match.surface == word:
                        return
                    await pilot.press("l")
                raise SystemExit(f"docs/picture.py: no word {word} in the sentence with {sentence}")

            for word in SAVED:
                await go(word, word)
                await pilot.press("s")
                await app.workers.wait_for_complete()
            await go(SENTENCE, WORD)
            while reading.status:  # the key line belongs in the picture, not a notice
                await pilot.pause(0.2)
            return corrected(app.export_screenshot(title="taiyaku"))
    finally:
        engine.close()


def main() -> None:
    """Draw with an empty study of our own and this machine's compiled dictionaries (built first where they are missing)."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("reader.svg")
    with tempfile.TemporaryDirectory() as folder:
        places = Places(Path(folder, "config"), Path(folder, "data"), find_places().cache)
        with Workbench(places) as bench:
            for name in bench.missing():
                bench.build(name)
            sentences = [sentence.text for sentence in bench.sentences(bench.document(sample()))]
        target.write_text(asyncio.run(draw(places, sentences)), encoding="utf-8")


if __name__ == "__main__":
    main()
