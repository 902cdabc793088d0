"""Random DATA steps over random data sets: SET, MERGE and UPDATE in all their forms, and statements after them."""

from __future__ import annotations

from random import Random

from equivalence.fuzz.expressions import Expressions
from equivalence.fuzz.parts import FuzzProgram, Part
from equivalence.fuzz.procs import after
from equivalence.fuzz.statements import Statements
from equivalence.fuzz.tables import table

SHAPES = [
    "set", "set", "set", "by", "by", "by", "merge", "merge", "merge3", "zip", "stack", "interleave", "two sets", "set if", "point",
    "nobs", "update", "dow", "dow twice", "none", "obs",
]  # fmt: skip
ORDERED = ("by", "merge", "merge3", "interleave", "update", "dow", "dow twice")
TABLES = {
    "merge": 2,
    "merge3": 3,
    "zip": 2,
    "stack": 2,
    "interleave": 2,
    "two sets": 2,
    "set if": 2,
    "point": 1,
    "update": 2,
    "none": 0,
}


def generate(r: Random) -> FuzzProgram:
    """Return a random program around one DATA step."""
    special = r.random() < 0.15
    shape = r.choice(SHAPES)
    keys = r.choice(["g", "k", "g k", "k g", "descending k", "g descending k"])
    names = [key for key in keys.split() if key != "descending"]
    notsorted = shape in ("by", "dow") and r.random() < 0.15
    ordered = keys if shape in ORDERED and not notsorted and (shape in ORDERED) else ""
    tables = [
        table(r, name, ordered, special=special, unique=shape == "update" and name == "a")
        for name in "abc"[: TABLES.get(shape, 1)]
    ]
    by = f" by {keys}{' notsorted' if notsorted else ''};"
    made = Statements(r, by=names if shape in ORDERED else [])
    made.outputs = ["out"] if r.random() < 0.8 else ["out", "out2"]
    head, reading = _read(r, shape, by, made)
    body = list(made.block(1, 6))
    if r.random() < 0.2:
        body.insert(r.randint(0, len(body)), Part(r.choice(_ATTRIBUTES)))
    if r.random() < 0.08 and shape in ("set", "by", "stack", "merge"):
        body.append(Part(f"where {Expressions(r).where()};"))
    out = " ".join(made.outputs)
    if r.random() < 0.15:
        out = out.replace("out", f"out({r.choice(_OUT_OPTIONS)})", 1)
    step = Part(
        f"data {out};", (*made.declarations(), *head, *reading, *body, *made.final), "run;", fixed=True
    )
    options = [Part("missing A Z _;")] if special else []
    parts = (*options, *[t.part for t in tables], step)
    if r.random() < 0.25:
        parts += tuple(after(r, "out"))
    return FuzzProgram(f"datastep {shape}", parts, 1e-12)


_ATTRIBUTES = [
    "keep g k x n1 t1;", "drop x y;", "rename x=newx;", "format x 8.2;", "label x='Ex' s='Ess';", "format d date9. y comma8.;", "drop n: ;", "keep x--d n1;",
    "rename x=y2 y=x2;", "keep _numeric_;", "drop s; rename g=grp;", "format _numeric_ best8.; label x='Värde';", "attrib x label='X one' format=8.3;",
    "label t1='text'; format t1 $6.;", "drop k; keep g x s k;", "informat x 8.;", "format n1 dollar10.2 d; ",
]  # fmt: skip
_OUT_OPTIONS = [
    "drop=x",
    "keep=g k x",
    "rename=(x=xx)",
    "where=(k > 1)",
    "drop=y rename=(x=y)",
    "keep=x s rename=(s=x2)",
    "label='made'",
    "drop=_numeric_",
    "where=(x is not missing and s ne 'a')",
]


def _option(r: Random, chance: float, options: list[str]) -> str:
    return f"({r.choice(options)})" if r.random() < chance else ""


def _read(r: Random, shape: str, by: str, made: Statements) -> tuple[list[Part], list[Part]]:
    """Return the parts before and with the reading statement."""
    e = Expressions(r)
    ina, inb, inc = "in=ina", "in=inb", "in=inc"
    options = [
        "drop=x",
        "rename=(x=x2)",
        "keep=g k y",
        "rename=(s=s2 y=y2)",
        "where=(k > 1)",
        "drop=s d",
        "firstobs=2",
        "obs=3",
        f"where=({e.where()})",
    ]
    end = r.choice(["", "", "", " end=eof"])
    reading: list[str]
    match shape:
        case "set":
            reading = [
                f"set a{_option(r, 0.35, [f'where=({e.where()})', 'drop=d', f'where=({e.where()}) obs=4', 'keep=g k x y s'])}{end};"
            ]
        case "by":
            reading = [f"set a{end};{by}"]
        case "merge" | "merge3":
            b = " ".join([inb, *r.sample(options[:6], r.choice([0, 1]))])
            c = f" c({inc} rename=(x=x3 s=s3) drop=y)" if shape == "merge3" else ""
            made.flags += ["ina", "inb"] + (["inc"] if c else [])
            reading = [f"merge a({ina}) b({b}){c}{end};{by}"]
        case "zip":
            made.flags += ["ina", "inb"]
            reading = [
                f"merge a({ina}) b({inb} {r.choice(['', 'rename=(x=x2 g=g2)', 'keep=y', 'drop=y s'])}){end};"
            ]
        case "stack":
            made.flags += ["ina", "inb"]
            reading = [f"set a({ina}) b({inb} {r.choice(options)}){end};"]
        case "interleave":
            made.flags += ["inb"]
            reading = [
                f"set a b({inb} {r.choice(['', 'drop=y', 'rename=(s=s2)', 'where=(x > 0)'])}){end};{by}"
            ]
        case "two sets":
            reading = [f"set a{end};", f"set b({r.choice(['rename=(x=x2)', 'keep=y s', 'drop=g k'])});"]
        case "set if":
            reading = r.choice([
                ["if _n_ = 1 then set b(keep=x rename=(x=bx));", f"set a{end};"], [f"set a{end};", "if k = 1 then set b(keep=y rename=(y=by_));"],
                [f"set a{end};", "if not eofb then set b(keep=x rename=(x=bx)) end=eofb;"], [f"if mod(_n_, 2) then set a{end}; else set b;"],
            ])  # fmt: skip
        case "point":
            body = r.choice(
                [
                    "do p = 1 to nobs; set a point=p nobs=nobs; output; end; stop;",
                    "do p = nobs to 1 by -1; set a nobs=nobs point=p; n1 = p; output; end; stop;",
                    "do p = 2, 1; if p <= nobs then do; set a point=p nobs=nobs; tot3 + x; output; end; end; stop;",
                ]
            )
            return [], [Part(body)]
        case "nobs":
            reading = [
                r.choice(
                    [
                        "set a nobs=total; share = _n_ / total;",
                        "if _n_ = 1 then call missing(n3); set a nobs=total end=last1; if last1 then n3 = total;",
                        "set a end=last1; if last1;",
                    ]
                )
            ]
        case "obs":
            reading = [
                f"set a({r.choice(['obs=2', 'firstobs=2', 'firstobs=2 obs=3', 'obs=0', 'obs=max', 'firstobs=99'])}){end};"
            ]
        case "update":
            made.flags += ["ina", "inb"]
            reading = [
                f"update a({ina}) b({inb}{r.choice(['', ' drop=s', ' rename=(x=x2)'])});{by.replace(' notsorted', '')}"
            ]
        case "dow":
            key = made.by[-1]
            body = r.choice(
                [
                    "tot3 + x;",
                    "cnt = sum(cnt, 1); mx = max(mx, x);",
                    f"if first.{key} then f1 = x; l1 = x;",
                    "cnt = sum(cnt, y);",
                    "if x > 1 then output;",
                ]
            )
            return [], [
                Part(
                    f"do until (last.{key});",
                    (Part(f"set a{end};{by}", fixed=True), Part(body)),
                    "end;",
                    fixed=True,
                )
            ]
        case "dow twice":
            key = made.by[0]
            return [], [
                Part(f"do _i = 1 by 1 until (last.{key}); set a;{by} sumx = sum(sumx, x); end;", fixed=True),
                Part(f"do until (last.{key}); set a;{by} share = divide(x, sumx); output; end;", fixed=True),
            ]
        case _:
            return [], [
                Part("length s $8 g $3; x = 1; y = 2; k = 3; d = 100; s = 'abc'; g = 'a';", fixed=True)
            ]
    if end and r.random() < 0.7:
        reading.append(
            r.choice(
                [
                    "if eof then n3 = -1;",
                    "if eof;",
                    "if eof then output;",
                    "if _n_ = 1 or eof then t3 = 'edge';",
                ]
            )
        )
    return [], [
        Part(text, fixed=i == 0 or text.startswith(("set", "if k", "if not eofb")))
        for i, text in enumerate(reading)
    ]
