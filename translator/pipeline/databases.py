"""Which databases a program reaches: what the manifest and the notes say. Nothing is connected to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from translator.lang import statements as st
from translator.lang import syntax_sql as q
from translator.lang.diagnostics import Diagnostic, diagnose
from translator.lang.source import Token
from translator.library.engines import unreachable
from translator.plan.walk import nodes


def reached(
    steps: Iterable[st.Step], connections: Mapping[str, str], mapped: Collection[str] = ()
) -> dict[str, tuple[str, Token | None]]:
    """Return the databases that steps reach: name in saslift.toml -> (URL, the first place), in the order of the text.

    Args: connections: of the site. mapped: librefs (lower case) whose data sets are files.
    """
    found: dict[str, tuple[str, Token | None]] = {}
    if not connections:
        return found
    named: set[str] = set()  # what CONNECT has named
    for node in (one for step in steps for one in nodes(step)):
        names: tuple[str, ...] = ()
        match node:
            case q.Connect(name=name, dbms=dbms, libref=libref):
                names = (name, dbms or libref)
                named.add(name)
            case q.PassedSource(connection=name) | q.ExecuteSql(connection=name) if name not in named:
                names = (name,)
            case st.Libname(libref=libref, path=path, engine=engine, words=words):
                if engine and libref.lower() not in mapped and unreachable(engine, path, words):
                    names = (libref.lower(),)
        known = next((name for name in names if name in connections), "")
        if known:
            found.setdefault(known, (connections[known], node.at))  # type: ignore[attr-defined]
    return found


def notes_of(found: Mapping[str, tuple[str, Token | None]]) -> list[Diagnostic]:
    """Return a note for each database."""
    return [
        diagnose("N0430", f"the program reaches the database {name.upper()} ({url})", at)
        for name, (url, at) in found.items()
    ]
