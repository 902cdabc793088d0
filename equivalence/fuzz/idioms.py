"""Random programs around the column-wise rules and the plain forms of PROCs: each generator aims at one rule, at its
conditions and just beside them."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from equivalence.fuzz.parts import FuzzProgram, Part, lines

QUARTERS = [
    ".",
    ".",
    "0",
    "1",
    "-1",
    "2",
    "2.5",
    "-2.5",
    "0.5",
    "0.25",
    "3",
    "10",
    "100",
    "4",
    "12.75",
    "-0.75",
]
WHOLE = [".", "1", "2", "3", "1", "2", "-1", "0"]
GROUPS = ["", "a", "a", "b", "B", "c", "å"]
SIZES = [0, 1, 2, 3, 4, 6, 9, 14]


def rows(r: Random, name: str, columns: str, pools: list[list[str]], size: int, sorted_by: str = "") -> Part:
    """Return a DATA step that reads random lines, and a PROC SORT where the order is wanted."""
    text = ["|".join(r.choice(pool) for pool in pools) for _ in range(size)]
    head = f"data {name};\n  infile datalines dsd dlm='|' truncover;\n  input {columns};\ndatalines;"
    body = [Part(head, lines(text), ";", fixed=True)]
    if sorted_by:
        body.append(Part(f"proc sort data={name}; by {sorted_by}; run;", fixed=True))
    return Part("", tuple(body), "")


def table(r: Random, sorted_by: str = "") -> Part:
    """Return the data set a: g and h $3, k and m whole, x and y quarters, w a weight (sums and moments are the same in any order)."""
    columns = "g :$3. h :$3. k m x y w"
    weights = [".", "0", "1", "2", "0.5"]
    return rows(
        r,
        "a",
        columns,
        [GROUPS, GROUPS[:4], WHOLE, WHOLE[:5], QUARTERS, QUARTERS, weights],
        r.choice(SIZES),
        sorted_by,
    )


STATISTICS = "n nmiss sum mean std var min max range median q1 q3 p1 p5 p10 p20 p30 p40 p60 p70 p80 p90 p95 p99 p25 p50 p75".split()


def means(r: Random) -> FuzzProgram:
    """PROC MEANS with CLASS, BY and OUTPUT."""
    by = r.choice(["", "", "", "", "g", "k", "k g"])
    classes = r.choice(["", "g", "k", "g h", "k g", "k m", "g k m"])
    classes = " ".join(c for c in classes.split() if c not in by.split())
    options = r.choice(["nway", "nway", "", "", "nway missing", "missing"])
    variables = r.choice(["x", "x", "x y", "y x", "x y m" if "m" not in classes else "x"])
    body = [Part(f"by {by};")] if by else []
    if classes:
        body.append(Part(f"class {classes}{r.choice(['', '', '', ' / missing'])};"))
    body.append(Part(f"var {variables};", fixed=True))
    names = variables.split()
    chosen = r.sample(STATISTICS, r.choice([1, 2, 3, 5]))
    requests = r.choice([
        " ".join(f"{s}({r.choice(names)})={s}_" for s in chosen),
        " ".join(f"{s}=" for s in chosen) + " / autoname",
        f"{chosen[0]}=",
        f"{chosen[0]}={' '.join(reversed(names))}",
        f"n=count {' '.join(f'{s}({names[0]})={s}' for s in chosen)} nmiss({names[0]})=gone",
        f"sum({names[0]})={names[0]} mean({names[0]})=mean max({names[-1]})=most",
    ])  # fmt: skip
    side = r.choice(
        [
            "",
            "",
            "",
            "(drop=_type_)",
            "(drop=_type_ _freq_)",
            "(rename=(_freq_=rows))",
            f"(drop={(classes or 'm').split()[0]})",
            "(keep=_freq_)",
        ]
    )
    source = r.choice(
        [
            "a",
            "a",
            "a",
            "a(where=(x > 0))",
            "a(obs=5)",
            "a(rename=(x=z y=x z=y))" if False else "a(drop=h)" if "h" not in classes else "a",
        ]
    )
    target = r.choice(["out", "out", "out", "a"])
    body.append(Part(f"output out={target}{side} {requests};", fixed=True))
    if r.random() < 0.1:
        body.append(Part("output out=second mean=;"))
    head = f"proc means data={source} {options} {r.choice(['noprint', 'noprint', 'n mean']) if not (by and classes) else 'noprint'};"
    return FuzzProgram("idiom means", (table(r, by), Part(head, tuple(body), "run;", fixed=True)), 1e-12)


def counts(r: Random) -> FuzzProgram:
    """PROC FREQ with OUT=."""
    request = r.choice(["g", "k", "x", "g*h", "k*g", "g*k", "k*m", "g*h*k"])
    options = r.choice(["", "", " missing"]) + r.choice(
        ["", "", " nocum", " norow nocol nopercent", " noprint"]
    )
    side = r.choice(["", "", "", "(drop=percent)", "(rename=(count=rows))", "(keep=count percent)"])
    body = [Part(f"tables {request} /{options} out=out{side};", fixed=True)]
    if r.random() < 0.3:
        body.append(Part(r.choice(["weight w;", "weight w / zeros;"])))
    if r.random() < 0.1:
        body.append(Part("where x > 0;"))
    source = r.choice(["a", "a", "a(obs=4)", "a(where=(y ne 1))"])
    head = f"proc freq data={source}{r.choice(['', '', ' noprint'])};"
    return FuzzProgram("idiom counts", (table(r), Part(head, tuple(body), "run;", fixed=True)), 1e-12)


GENERATORS: dict[str, Callable[[Random], FuzzProgram]] = {
    "means": means, "counts": counts,
}  # fmt: skip
"""The generator of each rule."""
