"""Reading SAS text, and running many small programs."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from equivalence.bench.measure import Measure, best_of, side_by_side
from equivalence.bench.programs import called_program, macro_program, ordinary_program, tiny_programs


def seconds_to_read(text: str) -> float:
    """Return how long it takes from text to syntax."""
    return best_of(3, lambda: read_one(text))


def seconds_to_translate(text: str) -> float:
    """Return how long it takes from text to Python and R."""
    from translator.lang.source import Source
    from translator.pipeline.programs import Program
    from translator.pipeline.translate import translate_source

    program = Program(Path("bench.sas"), "bench", "bench.sas")
    return best_of(1, lambda: translate_source(Source("bench.sas", text), program, ("pandas", "r")))


def read_one(text: str) -> int:
    """Read a program and return the number of its steps."""
    from translator.frontend.macro import MacroState
    from translator.frontend.reader import Reader
    from translator.lang.source import Source

    return sum(1 for _ in Reader(Source("bench.sas", text), MacroState(), []).steps())


def cost_of_two_processes(lines: int) -> float:
    """Return the processor time of reading many programs in two processes, as a multiple of that in one."""
    from translator.pipeline.many import FEW, each

    texts = [ordinary_program(max(lines // 8, 50))] * (2 * FEW)
    one, two = side_by_side(
        2, lambda: list(each(read_one, texts, jobs=1)), lambda: list(each(read_one, texts, jobs=2))
    )
    return two / one


def reading(lines: int) -> list[Measure]:
    """Lines a second from text to syntax, and how the cost grows when the text is four times as long."""
    seconds_to_read(ordinary_program(50))
    short, long = ordinary_program(lines), ordinary_program(4 * lines)
    one, four = seconds_to_read(short), seconds_to_read(long)
    macros, more_macros = macro_program(lines // 10), macro_program(4 * (lines // 10))
    few, many = seconds_to_read(macros), seconds_to_read(more_macros)
    seconds_to_translate(ordinary_program(50))
    once, again = seconds_to_translate(short), seconds_to_translate(long)
    return [
        Measure("reading, one core", long.count("\n") / four, "lines/s", 6000, True),
        Measure(
            "reading what macros make, one core",
            4 * lines / seconds_to_read(called_program(4 * lines)),
            "lines/s",
            5000,
            True,
        ),
        Measure("reading in two processes, cost against one", cost_of_two_processes(lines), "times", 1.3),
        Measure("reading, cost of four times the text", four / one, "times", 5.0),
        Measure("macros, cost of four times as many turns", many / few, "times", 5.0),
        Measure("translating, cost of four times the text", again / once, "times", 5.0),
    ]


def many_programs(count: int) -> list[Measure]:
    """`run` on many tiny programs: the cost of one more program against that of starting once."""
    from equivalence.harness import run
    from translator.pipeline.programs import Program

    measures = []
    with tempfile.TemporaryDirectory(prefix="saslift-bench-") as name:
        folder = Path(name)
        programs = []
        for number, text in enumerate(tiny_programs(count)):
            path = folder / f"tiny{number:04}.sas"
            path.write_text(text, encoding="utf-8")
            programs.append(Program(path, path.stem, str(path)))
        for engine in ("reference", "pandas", "r"):
            start = time.perf_counter()
            list(run(programs[:1], engine=engine, out=folder / engine, librefs={}))
            first = time.perf_counter() - start
            start = time.perf_counter()
            rows = list(run(programs, engine=engine, out=folder / engine, librefs={}))
            seconds = time.perf_counter() - start
            failed = sum(row["status"] != "ok" for row in rows)
            inside = sum(row["seconds"] for row in rows)
            if failed:
                print(f"{failed} of {count} tiny programs failed on {engine}", file=sys.stderr)
            name = f"{count} tiny programs on {engine}, against one start and their own time"
            measures.append(Measure(name, seconds / (first + inside), "times", 1.2))
    return measures
