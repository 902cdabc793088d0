"""Which programs a command works on, and what they are called in its output."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from translator.frontend.site import Site
from translator.lang.diagnostics import Diagnostic

SUFFIXES = (".sas", ".egp")


@dataclass(frozen=True, slots=True)
class Program:
    """A SAS program on disk, or an Enterprise Guide project (.egp). `name` is its name in output folders; `shown` the
    path as diagnostics print it; `site` what stands around it."""

    path: Path
    name: str
    shown: str
    site: Site = Site()


def find_programs(paths: Iterable[Path], site: Site | None = None) -> tuple[list[Program], list[Diagnostic]]:
    """Return the programs that the paths name, and what is wrong with the paths.

    A file is taken whatever its name; a folder stands for all `*.sas` and `*.egp` files in it and below, in order of
    their paths, hidden folders left out. A program named twice counts once. Programs of one name get the folders in
    front that part them (`load.sas` of folders a and b: `a_load`, `b_load`).
    """
    found: dict[Path, tuple[Path, str]] = {}
    problems: list[Diagnostic] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(_below(path))
            if not inside:
                message = "the folder has no SAS programs (*.sas, *.egp), nor has any folder below it"
                problems.append(Diagnostic("X0003", message, str(path)))
            for file in inside:
                found.setdefault(file.resolve(), (file, str(file)))
        elif path.exists():
            found.setdefault(path.resolve(), (path, str(path)))
        else:
            problems.append(Diagnostic("X0001", "no such file or folder", str(path)))
    files = list(found.values())
    names = _names([file for file, _ in files])
    programs = []
    taken: dict[str, str] = {}
    for (file, shown), name in zip(files, names):
        other = taken.setdefault(name.lower(), shown)
        if other != shown:
            problems.append(
                Diagnostic("X0009", f"its outputs would have the names of those of {other}", shown)
            )
        else:
            programs.append(Program(file, name, shown, site or Site()))
    return programs, problems


def _below(folder: Path) -> Iterable[Path]:
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(here, name) for name in files if name.lower().endswith(SUFFIXES))


def _names(files: Sequence[Path]) -> list[str]:
    """Return the stem of each file, with as many folders in front as part it from its namesakes."""
    names = [file.stem for file in files]
    resolved = [file.resolve() for file in files]
    for depth in range(1, 12):
        counts = Counter(name.lower() for name in names)
        if max(counts.values(), default=1) == 1:
            break
        for i, name in enumerate(names):
            parents = resolved[i].parts[1:-1]
            if counts[name.lower()] > 1 and depth <= len(parents):
                names[i] = f"{parents[-depth]}_{name}"
    return names
