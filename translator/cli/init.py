"""`saslift init`: settings of a site, and tasks for its editor."""

from __future__ import annotations

import json as codec
import os
from pathlib import Path
from typing import Annotated, Any

import typer

from translator.cli.console import DONE, print_json, problem
from translator.cli.options import AsJson
from translator.pipeline.settings import FILE

SETTINGS = """\
# Settings of saslift; every command reads them. Options on the command line go first.

# Programs, or folders of programs, that a command without paths works on
sources = [{sources}]

# What to translate to: "pandas", "r"
targets = ["pandas"]

# Encoding of the programs, such as "utf-8" or "wlatin1"; "" detects it for each file
encoding = ""

# Folders of autocall macros (searched after OPTIONS SASAUTOS=), folders of files for %INCLUDE, and a program that
# runs before each program
# autocall = ["macros"]
# includes = ["include"]
# autoexec = "autoexec.sas"

# true: the data hold special missing values (.A to .Z), though the programs do not name them
# special_missing = false

# true: the data hold numbers from 1E100 on, though the programs have none
# large_numbers = false

# Folder of each SAS library (LIBNAME), relative to this file
[librefs]
{librefs}
# Files and folders by fileref, as FILENAME statements before each program
# [filerefs]
# parts = "include/parts"

# Databases that programs may reach, as SQLAlchemy URLs: by the name or alias of CONNECT TO in PROC SQL, or by libref.
# ${{NAME}} is taken from the environment when a program runs: no password stands here
# [connections]
# oracle = "oracle+oracledb://reader:${{ORACLE_PASSWORD}}@db.example.org/?service_name=register"

# System options, as an OPTIONS statement before each program
# [options]
# yearcutoff = 1950

[policy]
# Who may fill what saslift cannot translate: "none"; "replay" (archived answers only); "ollama" (a model on
# this machine, behind tests, labelled for ever)
fill = "none"
# May reports show cell values? Otherwise they hold counts, magnitudes and masked keys
values = false
"""

PATTERN = r"^(.+?):(\d+):(\d+): (error|warning|note): (.*) \[([A-Z]\d{4})\]$"
"""What an editor reads a diagnostic with; `report.text.line_of` writes it."""


def init(
    folder: Annotated[Path, typer.Argument(help="Folder of the project.")] = Path(),
    vscode: Annotated[bool, typer.Option("--vscode", help="Write .vscode/tasks.json too.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Overwrite what is there.")] = False,
    json: AsJson = False,
) -> int:
    """Write saslift.toml, and with --vscode tasks whose problem matcher reads `check`."""
    if not folder.is_dir():
        raise problem("X0001", "no such folder", folder)
    files = {folder / FILE: _settings(folder)}
    if vscode:
        files[folder / ".vscode" / "tasks.json"] = codec.dumps(tasks(), indent=4) + "\n"
    if not force:
        for file in files:
            if file.exists():
                raise problem("X0014", "the file exists and is kept; --force overwrites it", file)
    for file, text in files.items():
        try:
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
        except OSError as error:
            raise problem("X0004", f"cannot be written: {error.strerror}", file) from None
    if json:
        print_json({"written": [str(file) for file in files]})
    else:
        for file in files:
            print(f"wrote {file}")
    return DONE


def _settings(folder: Path) -> str:
    """Return the settings file, filled with what the folder shows: where programs and data are."""
    sources, data = set(), set()
    for here, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        top = Path(here).relative_to(folder)
        suffixes = {Path(name).suffix.lower() for name in names}
        if ".sas" in suffixes:
            sources.add(top.parts[0] if top.parts else ".")
        if suffixes & {".sas7bdat", ".xpt"}:
            data.add(top.as_posix())
    lines = [f"{_libref(path)} = {codec.dumps(path)}\n" for path in sorted(data)]
    return SETTINGS.format(
        sources=", ".join(codec.dumps(path) for path in sorted(sources) if "." not in sources or path == "."),
        librefs="".join({line.split(" ")[0]: line for line in lines}.values()) or '# raw = "data/raw"\n',
    )


def _libref(path: str) -> str:
    """Return a library name for a folder: its last part, cut to what SAS allows."""
    name = "".join(c if c.isascii() and c.isalnum() else "_" for c in Path(path).name.lower())[:8]
    return name if name and not name[0].isdigit() else f"_{name}"[:8]


def tasks() -> dict[str, Any]:
    """Return the contents of tasks.json. (VS Code, Integrate with External Tools via Tasks.)"""
    matcher = {
        "owner": "saslift",
        "source": "saslift",
        "fileLocation": ["autoDetect", "${workspaceFolder}"],
        "pattern": {
            "regexp": PATTERN,
            "file": 1,
            "line": 2,
            "column": 3,
            "severity": 4,
            "message": 5,
            "code": 6,
        },
    }
    check = {
        "label": "saslift: check",
        "type": "process",
        "command": "saslift",
        "args": ["check", "${workspaceFolder}"],
        "problemMatcher": matcher,
        "group": {"kind": "build", "isDefault": True},
        "presentation": {"reveal": "silent", "clear": True},
    }
    check_file = {
        **check,
        "label": "saslift: check this file",
        "args": ["check", "${file}"],
        "group": "build",
    }
    translate = {
        "label": "saslift: translate this file",
        "type": "process",
        "command": "saslift",
        "args": ["translate", "${file}", "--out", "${workspaceFolder}/translated"],
        "problemMatcher": matcher,
        "group": "build",
    }
    return {"version": "2.0.0", "tasks": [check, check_file, translate]}
