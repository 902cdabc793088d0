"""PROC FCMP: functions and subroutines of the program. Base SAS Procedures Guide, "FCMP Procedure"."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from equivalence.interpreter.code import Code, as_number, as_text
from equivalence.interpreter.compile import StepCompiler
from equivalence.interpreter.errors import StepError, Unsupported
from equivalence.interpreter.procs import procedure
from equivalence.interpreter.procs.options import options
from equivalence.interpreter.session import Session
from equivalence.interpreter.signals import DELETE, RETURN, STOP, Exec
from equivalence.interpreter.tables import Value
from translator.lang import statements as st
from translator.lang.functions import as_data_step, result_name
from translator.lang.source import Token


@procedure("FCMP")
def fcmp(session: Session, step: st.ProcStep) -> None:
    """Keep the definitions; they are compiled where they are called, for the lengths of the arguments."""
    options(step, {"outlib", "inlib", "lib", "library", "encrypt", "hide"})
    known: dict[str, Function] = session.services.setdefault("functions", {})
    for one in step.body:
        match one:
            case st.FunctionDefinition(name=name):
                if any(array for _, _, array in one.parameters):
                    raise Unsupported("arrays as parameters of PROC FCMP", one.at)
                known[name.upper()] = Function(session, one)
            case st.Unparsed(reason=reason):
                raise StepError(
                    f"Statement is not valid or it is used out of proper order. {reason}", one.at, "R0012"
                )
            case st.RawStatement(keyword=keyword):
                raise Unsupported(f"the statement {keyword.upper()} of PROC FCMP", one.at)
            case _:
                continue


def find(session: Session, name: str, *, subroutine: bool) -> Function | None:
    """Return a function (or subroutine) of the program by name."""
    known: dict[str, Function] = session.services.get("functions", {})
    found = known.get(name.upper())
    return found if found is not None and (not found.definition.kind) == subroutine else None


@dataclass(slots=True)
class Function:
    """A definition, with what was compiled of it: lengths of the character arguments -> (host, body)."""

    session: Session
    definition: st.FunctionDefinition
    compiled: dict[tuple[int, ...], tuple[StepCompiler, Exec]] = field(default_factory=dict)
    compiling: set[tuple[int, ...]] = field(default_factory=set)  # a function that calls itself

    def body(self, lengths: tuple[int, ...]) -> tuple[StepCompiler, Exec]:
        """Return what runs for arguments of these lengths. Raises StepError."""
        made = self.compiled.get(lengths)
        if made is None:
            texts = [name.lower() for name, kind, _ in self.definition.parameters if kind == "char"]
            host = StepCompiler(
                self.session, as_data_step(self.definition, dict(zip(texts, lengths, strict=True)))
            )
            self.compiling.add(lengths)
            self.compiled[lengths] = made = (host, host.compile())
            self.compiling.discard(lengths)
        return made

    def check(self, lengths: tuple[int, ...]) -> None:
        """Compile the body for such arguments, unless that is under way. Raises StepError."""
        if lengths not in self.compiling:
            self.body(lengths)

    def call(self, lengths: tuple[int, ...], values: list[Value]) -> tuple[Value, list[Value]]:
        """Return the result and the parameters as the call leaves them; all other variables start as missing."""
        host, body = self.body(lengths)
        pdv = host.pdv
        before = list(pdv.values)
        for slot in pdv.slots[2:]:
            pdv.values[slot.index] = slot.missing if not slot.temporary else pdv.values[slot.index]
        names = [name for name, _, _ in self.definition.parameters]
        for name, value in zip(names, values, strict=True):
            slot = pdv.by_name[name.lower()]
            pdv.values[slot.index] = slot.fit(value)
        signal = body()
        if signal not in (None, RETURN, DELETE, STOP):
            raise StepError("LEAVE or CONTINUE stands outside a DO group.", None, "R0014")
        result = pdv.values[pdv.by_name[result_name(self.definition)].index] if self.definition.kind else 0.0
        after = [pdv.values[pdv.by_name[name.lower()].index] for name in names]
        pdv.values[:] = before
        host.notes.summary()  # SAS tells of what happens inside a function at its caller, if at all
        return result, after

    def code(self, ex: Any, codes: list[Code | None], at: Token | None) -> Code:
        """Return the code of a call. Raises StepError for a wrong number of arguments."""
        runs, lengths = self.arguments(ex, codes, at)
        self.check(lengths)

        def run() -> Value:
            return self.call(lengths, [one() for one in runs])[0]

        return Code(
            self.definition.kind, run, self.definition.length if self.definition.kind == "char" else 8, at=at
        )

    def arguments(
        self, ex: Any, codes: list[Code | None], at: Token | None
    ) -> tuple[list[Any], tuple[int, ...]]:
        """Return what gives the arguments, and the lengths of the character ones."""
        wanted = self.definition.parameters
        if len(codes) != len(wanted) or any(code is None for code in codes):
            many = "too many" if len(codes) > len(wanted) else "not enough"
            raise StepError(
                f"The {self.definition.name.upper()} function call has {many} arguments.", at, "R0008"
            )
        given = [code for code in codes if code is not None]
        runs = [
            as_text(code, ex.notes) if kind == "char" else as_number(code, ex.notes)
            for code, (_, kind, _) in zip(given, wanted, strict=True)
        ]
        lengths = tuple(
            max(code.length if code.kind == "char" else 12, 1)
            for code, (_, kind, _) in zip(given, wanted, strict=True)
            if kind == "char"
        )
        return runs, lengths
