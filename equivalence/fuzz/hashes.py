"""Random DATA steps with hash objects and iterators."""

from __future__ import annotations

from random import Random

from equivalence.fuzz.parts import FuzzProgram, Part
from equivalence.fuzz.statements import Statements
from equivalence.fuzz.tables import table

MULTIPLE = [
    "rc = (h.find() ne 0); if rc = 0 then do; h.has_prev(result: more); n2 = more; end;",
    "do while (h.do_over() = 0); tot3 + hy; end;",
    "rc = (h.find() ne 0); rc = (h.find_next() ne 0); n2 = hy; rc = (h.find_prev() ne 0); n3 = hy;",
    "if h.find() = 0 then do; hy = hy + 1; rc = (h.replacedup() ne 0); end;",
    "if h.find() = 0 then do; do while (h.find_next() = 0); if hy > 2 then rc = (h.removedup() ne 0); end; end;",
    "rc = h.reset_dup();",
    "rc = (h.find() ne 0); do while (rc = 0); n3 = hy; rc = (h.find_next() ne 0); end;",
]
ITERATED = [
    "rc = (it.setcur(key: k) ne 0); n2 = hy;",
    "rc = (it.last() ne 0); do while (rc = 0); tot1 + hy; rc = (it.prev() ne 0); end;",
    "rc = it.prev(); n3 = hy;",
    "rc = (it.first() ne 0); rc = (it.next() ne 0); n1 = hy; rc = (it.prev() ne 0); n2 = hy;",
]
"""What only hash objects with several rows for a key, and iterators, have."""


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
    if loaded and r.random() < 0.25:
        tags[0] = (
            f"dataset: 'hb({r.choice(['where=(hy > 1)', 'obs=3', 'keep=g k hy hs', 'where=(k ne .) obs=4', 'firstobs=2'])})'"
        )
    if r.random() < 0.1:
        tags.append(r.choice(["hashexp: 4", "suminc: 'one'"]))
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
    count = data.count("'") // 2
    values = "" if count > 2 else ", ".join(["data: x", "data: s"][:count])
    values = values or ", ".join([*(f"data: {n}" for n in key.split()), "data: y", "data: 'put'"])
    constant = ", ".join("key: 1" if n == "k" else "key: 'a'" for n in key.split())
    uses = [
        "rc = (h.find() ne 0);", f"rc = (h.find({keyed}) ne 0);", "if h.find() = 0 then found = 1; else call missing(hy, hs);", "rc = (h.check() ne 0);", f"rc2 = (h.check({keyed}) ne 0);",
        "hy = x; hs = s; rc = (h.add() ne 0);", "hy = sum(hy, 1); rc = (h.replace() ne 0);", "rc = (h.remove() ne 0);", "n1 = h.num_items;",
        "if h.check() ne 0 then do; hy = x; h.add(); end;", "call missing(hy, hs); rc = (h.find() ne 0); hy = sum(hy, y); hs = s; h.replace();", "h.clear();",
        "hy = 7; rc = (h.ref() ne 0);", f"rc = (h.add({keyed}, {values}) ne 0);", f"rc = (h.replace({keyed}, {values}) ne 0);", f"rc = (h.remove({keyed}) ne 0);", f"rc = (h.find({constant}) ne 0); n2 = hy;",
        f"if h.check({constant}) = 0 then n3 = 1;", "hy = _n_; h.replace();", "if last_k ne k then do; h.clear(); last_k = k; end; hy = x; h.replace();", "n2 = h.num_items * 10; rc = h.remove(); n3 = h.num_items;",
        "rc = h.find(); if rc ne 0 then do; hy = 0; hs = 'new'; rc = (h.add() ne 0); end; hy = hy + 1; rc = (h.replace() ne 0);", "if h.find() = 0 then do; hy + 1; h.replace(); end;",
    ]  # fmt: skip
    if multi:
        uses += [
            "rc = (h.find() ne 0); do while (rc = 0); tot1 + hy; output; rc = (h.find_next() ne 0); end;",
            "rc = (h.find() ne 0); if rc = 0 then h.has_next(result: more);",
            "rc = (h.removedup() ne 0);",
        ] * 2
        uses += MULTIPLE
    if iterator:
        uses += ITERATED
        uses += [
            "rc = (it.first() ne 0); do while (rc = 0); tot2 + hy; rc = (it.next() ne 0); end;",
            "rc = (it.last() ne 0); n2 = hy;",
            "rc = (it.first() ne 0); do while (rc = 0); output; rc = (it.next() ne 0); end;",
            "do while (it.next() = 0); tot3 + 1; end;",
        ]
    body = [Part(r.choice(uses)) for _ in range(r.randint(1, 4))]
    made = Statements(r)
    body += list(made.block(0, 2, 2))
    if any("suminc" in tag for tag in tags):
        body.append(
            Part(
                r.choice(
                    [
                        "if h.find() = 0 then rc = (h.sum(sum: total) ne 0);",
                        "if h.check() = 0 then h.sum(sum: total);",
                        "rc = h.ref(); h.sum(sum: total);",
                    ]
                )
            )
        )
        body.insert(0, Part("one = 1;", fixed=True))
    if r.random() < 0.45:
        body.append(
            Part(
                r.choice(
                    [
                        "if eof then h.output(dataset: 'dump');",
                        "if eof then h.output(dataset: 'dump(drop=hy)');",
                        "if eof then h.output(dataset: 'dump(where=(hy > 1))');",
                        "if eof then rc = h.output(dataset: 'dump(rename=(hy=value))');",
                        "h.output(dataset: cats('dump', _n_));",
                    ]
                )
            )
        )
    source = Part("data hb; set b(keep=g k y s rename=(y=hy s=hs)); run;", fixed=True)
    step = Part(
        "data out;",
        (Part(r.choice(["length hy 8 hs $12;", "if 0 then set hb;"]), fixed=True), *made.declarations(), Part("set a end=eof;", fixed=True), declare, *body, *made.final),
        "run;", fixed=True,
    )  # fmt: skip
    return FuzzProgram("hash", (a.part, b.part, source, step), 1e-12)
