"""Options of PROC SQL and RESET: used, harmless, or refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.source import Token
from translator.lower.context import Context
from translator.lower.procs.options import refuse_run_time
from translator.lower.scope import LoweringError

HARMLESS = frozenset(
    "feedback nofeedback stimer nostimer exec errorstop noerrorstop double nodouble flow noflow sortmsg nosortmsg threads "
    "nothreads warnrecurs nowarnrecurs buffersize ubuffersize constdatetime noconstdatetime dquote ipassthru "
    "noipassthru reduceput remerge undo_policy prompt noprompt checkpoint".split()
)


@dataclass(slots=True)
class SqlOptions:
    """The options in force: NOPRINT, NUMBER, OUTOBS=, INOBS=, NOEXEC."""

    printed: bool = True
    numbered: bool = False
    noexec: bool = False
    outobs: int | None = None
    inobs: int | None = None
    views: dict[str, object] = field(default_factory=dict)

    def change(self, options: Sequence[tuple[str, str]], at: Token | None) -> None:
        """Carry out options. Raises LoweringError for one that is not known."""
        for name, value in options:
            match name:
                case "print" | "noprint":
                    self.printed = name == "print"
                case "number" | "nonumber":
                    self.numbered = name == "number"
                case "noexec":
                    self.noexec = True
                case "outobs" | "inobs":
                    number = None if value.lower() in ("max", "") else int(float(value))
                    if name == "outobs":
                        self.outobs = number
                    else:
                        self.inobs = number
                case _ if name not in HARMLESS:
                    raise LoweringError(
                        "H0402", f"the option {name.upper()} of PROC SQL is not translated", at
                    )


def read(step: st.ProcStep, context: Context) -> SqlOptions:
    """Return the options of the PROC statement, with what RESET has changed since."""
    key = "sql"
    if step.continued and key in context.proc_state:
        return context.proc_state[key]  # type: ignore[return-value]
    given = SqlOptions()
    for option in step.options:
        refuse_run_time(option)
    named = [
        o for o in step.options if o.name or not isinstance(o.value, sx.Number)
    ]  # FLOW=n m: m has no name
    given.change([(o.name, text(o)) for o in named], step.at)
    context.proc_state[key] = given
    return given


def text(option: st.Option) -> str:
    """Return an option's value as text."""
    match option.value:
        case None:
            return ""
        case sx.Number(number):
            return f"{number:g}"
        case sx.Var(name):
            return name
        case other:
            return str(other)
