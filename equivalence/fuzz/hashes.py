"""Random DATA steps with hash objects and iterators."""

from __future__ import annotations

from random import Random

from equivalence.fuzz.parts import FuzzProgram, Part
from equivalence.fuzz.statements import Statements
from equivalence.fuzz.tables import table


def generate(r: Random) -> FuzzProgram:
    """Return a program that looks up, adds, changes and removes entries of a hash object."""
    a, b = table(r, "a"), table(r, "b")
    key = r.choice(["k", "g", "k g", "k"])
    named = ", ".join(f"'{n}'" for n in key.split())
    multi = r.random() < 0.3
    loaded = r.random() < 0.6
    tags = [r.choice(["dataset: 'hb'"])] if loaded else []
    tags += r.sample(
        [
            f"ordered: '{r.choice(['a', 'd', 'y', 'n'])}'",
            f"duplicate: '{r.choice(['r', 'e' if not loaded else 'r'])}'",
        ],
        r.choice([0, 1, 1]),
    ) + (["multidata: 'y'"] if multi else [])
    data = r.choice([f"{named}, 'hy', 'hs'", "'hy', 'hs'", "'hy'"])
    declare = Part(
        "if _n_ = 1 then do;",
        (
            Part(f"declare hash h({', '.join(tags)});", fixed=True), Part(f"h.definekey({named});", fixed=True),
            Part(f"h.definedata({data});", fixed=True), Part("h.definedone();", fixed=True),
            *([Part("declare hiter it('h');", fixed=True)] if r.random() < 0.3 else []),
        ),
        "end;", fixed=True,
    )  # fmt: skip
    iterator = any("hiter" in p.head for p in declare.body)
    keyed = ", ".join(f"key: {n}" for n in key.split())
    uses = [
        "rc = (h.find() ne 0);", f"rc = (h.find({keyed}) ne 0);", "if h.find() = 0 then found = 1; else call missing(hy, hs);", "rc = (h.check() ne 0);", f"rc2 = (h.check({keyed}) ne 0);",
        "hy = x; hs = s; rc = (h.add() ne 0);", "hy = sum(hy, 1); rc = (h.replace() ne 0);", "rc = (h.remove() ne 0);", "n1 = h.num_items;",
        "if h.check() ne 0 then do; hy = x; h.add(); end;", "call missing(hy, hs); rc = (h.find() ne 0); hy = sum(hy, y); hs = s; h.replace();", "h.clear();",
        "hy = 7; rc = (h.ref() ne 0);", "if h.find() = 0 then do; hy + 1; h.replace(); end;",
    ]  # fmt: skip
    if multi:
        uses += [
            "rc = (h.find() ne 0); do while (rc = 0); tot1 + hy; output; rc = (h.find_next() ne 0); end;",
            "rc = (h.find() ne 0); if rc = 0 then h.has_next(result: more);",
            "rc = (h.removedup() ne 0);",
        ] * 2
    if iterator:
        uses += [
            "rc = (it.first() ne 0); do while (rc = 0); tot2 + hy; rc = (it.next() ne 0); end;",
            "rc = (it.last() ne 0); n2 = hy;",
            "rc = (it.first() ne 0); do while (rc = 0); output; rc = (it.next() ne 0); end;",
            "do while (it.next() = 0); tot3 + 1; end;",
        ]
    body = [Part(r.choice(uses)) for _ in range(r.randint(1, 4))]
    made = Statements(r)
    body += list(made.block(0, 2, 2))
    if r.random() < 0.45:
        body.append(Part("if eof then h.output(dataset: 'dump');"))
    source = Part("data hb; set b(keep=g k y s rename=(y=hy s=hs)); run;", fixed=True)
    step = Part(
        "data out;",
        (Part(r.choice(["length hy 8 hs $12;", "if 0 then set hb;"]), fixed=True), *made.declarations(), Part("set a end=eof;", fixed=True), declare, *body, *made.final),
        "run;", fixed=True,
    )  # fmt: skip
    return FuzzProgram("hash", (a.part, b.part, source, step), 1e-12)
