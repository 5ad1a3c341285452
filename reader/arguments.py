"""How the commands that have actions are spelled out; loads no engine."""

from __future__ import annotations

import argparse
from collections.abc import Callable


def actions_of(parser: argparse.ArgumentParser, what: str) -> Callable[[str, str], argparse.ArgumentParser]:
    """Give a command actions: a function that adds one, by its name and what it does, and returns its parser.

    Args:
        parser: the command's.
        what: what to do with, for the help ("your corrections").
    """
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True, help=f"what to do with {what}")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--debug", action="store_true", default=argparse.SUPPRESS, help="show a traceback with an error")

    def action(name: str, summary: str) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = actions.add_parser(name, help=summary, description=summary, parents=[common], allow_abbrev=False)
        return made

    return action


def dict_actions(parser: argparse.ArgumentParser) -> None:
    """Give `taiyaku dict` its actions."""
    action = actions_of(parser, "dictionaries")

    listing = action("list", "say which dictionaries there are, in the order in which they are asked")
    listing.add_argument("--json", action="store_true", help="print JSON")

    add = action("add", "add a Yomitan dictionary (.zip), JMdict's XML, a table of your own terms or an English-Japanese list (.csv, .tsv)")
    add.add_argument("file", metavar="FILE", help="the file; a copy of it is kept")
    add.add_argument("--name", default="", metavar="NAME", help="what to call it (default: made of its title)")
    add.add_argument("--title", default="", metavar="TITLE", help="the title to show (default: the file's own)")
    add.add_argument("--replace", action="store_true", help="put it in the place of the dictionary of that name that you added before")

    update = action("update", "fetch today's JMdict and JMnedict, or take them from files you have, in the place of what is there")
    update.add_argument("names", nargs="*", metavar="NAME", help="jmdict or jmnedict (default: both)")
    update.add_argument("--from", dest="file", default="", metavar="FILE", help="take this file (JMdict_e.gz, ...) and fetch nothing")
    update.add_argument("--url", default="", metavar="URL", help="fetch from here: https, or http on this computer (default: the setting)")
    update.add_argument("--force", action="store_true", help="take it though it is not newer than what is there")

    remove = action("remove", "take a dictionary that you added away again")
    remove.add_argument("name", metavar="NAME", help="its name, as in the list")

    order = action("order", "say which dictionaries are asked first; the others follow as before")
    order.add_argument("names", nargs="+", metavar="NAME", help="names, the first to be asked first")

    for name, summary in (("enable", "ask dictionaries again"), ("disable", "leave dictionaries out, and keep them")):
        switch = action(name, summary)
        switch.add_argument("names", nargs="+", metavar="NAME", help="names, as in the list")

    build = action("build", "compile dictionaries anew, all of those that need it or those that are named")
    build.add_argument("names", nargs="*", metavar="NAME", help="names, as in the list")


def list_options(parser: argparse.ArgumentParser) -> None:
    """What `terms` and `sheet` have in common: what is left out, and the order."""
    parser.add_argument("--new", action="store_true", help="leave out what is known: to the reader, by --known, or taught by --overrides")
    parser.add_argument(
        "--known",
        action="append",
        default=[],
        metavar="FILE|N",
        help="a list of known words, or a number: the commonest N words (repeatable)",
    )
    parser.add_argument(
        "--overrides", action="append", default=[], metavar="FILE",
        help="your own file: terms to include, exclude, or taught already; readings, meanings, categories (repeatable)",
    )  # fmt: skip
    orders = ("appearance", "category", "frequency", "reading", "importance")
    parser.add_argument("--order", choices=orders, default="appearance", help="default: appearance; reading is 五十音 or the alphabet")
    parser.add_argument("--limit", type=_count, default=0, metavar="N", help="only the N most important of each language")


def sheet_options(parser: argparse.ArgumentParser) -> None:
    """The words of `taiyaku sheet` beside SOURCE, --domain and --learn."""
    parser.add_argument("-o", "--output", required=True, metavar="FILE", help="where to write; - is standard output")
    formats = ("html", "xlsx", "csv", "tsv", "md")
    parser.add_argument("--format", choices=formats, help="default: by the file's suffix, else html")
    list_options(parser)
    parser.add_argument("--edit-file", metavar="FILE", help="make or bring up to date your own file with the current list; it is read too")
    parser.add_argument(
        "--preteach", type=int, choices=(95, 98), help="instead of terms: the shortest list to teach for so many %% known words"
    )
    parser.add_argument("--levels", metavar="FILE", help="a table of words with your own levels, printed as a column")
    parser.add_argument("--paper", choices=("a4", "letter"), default="a4", help="default: a4")
    parser.add_argument("--title", metavar="TEXT", help="default: the article's")
    quizzes = ("reading", "meaning", "cloze", "match")
    parser.add_argument("--quiz", action="append", default=[], choices=quizzes, help="worksheets instead of the list (repeatable)")
    parser.add_argument("--key", action="store_true", help="answers on pages of their own")
    parser.add_argument("--seed", type=_count, default=1, metavar="N", help="the same number gives the same worksheets (default: 1)")
    parser.add_argument("--versions", type=int, choices=(1, 2), default=1, help="2: versions A and B (default: 1)")
    parser.add_argument("--items", type=_count, default=0, metavar="N", help="questions on a worksheet (default: 20)")


def _count(value: str) -> int:
    if not value.isdecimal() or int(value) > 1_000_000:
        raise argparse.ArgumentTypeError(f"{value!r} is not a number from 0 to 1000000")
    return int(value)
