"""The reader: SAS text to steps, pulled one by one, macro language carried out on the way.

Nothing after a step's boundary is read before the next step is asked for, so that what a step does (CALL
SYMPUT, INTO, CALL EXECUTE) is seen by the text that follows, as in SAS.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from translator.frontend.calls import note_calls
from translator.frontend.executed import Site, find_sites
from translator.frontend.macro.chunks import LEFT_OUT
from translator.frontend.macro.compiler import MacroSyntaxError
from translator.frontend.macro.definition import compile_text
from translator.frontend.macro.errors import Abort
from translator.frontend.macro.partial import open_all
from translator.frontend.macro.processor import Processor
from translator.frontend.macro.residual import (
    MARKS,
    ExecutedBegin,
    ExecutedEnd,
    ForkBegin,
    ForkElse,
    ForkEnd,
    RepeatBegin,
    RepeatEnd,
)
from translator.frontend.macro.run_time import mark_run_time, mark_written
from translator.frontend.macro.state import MacroState
from translator.frontend.scan import lean
from translator.frontend.splitter import StatementReader
from translator.frontend.statement import RawStatement
from translator.frontend.steps import (
    INTERACTIVE,
    OWN_LANGUAGE,
    begins_step,
    first_word,
    is_cancelled,
    is_global,
    is_single,
)
from translator.frontend.structure import nested
from translator.lang.diagnostics import Diagnostic, diagnose
from translator.lang.macro_statements import MacroLet
from translator.lang.source import Origin, Source, Token
from translator.lang.statements import (
    DataStep,
    Filename,
    FunctionDefinition,
    Options,
    ProcStep,
    Step,
    Unparsed,
)
from translator.library.macro_masks import unmask
from translator.library.system_options import forget, set_option

MOST_FORKS = 5
"""Conditions of the run in one step: each doubles the number of steps that are written."""

TRACES = ("mprint", "mlogic", "symbolgen")

YEARCUTOFF = 1926  # SAS 9.4's default

_AUTOCALL = re.compile(r"""'([^']*)'|"([^"]*)"|([^\W\d]\w*)""")
_INSERTED = re.compile(r"\s*\(\s*sasautos\s*=\s*(.*)\)\s*\Z", re.IGNORECASE | re.DOTALL)
Build = Callable[[list[RawStatement], list[Diagnostic]], Step]


@dataclass(frozen=True, slots=True, eq=False)
class BodyFork:
    """Statements inside a step of which the run chooses one of two lists."""

    begin: ForkBegin
    ways: tuple[list[object], list[object]]
    end: Token


class Reader:
    """Reads a program. `macros` holds the macro state, which the engine may change between steps.

    Args:
        source: the program.
        macros: symbol tables, macros, log; shared with the engine.
        diagnostics: findings are appended here.
        build: what makes a step of its statements; the statement parser where None.
        before: statements that stand before the program (filerefs, options, an autoexec).
    """

    def __init__(
        self,
        source: Source,
        macros: MacroState,
        diagnostics: list[Diagnostic],
        build: Build | None = None,
        before: Source | None = None,
    ) -> None:
        self.macros = macros
        self.diagnostics = diagnostics
        self.processor = Processor(macros, diagnostics)
        self.processor.run_at_once = self.run_at_once
        self._build = build
        self._statements = StatementReader(self.processor, lean(source))
        self._program = source.path
        if before is not None:
            start = Token("END", "", source, 0, 0)
            self._statements.queue(lean(before, Origin("include", Path(before.path).name, start)))
        self._inside = 0  # forks and loops of the run that are open
        self._held: deque[object] = deque()  # read ahead
        self._in_step = False
        self.processor.inside_step = lambda: self._in_step
        self._autocall: list[Path] = []  # of OPTIONS SASAUTOS=

    # --- steps ----------------------------------------------------------------------------------------

    def steps(self) -> Iterator[Step]:
        """Yield the program's steps and, between steps, its global statements and macro statements for the run."""
        yield from nested(self._items())  # type: ignore[misc]

    def _items(self) -> Iterator[object]:
        """Yield steps, macro statements for the run, and the marks of their structure."""
        body: list[RawStatement] = []  # the open step; its first statement is DATA or PROC
        fresh = 0  # statements of the body that no yielded step holds yet
        continued = False
        while True:
            statement: Any = self._read(body)
            self._report_refused()
            if statement is not None and not isinstance(statement, Token | RawStatement):
                if not fresh:
                    self._note_marks(statement)
                    yield statement
                elif isinstance(statement, MARKS):
                    inside = self._gather(statement, body)
                    if inside is None:  # a step begins there: the open one ends before it
                        yield from self._make(body, continued)
                        body, fresh, continued = [], 0, False
                    elif any(isinstance(one, RawStatement | Token) for one in inside):
                        body += self._variants(inside)  # type: ignore[arg-type]
                        fresh += 1
                    else:
                        yield from inside
                else:
                    self._check_use(statement, body)
                    yield statement
                continue
            if isinstance(statement, Token):
                if statement.kind != LEFT_OUT:  # DATA or PROC: the open step ends before it is read on
                    if fresh:
                        yield from self._make(body, continued)
                    body, fresh, continued = [], 0, False
                    continue
                token = statement
                bad = Token(
                    "BAD", token.text, token.source, token.start, token.end, False, token.comments, token.via
                )
                if body:
                    body.append(RawStatement([bad], bad))
                    fresh += 1
                else:
                    if self.macros.settings is not None:
                        forget(self.macros.settings)
                    yield Unparsed(
                        at=bad, end=bad, text=bad.text, reason="depends on a run-time macro variable"
                    )
                continue
            if statement is None:
                if fresh and self.macros.aborted is None:
                    yield from self._make(body, continued)
                    if self._statements.has_queue:  # what the last step made
                        body, fresh, continued = [], 0, False
                        continue
                return
            word = first_word(statement)
            if begins_step(statement) and not (word == "data" and body and _proc_name(body) in OWN_LANGUAGE):
                if fresh:
                    yield from self._make(body, continued)
                body, fresh, continued = [statement], 1, False
            elif not body:
                if is_single(statement, "run", "quit") or is_cancelled(statement):
                    self._statements.carry(statement)
                elif word == "endsas" and len(statement.tokens) == 1:
                    self._statements.stop()
                else:
                    yield from self._make([statement], False)
            elif (name := _proc_name(body)) in OWN_LANGUAGE and not is_single(statement, "quit"):
                body.append(statement)
                fresh += 1
            elif is_single(statement, "run") or is_cancelled(statement):
                self._statements.carry(statement)
                if name == "sql":
                    continue
                if is_cancelled(statement):
                    self._cancel(statement, name)
                    fresh = 0
                if fresh:
                    yield from self._make(body, continued)
                if name in INTERACTIVE:
                    body, fresh, continued = body[:1], 0, True
                else:
                    body, fresh, continued = [], 0, False
            elif is_single(statement, "quit"):
                self._statements.carry(statement)
                if fresh:
                    yield from self._make(body, continued)
                body, fresh, continued = [], 0, False
            elif word == "endsas" and len(statement.tokens) == 1:
                self._statements.stop()
            elif _proc_name(body) == "sql":
                if is_global(word):
                    yield from self._make([statement], False)
                else:
                    self.macros.after_sql()
                    yield from self._make([body[0], statement], continued)
                    fresh, continued = 0, True
            elif is_global(word) and continued and not fresh:
                yield from self._make([statement], False)
            else:
                if word in ("options", "option"):
                    self.macros.settings = None  # in force before the step is read to its end
                body.append(statement)
                fresh += 1
                if statement.datalines is not None and first_word(body[0]) == "data":
                    yield from self._make(body, False)
                    body, fresh = [], 0

    def push_text(self, text: str, how: str, name: str, at: Token | None = None) -> None:
        """Queue generated text, to be read when the current step is over, before what follows.

        Macro code in it is carried out at once, the statements it leaves are read later, as CALL EXECUTE does.
        `how`, `name`: its origin ("execute"); `at`: the token that made it, where None the last one read.
        """
        at = at or self._statements.last or Token("END", "", Source(name, ""), 0, 0)
        path = at.outermost.source.path
        try:
            text = unmask(self.processor.expand(text, path, at))
        except Abort as abort:
            self._statements.abort(abort)
            return
        made = Source(f"{path}({name})", text + "\n")
        self._statements.queue(lean(made, Origin(how, name, at)))

    def _make(self, statements: list[RawStatement], continued: bool) -> Iterator[object]:
        place = next((at for at, one in enumerate(statements) if isinstance(one, BodyFork)), None)
        if place is not None:
            yield from self._make_variants(statements, place, continued)
            return
        step = (
            self._build(statements, self.diagnostics) if self._build is not None else self._parse(statements)
        )
        if not self.macros.running:
            self.macros.at = statements[0].tokens[0]
            if self.macros.calls:
                note_calls(statements, self.macros.calls, self.macros.get)
            mark_run_time(statements, self.macros)
            if isinstance(step, DataStep):
                mark_written(statements, self.macros)
            if isinstance(step, DataStep | ProcStep):
                self.macros.forget_last(step.name if isinstance(step, ProcStep) else "")
            if not self._inside and not self.processor.structures:
                self.macros.learn(step)
            yield from self._waiting()
        if continued and isinstance(step, ProcStep):
            step = replace(step, continued=True)
        if isinstance(step, Filename) and step.paths and not step.device:
            self.macros.filerefs[step.fileref.upper()] = step.paths
        elif isinstance(step, Unparsed) and self.macros.settings is not None:
            forget(self.macros.settings)
        elif isinstance(step, Options):
            self._set_options(step)
        if isinstance(step, DataStep) and not self.macros.running:
            step, sites = find_sites(step, self.macros.new_name)
            yield step
            if sites:
                yield from self._executed(sites)
        else:
            yield step

    # --- what the run decides -------------------------------------------------------------------------

    def _read(self, body: list[RawStatement]) -> object | None:
        """The next statement; those that were read ahead first."""
        self._in_step = bool(body)
        if self._held:
            return self._held.popleft()
        return self._statements.statement(bool(body) and _proc_name(body) not in OWN_LANGUAGE)

    def _waiting(self) -> list[object]:
        """What the macro processor has left to the run, to be carried out before what follows."""
        waiting = list(self.macros.pending)
        self.macros.pending.clear()
        self._report_refused()
        return waiting

    def _report_refused(self) -> None:
        for code, message in self.macros.refused:
            self.diagnostics.append(diagnose(code, message, self.macros.at))
        self.macros.refused.clear()

    def _gather(self, first: object, body: list[RawStatement]) -> list[object] | None:
        """Read from a mark to its end. None where the open step ends in between: all is read again then."""
        found: list[object] = [first]
        depth = 1
        while depth:
            item = self._read(body)
            if item is None:
                break
            found.append(item)
            if isinstance(item, ForkBegin | RepeatBegin):
                depth += 1
            elif isinstance(item, ForkEnd | RepeatEnd):
                depth -= 1
            elif (
                isinstance(item, Token)
                and item.kind != LEFT_OUT
                or isinstance(item, RawStatement)
                and (begins_step(item) or is_single(item, "run", "quit") or is_cancelled(item))
            ):
                self._held.extend(found)
                return None
            elif isinstance(item, MacroLet):
                self._check_use(item, body)
            elif isinstance(item, RawStatement) and first_word(item) in ("options", "option"):
                self.macros.settings = None
        return found

    def _variants(self, items: list[object]) -> list[object]:
        """Statements of the open step that only the run knows whether they are there: a BodyFork."""
        stream = iter(items)
        forks: list[object] = []
        for item in stream:
            forks.append(self._body_fork(item, stream) if isinstance(item, ForkBegin) else item)
        bad = next((one for one in forks if not isinstance(one, BodyFork)), None)
        if bad is not None:
            at = getattr(bad, "at", self.macros.at)
            message = "a macro loop whose rounds only the run knows makes statements of a step"
            self.diagnostics.append(diagnose("H0103", message, at))
            token = Token("BAD", at.text, at.source, at.start, at.end, False, (), at.via)
            return [RawStatement([token], token)]
        return forks

    def _body_fork(self, begin: ForkBegin, stream: Iterator[object]) -> BodyFork:
        ways: tuple[list[object], list[object]] = ([], [])
        way = 0
        for item in stream:
            match item:
                case ForkElse():
                    way = 1
                case ForkEnd():
                    ways[0].extend(item.then)
                    ways[1].extend(item.otherwise)
                    return BodyFork(begin, ways, item.end)
                case ForkBegin():
                    ways[way].append(self._body_fork(item, stream))
                case Token():
                    ways[way].append(RawStatement([_bad(item)], item))
                case _:
                    ways[way].append(item)
        return BodyFork(begin, ways, begin.at)

    def _make_variants(self, statements: list[RawStatement], place: int, continued: bool) -> Iterator[object]:
        """A step whose statements hang on a condition of the run: the choice of two steps."""
        fork = statements[place]
        assert isinstance(fork, BodyFork)
        if sum(isinstance(one, BodyFork) for one in statements) > MOST_FORKS:
            message = f"more than {MOST_FORKS} conditions of the run make the statements of one step"
            self.diagnostics.append(diagnose("H0103", message, fork.begin.at))
            token = _bad(fork.begin.at)
            kept = [one for one in statements if not isinstance(one, BodyFork)]
            yield from self._make([*kept, RawStatement([token], token)], continued)
            return
        yield fork.begin
        before = self.macros.snapshot()
        after = before
        for way, items in enumerate(fork.ways):
            chosen = [one for one in items if isinstance(one, RawStatement | BodyFork)]
            yield from (one for one in items if not isinstance(one, RawStatement | BodyFork))
            yield from self._make([*statements[:place], *chosen, *statements[place + 1 :]], continued)
            if way == 0:
                after = self.macros.snapshot()
                self.macros.restore(before)
                yield ForkElse()
        then, otherwise = self.macros.join(after)
        yield ForkEnd(fork.end, tuple(then), tuple(otherwise))

    def _executed(self, sites: list[Site]) -> Iterator[object]:
        """The steps that CALL EXECUTE of the step before makes, for the run to carry out."""
        last = sites[-1].at
        for site in sites:
            if not site.problem:
                self._open_what_is_set(site.text, site.at)
        yield from self._waiting()
        before = self.macros.snapshot()
        for site in sites:
            at = site.at
            yield ExecutedBegin(at, site.number, site.names)
            problem, marks = site.problem, self.macros.marks
            items: list[object] = []
            if not problem:
                inner = Reader(
                    Source(f"{at.outermost.source.path}(execute)", ""),
                    self.macros,
                    self.diagnostics,
                    self._build,
                )
                made = Source(f"{at.outermost.source.path}(execute)", site.text + "\n")
                inner._statements = StatementReader(inner.processor, lean(made, Origin("execute", "", at)))
                inner.processor.structures = inner.processor.repeating = 1
                items = list(inner._items())
                if self.macros.marks > marks and "%" in site.text and not site.deferred:
                    problem = "a macro that CALL EXECUTE calls at once sets macro variables in its steps (use %NRSTR)"
            if problem:
                self.diagnostics.append(diagnose("H0107", problem, at))
            yield from items
        self.macros.settle(before)
        yield from self._waiting()
        yield ExecutedEnd(last)

    def _open_what_is_set(self, text: str, at: Token) -> None:
        """Leave to the run the macro variables that a text sets which is carried out as often as the run says."""
        try:
            nodes = compile_text(text, at.outermost.source.path)
        except MacroSyntaxError:
            return  # reported where the text is read
        open_all(self.processor, nodes)

    def run_at_once(self, text: str, at: Token) -> None:
        """DOSUBL: the steps of a text, to be carried out before what follows."""
        held = list(self.macros.pending)
        self.macros.pending.clear()
        path = at.outermost.source.path
        inner = Reader(Source(f"{path}(dosubl)", ""), self.macros, self.diagnostics, self._build)
        made = Source(f"{path}(dosubl)", text + ("\n" if text.rstrip().endswith(";") else ";\n"))
        inner._statements = StatementReader(inner.processor, lean(made, Origin("execute", "", at)))
        inner.processor.structures = self.processor.structures
        items = list(inner._items())
        self.macros.pending[:] = [*held, *items, *self.macros.pending]

    def _check_use(self, item: object, body: list[RawStatement]) -> None:
        """Refuse a new value of a macro variable that the open step has taken the old value of."""
        if not isinstance(item, MacroLet) or not all(isinstance(part, str) for part in item.name):
            return
        name = "".join(str(part) for part in item.name)
        reference = re.compile(rf"&{name}(?!\w)", re.IGNORECASE)
        tokens = [token for one in body if isinstance(one, RawStatement) for token in one.tokens]
        for token in [*tokens, *self._statements.beginning]:
            if "&" in token.text and token.text[0] != "'" and reference.search(token.text):
                message = f"the macro variable {name} gets a new value inside a step that uses it"
                self.macros.refused.append(("H0105", message))
                return

    def _parse(self, statements: list[RawStatement]) -> Step:
        from translator.frontend.parse import build_step  # it needs `statement`, of this package

        cutoff = self.macros.options.get("yearcutoff", "")
        step = build_step(
            statements,
            self.diagnostics,
            yearcutoff=int(cutoff) if cutoff.isdigit() else YEARCUTOFF,
            runtime=None if self.macros.running and not self.macros.runtime else self.macros.is_runtime,
        )
        if isinstance(step, ProcStep) and step.name == "FCMP":
            self.macros.own_functions |= {
                one.name.upper(): tuple(kind for _, kind, _ in one.parameters)
                for one in step.body
                if isinstance(one, FunctionDefinition) and one.kind
            }
        return step

    def _note_marks(self, item: object) -> None:
        """Count what is carried out only if the run says so. Rounds of a loop can see what later ones set."""
        if isinstance(item, ForkBegin | RepeatBegin | ExecutedBegin):
            self._inside += 1
        elif isinstance(item, ForkEnd | RepeatEnd | ExecutedEnd):
            self._inside -= 1
        if isinstance(item, RepeatBegin | ExecutedBegin):
            self.macros.settings = None

    def _set_options(self, step: Options) -> None:
        """Options that change how text is read: MINOPERATOR, MINDELIMITER=, YEARCUTOFF=, SASAUTOS=; and what is traced."""
        for name, value in step.items:
            if self.macros.settings is not None:
                set_option(self.macros.settings, name, value, sure=not self._inside)
            if name == "minoperator":
                self.macros.options["minoperator"] = ""
            elif name == "nominoperator":
                self.macros.options.pop("minoperator", None)
            elif name.removeprefix("no") in TRACES:
                on = name in TRACES
                self.macros.traced = self.macros.traced | {name} if on else self.macros.traced - {name[2:]}
            elif name in ("mindelimiter", "yearcutoff"):
                self.macros.options[name] = value
            elif name == "sasautos":
                self._set_autocall(value)
            elif name in ("insert", "append") and (inner := _INSERTED.match(value)):
                self._set_autocall(inner[1], more=True)

    def _set_autocall(self, value: str, more: bool = False) -> None:
        """SASAUTOS=: folders in quotes and filerefs; folders given from outside stay behind them. `more`: INSERT= and
        APPEND= keep what was set before."""
        folder = Path(self._program).parent
        found: list[Path] = []
        for match in _AUTOCALL.finditer(value):
            quoted = match[1] or match[2]
            names = (quoted,) if quoted else self.macros.filerefs.get((match[3] or "").upper(), ())
            paths = [Path(name.replace("\\", "/")) for name in names]
            found += [
                path if path.is_dir() and not (folder / path).is_dir() else folder / path for path in paths
            ]
        given = [
            path for path in self.macros.autocall_paths if path not in self._autocall and path not in found
        ]
        self._autocall = found if not more else [*found, *self._autocall]
        self.macros.autocall_paths[:] = [*self._autocall, *given]

    def _cancel(self, statement: RawStatement, name: str) -> None:
        what = "DATA step" if not name else f"procedure {name.upper()}"
        self.macros.put(f"WARNING: The {what} was not executed: RUN CANCEL.")
        self.diagnostics.append(diagnose("E0021", f"RUN CANCEL: the {what} is not run", statement.tokens[0]))


def _bad(token: Token) -> Token:
    return Token("BAD", token.text, token.source, token.start, token.end, False, token.comments, token.via)


def _proc_name(body: list[RawStatement]) -> str:
    """The PROC of an open step in lower case; "" for a DATA step."""
    tokens = body[0].tokens
    return tokens[1].text.lower() if tokens[0].text.lower() == "proc" and len(tokens) > 1 else ""
