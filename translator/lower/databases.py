"""Libraries of databases: LIBNAME with the engine of one, where the site configures a connection for the libref."""

from __future__ import annotations

from collections.abc import Iterable

from translator.lang import statements as st
from translator.lower.context import Context
from translator.lower.scope import LoweringError
from translator.plan.procs.databases import Database
from translator.plan.relations import Hole, Step


def database_library(step: st.Libname, context: Context, why: str) -> Step:
    """Return the step of a LIBNAME that names no folder. Raises LoweringError (H0252) where none is configured.

    Args: why: why it names no folder.
    """
    libref = step.libref.lower()
    url = context.connections.get(libref) if step.engine else None
    if url is None:
        message = f"LIBNAME {libref.upper()}: {why}, and nothing says where its data sets are"
        how = f'--libref {libref}=FOLDER, or `{libref} = "URL"` under [connections] in saslift.toml'
        raise LoweringError("H0252", f"{message} ({how})", step.at)
    context.databases.add(libref)
    for name in [one for one in context.catalog.schemas if one.startswith(f"{libref}.")]:
        context.catalog.forget(name)
    node = Database("library", libref, url, stale=(libref,))
    return Step(f"LIBNAME {step.libref}", node, (), (), (), step.at, step.end, comments=step.comments)


def more_than_reading(made: Iterable[Step], context: Context) -> str:
    """Return why steps ask more of a database than its rows, "" where they do not: they write there, or make a view."""
    for one in made:
        if isinstance(one.node, Hole):
            continue
        for name in one.outputs:
            if name.partition(".")[0] in context.databases and "." in name:
                return f"{name.upper()} lies in a database; what is written there must be written by EXECUTE"
            if name in context.catalog.views and any(
                read.partition(".")[0] in context.databases and "." in read for read in one.inputs
            ):
                return f"the view {name.upper()} of what a database holds is not translated"
    return ""
