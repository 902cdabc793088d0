"""Data sets as members of libraries."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any


def delete_member(lib: Any, name: str) -> None:
    """Delete the file of a permanent data set; input files below `data` are never touched."""
    path = lib.find(name)
    if path is not None and lib.out.resolve() in path.resolve().parents:
        path.unlink()


def exists(lib: Any, name: str, own: Collection[str], maybe: Mapping[str, Any] | None = None) -> float:
    """EXIST of a data set whose name the run makes. `own`: those that the program holds; `maybe`: or may hold."""
    dataset = name.strip().lower().removeprefix("work.")
    if dataset in own or (maybe or {}).get(dataset) is not None:
        return 1.0
    return float(lib.exists(dataset) if "." in dataset else dataset in lib.work)
