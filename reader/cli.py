"""The command line: parse, run one command, turn errors into two lines and an exit code.

Each command lives in `reader.commands` and is imported only when it is called, and each imports its engines inside itself:
`taiyaku --help` loads none (tested by what is imported). stdout is data, stderr is narration.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import os
import signal
import sys
import traceback
from collections.abc import Sequence

import reader
from texts.errors import StorageError, TaiyakuError

INTERRUPTED = 130
BUG = 1

FIRST_STEPS = """\
examples:
  taiyaku                      the bundled sample, or your last text where you left it
  taiyaku read article.txt     read, with furigana and glosses in both directions
  taiyaku terms article.txt    its political and diplomatic terms
  taiyaku sheet article.txt -o list.html
                               the teacher's list, ready to print
  taiyaku deck article.txt -o article.apkg
                               an Anki deck of them

exit codes: 0 ok, 1 a bug of ours, 2 usage, 65 bad input, 66 missing input, 69 dictionary not there, 73 cannot create the
output, 74 input/output error, 75 locked (try again), 78 configuration, 130 interrupted
"""


def build_parser() -> argparse.ArgumentParser:
    """The parser with all commands; loads no engine."""
    parser = argparse.ArgumentParser(
        prog="taiyaku",
        description="Read Japanese-English articles with furigana and glosses in both directions; keep words; make Anki decks.",
        epilog=FIRST_STEPS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        # a shortened option would keep the name of a later one from being added without breaking scripts
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="store_true", help="print the version, and end")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--debug", action="store_true", help="show a traceback with an error")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    from reader.arguments import dict_actions, list_options, sheet_options

    def command(name: str, summary: str, **more: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=summary, description=summary, parents=[common], allow_abbrev=False, **more)  # type: ignore[arg-type]

    read = command("read", "open a text in the reader (printed plainly when the output is no terminal)")
    _source(read, optional=True)
    read.add_argument("--plain", action="store_true", help="print linearly instead of opening the reader")
    _width(read)

    show = command("show", "print the analysis of a text")
    _source(show)
    show.add_argument("--format", choices=("plain", "json", "jsonl"), default="plain", help="default: plain")
    show.add_argument("--full", action="store_true", help="json: add the senses of each token's entry")
    _domain(show)
    _width(show)

    lookup = command("lookup", "look words up, in both directions, inflected forms too")
    lookup.add_argument("words", nargs="+", metavar="WORD", help="a word, in quotes a phrase, or a pattern with * and ? (in quotes)")
    lookup.add_argument("--kanji", action="store_true", help="only the kanji of the words")
    lookup.add_argument("--json", action="store_true", help="print JSON")

    terms = command("terms", "list the political and diplomatic terms of texts")
    _source(terms, many=True)
    _domain(terms)
    _learn(terms, default="both")
    terms.add_argument("--format", choices=("table", "json", "csv", "tsv", "md"), default="table", help="default: table")
    list_options(terms)

    sheet = command("sheet", "write a teacher's list, or worksheets made from it, of one or many texts")
    _source(sheet, many=True)
    _domain(sheet)
    _learn(sheet, default="ja")
    sheet_options(sheet)

    deck = command("deck", "write an Anki deck (.apkg) or a list that Anki imports (.tsv)")
    _source(deck, many=True)
    deck.add_argument("-o", "--output", required=True, metavar="FILE", help="where to write, ending in .apkg or .tsv")
    _learn(deck, default="both")
    deck.add_argument("--pick", choices=("terms", "saved", "all"), default="terms", help="which words (default: terms)")
    deck.add_argument("--preview", action="store_true", help="print what would be written, and write nothing")

    _readings(command("readings", "correct how words are read, everywhere or in one text: list, add, remove, import, export"))

    dict_actions(command("dict", "your own dictionaries: list, add, remove, order, enable, disable, build"))

    doctor = command("doctor", "say where everything is and whether it is whole; name the sources and licences")
    doctor.add_argument("--json", action="store_true", help="print JSON")
    return parser


def _readings(parser: argparse.ArgumentParser) -> None:
    from reader.arguments import actions_of

    action = actions_of(parser, "your corrections")

    def in_text(parser: argparse.ArgumentParser, what: str) -> None:
        parser.add_argument("--text", metavar="SOURCE", help=f"{what} in this text alone: a file, -, or a text's id (default: everywhere)")
        _encoding(parser)

    listing = action("list", "print your corrections")
    in_text(listing, "those")
    listing.add_argument("--format", choices=("table", "tsv", "json"), default="table", help="default: table")

    add = action("add", "keep a reading; what it replaces is said")
    add.add_argument("surface", metavar="WORD", help="the word as it stands in the text; a verb as in the dictionary")
    add.add_argument("reading", metavar="READING", help="its kana, or Latin letters (shouji; capitals give katakana)")
    in_text(add, "read so")

    remove = action("remove", "take a correction back; what it was is said")
    remove.add_argument("surface", metavar="WORD", help="the word as it was corrected")
    in_text(remove, "that")

    bring = action("import", "keep the corrections of a table (word, tab, kana, tab, text id), all or none")
    bring.add_argument("file", metavar="FILE", help="a file, or - for standard input")
    bring.add_argument("--partial", action="store_true", help="keep the good lines when others are refused")
    _encoding(bring)

    export = action("export", "write all corrections as a table that can be imported")
    export.add_argument("-o", "--output", metavar="FILE", help="where to write (default: standard output)")


def _encoding(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--encoding", metavar="NAME", help="the text's encoding, such as cp932 (default: recognised)")


def _source(parser: argparse.ArgumentParser, *, optional: bool = False, many: bool = False) -> None:
    what = "a file, or - for standard input"
    if many:
        parser.add_argument("sources", nargs="+", metavar="SOURCE", help=what)
    elif optional:
        parser.add_argument(
            "source", nargs="?", metavar="SOURCE", help=f"{what}; without it the last text where it was left, or the sample"
        )
    else:
        parser.add_argument("source", metavar="SOURCE", help=what)
    _encoding(parser)


def _width(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--width", type=_cells, metavar="N", help="cells to print in (default: COLUMNS, else the terminal's)")


def _domain(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--domain", choices=("politics", "all"), default="politics", help="which terms (default: politics)")


def _learn(parser: argparse.ArgumentParser, default: str) -> None:
    parser.add_argument("--learn", choices=("ja", "en", "both"), default=default, help=f"the language that is learnt (default: {default})")


def _cells(value: str) -> int:
    if not value.isdecimal() or not 1 <= int(value) <= 100_000:
        raise argparse.ArgumentTypeError(f"{value!r} is not a width from 1 to 100000")
    return int(value)


def main(argv: Sequence[str] | None = None) -> int:
    """Run taiyaku.

    Args:
        argv: the words after the program's name; the process's own by default.

    Returns:
        The exit code of the design's section 4.
    """
    _keep_standard_descriptors()
    if sys.stderr is not None:
        with contextlib.suppress(AttributeError, OSError):
            sys.stderr.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    debug = False
    try:
        args = build_parser().parse_args(argv)
        debug = getattr(args, "debug", False)
        _check_owner()
        code = _run(args)
        if sys.stdout is not None:
            sys.stdout.flush()
    except KeyboardInterrupt:
        _narrate("taiyaku: interrupted")
        code = INTERRUPTED
    except BrokenPipeError:
        code = 0
        _silence_stdout()
    except TaiyakuError as error:
        code = _report(error, debug=debug)
    except OSError as error:
        code = _report(_storage_error(error), debug=debug)
        _silence_stdout()
    except SystemExit as leaving:  # argparse: 0 after --help, 2 for wrong words
        code = leaving.code if isinstance(leaving.code, int) else BUG
    except Exception as error:
        if debug:
            traceback.print_exc()
        _narrate(
            f"taiyaku: error: this is a bug: {type(error).__name__}: {error}", "hint: run it again with --debug and report what it prints"
        )
        code = BUG
    return code


def _run(args: argparse.Namespace) -> int:
    if args.version:
        args.command = "version"
    elif args.command is None:
        args = build_parser().parse_args(["read"])
    module = importlib.import_module(f"reader.commands.{args.command}")
    code: int = module.run(args)
    return code


def _check_owner() -> None:
    """Another distribution installs a top-level `reader` too and would overwrite ours without a word."""
    if getattr(reader, "OWNER", None) != "taiyaku":
        from texts.errors import ConfigurationError

        raise ConfigurationError(
            "package 'reader'",
            "belongs to another distribution",
            hint="install taiyaku alone: pipx install taiyaku, or make read in its folder",
        )


def _keep_standard_descriptors() -> None:
    """Fill closed descriptors 0-2, so that no file of ours is opened in their place and written to by accident."""
    with contextlib.suppress(OSError):
        while (number := os.open(os.devnull, os.O_RDWR)) <= 2:
            pass
        os.close(number)


def _report(error: TaiyakuError, *, debug: bool) -> int:
    if debug:
        traceback.print_exc()
    _narrate(f"taiyaku: error: {error}", f"hint: {error.hint}" if error.hint else "")
    return error.exit_code


def _storage_error(error: OSError) -> TaiyakuError:
    what = str(error.filename) if error.filename else "standard output"
    return StorageError(what, (error.strerror or str(error)).lower(), hint="see that there is room and that you may write there")


def _narrate(*lines: str) -> None:
    from texts.sanitize import for_terminal

    if sys.stderr is None:
        return
    with contextlib.suppress(OSError, ValueError):
        for line in lines:
            if line:
                print(for_terminal(line), file=sys.stderr)
        sys.stderr.flush()


def _silence_stdout() -> None:
    """After a broken stdout: keep the interpreter's last flush from complaining."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def version() -> str:
    """The version of the installed distribution, or "unknown" when it runs from a bare folder."""
    from importlib import metadata  # 20 ms that only --version and the doctor pay

    try:
        return metadata.version("taiyaku")
    except metadata.PackageNotFoundError:
        return "unknown"


def console() -> None:
    """Entry point of the script."""
    code = main()
    if code == INTERRUPTED and os.name == "posix":
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl-C must not print a traceback at exit
    sys.exit(code)
