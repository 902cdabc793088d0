"""Random ways through a DATA step: loops whose index changes, GO TO and LINK, RETURN, SELECT in all forms, dangling ELSE.

Each statement leaves a letter in the variable `way`, so that the way that was taken is what is compared.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from equivalence.fuzz.parts import FuzzProgram, Part
from equivalence.fuzz.tables import table

LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(slots=True)
class Ways:
    """Makes statements; remembers the labels that stand at the end of the step."""

    r: Random
    count: int = 0
    loops: int = 0
    labels: int = 0
    final: list[Part] = field(default_factory=list)
    inside: int = 0
    called: bool = False

    def mark(self) -> str:
        """Return a statement that leaves a letter."""
        letter = LETTERS[self.count % len(LETTERS)]
        self.count += 1
        return f"way = cats(way, '{letter}');"

    def condition(self) -> str:
        """Return a condition over the data and the counters."""
        return self.r.choice(
            [
                "x > 1", "k = 2", "y", "x = .", "g = 'a'", "mod(_n_, 2)", "n1 < 3", "k in (1, 3)", "s = ' '", "not y", "x > y", "n1 = 2",
                "length(way) > 6", "k > 1 and x > 0", "x or y",
            ]
        )  # fmt: skip

    def block(self, low: int, high: int, depth: int) -> tuple[Part, ...]:
        """Return several statements."""
        return tuple(self.statement(depth) for _ in range(self.r.randint(low, high)))

    def statement(self, depth: int) -> Part:
        """Return one statement."""
        r = self.r
        kinds = ["mark", "mark", "count", "if", "else", "out"]
        if depth < 3:
            kinds += [
                "do",
                "do",
                "while",
                "until",
                "select",
                "select when",
                "block",
                "dangling",
                "link",
                "plain do",
            ]
        if depth == 0 and not self.inside:  # a label inside other statements is nothing to jump to
            kinds += ["goto", "goto"]
        if self.inside:
            kinds += ["leave", "continue", "index"]
        match r.choice(kinds):
            case "mark":
                return Part(self.mark())
            case "count":
                return Part(
                    r.choice(["n1 + 1;", "n1 = n1 + k;", "n1 = sum(n1, 1);", ";", "do; end;", "n1 = 0;"])
                )
            case "if":
                return Part(f"if {self.condition()} then {self.after_then(depth)}")
            case "else":
                first, second = self.after_then(depth), self.after_then(depth)
                return Part(f"if {self.condition()} then {first} else {second}")
            case "out":
                return Part(
                    r.choice(
                        ["output;", f"if {self.condition()} then output;", f"if {self.condition()} then delete;", *([] if self.called else [f"if {self.condition()} then return;"]), f"if {self.condition()};"]
                    )
                )  # fmt: skip
            case "do":
                return self.loop(depth)
            case "plain do":
                return Part(
                    f"if {self.condition()} then do;", self.block(1, 2, depth + 1), "end;", flat=False
                )
            case "while" | "until" as word:
                self.loops += 1
                counter = f"c{self.loops}"
                test = r.choice(
                    [f"{counter} < {r.choice(['3', 'k', '2'])}", f"{counter} < 3 and {self.condition()}"]
                    if word == "while"
                    else [
                        f"{counter} >= {r.choice(['3', 'k', '1'])} or {counter} > 4",
                        f"{counter} > 3 or {self.condition()}",
                    ]
                )
                self.inside += 1
                inner = self.block(1, 2, depth + 1)
                self.inside -= 1
                step = Part(f"{counter} = {counter} + 1;", fixed=True)
                start = Part(f"{counter} = 0;", fixed=True)
                return Part("", (start, Part(f"do {word} ({test});", (step, *inner), "end;", fixed=True)), "")
            case "select" | "select when" as form:
                return self.select(form == "select", depth)
            case "dangling":
                a, b, c = (self.condition() for _ in range(3))
                text = r.choice(
                    [
                        f"if {a} then if {b} then {self.mark()} else {self.mark()}",
                        f"if {a} then if {b} then {self.mark()} else if {c} then {self.mark()} else {self.mark()}",
                        f"if {a} then; else {self.mark()}",
                        f"if {a} then do; if {b} then {self.mark()} end; else {self.mark()}",
                    ]
                )
                return Part(text)
            case "block":
                return Part("do;", self.block(1, 3, depth + 1), "end;", flat=False)
            case "goto":
                return self.goto(depth)
            case "link":
                return Part(self.link(depth))
            case "leave":
                return Part(f"if {self.condition()} then leave;")
            case "continue":
                return Part(f"if {self.condition()} then continue;")
            case _:
                name = f"i{r.randint(1, max(1, self.loops))}"
                return Part(
                    r.choice(
                        [f"{name} = {name} + 1;", f"if {name} = 2 then {name} = 4;", f"n1 = n1 + {name};"]
                    )
                )

    def after_then(self, depth: int) -> str:
        """Return a statement that can stand after THEN."""
        r = self.r
        choices = [self.mark(), self.mark(), "n1 + 1;", f"do; {self.mark()} n1 + 1; end;", "output;", ";"]
        if depth < 2:
            choices += [
                f"link {self.label(depth)};",
                f"select (k); when (1) {self.mark()} otherwise {self.mark()} end;",
            ]
            self.loops += 1
            choices.append(f"do i{self.loops} = 1 to 2; {self.mark()} end;")
        if self.inside:
            choices += ["leave;", "continue;"]
        return r.choice(choices)

    def loop(self, depth: int) -> Part:
        """Return a DO loop with an index."""
        r = self.r
        self.loops += 1
        i = f"i{self.loops}"
        head = r.choice(
            [
                f"do {i} = 1 to 3;", f"do {i} = 1 to k;", f"do {i} = 3 to 1 by -1;", f"do {i} = 1 to 6 by 2;", f"do {i} = 1, 3, 2;", f"do {i} = k, y;",
                f"do {i} = 1 to 3 while ({self.condition()});", f"do {i} = 1 to 4 until ({self.condition()});", f"do {i} = 1 to 2, 5, 7 to 6 by -1;",
                f"do {i} = 1 to 4 by max(1, k);", f"do {i} = 0.5 to 2 by 0.5;", f"do {i} = y to y + 2;",
                f"do {i} = 1 by 1 until ({i} >= 3);", f"do {i} = 1 by 2 while ({i} < 6);", f"do {i} = 2 to 1;", f"do {i} = 1, 2 while ({self.condition()}), 3 until (n1 > 2);",
                f"do {i} = 1 to 2 until ({self.condition()}), 5 to 6;", f"do {i} = .;", f"do {i} = 1 to n1 + 2;",
            ]
        )  # fmt: skip
        self.inside += 1
        inner = self.block(1, 3, depth + 1)
        self.inside -= 1
        guard = Part("turns + 1; if turns > 40 then leave;", fixed=True)
        tail = Part(f"e{self.loops} = {i};") if r.random() < 0.5 else Part("")
        return Part("", (Part(head, (guard, *inner), "end;", flat=True), tail), "")

    def select(self, valued: bool, depth: int) -> Part:
        """Return a SELECT group."""
        r = self.r
        subject = r.choice(["k", "y", "k + 1", "g", "g", "x"]) if valued else ""
        values = {"g": ["'a'", "'b', 'B'", "' '", "'c', 'å'", "upcase('b')"]}.get(
            subject, ["1", "2, 3", ".", "y", "0, -1", "4", "n1"]
        )
        whens: list[Part] = []
        for _ in range(r.randint(1, 3)):
            test = r.choice(values) if valued else self.condition()
            if depth < 2 and r.random() < 0.3:
                whens.append(Part(f"when ({test}) do;", self.block(1, 2, depth + 1), "end;"))
            else:
                whens.append(Part(f"when ({test}) {self.after_then(depth + 1)}"))
        if r.random() < 0.95:
            whens.append(
                Part(f"otherwise {r.choice([self.mark(), ';', self.after_then(depth + 1)])}", fixed=True)
            )
        return Part(f"select ({subject});" if valued else "select;", tuple(whens), "end;")

    def goto(self, depth: int) -> Part:
        """Return a jump forward over statements, or back to them."""
        self.labels += 1
        label = f"l{self.labels}"
        if self.r.random() < 0.7 or self.inside:
            jump = f"if {self.condition()} then {self.r.choice(['go to', 'goto'])} {label};"
            inner = self.block(1, 2, depth + 1)
            return Part("", (Part(jump, fixed=True), *inner, Part(f"{label}: {self.mark()}", fixed=True)), "")
        inner = self.block(1, 2, 3)
        back = f"turns + 1; if {self.condition()} and turns < 5 then goto {label};"
        return Part("", (Part(f"{label}: {self.mark()}", fixed=True), *inner, Part(back, fixed=True)), "")

    def label(self, depth: int) -> str:
        """Return the label of statements at the end of the step, for LINK."""
        self.labels += 1
        label = f"sub{self.labels}"
        saved = self.inside, self.called
        self.inside, self.called = 0, True
        body = self.block(1, 2, depth + 2)
        self.inside, self.called = saved
        if not self.final:
            self.final.append(Part("return;", fixed=True))
        more = self.r.choice(["return;"] * 9 + [f"if {self.condition()} then return; {self.mark()} return;"])
        self.final.append(Part(f"{label}: {self.mark()}", (*body, Part(more, fixed=True)), "", fixed=True))
        return label

    def link(self, depth: int) -> str:
        """Return LINK."""
        return f"{self.r.choice(['', f'if {self.condition()} then '])}link {self.label(depth)};"


def generate(r: Random) -> FuzzProgram:
    """Return a program with a DATA step that goes many ways."""
    data = table(r, "a", tame=True)
    ways = Ways(r)
    body = ways.block(3, 6, 0)
    counters = " ".join(f"c{i} 0 i{i} 0" for i in range(1, ways.loops + 1))
    start = [Part("length way $80;", fixed=True)]
    if ways.loops:
        start.append(
            Part(
                f"retain {counters};"
                if r.random() < 0.3
                else f"n1 = 0; {' '.join(f'c{i} = 0; i{i} = 0;' for i in range(1, ways.loops + 1))}",
                fixed=True,
            )
        )
    source = Part(
        r.choice(
            [
                "set a;",
                "set a;",
                "set a end=last;",
                "if _n_ > 3 then stop; k = _n_; x = 2; y = 1; g = 'a'; s = ' ';",
            ]
        ),
        fixed=True,
    )
    reset = Part("turns = 0;", fixed=True)
    step = Part("data out;", (*start, source, reset, *body, *ways.final), "run;", fixed=True)
    return FuzzProgram("flow", (data.part, step), 0.0)
