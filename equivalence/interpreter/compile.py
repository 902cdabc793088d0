"""A DATA step's statements -> closures, in one pass over the text, as SAS's compile phase goes.

`StepCompiler` holds what the compile phase builds: the program data vector, the readers, the outputs. The
statements are spread over `declarations`, `assignments`, `control`, `inputs`, `text_input`, `text_output`,
`objects` and `routines`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from equivalence.interpreter import assignments, control, declarations
from equivalence.interpreter.code import Code
from equivalence.interpreter.errors import StepError, Unsupported
from equivalence.interpreter.expressions import Expressions
from equivalence.interpreter.globals import run_global
from equivalence.interpreter.hash_objects import Objects
from equivalence.interpreter.inputs import Inputs
from equivalence.interpreter.names import expand
from equivalence.interpreter.notes import Notes, errors_limit
from equivalence.interpreter.outputs import Outputs
from equivalence.interpreter.pdv import ArrayInfo, Pdv, Slot
from equivalence.interpreter.signals import DELETE, RETURN, STOP, Exec, Sequence, nothing, sequence
from equivalence.interpreter.text_input import TextInput
from equivalence.interpreter.text_output import TextOutput
from translator.lang import statements as st
from translator.lang import syntax
from translator.lang.source import Token
from translator.lang.unread import sas_message
from translator.library.functions import prx

if TYPE_CHECKING:
    from equivalence.interpreter.session import Session

AUTOMATIC = {"_iorc_": 0.0, "_i_": 1.0, "_cmd_": 0.0, "_msg_": 0.0}


class StepCompiler:
    """The compile phase of one DATA step. It is also the scope in which its expressions are compiled."""

    def __init__(self, session: Session, step: st.DataStep) -> None:
        self.session = session
        self.step = step
        self.pdv = Pdv()
        self.notes = Notes(session.log, limit=errors_limit(session.settings))
        self.ex = Expressions(session, self, self.notes, self)
        for name in ("_N_", "_ERROR_"):
            slot = self.pdv.add(name, "num", automatic=True)
            slot.assigned = True
            self.pdv.values[slot.index] = 0.0
        prx.PATTERNS.clear()  # PRXPARSE numbers the patterns of one step
        self.datalines = _datalines(step.body)
        self.labels: dict[str, tuple[Sequence, int]] = {}
        self.drop: list[Any] = []
        self.keep: list[Any] = []
        self.rename: list[Any] = []
        self.labels_of: dict[str, str] = {}
        self.retain_all = False
        self.line_names: set[str] = set()  # INFILE _INFILE_=: other names of the current line
        self.by_edges: set[str] = set()  # FIRST. and LAST. variables that a BY statement makes
        self.reads = 0
        self.lost = False  # LOSTCARD: the next iteration has the same number
        self.has_reader = False
        self.inputs = Inputs(self)
        self.text_input = TextInput(self)
        self.text_output = TextOutput(self)
        self.objects = Objects(self)
        self.outputs = Outputs(self)

    # --- scope ------------------------------------------------------------------------------------------

    def slot(self, name: str, at: Token | None = None) -> Slot:
        """Return the slot of a name; a new one has no kind yet."""
        lower = name.lower()
        slot = self.pdv.find(lower)
        if slot is None:
            if lower in AUTOMATIC:
                slot = self.pdv.add(name, "num", automatic=True)
                slot.assigned = True
                self.pdv.values[slot.index] = AUTOMATIC[lower]
            else:
                slot = self.pdv.add(name)
            slot.at = at
        return slot

    def variable(self, name: str, at: Token | None) -> Code:
        """Return the code of a variable; one not seen before is numeric."""
        lower = name.lower()
        if lower == "_infile_" or lower in self.line_names:
            return self.text_input.buffer_code(at)
        if lower == "_file_":
            return self.text_output.buffer_code(at)
        if lower == "_error_":
            values, notes = self.pdv.values, self.notes
            return Code("num", lambda: 1.0 if notes.error or values[1] else 0.0, name="_ERROR_", at=at)
        slot = self.slot(name, at)
        if not slot.kind:
            self.pdv.add(name, "num")
        slot.used = True
        return self.slot_code(slot, at)

    def slot_code(self, slot: Slot, at: Token | None) -> Code:
        """Return the code that reads a slot."""
        values, index = self.pdv.values, slot.index
        return Code(slot.kind, lambda: values[index], slot.length, slot=index, name=slot.name, at=at)

    def dotted(self, qualifier: str, name: str, at: Token | None) -> Code:
        """Return FIRST.x, LAST.x, or an attribute of a hash object."""
        attribute = self.objects.attribute(qualifier, name, at)
        if attribute is not None:
            return attribute
        if qualifier.lower() not in ("first", "last"):
            raise StepError(f"Symbol {qualifier}.{name} is not recognized.", at, "R0010")
        slot = self.edge(qualifier, name)
        return self.slot_code(slot, at)

    def edge(self, which: str, name: str) -> Slot:
        """Return the slot of FIRST.name or LAST.name."""
        full = f"{which.upper()}.{name}"
        slot = self.pdv.find(full)
        if slot is None:
            slot = self.pdv.add(full, "num", automatic=True)
            slot.assigned = True
            self.pdv.values[slot.index] = 1.0
        return slot

    def automatic(self, name: str, kind: str = "num", length: int = 8, value: float | str = 0.0) -> Slot:
        """Return the slot of a variable that a statement's option names (END=, IN=, NOBS= …): never written."""
        slot = self.pdv.add(name, kind, length, automatic=True)
        slot.automatic = True
        slot.assigned = True
        self.pdv.values[slot.index] = slot.fit(value)
        return slot

    def array(self, name: str) -> ArrayInfo | None:
        """Return an array of the step."""
        return self.pdv.arrays.get(name.lower())

    def names(self, items: Any) -> list[str]:
        """Return the variables of a list, over the vector as built so far."""
        return expand(items, self.pdv.visible())

    # --- statements -------------------------------------------------------------------------------------

    def compile(self) -> Exec:
        """Compile the whole step and return what one iteration runs. Raises StepError."""
        self.outputs.declare()
        body = self.block(self.step.body)
        for slot in self.pdv.slots:
            if (
                not slot.kind
            ):  # only named in RETAIN without a value: not written (DATA Step Statements, RETAIN)
                slot.kind, slot.automatic = "num", True
            slot.label = self.labels_of.get(slot.name.lower(), slot.label)
        self.text_input.check()
        self.inputs.finish()
        self.outputs.finish()
        return body

    def block(self, statements: tuple[st.Statement, ...]) -> Exec:
        """Return one closure for statements in order."""
        execs: list[Exec] = []
        labels: dict[str, int] = {}
        for statement in statements:
            if isinstance(statement, st.Label):
                if statement.name.lower() in labels:
                    raise StepError(f"The label {statement.name} is defined twice.", statement.at, "R0169")
                labels[statement.name.lower()] = len(execs)
                continue
            execute = self.statement(statement)
            if execute is not None:
                execs.append(execute)
        if not labels:
            return sequence(execs)
        whole = Sequence(execs, labels)
        for name, position in labels.items():
            if name in self.labels:
                raise StepError(f"The label {name} is defined twice.", None, "R0169")
            self.labels[name] = (whole, position)
        return whole.run

    def single(self, statement: st.Statement) -> Exec:
        """Return the closure of one statement (THEN, ELSE, WHEN)."""
        return self.block((statement,))

    def statement(self, statement: st.Statement) -> Exec | None:
        """Return the closure of a statement, None for declarations. Raises StepError."""
        match statement:
            case st.Assign(target=syntax.Var(name=name), value=syntax.New() as made):
                return self.objects.new(name, made)
            case st.Assign():
                return assignments.assign(self, statement)
            case st.Sum():
                return assignments.add_up(self, statement)
            case st.If() | st.SubsettingIf() | st.Block() | st.Loop() | st.Select() | st.Jump():
                return control.compile_control(self, statement)
            case st.Simple():
                return self._simple(statement)
            case st.Set() | st.Merge() | st.Update() | st.Modify():
                return self.inputs.reader(statement)
            case st.By():
                self.inputs.by(statement)
            case st.Where():
                self.inputs.where(statement)
            case st.Output():
                return self.outputs.output(statement)
            case st.Replace() | st.Remove():
                return self.inputs.change(statement)
            case st.Keep(names=names):
                self.keep.extend(names)
            case st.Drop(names=names):
                self.drop.extend(names)
            case st.Rename(pairs=pairs):
                self.rename.extend(pairs)
            case st.Input() | st.Infile():
                return self.text_input.compile(statement)
            case st.Put() | st.File() | st.ErrorStatement():
                return self.text_output.compile(statement)
            case st.CallRoutine():
                from equivalence.interpreter.routines import compile_routine

                return compile_routine(self, statement)
            case st.Declare() | st.Invoke():
                return self.objects.compile(statement)
            case st.Datalines():
                return None
            case st.Unparsed(reason=reason) if (told := sas_message(reason)) is not None:
                number, _, message = told.partition(": ")
                raise StepError(message, statement.at, "R0012", prefix=f"{number}: ")
            case st.Unparsed(text=text, reason=reason):
                raise StepError(
                    f"Statement is not valid or it is used out of proper order. {text.strip()[:60]}: {reason}",
                    statement.at,
                    "R0012",
                    prefix="ERROR 180-322: ",
                )
            case (
                st.Title()
                | st.Options()
                | st.Libname()
                | st.Filename()
                | st.OdsStatement()
                | st.MissingStatement()
            ):
                run_global(self.session, statement)  # global statements act while the step is compiled
            case _ if declarations.declares(statement):
                declarations.declare(self, statement)
            case _:
                raise Unsupported(f"the statement {statement.at.text.upper()} in a DATA step", statement.at)
        return None

    def _simple(self, statement: st.Simple) -> Exec | None:
        match statement.kind:
            case "delete":
                return lambda: DELETE
            case "stop":
                return lambda: STOP
            case "return":
                return lambda: RETURN
            case "null":
                return nothing
            case "leave" | "continue":
                return control.leave_or_continue(statement.kind)
            case "abort":
                return control.abort(self, statement)
            case "list":
                return self.text_input.list_statement()
            case "lostcard":
                return self.text_input.lost_card()
            case _:
                raise Unsupported(f"the statement {statement.kind.upper()}", statement.at)


def _datalines(body: tuple[st.Statement, ...]) -> list[str] | None:
    """Return the lines of the step's DATALINES, None where there are none."""
    for statement in body:
        if isinstance(statement, st.Datalines):
            return list(statement.lines)
    return None
