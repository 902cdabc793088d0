"""Data sets as members of libraries."""

from __future__ import annotations

from typing import Any


def delete_member(lib: Any, name: str) -> None:
    """Delete the file of a permanent data set; input files below `data` are never touched."""
    path = lib.find(name)
    if path is not None and lib.out.resolve() in path.resolve().parents:
        path.unlink()
