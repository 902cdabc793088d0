"""Writing outputs so that they appear complete or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from translator.lang.diagnostics import Diagnostic


class CannotWrite(Exception):
    """The output folder or a file in it cannot be written; `diagnostic` says which and why."""

    def __init__(self, path: Path, error: OSError) -> None:
        self.diagnostic = Diagnostic("X0004", f"cannot be written: {error.strerror or error}", str(path))
        super().__init__(self.diagnostic.message)


def write_files(folder: Path, files: Mapping[str, str]) -> list[Path]:
    """Write text files (name relative to the folder -> text) and return their paths.

    All are written beside the folder first and moved into place when the last one is complete: a reader never
    sees half a file, and an error leaves what was there before. Other files of the folder are kept.
    Raises CannotWrite.
    """
    folder = Path(folder)
    try:
        parent = folder if folder.is_dir() else _existing(folder.parent)
        beside = Path(tempfile.mkdtemp(prefix=".saslift-", dir=parent))
    except OSError as error:
        raise CannotWrite(folder, error) from None
    try:
        for name, text in files.items():
            file = beside / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
        return _move(beside, folder, files)
    except OSError as error:
        raise CannotWrite(folder, error) from None
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _existing(folder: Path) -> Path:
    while not folder.exists():
        folder = folder.parent
    return folder


def _move(beside: Path, folder: Path, files: Mapping[str, str]) -> list[Path]:
    """Move the files into the folder; where one cannot be, put back those that were there."""
    folder.mkdir(parents=True, exist_ok=True)
    kept: list[tuple[Path, Path]] = []
    done: list[Path] = []
    try:
        for i, name in enumerate(files):
            place = folder / name
            place.parent.mkdir(parents=True, exist_ok=True)
            if place.exists():
                old = beside / f".old-{i}"
                os.link(place, old) if not place.is_dir() else None
                kept.append((old, place))
            os.replace(beside / name, place)
            done.append(place)
    except OSError:
        former = {place: old for old, place in kept}
        for place in done:
            if place in former:
                os.replace(former[place], place)
            else:
                place.unlink(missing_ok=True)
        raise
    return done
