"""The options that several commands share, declared once; and what their values mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from translator.cli.console import Problem, problem
from translator.lang.diagnostics import Diagnostic
from translator.pipeline.programs import Program, find_programs
from translator.pipeline.settings import TARGETS, Settings, SettingsError, Target, load_settings

Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        help="SAS programs, or folders of them. Default: the sources of saslift.toml.", show_default=False
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
Out = Annotated[Path, typer.Option("-o", "--out", help="Folder for the outputs.", show_default=False)]
Librefs = Annotated[
    list[str] | None,
    typer.Option(
        "--libref",
        metavar="NAME=FOLDER",
        help="Folder of a SAS library; may be repeated. Goes before saslift.toml and the program's LIBNAME.",
    ),
]
To = Annotated[
    list[str] | None, typer.Option("--to", metavar="pandas,r", help="Targets.", show_default=False)
]
Encoding = Annotated[
    str, typer.Option(help="Encoding of the programs. Default: detected.", show_default=False)
]
Config = Annotated[
    Path | None,
    typer.Option(help="Settings file. Default: saslift.toml, if it is there.", show_default=False),
]
Jobs = Annotated[
    int, typer.Option("-j", "--jobs", min=0, help="Programs worked on at a time; 0: as many as pay.")
]

Fresh = Annotated[
    bool, typer.Option("--fresh", help="Read every program again, whatever was kept of earlier runs.")
]


def settings_from(config: Path | None) -> Settings:
    """Read the settings, or end the command with what is wrong with them."""
    try:
        return load_settings(config)
    except SettingsError as error:
        raise Problem(*error.diagnostics) from None


def programs_from(paths: Sequence[Path] | None, settings: Settings) -> tuple[list[Program], list[Diagnostic]]:
    """Return the programs to work on; ends the command where there is nothing at all to do."""
    chosen = list(paths or settings.sources)
    if not chosen:
        raise problem("X0015", "no program given, and saslift.toml names no sources")
    return find_programs(chosen, settings.site)


def librefs_from(options: Iterable[str] | None, settings: Settings) -> dict[str, Path]:
    """Return library name -> folder, from saslift.toml and --libref; names in lower case."""
    librefs = dict(settings.librefs)
    for option in options or ():
        name, equals, folder = option.partition("=")
        if not equals or not folder or not re.fullmatch(r"[A-Za-z_]\w{0,7}", name):
            raise problem("X0008", f"--libref takes NAME=FOLDER, not {option!r}")
        librefs[name.lower()] = Path(folder)
    missing = [
        Diagnostic("X0012", f"the folder of library {name} does not exist", str(folder))
        for name, folder in librefs.items()
        if not folder.is_dir()
    ]
    if missing:
        raise Problem(*missing)
    return librefs


def targets_from(options: Sequence[str] | None, settings: Settings) -> tuple[Target, ...]:
    """Return the targets of `--to pandas,r` or `--to pandas --to r`, in the order given."""
    chosen: list[Target] = []
    for word in ",".join(options).split(",") if options else settings.targets:
        name = word.strip().lower()
        match = next((target for target in TARGETS if target == name), None)
        if match is None:
            raise problem("X0005", f"unknown target {name!r}; the targets are {', '.join(TARGETS)}")
        if match not in chosen:
            chosen.append(match)
    return tuple(chosen)
