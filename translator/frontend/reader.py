"""The reader: SAS text to steps, pulled one by one, macro language carried out on the way.

Nothing after a step's boundary is read before the next step is asked for, so that what a step does (CALL
SYMPUT, INTO, CALL EXECUTE) is seen by the text that follows, as in SAS.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from translator.frontend.macro.chunks import LEFT_OUT
from translator.frontend.macro.errors import Abort
from translator.frontend.macro.processor import Processor
from translator.frontend.macro.run_time import mark_run_time
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
from translator.lang.diagnostics import Diagnostic, diagnose
from translator.lang.source import Origin, Source, Token
from translator.lang.statements import Filename, Options, ProcStep, Step, Unparsed
from translator.library.macro_masks import unmask

YEARCUTOFF = 1926  # SAS 9.4's default

_AUTOCALL = re.compile(r"""'([^']*)'|"([^"]*)"|([^\W\d]\w*)""")
Build = Callable[[list[RawStatement], list[Diagnostic]], Step]


class Reader:
    """Reads a program. `macros` holds the macro state, which the engine may change between steps.

    Args:
        source: the program.
        macros: symbol tables, macros, log; shared with the engine.
        diagnostics: findings are appended here.
        build: what makes a step of its statements; the statement parser where None.
    """

    def __init__(
        self, source: Source, macros: MacroState, diagnostics: list[Diagnostic], build: Build | None = None
    ) -> None:
        self.macros = macros
        self.diagnostics = diagnostics
        self.processor = Processor(macros, diagnostics)
        self._build = build
        self._statements = StatementReader(self.processor, lean(source))
        self._program = source.path

    # --- steps ----------------------------------------------------------------------------------------

    def steps(self) -> Iterator[Step]:
        """Yield the program's steps and, between steps, its global statements."""
        body: list[RawStatement] = []  # the open step; its first statement is DATA or PROC
        fresh = 0  # statements of the body that no yielded step holds yet
        continued = False
        while True:
            statement = self._statements.statement(bool(body) and _proc_name(body) not in OWN_LANGUAGE)
            if isinstance(statement, Token):
                if statement.kind != LEFT_OUT:  # DATA or PROC: the open step ends before it is read on
                    if fresh:
                        yield self._make(body, continued)
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
                    yield Unparsed(
                        at=bad, end=bad, text=bad.text, reason="depends on a run-time macro variable"
                    )
                continue
            if statement is None:
                if fresh and self.macros.aborted is None:
                    yield self._make(body, continued)
                    if self._statements.has_queue:  # what the last step made
                        body, fresh, continued = [], 0, False
                        continue
                return
            word = first_word(statement)
            if begins_step(statement) and not (word == "data" and body and _proc_name(body) in OWN_LANGUAGE):
                if fresh:
                    yield self._make(body, continued)
                body, fresh, continued = [statement], 1, False
            elif not body:
                if is_single(statement, "run", "quit") or is_cancelled(statement):
                    self._statements.carry(statement)
                elif word == "endsas" and len(statement.tokens) == 1:
                    self._statements.stop()
                else:
                    yield self._make([statement], False)
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
                    yield self._make(body, continued)
                if name in INTERACTIVE:
                    body, fresh, continued = body[:1], 0, True
                else:
                    body, fresh, continued = [], 0, False
            elif is_single(statement, "quit"):
                self._statements.carry(statement)
                if fresh:
                    yield self._make(body, continued)
                body, fresh, continued = [], 0, False
            elif word == "endsas" and len(statement.tokens) == 1:
                self._statements.stop()
            elif _proc_name(body) == "sql":
                if is_global(word):
                    yield self._make([statement], False)
                else:
                    self.macros.after_sql()
                    yield self._make([body[0], statement], continued)
                    fresh, continued = 0, True
            elif is_global(word) and continued and not fresh:
                yield self._make([statement], False)
            else:
                body.append(statement)
                fresh += 1
                if statement.datalines is not None and first_word(body[0]) == "data":
                    yield self._make(body, False)
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

    def _make(self, statements: list[RawStatement], continued: bool) -> Step:
        step = (
            self._build(statements, self.diagnostics) if self._build is not None else self._parse(statements)
        )
        if not self.macros.running:
            mark_run_time(statements, self.macros)
        if continued and isinstance(step, ProcStep):
            step = replace(step, continued=True)
        if isinstance(step, Filename) and step.paths and not step.device:
            self.macros.filerefs[step.fileref.upper()] = step.paths
        elif isinstance(step, Options):
            self._set_options(step)
        return step

    def _parse(self, statements: list[RawStatement]) -> Step:
        from translator.frontend.parse import build_step  # it needs `statement`, of this package

        cutoff = self.macros.options.get("yearcutoff", "")
        return build_step(
            statements,
            self.diagnostics,
            yearcutoff=int(cutoff) if cutoff.isdigit() else YEARCUTOFF,
            runtime=None if self.macros.running and not self.macros.runtime else self.macros.is_runtime,
        )

    def _set_options(self, step: Options) -> None:
        """Options that change how text is read: MINOPERATOR, MINDELIMITER=, YEARCUTOFF=, SASAUTOS=."""
        for name, value in step.items:
            if name == "minoperator":
                self.macros.options["minoperator"] = ""
            elif name == "nominoperator":
                self.macros.options.pop("minoperator", None)
            elif name in ("mindelimiter", "yearcutoff"):
                self.macros.options[name] = value
            elif name == "sasautos":
                self._set_autocall(value)

    def _set_autocall(self, value: str) -> None:
        """SASAUTOS=: folders in quotes and filerefs; folders given from outside stay behind them."""
        folder = Path(self._program).parent
        found: list[Path] = []
        for match in _AUTOCALL.finditer(value):
            quoted = match[1] or match[2]
            names = (quoted,) if quoted else self.macros.filerefs.get((match[3] or "").upper(), ())
            found += [folder / name.replace("\\", "/") for name in names]
        self.macros.autocall_paths[:0] = [path for path in found if path not in self.macros.autocall_paths]

    def _cancel(self, statement: RawStatement, name: str) -> None:
        what = "DATA step" if not name else f"procedure {name.upper()}"
        self.macros.put(f"WARNING: The {what} was not executed: RUN CANCEL.")
        self.diagnostics.append(diagnose("E0021", f"RUN CANCEL: the {what} is not run", statement.tokens[0]))


def _proc_name(body: list[RawStatement]) -> str:
    """The PROC of an open step in lower case; "" for a DATA step."""
    tokens = body[0].tokens
    return tokens[1].text.lower() if tokens[0].text.lower() == "proc" and len(tokens) > 1 else ""
