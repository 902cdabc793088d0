"""Random text files: written by FILE and PUT in all their styles, read again by INFILE and INPUT in theirs."""

from __future__ import annotations

from random import Random

from equivalence.fuzz.expressions import Expressions
from equivalence.fuzz.parts import FuzzProgram, Part, lines
from equivalence.fuzz.tables import table

FILE_OPTIONS = [
    "",
    "",
    "",
    "dlm=','",
    "dsd",
    "dlm='|' dsd",
    "dlm=';'",
    "lrecl=40",
    "n=3",
    "column=col line=lin",
    "dlm='09'x",
    "lrecl=200",
    "notitles",
    "dlm=',' dsd lrecl=300",
]
PUTS = [
    "g k x y s;", "g s x;", "s;", "x= s=;", "g $3. k 3. x 8.2;", "@1 g @6 k @12 x 8.3 @24 s;", "g 1-3 k 5-8 x 10-19 .2;", "s $quote20. x best8.;", "x : comma10.2 s : $4. d : date9.;",
    "(g k x) (:);", "(k x y) (5.1 +1);", "(k x) (=);", "(g s) ($5. +2);", "s +(-1) ',' x;", "k @; put x @; put s;", "k / x / s;", "#1 k #2 x;", "'literal' k '!' ;", "3*'-' k;", "x z8.2 '|' d yymmdd10. '|';",
    "s ~ $20. k;", "d date9. +1 k roman6.;", "@(5) s;", "@10 s @1 g;", "_all_;", "x 8.2-l '|' s $10.-r '|' g $5.-c '|';", "+3 s +2 k;", "'åäö ' s $char12. '|';", "k @10 x @; put @20 s;",
    "g $char3. k z4. x e10.;", "_n_ k;", "(x--d) (8.);", "s $upcase8.;", "x 12.4 s;", "k=5.1 s=$quote10.;", ";", "' ' s;", "g @5 'tab' '09'x k;",
]  # fmt: skip
AFTER = [
    "",
    "",
    "if k = 1 then put 'one more ' k;",
    "put;",
    "if x = . then delete;",
    "if last then put 'the end';",
    "putlog '#' k= s=;",
]
READS = [
    "a $ b c;", "a : $10. b : $10. c : ?? 8.;", "line $char60.;", "a $ 1-3 b $ 5-8 c $ 10-19;", "@1 a $3. @6 b $4. @12 c ?? 8.;", "a $ @; input b $ c $;", "a $ / b $;", "x= s= $;", "a & $20. b $;", "a ~ $20. b ~ $10.;",
    "@'|' a $5.;", "p : ?? comma10. b : $8. c : ?? date9.;", "(a b) (: $8.);", "a $ b $ @@;", "#1 a $ #2 b $;", "line $varying80. len;", "a $3. +1 b $3. c ?? 4.1;", "@(1 + 2) a $5.;", "a $quote10. b $;",
    "@; a = length(_infile_); line = _infile_;", "p : ?? percent6. b $;", "@1 a $1. @; if a = 'a' then input @1 b $8.; else input @1 c ?? 8.;",
]  # fmt: skip
# COLUMN= is left out: where it points behind a line that is too short is not documented
INFILE_OPTIONS = [
    "", "", "truncover", "truncover", "missover", "missover dsd", "dsd truncover", "dlm=',' dsd truncover", "dlm='|' missover", "dlm='09'x truncover", "expandtabs truncover", "firstobs=2 truncover", "obs=2 truncover",
    "end=last truncover", "eof=done truncover", "length=len truncover", "line=lin truncover", "lrecl=20 truncover", "pad lrecl=60", "flowover", "dlm=', ' truncover", "stopover", "dlmstr=', ' missover",
    "n=2", "firstobs=2 obs=3 missover",
]  # fmt: skip


def generate(r: Random) -> FuzzProgram:
    """Return a program that writes a text file and reads it."""
    data = table(r, "a", tame=r.random() < 0.7)
    option = r.choice(FILE_OPTIONS)
    written = [Part("set a end=last;", fixed=True), Part(f"file f {option};", fixed=True)]
    if r.random() < 0.2:
        written.insert(0, Part("retain head 'top';"))
    if r.random() < 0.25:
        written.append(Part(f"if {Expressions(r).condition(1)} then put {_put(r)}"))
    written.append(Part(f"put {_put(r)}", fixed=True))
    written.append(Part(r.choice(AFTER)))
    if "column=" in option:
        written.append(Part("put k @; where_ = col; put where_ lin;"))
    parts = [
        Part("filename f temp;", fixed=True),
        data.part,
        Part("data _null_;", tuple(written), "run;", fixed=True),
    ]
    if r.random() < 0.2:
        parts.append(
            Part("data _null_;", lines(["set a;", "file f mod;", f"put {_put(r)}"], fixed=True), "run;")
        )
    parts.append(_read(r) if r.random() < 0.9 else _two(r))
    if r.random() < 0.2:
        parts.append(_log(r))
    return FuzzProgram("files", tuple(parts), 0.0)


def _put(r: Random) -> str:
    return r.choice(PUTS)


def _read(r: Random) -> Part:
    option = r.choice(INFILE_OPTIONS)
    item = r.choice(READS)
    if "varying" in item and "len" not in option:
        option = option.replace("expandtabs", "") + " length=len"  # which length it is then is not documented
    body = [Part(f"infile f {option};", fixed=True)]
    if "varying" in item:
        body.append(Part("input @;", fixed=True))
    if r.random() < 0.15:
        body.append(Part("input @; _infile_ = tranwrd(_infile_, ',', ' ');"))
    body.append(Part(f"input {item}", fixed=True))
    if "last" in option:
        body.append(Part("if last then n1 = _n_;"))
    for word, name in (("length=len", "len"), ("line=lin", "lin")):
        if word in option:
            body.append(Part(f"n2 = {name};"))
    body.append(
        Part(
            r.choice(
                [
                    "",
                    "",
                    "raw = _infile_;",
                    "e = _error_;",
                    "size = length(_infile_);",
                    "if n2 > 3 then delete;",
                ]
            )
        )
    )
    if "eof=done" in option:
        body.append(Part("return; done: n3 = 9; output;", fixed=True))
    return Part(
        "data back;",
        (
            Part("length a b line $40 raw $200;" if "x=" not in item and "c" in item else "length raw $200;"),
            *body,
        ),
        "run;",
        fixed=True,
    )


def _two(r: Random) -> Part:
    """Two files read side by side, the second one written in the step before."""
    written = Part("data _null_;", lines(["set a;", "file f2;", "put k x;"], fixed=True), "run;")
    pair = [
        f"infile f {r.choice(['truncover', 'missover'])};", f"input line $char{r.choice(['10', '40'])}.;",
        f"infile f2 {r.choice(['truncover', 'missover', 'end=last truncover'])};", f"input p q{r.choice(['', ' @@'])};",
    ]  # fmt: skip
    if r.random() < 0.3:
        pair = [*pair[2:], *pair[:2]]
    step = Part("data back;", lines(pair, fixed=True), "run;", fixed=True)
    return Part("", (Part("filename f2 temp;", fixed=True), written, step), "")


def _log(r: Random) -> Part:
    """Lines written to the log."""
    puts = [
        "put '#' _all_;",
        "put '#' (_numeric_) (=);",
        "put '#' (g s) (= $quote.);",
        "put '#' x 8.2 +(-2) 'z';",
        "put '#a' / '#b' k;",
        "putlog '#' g= k= x= s=;",
        "put '#' (k x y) (comma8.1);",
        "file log; put '#' s $char10. '|';",
        "put '#' k @; if x > 0 then put g;",
        "file print; put '#' s $char10. '|';",
        "put '#' g; if x > 0 then file print; put '#' s $char10. '|';",
        "file print; put x @; if mod(_n_, 2) = 0 then put / g;",
    ]
    body = [Part("set a;", fixed=True), *(Part(r.choice(puts)) for _ in range(2))]
    return Part("data _null_;", tuple(body), "run;")
