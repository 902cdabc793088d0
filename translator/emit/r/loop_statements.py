"""Statements of a row loop to R."""

from __future__ import annotations

from translator.emit.headings import comment_lines
from translator.emit.r import names
from translator.emit.r.context import Unsupported
from translator.emit.r.effects import assigned, continues, ends_with_leave, mentioned
from translator.emit.r.hash import declare_hash, hash_output, hash_output_chosen
from translator.emit.r.loop_input import choose_lines, read_line
from translator.emit.r.loop_output import choose_file, write_line
from translator.emit.r.loop_services import routine
from translator.emit.r.loop_state import Frame, Turn, indent
from translator.emit.r.values import remark, takes_missing
from translator.plan import loop as lp
from translator.plan import values as v
from translator.plan.walk import nodes

Lines = list[str]


class Statements:
    """Writes the statements of one step."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.writer = frame.writer
        self.leaving = ""  # the flag of the loop whose ranges are being written

    def block(self, statements: tuple[lp.LoopStatement, ...]) -> Lines:
        marks = self.frame.context.marks
        lines: Lines = []
        level = marks.level()
        for statement in statements:
            lines += marks.to(statement.at, level)
            lines += comment_lines(statement.comments)
            lines += self.statement(statement)
        return lines + marks.back(level)

    def statement(self, s: lp.LoopStatement) -> Lines:
        """Write one statement."""
        match s:
            case lp.Assign(target=target, value=value):
                note = remark(value)
                return with_remark(
                    f"{self.writer.value(target).text} <- {self.writer.assigned(value).text}", note
                )
            case lp.Accumulate():
                return [self.accumulate(s)]
            case lp.AssignSubstring():
                return [self.assign_substring(s)]
            case lp.If():
                return self.choice(s)
            case lp.Group(body=body):
                return self.block(body)
            case lp.Do():
                return self.do(s)
            case lp.Read(reader=reader):
                return self.read(reader)
            case lp.ReadLine():
                return self.was_read() + read_line(self.frame, s)
            case lp.ReplaceLine(lines=number, value=value):
                return [f"{self.frame.lines[number]}$replace({self.writer.value(value).text})"]
            case lp.ListLine(lines=number):
                return [f"{self.frame.lines[number]}$list_line()"]
            case lp.LostLine(lines=number):
                return [f"{self.frame.lines[number]}$give_up_line()"]
            case lp.Write():
                return write_line(self.frame, s)
            case lp.ChooseLines():
                return choose_lines(self.frame, s)
            case lp.ChooseFile():
                return choose_file(self.frame, s)
            case lp.Output(to=to):
                return [line for position in to for line in self.output(position)]
            case lp.Leave():
                return self.leave(s.kind, s)
            case lp.Change(kind=kind, reader=number):
                return [f"{self.frame.readers[number]}${kind}()"]
            case lp.Fail(code=code, message=message):
                return [f"sas_stop({names.text(code)}, {names.text(message)})"]
            case lp.Routine():
                return routine(self.frame, s)
            case lp.DeclareHash():
                return declare_hash(self.frame, s)
            case lp.HashOutput():
                return hash_output_chosen(self.frame, s)
            case lp.Evaluate(value=value):
                if isinstance(value, v.HashCall) and value.method == "output":
                    return hash_output(self.frame, value)
                return [self.writer.value(value).text]
            case lp.Jump(kind="link", label=label):
                return self.link(label)
            case lp.Jump(label=label):
                return self.frame.jump(label)
            case lp.LabelHere():
                return []

    # --- assignments ------------------------------------------------------------------------------------

    def accumulate(self, s: lp.Accumulate) -> str:
        target = self.writer.value(s.target).text
        value = self.writer.plain(s.value)
        known = isinstance(s.target, v.Variable) and s.target.name.lower() in self.frame.accumulated_only
        if known and not s.value.type.nullable:
            sign = "-" if value.text.startswith("-") and isinstance(s.value, v.Constant) else "+"
            return (
                f"{target} <- {target} {sign} {value.text.removeprefix('-') if sign == '-' else value.text}"
            )
        if known and isinstance(s.value, v.Variable):
            return f"if (!is.na({value.text})) {target} <- {target} + {value.text}"
        return f"{target} <- sas_sum_of({target}, {value.text})"

    def assign_substring(self, s: lp.AssignSubstring) -> str:
        target = self.writer.value(s.target).text
        position = self.writer.value(s.position).text
        length = self.writer.value(s.length).text if s.length is not None else "NULL"
        value = self.writer.value(s.value).text
        return f"{target} <- sas_set_substr({target}, {position}, {length}, {value}, {s.target.type.length})"

    # --- choices and loops ------------------------------------------------------------------------------

    def choice(self, s: lp.If) -> Lines:
        then = self.block(s.then)
        test = self.writer.condition(s.condition).text
        if len(then) == 1 and not s.otherwise and then[0] in ("next", "break") and len(test) < 90:
            return [f"if ({test}) {then[0]}"]
        lines = [f"if ({test}) {{", *indent(then)]
        otherwise = s.otherwise
        before, self.writer.present = (
            self.writer.present,
            set(self.writer.present) | takes_missing(s.condition),
        )
        while otherwise:
            branch = otherwise[0]
            if len(otherwise) == 1 and isinstance(branch, lp.If) and not branch.comments:
                test = self.writer.condition(branch.condition).text
                present, self.writer.present = self.writer.present, set()
                lines += [f"}} else if ({test}) {{", *indent(self.block(branch.then))]
                self.writer.present = present | takes_missing(branch.condition)
                otherwise = branch.otherwise
            else:
                self.writer.present = set()
                body = self.block(otherwise)
                if body:
                    lines += ["} else {", *indent(body)]
                break
        self.writer.present = before
        return [*lines, "}"]

    def do(self, s: lp.Do) -> Lines:
        if s.index is None:
            return self.do_while(s)
        lines: Lines = []
        if len(s.ranges) > 1 and all(r.stop is None and not (r.while_ or r.until) for r in s.ranges):
            return self.do_list(s)
        if len(s.ranges) > 1 and any(isinstance(n, lp.Leave) and n.kind == "leave" for n in nodes(s.body)):
            return self.do_until_left(s)
        for number, part in enumerate(s.ranges):
            lines += self.do_range(s, part, last=number == len(s.ranges) - 1)
        return lines

    def do_until_left(self, s: lp.Do) -> Lines:
        """Several ranges, one after the other, until LEAVE ends them all."""
        left = self.frame.names.new("left")
        lines = [f"{left} <- FALSE"]
        for number, part in enumerate(s.ranges):
            self.leaving = left
            made = self.do_range(s, part, last=number == len(s.ranges) - 1)
            lines += [f"if (!{left}) {{", *indent(made), "}"] if number else made
        self.leaving = ""
        return lines

    def turn(self, s: lp.Do, head: str, body: Lines, turn: Turn) -> Lines:
        return [f"{head} {{", *indent(body), "}", *self.frame.after_turn(turn)]

    def body(self, s: lp.Do) -> tuple[Lines, Turn]:
        turn = Turn("do", left=self.leaving)
        self.leaving = ""
        self.frame.turns.append(turn)
        try:
            return self.block(s.body), turn
        finally:
            self.frame.turns.pop()

    def do_while(self, s: lp.Do) -> Lines:
        body, turn = self.body(s)
        if s.until is None:
            test = self.writer.condition(s.while_).text if s.while_ is not None else "TRUE"
            return self.turn(s, f"while ({test})", body, turn)
        until = f"if ({self.writer.condition(s.until).text}) break"
        head = [f"if (!({self.writer.condition(s.while_).text})) break"] if s.while_ is not None else []
        if continues(s.body):
            first = self.frame.names.new("first_turn")
            skip = [f"if ({first}) {first} <- FALSE else {until}"]
            return [f"{first} <- TRUE", *self.turn(s, "repeat", skip + head + body, turn)]
        return self.turn(s, "repeat", [*head, *body, until], turn)

    def do_list(self, s: lp.Do) -> Lines:
        """`do i = 1, 5, 8`: the values one after the other; after the loop the index keeps the last one."""
        assert s.index is not None
        items = [self.writer.value(part.start).text for part in s.ranges]
        body, turn = self.body(s)
        index = self.writer.value(s.index).text
        if isinstance(s.index, v.Variable) and index.isidentifier():
            return self.turn(s, f"for ({index} in c({', '.join(items)}))", body, turn)
        name = self.frame.names.new("item")
        return self.turn(s, f"for ({name} in c({', '.join(items)}))", [f"{index} <- {name}", *body], turn)

    def do_range(self, s: lp.Do, part: lp.Range, *, last: bool) -> Lines:
        if s.counted and part.stop is not None and not part.while_ and not part.until:
            return self.do_counted(s, part)
        assert s.index is not None
        index = self.writer.value(s.index).text
        start = self.writer.value(part.start).text
        if part.stop is None:
            return self.do_once(s, part, index, start)
        lines: Lines = []
        if isinstance(part.step, v.Constant) and not part.step.value:
            lines.append("sas_bound(NA)")  # BY 0 stops the step
        stop = self.kept(part.stop, "to", lines)
        step = "1" if part.step is None else self.kept(part.step, "by", lines)
        lines.append(f"{index} <- {start if isinstance(part.start, v.Constant) else f'sas_bound({start})'}")
        match part.step_sign:
            case 1:
                goes = f"{index} <= {stop}"
            case -1:
                goes = f"{index} >= {stop}"
            case _:
                lines.append(f"invisible(sas_bound(na_if({step}, 0)))")
                goes = f"if ({step} > 0) {index} <= {stop} else {index} >= {stop}"
        if index in assigned_places(self, s.body):
            goes = f"sas_true({goes})" if part.step_sign == 0 else f"isTRUE({goes})"
        while_ = self.writer.condition(part.while_).text if part.while_ is not None else ""
        until = f"if ({self.writer.condition(part.until).text}) break" if part.until is not None else ""
        down = step.startswith("-") and step[1:].replace(".", "").isdigit()
        onward = f"{index} <- {index} - {step[1:]}" if down else f"{index} <- {index} + {step}"
        body, turn = self.body(s)
        checks = [f"if (!({while_})) break"] if while_ else []
        if continues(s.body):
            first = self.frame.names.new("first_turn")
            again = [*([until] if until else []), onward]
            head = [f"if ({first}) {{", f"  {first} <- FALSE", "} else {", *indent(again), "}"]
            test = [f"if (!({goes})) break"]
            return [*lines, f"{first} <- TRUE", *self.turn(s, "repeat", head + test + checks + body, turn)]
        tail = [*([until] if until else []), onward]
        return [*lines, *self.turn(s, f"while ({goes})", checks + body + tail, turn)]

    def do_once(self, s: lp.Do, part: lp.Range, index: str, start: str) -> Lines:
        """An item without TO: once; with WHILE or UNTIL it is still one turn."""
        body, turn = self.body(s)
        test = self.writer.condition(part.while_).text if part.while_ is not None else ""
        guard = [f"if (!({test})) break"] if test else []
        if continues(s.body):  # `next` must not begin the turn again
            once = self.frame.names.new("once")
            return [f"{index} <- {start}", *self.turn(s, f"for ({once} in 1)", [*guard, *body], turn)]
        return [f"{index} <- {start}", *self.turn(s, "repeat", [*guard, *body, "break"], turn)]

    def do_counted(self, s: lp.Do, part: lp.Range) -> Lines:
        """A plain count: R's `for`; afterwards the index is the first value not used, if anybody looks."""
        assert isinstance(s.index, v.Variable) and part.stop is not None
        index = self.writer.value(s.index).text
        name = s.index.name.lower()
        ranges = self.writer.places.ranges
        known = constant_range(part)
        before = ranges.get(name)
        if known is not None:
            ranges[name] = known
        lines: Lines = []
        looked_at = self.looked_at(s)
        bound = (
            self.kept(part.stop, "to", lines)
            if looked_at and known is None
            else self.writer.value(part.stop).text
        )
        body, turn = self.body(s)
        if before is None:
            ranges.pop(name, None)
        else:
            ranges[name] = before
        arguments = [self.writer.value(part.start).text, bound]
        if part.step is not None:
            arguments.append(self.writer.value(part.step).text)
        if index.isidentifier():
            variable, head = index, []
        else:
            variable = self.frame.names.new("item")
            head = [f"{index} <- {variable}"]
        lines += self.turn(s, f"for ({variable} in sas_seq({', '.join(arguments)}))", head + body, turn)
        if not looked_at:
            return lines
        if known is not None:
            step = float(part.step.value) if isinstance(part.step, v.Constant) else 1.0
            after = known[1] + step if step > 0 else known[0] + step
            assert isinstance(part.start, v.Constant) and isinstance(part.stop, v.Constant)
            return [*lines, f"{index} <- {names.number(after)}"]
        return [*lines, f"{index} <- sas_after({', '.join(arguments)})"]

    def looked_at(self, s: lp.Do) -> bool:
        """Is the index used outside this loop, or written?"""
        assert isinstance(s.index, v.Variable)
        name = s.index.name.lower()
        loop = self.frame.loop
        written = any(slot.lower() == name for output in loop.outputs for slot, _ in output.columns)
        outputs = sum(isinstance(n, lp.Output) for n in nodes(loop.body))
        outputs_inside = sum(isinstance(n, lp.Output) for n in nodes(s.body))
        if written and (loop.implicit_output or outputs > outputs_inside):
            return True
        inside = sum(1 for n in nodes(s.body) if isinstance(n, v.Variable) and n.name.lower() == name) + 1
        everywhere = sum(1 for n in nodes(loop.body) if isinstance(n, v.Variable) and n.name.lower() == name)
        return everywhere != inside or name in mentioned_in_io(loop.body)

    def kept(self, value: v.Value, wanted: str, lines: Lines) -> str:
        """Return a bound that is computed once: a literal, or a variable set before the loop."""
        code = self.writer.value(value)
        if isinstance(value, v.Constant):
            return code.text
        name = self.frame.names.new(wanted)
        lines.append(f"{name} <- sas_bound({code.text})")
        return name

    # --- reading, writing, leaving ----------------------------------------------------------------------

    def was_read(self) -> Lines:
        return [f"{self.frame.was_read} <- TRUE"] if self.frame.was_read else []

    def read(self, number: int) -> Lines:
        if number == self.frame.loop.driver:
            return []
        reader = next(r for r in self.frame.loop.readers if r.number == number)
        name = self.frame.readers[number]
        if reader.point:
            point = self.writer.variable(reader.point).text
            return [*self.was_read(), f"{name}$read({point})"]
        if reader.key:
            return [*self.was_read(), f"{name}$read()"]
        out = self.frame.leave_step()
        if len(out) == 1:
            return [*self.was_read(), f"if (!{name}$read()) {out[0]}"]
        return [*self.was_read(), f"if (!{name}$read()) {{", *indent(out), "}"]

    def output(self, position: int) -> Lines:
        """Write the row to an output data set."""
        target = self.frame.loop.outputs[position]
        if target.dataset == "_null_":
            return []
        collector = self.frame.collectors[position]
        if collector.done:
            return []
        lines: Lines = []
        index = collector.counter
        if collector.every_row:
            index = self.writer.places.iteration
        else:
            lines.append(f"{index} <- {index} + 1")
        if collector.row:
            lines.append(f"{collector.row}[{index}] <- {self.writer.places.iteration}")
        for (slot, _), (_, vector, taken) in zip(target.columns, collector.columns, strict=True):
            if not taken:
                lines.append(f"{vector}[{index}] <- {self.writer.variable(slot).text}")
        if target.where is not None:
            return [f"if ({self.writer.condition(target.where).text}) {{", *indent(lines), "}"]
        return lines

    def implicit_output(self) -> Lines:
        """The OUTPUT at the end of an iteration, if the step has one."""
        loop = self.frame.loop
        if not loop.implicit_output:
            return []
        lines = [line for position in range(len(loop.outputs)) for line in self.output(position)]
        update = next((r for r in loop.readers if r.kind == "update"), None)
        if update is not None and lines:
            return [f"if ({self.frame.readers[update.number]}$complete) {{", *indent(lines), "}"]
        return lines

    def leave(self, kind: str, s: lp.LoopStatement) -> Lines:
        match kind:
            case "delete":
                return self.frame.leave_row()
            case "return" if self.frame.returned is not None:
                return [f"return({self.frame.returned})"]
            case "return":
                if self.frame.turns and self.frame.turns[-1].kind == "section":
                    return ["break"]
                if any(turn.kind == "section" for turn in self.frame.turns):
                    raise Unsupported("H0450", "RETURN inside a DO loop of a linked section has no form in R")
                return self.implicit_output() + self.frame.leave_row()
            case "stop":
                return self.frame.leave_step()
            case "leave":
                left = self.frame.turns[-1].left if self.frame.turns else ""
                return [f"{left} <- TRUE", "break"] if left else ["break"]
            case "continue":
                return ["next"]
            case _:
                where = f" at line {s.at.line} column {s.at.column}" if s.at is not None else ""
                message = f"ERROR: Execution terminated by an ABORT statement{where}."
                return [f"sas_stop({names.text('R0431')}, {names.text(message)})"]

    def iteration(self, body: tuple[lp.LoopStatement, ...]) -> Lines:
        """The statements of one iteration and its implicit OUTPUT; a `repeat` over its parts where GO TO jumps."""
        ending = [] if ends_with_leave(body) else self.implicit_output()
        targets = {n.label for n in nodes(body) if isinstance(n, lp.Jump) and n.kind == "goto"}
        if not targets:
            return [*self.block(body), *ending]
        unknown = targets - {s.name for s in body if isinstance(s, lp.LabelHere)}
        if unknown:
            raise Unsupported("H0450", f"GO TO {min(unknown)}: the label stands inside other statements")
        parts: list[tuple[str, list[lp.LoopStatement]]] = [("", [])]
        for s in body:
            if isinstance(s, lp.LabelHere) and s.name in targets:
                parts.append((s.name, []))
            else:
                parts[-1][1].append(s)
        self.frame.place = place = self.frame.names.new("place")
        turn = Turn("goto")
        self.frame.turns.append(turn)
        lines: Lines = []
        for position, (name, part) in enumerate(parts):
            last = position + 1 == len(parts)
            inner = self.block(tuple(part))
            if last:
                inner += [*self.implicit_output(), "break"] if ending or not part else ["break"]
            elif inner[-1:] not in (["break"], ["next"]):
                inner.append(f"{place} <- {names.text(parts[position + 1][0])}")
            lines += [f"if ({place} == {names.text(name)}) {{", *indent(inner), "}"]
        self.frame.turns.pop()
        start = [f'{place} <- ""  # where GO TO goes on']
        return [*start, "repeat {", *indent(lines), "}", *self.frame.after_turn(turn)]

    def link(self, label: str) -> Lines:
        """LINK: the statements from the label to its RETURN, here."""
        section = self.frame.sections.get(label.lower())
        if section is None:
            raise Unsupported(
                "H0450", f"LINK {label}: the label does not stand at the step's outermost level"
            )
        if len(self.frame.turns) > 8:
            raise Unsupported("H0450", f"LINK {label} calls itself")
        body: tuple[lp.LoopStatement, ...] = section
        if body and isinstance(body[-1], lp.Leave) and body[-1].kind == "return":
            body = body[:-1]
        jumps = next((n for n in nodes(body) if isinstance(n, lp.Jump) and n.kind == "goto"), None)
        if jumps is not None:
            raise Unsupported("H0450", f"GO TO {jumps.label} in a part that LINK calls has no form in R")
        if not any(isinstance(n, lp.Leave) and n.kind == "return" for n in nodes(body)):
            return [f"# link {label}", *self.block(body)]
        turn = Turn("section")
        self.frame.turns.append(turn)
        lines = [*self.block(body), "break"]
        self.frame.turns.pop()
        return [f"repeat {{  # link {label}", *indent(lines), "}", *self.frame.after_turn(turn)]


def constant_range(part: lp.Range) -> tuple[float, float] | None:
    """Return the first and last value of a loop between constants, None where it does not run or is not known."""
    if not isinstance(part.start, v.Constant) or not isinstance(part.stop, v.Constant):
        return None
    if part.step is not None and not isinstance(part.step, v.Constant):
        return None
    start, stop = float(part.start.value), float(part.stop.value)
    step = 1.0 if part.step is None else float(part.step.value)
    if not step or start != start or stop != stop or (stop - start) / step < 0:
        return None
    last = start + step * ((stop - start) // step)
    return (start, last) if step > 0 else (last, start)


def assigned_places(statements: Statements, body: tuple[lp.LoopStatement, ...]) -> set[str]:
    """The variables of R that statements set."""
    places = statements.writer.places.variables
    return {places[name] for name in assigned(body) if name in places}


def mentioned_in_io(body: tuple[lp.LoopStatement, ...]) -> set[str]:
    """The variables that PUT, INPUT and hash objects of a body look at."""
    found: set[str] = set()
    for node in nodes(body):
        if isinstance(node, (lp.Write, lp.ReadLine, lp.DeclareHash)):
            found |= mentioned(node)
    return found


def with_remark(line: str, remark_: str) -> Lines:
    """Return the line with a trailing comment where there is one and it fits."""
    if remark_ and len(line) + len(remark_) + 4 <= 110:
        return [f"{line}  # {remark_}"]
    return [line]
