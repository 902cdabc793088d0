"""A seed's random program: which kind it is, and the generator of that kind."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from equivalence.fuzz import (
    branches,
    calls,
    chains,
    changing,
    datasteps,
    files,
    flow,
    hashes,
    holding,
    idioms,
    macros,
    procs,
    queries,
    reading,
    reports,
    sources,
)
from equivalence.fuzz.parts import FuzzProgram

Generator = Callable[[Random], FuzzProgram]

KINDS: dict[str, tuple[Generator, int]] = {
    "datastep": (datasteps.generate, 42),
    "flow": (flow.generate, 7),
    "arrays": (holding.generate, 7),
    "sources": (sources.generate, 9),
    "changing": (changing.generate, 6),
    "files": (files.generate, 7),
    "macro": (macros.generate, 6),
    "chain": (chains.generate, 7),
    "functions": (calls.functions, 13),
    "formats": (calls.formats, 8),
    "input": (reading.generate, 10),
    "hash": (hashes.generate, 6),
    "proc": (procs.generate, 13),
    "report": (reports.generate, 6),
    "sql": (queries.generate, 10),
    **{
        f"idiom {name}": (generator, 2)
        for name, generator in (idioms.GENERATORS | branches.GENERATORS).items()
    },
}
"""Each kind's generator and its share."""


def generate(seed: int, kinds: tuple[str, ...] = ()) -> FuzzProgram:
    """Return the program of a seed; the same seed (and choice of kinds) gives the same program."""
    r = Random(seed)
    names = list(kinds or KINDS)
    kind = r.choices(names, [KINDS[name][1] for name in names])[0]
    return KINDS[kind][0](r)
