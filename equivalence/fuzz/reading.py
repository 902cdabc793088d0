"""Random INPUT statements over hostile lines: list, column, formatted and named input, pointers, short lines, bad numbers."""

from __future__ import annotations

from random import Random

from equivalence.fuzz.parts import FuzzProgram, Part, lines

WORDS = [
    "1",
    "2.5",
    "-3",
    ".",
    "abc",
    "12",
    "x",
    "1e2",
    "åä",
    "007",
    "1,234",
    "01jan2020",
    "29feb2021",
    "$5",
    "A",
    "_",
    "long-word-here",
    "'q r'",
    '"a b"',
    "0.1",
    "4-5",
    "29FEB2020",
    "+7",
]
OPTIONS = [
    "",
    "",
    "missover",
    "truncover",
    "dsd",
    "dsd missover",
    "dlm=','",
    "dlm=',' dsd",
    "dsd truncover dlm='|'",
    "stopover",
    "dlm=' ,'",
    "firstobs=2",
    "obs=3",
    "flowover",
    "end=last",
    "dlmstr='--'",
    "length=ln",
    "lrecl=80",
    "eof=done",
    "column=cl",
    "line=li",
    "n=2",
    "expandtabs",
    "expandtabs truncover",
    "dlm='09'x dsd missover",
    "dlm='09'x",
    "pad missover",
    "obs=4 firstobs=2 truncover",
]
ITEMS = [
    "a b", "a $ b", "a :$4. b :8.", "a $ 1-3 b 5-8", "@1 a $3. @5 b 4.", "@3 a 3. +1 b $4.", "a b / c", "#1 a #2 b", "a & $12. b", "a @; input b", "a b @@", "(a b) ($3. 2.)", "(a1-a3) (2.)",
    "a=  b=", "a ?? b ??", "a :comma8. b :date9.", "a $1. b $char5. c", "@'x' a", "a 1-2 .1 b $ 3-6", "a ~ $8. b", "a :$2. +2 b $", "@1 a $2. @1 b ?? 2.", "a $ b $ c $ d $", "a b c", "a $10.",
    "a :percent6. b", "@(1+1) a $3.", "a 4.1 b 3.2", "(a b c) (:$3.)", "a $upcase3. b ?? 5.", "a ? b", "a :yymmdd10. b $",
    "a @; if a > 1 then input b", "a $ @; b = length(_infile_)", "#2 a #1 b $", "a $ b #2 c $", "@; _infile_ = upcase(_infile_); input a $ b $", "a $varying5. two b", "a $char4. @2 b $char2.", "b 6. @1 a $4.",
    "@1 (a b) ($2. +1)", "(a b) (& $8.)", "a : ?? 3. b : $1.", "a $quote8. b $", "@'1' a ?? 2. b $", "a / / b", "a $ @@; if a = 'x' then delete", "a b @; if b = . then input / c $; else input c $", "a : ?? e8. b : hex4.",
    "a :time8. b :$5.", "+1 a $2. +(-1) b $1.", "a $ 2-4 b ?? 1-2", "a : mmddyy10. b", "c $ a= b=", "a $ &  b ?? @@", "a $ 1 b $ 2 c $ 3-4",
]  # fmt: skip


def generate(r: Random) -> FuzzProgram:
    """Return a DATA step that reads lines."""
    options = r.choice(OPTIONS)
    delimiter = (
        ","
        if "','" in options or options.startswith("dsd") and "|" not in options
        else "|"
        if "|" in options
        else " "
    )
    item = r.choice(ITEMS)
    text: list[str] = []
    for _ in range(r.choice([0, 1, 2, 3, 4, 6, 9])):
        if "=" in item:
            words = [
                f"{r.choice(['a', 'b', 'B', 'c'])}={r.choice(WORDS)}" for _ in range(r.choice([1, 2, 2]))
            ]
        else:
            words = [
                r.choice(["", *WORDS] if delimiter != " " else WORDS)
                for _ in range(r.choice([0, 1, 2, 2, 3, 3, 5]))
            ]
        line = (delimiter if r.random() < 0.9 else "  ").join(words)
        if "09" in options or "expandtabs" in options:
            line = line.replace(" ", "\t") if r.random() < 0.8 else "\t" + line
        if r.random() < 0.05:
            line += r.choice(["åäö", " ÅÄÖ é", '"un closed', "'", ",,", "||", " " * 30 + "far"])
        if r.random() < 0.12:
            line = "   " + line
        if r.random() < 0.1:
            line += "   "
        text.append(line)
    body = []
    if options:
        body.append(Part(f"infile datalines {options};"))
    if r.random() < 0.2:
        body.append(
            Part(
                r.choice(
                    ["length c $2;", "length b 4;", "informat a $3.;", "retain a;", "informat b comma8.;"]
                )
            )
        )
    if "two" in item:
        body.insert(0, Part("two = 2;", fixed=True))
    body.append(Part(f"input {item};", fixed=True))
    if r.random() < 0.3:
        body.append(
            Part(
                r.choice(
                    [
                        "if _error_ then bad = 1;",
                        "err = _error_;",
                        "put '#' _infile_;",
                        "put '#' a= b=;",
                        "raw = _infile_;",
                        "if a = b then delete;",
                        "tot + 1;",
                    ]
                )
            )
        )
    if "last" in options:
        body.append(Part("if last then put '#last ' _n_=;"))
    for word, name in (("=ln", "ln"), ("=cl", "cl"), ("=li", "li")):
        if word in options:
            body.append(Part(f"size = {name};"))
    if r.random() < 0.06:
        body.append(Part("list;"))
    if "eof" in options:
        body.append(Part("return; done: z = 9; output;", fixed=True))
    if r.random() < 0.2:
        body += [Part("output;"), Part("input c $;")]
    word = r.choice(["datalines", "datalines", "datalines", "cards", "lines"])
    if r.random() < 0.08:
        text = [line + r.choice(["", ";", " ; x"]) for line in text]
    semicolons = any(";" in line for line in text)
    word = ("cards4" if word == "cards" else "datalines4") if semicolons else word
    body.append(Part(f"{word};", lines(text), ";;;;" if semicolons else ";", fixed=True))
    head = [Part("missing A _;")] if r.random() < 0.1 else []
    return FuzzProgram("input", (*head, Part("data out;", tuple(body), "run;", fixed=True)))
