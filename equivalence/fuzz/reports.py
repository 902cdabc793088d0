"""Random PROC TABULATE and PROC REPORT steps."""

from __future__ import annotations

from random import Random

from equivalence.fuzz.expressions import Expressions
from equivalence.fuzz.parts import FuzzProgram, Part
from equivalence.fuzz.procs import FORMATS, shown_by
from equivalence.fuzz.tables import table

STATISTICS = (
    "n",
    "nmiss",
    "sum",
    "mean",
    "min",
    "max",
    "std",
    "median",
    "p25",
    "p90",
    "range",
    "var",
    "stderr",
    "cv",
)
SHARES = ("pctn", "rowpctn", "colpctn", "reppctn")


def generate(r: Random) -> FuzzProgram:
    """Return a program with one PROC TABULATE or PROC REPORT, and a step that reads what it made."""
    by = r.choice(["", "", "", "", "g"])
    data = table(r, "a", by, special=False, tame=True)
    formats = r.random() < 0.35
    parts: list[Part] = [Part(FORMATS)] if formats else []
    parts.append(data.part)
    make = r.choice([_tabulate, _report, _report])
    parts.append(make(r, by, formats))
    if r.random() < 0.3:
        parts.append(Part("data again; set made; again_ = _n_; run;"))
    return FuzzProgram(make.__name__.strip("_"), tuple(parts), 1e-11)


def _shared(r: Random, by: str, formats: bool) -> list[Part]:
    body = [Part(f"by {by};")] if by else []
    if r.random() < 0.15:
        body.append(Part(f"where {Expressions(r).where()};"))
    if formats and r.random() < 0.6:
        body.append(shown_by(r))
    return body


def _tabulate(r: Random, by: str, formats: bool) -> Part:
    classes = [c for c in r.choice(["g", "k", "g k", "k g", "g k y", "s k"]).split() if c != by] or ["k"]
    body = _shared(r, by, formats)
    options = r.choice(
        ["", "", " / missing", " / order=freq", " / order=data", " / descending", " / order=formatted"]
    )
    body.append(Part(f"class {' '.join(classes)}{options};", fixed=True))
    body.append(Part("var x;", fixed=True))
    if r.random() < 0.15 and "y" not in classes:
        body.append(Part(r.choice(["weight y;", "freq y;"])))
    for _ in range(r.choice([1, 1, 2])):
        body.append(Part(f"table {_expression(r, classes)};", fixed=True))
    if r.random() < 0.2:
        body.append(Part("keylabel n='Count' all='Total' mean=' ';"))
    option = r.choice(["", "", " missing", " order=freq", " format=8.3"])
    return Part(f"proc tabulate data=a out=made{option};", tuple(body), "run;", fixed=True)


def _expression(r: Random, classes: list[str]) -> str:
    """A table: each class variable stands in one dimension, statistics in the columns."""
    shuffled = r.sample(classes, len(classes))
    rows: list[str] = []
    columns: list[str] = []
    for name in shuffled:
        r.choice([rows, rows, columns]).append(r.choice([name, name, f"({name} all)", f"{name}='label'"]))
    cells = r.sample(SHARES, r.choice([0, 0, 1, 2])) + r.sample(["n", "n*f=5."], r.choice([0, 1]))
    cells += [f"x*{s}" for s in r.sample(STATISTICS, r.choice([0, 1, 2]))]
    cells += [f"x*({' '.join(r.sample(STATISTICS, 2))})"] if r.random() < 0.2 else []
    cells += r.choice([[], [], ["x"], ["x*pctsum"], ["x*colpctsum*f=6.1"]])
    shown = " ".join(cells) or "n"
    inner = f"({shown})" if len(cells) > 1 else shown
    column = "*".join([*columns, inner])
    if columns and r.random() < 0.3:
        column += f" all*{inner}"
    row = "*".join(rows)
    if row and r.random() < 0.4:
        row += " all"
    text = f"{row}, {column}" if row else column
    if len(rows) > 1 and r.random() < 0.3:
        text = f"{rows[0]}, {'*'.join(rows[1:])}, {column}"
    return text + r.choice(["", "", " / misstext='none' box='b'"])


def _report(r: Random, by: str, formats: bool) -> Part:
    keys = [c for c in r.sample(["g", "k", "s"], r.choice([0, 1, 1, 2])) if c != by]
    detail = r.random() < 0.35
    body = _shared(r, by, formats)
    columns = list(keys)
    defines = []
    for name in keys:
        order = r.choice(["", "", " descending", " order=data", " order=freq", " order=internal"])
        defines.append(f"define {name} / {'order' if detail else 'group'}{order};")
    if detail:
        columns.append("d")
        defines.append("define d / display;")
    across = not by and not formats and r.random() < 0.25 and "k" not in keys
    columns.append("x")
    items = ["x.sum"]
    for place, statistic in enumerate(r.sample(STATISTICS, r.choice([0, 1, 2]))):
        columns.append(f"x=x{place}")
        defines.append(f"define x{place} / {statistic};")
        items.append(f"x{place}")
    if r.random() < 0.6:
        columns.append("n")
        items.append("n")
    if across:
        columns.append(r.choice(["k,y", "k,(y n)", "k"]))
        defines.append("define k / across;")
    if r.random() < 0.15:
        columns.append("y=share")
        defines.append("define share / pctsum;")
    blocks = []
    if r.random() < 0.5:
        columns.append("made")
        defines.append("define made / computed;")
        use = r.choice([f"{items[-1]} * 2", " + ".join(items), f"sum({', '.join(items)}, 1)", "cnt"])
        keep = "cnt + 1; " if use == "cnt" and not by else ""
        blocks.append(f"compute made; {keep}made = {use if keep or use != 'cnt' else '1'}; endcomp;")
    if keys and r.random() < 0.4:
        summarize = r.choice([" / summarize", " / summarize suppress", " / summarize skip"])
        blocks.append(f"break {r.choice(['after', 'before'])} {r.choice(keys)}{summarize};")
    if r.random() < 0.4:
        blocks.append(f"rbreak {r.choice(['after', 'before'])} / summarize;")
    body.append(Part(f"column {' '.join(columns)};", fixed=True))
    body += [Part(text) for text in [*defines, *blocks]]
    option = r.choice(["", "", " missing", " nowd headline"])
    return Part(f"proc report data=a out=made{option};", tuple(body), "run;", fixed=True)
