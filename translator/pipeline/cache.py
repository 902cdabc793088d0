"""Results of reading that are kept: a program is read again only if it, a file it uses, or saslift has changed.

One entry for each program and command, in the user's cache folder (SASLIFT_CACHE, else XDG_CACHE_HOME, else ~/.cache).
Nothing in it is needed: what is missing or damaged is made again.
"""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

from translator.pipeline.programs import Program

Result = TypeVar("Result")

LARGE = 64_000_000
"""Of files larger than this (data), size and time tell whether they have changed."""


@dataclass(frozen=True, slots=True)
class Used:
    """A file or folder that a result hangs on, and a digest of what it was (`absent` where it was not there)."""

    path: str
    digest: str


def used(paths: Iterable[Path]) -> tuple[Used, ...]:
    """Return what files and folders are now; of a folder, the names in it."""
    return tuple(Used(str(path), _digest(path)) for path in sorted(set(paths)))


def kept(
    command: str,
    work: Callable[..., tuple[Result, Iterable[Path] | None]],
    program: Program,
    encoding: str = "",
    folder: Path | None = None,
) -> Result:
    """Return `work(program, encoding)`'s result, from the cache where it still holds.

    work: returns the result and the files that it hangs on besides the program; None: it must not be kept.
    folder: the cache; None: results are not kept.
    """
    if folder is None:
        return work(program, encoding)[0]
    key = json.dumps([command, str(program.path.resolve()), program.shown, encoding, program.site.as_dict()])
    file = folder / f"{hashlib.sha256(key.encode()).hexdigest()}.pickle"
    own = f"{fingerprint()} {_digest(program.path)}"
    try:
        was, files, result = pickle.loads(file.read_bytes())
        if was == own and all(_digest(Path(one.path)) == one.digest for one in files):
            return cast(Result, result)
    except Exception:  # absent, damaged, or written by another version: it is made again
        pass
    result, paths = work(program, encoding)
    if paths is not None:
        _store(folder, file, (own, used(paths), result))
    return result


def cache_folder() -> Path:
    """Return the folder of the cache."""
    given = os.environ.get("SASLIFT_CACHE")
    return (
        Path(given) if given else Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "saslift")
    )


def _store(folder: Path, file: Path, entry: Any) -> None:
    """Write an entry whole or not at all; a cache that cannot be written is no error."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder)
        with os.fdopen(handle, "wb") as stream:
            pickle.dump(entry, stream)
        os.replace(name, file)
    except OSError:
        pass


def _digest(path: Path) -> str:
    try:
        if path.is_dir():
            return hashlib.sha256(
                "\0".join(sorted(os.listdir(path))).encode("utf-8", "surrogateescape")
            ).hexdigest()
        status = path.stat()
        if status.st_size > LARGE:
            return f"{status.st_size} {status.st_mtime_ns}"
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return "absent"


@cache
def fingerprint() -> str:
    """Return a digest of saslift itself: sizes and times of its files."""
    found = hashlib.sha256()
    package = Path(__file__).parents[1]
    for root in (package, package.parent / "grammars"):
        for here, folders, names in os.walk(root):
            folders[:] = sorted(name for name in folders if name != "__pycache__")
            for name in sorted(names):
                status = os.stat(os.path.join(here, name))
                found.update(f"{here}/{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return found.hexdigest()
