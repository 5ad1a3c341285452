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
