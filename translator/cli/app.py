"""`saslift`: the commands, each in a file of its own."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Annotated

import typer

from translator import __version__
from translator.cli import console
from translator.cli.assess import assess
from translator.cli.check import check
from translator.cli.compare import compare
from translator.cli.explain import explain, list_words
from translator.cli.init import init
from translator.cli.report import report
from translator.cli.run import run
from translator.cli.translate import translate
from translator.cli.verify import verify

app = typer.Typer(
    name="saslift",
    help="Carries SAS programs over to pandas and R, and proves that the results are the same.",
    epilog="Exit codes: 0 done and equal; 1 holes or differences; 2 usage or internal error.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich" if sys.stdout.isatty() else None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"saslift {__version__}")
        raise typer.Exit(console.DONE)


@app.callback()
def saslift(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Print the trace of an internal error.")] = False,
) -> None:
    """Options that stand before the command."""
    console.debug = debug


COMMANDS: dict[str, Callable[..., int]] = {
    "init": init,
    "check": check,
    "assess": assess,
    "translate": translate,
    "run": run,
    "verify": verify,
    "compare": compare,
    "report": report,
    "explain": explain,
    "list": list_words,
}

for _name, _function in COMMANDS.items():
    app.command(_name)(console.command(_function))


def main() -> None:
    """The console script."""
    app()


if __name__ == "__main__":
    main()
