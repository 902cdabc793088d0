"""Statements of a row loop, one after the other, as Python over the loop's variables."""

from __future__ import annotations

from collections.abc import Sequence

from translator.emit.code import Code
from translator.emit.headings import comment_lines
from translator.emit.pandas import expressions as ex
from translator.emit.pandas.context import Unsupported
from translator.emit.pandas.layout import indent
from translator.emit.pandas.loop_input import choose_lines, read_line
from translator.emit.pandas.loop_numeric import ColumnOutputs
from translator.emit.pandas.loop_output import Outputs
from translator.emit.pandas.loop_scope import LoopScope
from translator.emit.pandas.routines import routine
from translator.emit.pandas.values_scalar import ScalarValues
from translator.emit.pandas.walk import assigned
from translator.plan import loop as lp
from translator.plan import values as v
from translator.plan.walk import nodes


class Statements:
    """Writes the body of a loop. `raises` collects the exceptions that the frame must catch around an iteration or
    the loop: "NextRow", "EndStep"; `direct` tells whether `continue` and `break` mean the loop itself."""

    def __init__(
        self, scope: LoopScope, values: ScalarValues, outputs: Outputs | ColumnOutputs, direct: bool
    ) -> None:
        self.scope = scope
        self.values = values
        self.outputs = outputs
        self.direct = direct
        self.raises: set[str] = set()
        self.depth: list[str] = []  # kinds of the enclosing DO loops: "for" or "while"
        self.left: list[
            str
        ] = []  # the flag that LEAVE sets in each of them: no further range ("": one range)
        self.leaving = ""  # the flag of the loop whose ranges are being written
        self.machine = ""  # the variable that says where GO TO goes on, where the step has one
        self.linked: list[str] = []  # labels of the LINKs being written

    def block(self, statements: Sequence[lp.LoopStatement]) -> list[str]:
        """Write statements; `pass` where there are none."""
        lines = self.listed(statements)
        return lines if any(not line.lstrip().startswith("#") for line in lines) else [*lines, "pass"]

    def listed(self, statements: Sequence[lp.LoopStatement]) -> list[str]:
        """Write statements one after the other; those that a macro call made stand between marks."""
        marks = self.scope.context.marks
        lines: list[str] = []
        level = marks.level()
        for statement in statements:
            lines += marks.to(statement.at, level)
            lines += self.statement(statement)
        return lines + marks.back(level)

    def statement(self, s: lp.LoopStatement) -> list[str]:
        """Write one statement, after its comments."""
        self.values.remarks.clear()
        lines = self.code(s)
        if self.values.remarks and isinstance(s, lp.Assign) and len(lines) == 1:
            lines = [f"{lines[0]}  # {', '.join(self.values.remarks)}"]
        return comment_lines(s.comments) + lines

    def use(self, code: Code) -> str:
        return self.scope.context.use(code)

    def target(self, target: v.Variable | v.Element) -> str:
        return self.use(self.values.value(target))

    def code(self, s: lp.LoopStatement) -> list[str]:
        match s:
            case lp.Assign(
                target=target, value=v.Shorten(value) | value
            ):  # the bytes are cut when the row is written
                return [f"{self.target(target)} = {self.use(self.values.value(value))}"]
            case lp.Accumulate(target=target, value=value):
                return self.accumulate(target, value)
            case lp.AssignSubstring(target=target, position=position, length=length, value=value):
                place = self.target(target)
                self.scope.context.need("put_substring")
                parts = [place, str(target.type.length), self.use(self.values.value(position, whole=True))]
                parts.append("None" if length is None else self.use(self.values.value(length, whole=True)))
                parts.append(self.use(self.values.value(value)))
                return [f"{place} = sas.put_substring({', '.join(parts)})"]
            case lp.If():
                return self.choice(s, "if")
            case lp.Group(body=body):
                return self.listed(body)
            case lp.Do():
                return self.do(s)
            case lp.Read(reader=number):
                return self.read(number)
            case lp.ReadLine():
                return self.was_read() + read_line(self.scope, self.values, s)
            case lp.ReplaceLine(lines=number, value=value):
                return [f"{self.scope.lines[number]}.replace({self.use(self.values.value(value))})"]
            case lp.ListLine(lines=number):
                return [f"{self.scope.lines[number]}.list_record()"]
            case lp.LostLine(lines=number):
                return [f"{self.scope.lines[number]}.give_up_record()"]
            case lp.Write():
                from translator.emit.pandas.loop_put import put_lines

                return put_lines(self.scope, self.values, s)
            case lp.ChooseLines():
                return choose_lines(self.scope, self.values, s)
            case lp.ChooseFile():
                from translator.emit.pandas.loop_put import choose_file

                return choose_file(self.scope, self.values, s)
            case lp.Output(to=to):
                return self.outputs.append(to)
            case lp.Change(kind=kind, reader=number):
                assert isinstance(self.outputs, Outputs)  # columns of numbers are never changed in place
                row = "" if kind == "remove" else self.outputs.changed_row()
                return [f"{self.scope.readers[number]}.{kind}({row})"]
            case lp.Leave(kind=kind):
                return self.leave(kind, s)
            case lp.Fail(code=code, message=message):
                self.scope.context.need("SasError")
                return [f"raise sas.SasError({ex.text(code)}, {ex.text(message)})"]
            case lp.Routine():
                return routine(self.scope, self.values, s)
            case lp.DeclareHash():
                from translator.emit.pandas.hash import declare

                return declare(self.scope, s)
            case lp.HashOutput():
                from translator.emit.pandas.hash import output_lines

                return output_lines(self.scope, s)
            case lp.Evaluate(value=value):
                return [self.use(self.values.value(value))]
            case lp.Jump(kind="link"):
                return self.link(s)
            case lp.Jump(label=label):
                if not self.machine or self.linked:
                    raise Unsupported(
                        "H0450", f"GO TO {label} out of a part called by LINK is not translated", s.at
                    )
                if self.depth:
                    self.scope.context.need("GoTo")
                    return [f"{self.machine} = {ex.text(label)}", "raise sas.GoTo"]
                return [f"{self.machine} = {ex.text(label)}", "continue"]
            case lp.LabelHere():
                return []

    # --- sums and choices -------------------------------------------------------------------------------

    def accumulate(self, target: v.Variable | v.Element, value: v.Value) -> list[str]:
        place = self.target(target)
        if isinstance(target, v.Variable) and self.never_missing(target.name):
            if isinstance(value, v.Constant) and isinstance(value.value, float) and value.value < 0:
                return [f"{place} -= {ex.number(-value.value, whole=True).text}"]
            added = self.use(self.values.value(value, whole=True))
            if not value.type.nullable:
                return [f"{place} += {added}"]
            if isinstance(value, v.Variable):
                self.scope.context.need("isnan")
                return [f"if not isnan({added}):", f"    {place} += {added}"]
        self.scope.context.need("sum_of")
        return [f"{place} = sas.sum_of({place}, {self.use(self.values.value(value, whole=True))})"]

    def never_missing(self, name: str) -> bool:
        """Is the variable proved to hold a number whenever a sum statement adds to it?"""
        slot = self.scope.slots[name.lower()]
        if slot.role != "retained" or slot.initial is None or slot.initial != slot.initial:
            return False
        for node in nodes(self.scope.loop.body):
            match node:
                case lp.Assign(target=v.Variable(other), value=value) if other.lower() == name.lower():
                    if not isinstance(value, v.Constant) or value.value != value.value:
                        return False
                case lp.Do(index=v.Variable(other)) if other.lower() == name.lower():
                    return False
                case lp.ReadLine(types=types) if name.lower() in {n.lower() for n, _ in types}:
                    return False
                case lp.Routine() if name.lower() in assigned(node):
                    return False
        return name.lower() not in self.scope.in_row and not self.scope.places[name.lower()].text.endswith(
            "]"
        )

    def choice(self, s: lp.If, word: str) -> list[str]:
        then, otherwise, condition = s.then, s.otherwise, s.condition
        if not then and otherwise:
            then, otherwise, condition = otherwise, (), v.Logic("not", (condition,))
        lines = [f"{word} {self.use(self.values.condition(condition))}:", *indent(self.block(then))]
        if len(otherwise) == 1 and isinstance(otherwise[0], lp.If):
            inner = otherwise[0]
            lines += indent(comment_lines(inner.comments)) if inner.comments else []
            if inner.then or not inner.otherwise:
                return lines + self.choice(inner, "elif")
        if otherwise:
            lines += ["else:", *indent(self.block(otherwise))]
        return lines

    # --- labels -----------------------------------------------------------------------------------------

    def link(self, s: lp.Jump) -> list[str]:
        """LINK: the statements from the label to RETURN, in place."""
        body = self.scope.loop.body
        start = next(
            (i for i, n in enumerate(body) if isinstance(n, lp.LabelHere) and n.name == s.label), None
        )
        if start is None or s.label in self.linked:
            raise Unsupported("H0450", f"LINK {s.label} is not translated", s.at)
        section: list[lp.LoopStatement] = []
        for statement in body[start + 1 :]:
            if isinstance(statement, lp.Leave) and statement.kind == "return":
                break
            section.append(statement)
        if any(isinstance(n, lp.Leave) and n.kind == "return" for n in nodes(tuple(section))):
            raise Unsupported(
                "H0450", f"RETURN under a condition in the part that LINK {s.label} calls", s.at
            )
        self.linked.append(s.label)
        lines = [line for statement in section for line in self.statement(statement)]
        self.linked.pop()
        return lines

    def reachable(self, body: Sequence[lp.LoopStatement]) -> list[lp.LoopStatement]:
        """The top-level statements that are reached without LINK: none between RETURN (or STOP) and a label of GO TO."""
        targets = {n.label for n in nodes(tuple(body)) if isinstance(n, lp.Jump) and n.kind == "goto"}
        found: list[lp.LoopStatement] = []
        dead = False
        for statement in body:
            if isinstance(statement, lp.LabelHere) and statement.name in targets:
                dead = False
            if not dead:
                found.append(statement)
            if isinstance(statement, lp.Leave) and statement.kind in ("return", "delete", "stop", "abort"):
                dead = True
        return found

    def iteration(self, body: Sequence[lp.LoopStatement], ending: list[str]) -> list[str]:
        """One iteration: the statements and what ends it; a `while` over its parts where GO TO jumps among them."""
        statements = self.reachable(body)
        if statements and isinstance(statements[-1], lp.Leave):
            ending = []
        targets = {n.label for n in nodes(tuple(body)) if isinstance(n, lp.Jump) and n.kind == "goto"}
        if not targets:
            return self.listed(statements) + ending
        known = {s.name for s in statements if isinstance(s, lp.LabelHere)}
        if targets - known:
            raise Unsupported(
                "H0450", f"GO TO {min(targets - known)}: the label stands inside other statements"
            )
        self.machine = self.scope.names.claim("place")
        self.direct = False
        parts: list[tuple[str, list[lp.LoopStatement]]] = [("", [])]
        for s in statements:
            if isinstance(s, lp.LabelHere) and s.name in targets:
                parts.append((s.name, []))
            else:
                parts[-1][1].append(s)
        lines = [f'{self.machine} = ""  # where GO TO goes on', "while True:"]
        for position, (name, part) in enumerate(parts):
            inner = [line for s in part for line in self.statement(s)]
            if inner and inner[-1] == "continue":
                lines += [f"    if {self.machine} == {ex.text(name)}:", *indent(inner, 2)]
                continue
            last = position + 1 == len(parts)
            inner += [*ending, "break"] if last else [f"{self.machine} = {ex.text(parts[position + 1][0])}"]
            lines += [f"    if {self.machine} == {ex.text(name)}:", *indent(inner, 2)]
        if any("raise sas.GoTo" in line for line in lines):
            lines = [*lines[:2], "    try:", *indent(lines[2:]), "    except sas.GoTo:", "        continue"]
        return lines

    # --- leaving ----------------------------------------------------------------------------------------

    def implicit_output(self) -> list[str]:
        """The OUTPUT at the end of an iteration; UPDATE writes only after a key's last transaction."""
        written = self.outputs.append(tuple(self.outputs.written))
        update = next((r for r in self.scope.loop.readers if r.kind == "update"), None)
        if update is not None:
            written = [f"if {self.scope.readers[update.number]}.writes:", *indent(written)]
        return written

    def leave(self, kind: str, s: lp.LoopStatement) -> list[str]:
        outside = not self.depth and self.direct
        match kind:
            case "leave":
                if not self.depth:
                    raise Unsupported("H0454", "LEAVE outside a DO loop")
                return [f"{self.left[-1]} = True", "break"] if self.left[-1] else ["break"]
            case "continue":
                if not self.depth:
                    raise Unsupported("H0454", "CONTINUE outside a DO loop")
                if self.depth[-1] == "for":
                    return ["continue"]
                self.scope.context.need("NextTurn")
                return ["raise sas.NextTurn"]
            case "delete":
                return [self.next_row(outside)]
            case "return" if self.scope.returned is not None:
                return [f"return {self.scope.returned}".rstrip()]
            case "return":
                written = self.implicit_output() if self.scope.loop.implicit_output else []
                return [*written, self.next_row(outside)]
            case "stop":
                if outside:
                    return ["break"]
                self.raises.add("EndStep")
                return ["raise sas.EndStep"]
            case _:
                self.scope.context.need("SasError")
                where = f" at line {s.at.line} column {s.at.column}" if s.at is not None else ""
                message = f"ERROR: Execution terminated by an ABORT statement{where}."
                return [f'raise sas.SasError("R0415", "{message}")']

    def next_row(self, outside: bool) -> str:
        if outside:
            return "continue"
        self.raises.add("NextRow")
        return "raise sas.NextRow"

    # --- readers ----------------------------------------------------------------------------------------

    def read(self, number: int) -> list[str]:
        reader = next(r for r in self.scope.loop.readers if r.number == number)
        if self.scope.driver_table and number == self.scope.loop.driver:
            return []
        name = self.scope.readers[number]
        places = [self.scope.place(slot).text for slot in self.slots_read(reader)]
        if not reader.point and not reader.key:
            self.raises.add("EndStep")
        lines = self.was_read()
        if reader.point:
            counts = [r for r in self.scope.loop.readers if r.nobs.lower() == reader.point.lower()]
            if counts:  # SET … NOBS=n POINT=n: the last row
                counted = v.Automatic("nobs", reader.point, counts[0].number)
                point = self.scope.context.use(self.scope.automatic(counted))
            else:
                point = self.scope.place(reader.point).text
            made = f"{name}.read_at({', '.join([point, *places])})"
        elif reader.key:
            keys = ", ".join(self.scope.place(slot).text for slot in reader.key)
            made = f"{name}.read_key({', '.join([f'({keys},)', *places])})"
        else:
            others = len(self.scope.loop.readers) > 1 and any(one.open is not None for one in reader.inputs)
            whole = reader.kind == "set" and len(reader.inputs) == 1 and not others
            made = f"{name}.read({'' if whole else ', '.join(places)})"
        if not places:
            lines.append(made)
        else:
            lines.append(f"{', '.join(places) if len(places) > 1 else f'({places[0]},)'} = {made}")
        if reader.indsname:
            lines.append(f"{self.scope.place(reader.indsname).text} = {name}.dataset")
        if reader.curobs:
            lines.append(f"{self.scope.place(reader.curobs).text} = {name}.row_number")
        return lines

    def was_read(self) -> list[str]:
        """Note that this iteration has read something, where SAS would stop an iteration that has not."""
        return [f"{self.scope.was_read} = True"] if self.scope.was_read else []

    def slots_read(self, reader: lp.Reader) -> list[str]:
        """The slots that a reader fills, in order: those that the loop uses, and the BY variables."""
        wanted = (
            self.scope.used | {key.name.lower() for key in reader.by} | {key.lower() for key in reader.key}
        )
        found: dict[str, str] = {}
        for source in reader.inputs:
            for _, slot in source.columns:
                if slot.lower() in wanted:
                    found.setdefault(slot.lower(), slot)
        return list(found.values())

    # --- DO loops ---------------------------------------------------------------------------------------

    def inside(self, kind: str, body: Sequence[lp.LoopStatement]) -> list[str]:
        self.depth.append(kind)
        self.left.append(self.leaving)
        self.leaving = ""
        lines = self.block(body)
        self.depth.pop()
        self.leaving = self.left.pop()
        if kind == "while" and any("raise sas.NextTurn" in line for line in lines):
            lines = ["try:", *indent(lines), "except sas.NextTurn:", "    pass"]
        return lines

    def do(self, s: lp.Do) -> list[str]:
        if s.index is None:
            return self.do_while(s)
        index = self.target(s.index)
        if s.counted and len(s.ranges) == 1 and isinstance(s.index, v.Variable):
            made = self.count(s, index)
            if made is not None:
                return made
        singles = all(r.stop is None and r.while_ is None and r.until is None for r in s.ranges)
        if singles and s.while_ is None and s.until is None:
            if len(s.ranges) == 1:
                items = f"({self.use(self.values.value(s.ranges[0].start))},)"
            else:
                items = f"({', '.join(self.use(self.values.value(r.start)) for r in s.ranges)})"
            return [f"for {index} in {items}:", *indent(self.inside("for", s.body))]
        if len(s.ranges) > 1 and any(isinstance(n, lp.Leave) and n.kind == "leave" for n in nodes(s.body)):
            return self.do_until_left(s, index)
        return [line for item in s.ranges for line in self.range(s, item, index)]

    def do_until_left(self, s: lp.Do, index: str) -> list[str]:
        """Several ranges, one after the other, until LEAVE ends them all."""
        left = self.scope.names.claim("left")
        lines = [f"{left} = False"]
        for number, item in enumerate(s.ranges):
            self.leaving = left
            made = self.range(s, item, index)
            lines += [f"if not {left}:", *indent(made)] if number else made
        self.leaving = ""
        return lines

    def do_while(self, s: lp.Do) -> list[str]:
        test = self.use(self.values.condition(s.while_)) if s.while_ is not None else "True"
        body = self.inside("for" if s.until is None else "while", s.body)
        if s.until is not None:
            body += [f"if {self.use(self.values.condition(s.until))}:", "    break"]
        return [f"while {test}:", *indent(body)]

    def count(self, s: lp.Do, index: str) -> list[str] | None:
        """A count over whole constants: a Python `for`."""
        item = s.ranges[0]
        step = 1.0 if item.step is None else item.step.value if isinstance(item.step, v.Constant) else None
        if not isinstance(item.start, v.Constant) or not isinstance(item.stop, v.Constant) or not step:
            return None
        start, stop = item.start.value, item.stop.value
        if not (isinstance(start, float) and isinstance(stop, float) and isinstance(step, float)):
            return None
        if not (start.is_integer() and stop.is_integer() and step.is_integer()):
            return None
        turns = range(int(start), int(stop) + (1 if step > 0 else -1), int(step))
        assert isinstance(s.index, v.Variable)
        key = s.index.name.lower()
        if len(turns):
            self.scope.counters[key] = (min(turns), max(turns))
        body = self.inside("for", s.body)
        self.scope.counters.pop(key, None)
        if len(turns) <= 3:
            items = f"({', '.join(f'{float(i)!r}' for i in turns)}{',' if len(turns) == 1 else ''})"
        else:
            more = f", {int(step)}" if step != 1 else ""
            items = f"map(float, range({turns.start}, {turns.stop}{more}))"
        after = float(turns[-1] + int(step)) if len(turns) else start
        lines = [f"for {index} in {items}:", *indent(body)] if len(turns) else []
        return [*lines, f"{index} = {after!r}"] if self.lives_on(s) else lines

    def lives_on(self, s: lp.Do) -> bool:
        """Is the index of the loop used anywhere else?"""
        assert isinstance(s.index, v.Variable)
        key = s.index.name.lower()
        inside = sum(isinstance(n, v.Variable) and n.name.lower() == key for n in nodes(s))
        everywhere = sum(
            isinstance(n, v.Variable) and n.name.lower() == key for n in nodes(self.scope.loop.body)
        )
        if everywhere > inside or key in self.scope.in_row:
            return True
        other = any(isinstance(n, (lp.Write, lp.ReadLine)) for n in nodes(self.scope.loop.body))
        if self.scope.loop.implicit_output or other:
            return other or any(key == slot.lower() for o in self.scope.loop.outputs for slot, _ in o.columns)
        outputs_inside = sum(isinstance(n, lp.Output) for n in nodes(s.body))
        outputs = sum(isinstance(n, lp.Output) for n in nodes(self.scope.loop.body))
        return outputs > outputs_inside and any(
            key == slot.lower() for o in self.scope.loop.outputs for slot, _ in o.columns
        )

    def range(self, s: lp.Do, item: lp.Range, index: str) -> list[str]:
        """One range of an iterative DO: index, bounds taken once, test before, UNTIL after, step."""
        if item.stop is None:
            test = "True"
            lines = [f"{index} = {self.use(self.values.value(item.start))}"]
            step = ""
        else:
            parts = [item.start, item.stop, *([item.step] if item.step is not None else [])]
            constant = all(isinstance(p, v.Constant) and p.value == p.value for p in parts) and not (
                isinstance(item.step, v.Constant) and item.step.value == 0
            )
            codes = [self.use(self.values.value(p)) for p in parts]
            if constant:
                lines = [f"{index} = {codes[0]}"]
                stop, step = codes[1], codes[2] if item.step is not None else "1"
            else:
                stop = self.scope.names.claim(f"last_{index}" if index.isidentifier() else "last_index")
                step = codes[2] if item.step is not None else "1"
                if item.step is not None and not isinstance(item.step, v.Constant):
                    step = self.scope.names.claim("step")
                names = [index, stop, *([step] if step.isidentifier() else [])]
                nothing = isinstance(item.step, v.Constant) and not item.step.value
                if any(part.type.nullable for part in parts) or nothing or step.isidentifier():
                    self.scope.context.need("do_range")
                    bounds = f"sas.do_range({', '.join(codes)}){'' if step.isidentifier() else '[:2]'}"
                else:
                    bounds = f"{codes[0]}, {codes[1]}"
                lines = [f"{', '.join(names)} = {bounds}"]
            if item.step_sign == 1:
                test = f"{index} <= {stop}"
            elif item.step_sign == -1:
                test = f"{index} >= {stop}"
            else:
                test = f"({index} <= {stop} if {step} > 0 else {index} >= {stop})"
        for extra in (item.while_, s.while_):
            if extra is not None:
                code = self.values.condition(extra)
                self.use(code)
                text = ex.wrap(code, ex.AND)
                test = text if test == "True" else f"{test} and {text}"
        body = self.inside("while", s.body)
        for extra in (item.until, s.until):
            if extra is not None:
                body += [f"if {self.use(self.values.condition(extra))}:", "    break"]
        if step:
            body.append(f"{index} -= {step[1:]}" if step.startswith("-") else f"{index} += {step}")
        else:
            body.append("break")
        return [*lines, f"while {test}:", *indent(body)]
