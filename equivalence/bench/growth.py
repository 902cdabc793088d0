"""How the cost grows: small programs with so much work, and with four times as much, on every engine.

Work that is four times as much should cost about four times as much; a helper that copies what it has gathered so far
costs sixteen times as much.
"""

from __future__ import annotations

import contextlib
import io
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from equivalence.bench.measure import Measure, best_of

PROGRAMS = {
    "lines to the log": "data _null_; do i = 1 to {n}; put 'line ' i; end; run;",
    "lines to a file": "data _null_; file 'out.txt'; do i = 1 to {n}; put i @20 'text'; end; run;",
    "rows of DATALINES": "data a; input k x name $; datalines;\n{lines}\n;\nrun;",
    "a hash object filled and asked": """data a; do k = 1 to {n}; v = k * 2; output; end; run;
        data b; length v 8; if _n_ = 1 then do; declare hash h(dataset: 'a'); h.definekey('k'); h.definedata('v');
        h.definedone(); call missing(v); end; set a(drop=v); rc = h.find(); k = k + 1; rc = h.add(); rc = h.replace(); run;""",
    "a table added to by OUTPUT": "data a; do i = 1 to {n}; x = i / 7; t = 'text'; output; if mod(i, 3) = 0 then output; end; run;",
    "a match-merge in a row loop": """data a; do k = 1 to {n}; x = k; output; end; run;
        data b; do k = 1 to {n} by 2; y = k; output; end; run;
        data c; merge a(in=p) b(in=q); by k; retain t 0; t = t + x; if p and q then z = lag(t); run;""",
    "TRANSPOSE by group": """data a; do k = 1 to {n} / 10; do j = 1 to 10; x = j; output; end; end; run;
        proc transpose data=a out=b prefix=c; by k; id j; var x; run;""",
    "MEANS by group": """data a; do k = 1 to {n} / 10; do j = 1 to 3; x = j * k; output; end; end; run;
        proc means data=a noprint; by k; class j; var x; output out=b mean=m; run;""",
    "FREQ by group": """data a; do k = 1 to {n} / 10; do j = 1 to 3; x = mod(j * k, 2); output; end; end; run;
        proc freq data=a noprint; by k; tables x / out=b; run;""",
    "a printed table": "data a; do k = 1 to {n}; x = k / 7; output; end; run; proc print data=a; run;",
    "steps of a program": "{steps}",
    "calls of a macro": "%macro one(i); data a&i; x = &i; y = x * 2; run; %mend; {calls}",
    "FREQ of many levels": "data a; do i = 1 to {n}; x = mod(i * 7, {n}); output; end; run; proc freq data=a; tables x / out=b noprint; run;",
}
"""Programs with {n} units of work: {lines} that many lines of data, {steps} and {calls} a fiftieth of that."""


def seconds(text: str, engine: str, folder: Path) -> float:
    """Run a program and return how long it took; an error if it failed."""
    from equivalence.engines import Job, run_job
    from translator.pipeline.programs import Program

    path = folder / "growth.sas"
    path.write_text(text, encoding="utf-8")

    def work() -> None:
        with (
            contextlib.redirect_stdout(io.StringIO()),
            tempfile.TemporaryDirectory(dir=folder) as private,
            contextlib.chdir(folder),  # the reference writes files where it runs
        ):
            result = run_job(Job(Program(path, "growth", str(path)), engine, private=Path(private)))
        if result.status != "ok":
            raise RuntimeError(f"{text[:60]!r} failed on {engine}: {result.log[-3:]} {result.diagnostics}")

    return best_of(1, work)


def program(text: str, n: int) -> str:
    """Fill in a program."""
    few = max(n // 50, 1)
    steps = "\n".join(f"data a{k}; x = {k}; if x > 3 then y = x * 2; run;" for k in range(few))
    calls = "\n".join(f"%one({k})" for k in range(few))
    lines = "\n".join(f"{k} {k * 37 % 1009}.5 name{k % 50}" for k in range(n)) if "{lines}" in text else ""
    return text.format(n=n, lines=lines, steps=steps, calls=calls)


def measures(n: int = 5000) -> Iterator[Measure]:
    """The cost of four times the work, for each program and engine."""
    engines = ("reference", "pandas", "r") if shutil.which("Rscript") else ("reference", "pandas")
    with tempfile.TemporaryDirectory(prefix="saslift-bench-") as name:
        for engine in engines:
            for what, text in PROGRAMS.items():
                seconds(program(text, 10), engine, Path(name))  # what is imported once
                start = seconds(program(text, 10), engine, Path(name))  # what does not depend on the amount
                one, four = (seconds(program(text, k), engine, Path(name)) for k in (n, 4 * n))
                ratio = (four - start) / max(one - start, four / 20, 0.01)
                yield Measure(
                    f"{what} on {engine}, cost of four times the work", max(ratio, 0.01), "times", 6.0
                )
