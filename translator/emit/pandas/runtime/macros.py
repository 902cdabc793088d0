"""Macro variables of the run, and what macro code does with them."""

from __future__ import annotations

import datetime
import getpass
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from translator.emit.pandas.runtime.log import NotTranslated, SasError, log
from translator.library.macro_expressions import MacroError, evaluate, evaluate_real, real_operand
from translator.library.macro_masks import mask

if TYPE_CHECKING:
    from translator.emit.pandas.runtime.libraries import Libraries

STARTED = datetime.datetime.now()
ZERO = "SYSERR SYSCC SYSRC SYSLIBRC SYSFILRC SYSLCKRC SYSINFO SQLOBS SQLRC SQLEXITCODE SQLXRC SYSDBRC".split()
DELIMITERS = " .<(+&!$*);^-/,%|"


class Macros(dict[str, str]):
    """The macro variables by name (upper case). A value that refers to others is resolved when it is asked for."""

    def __getitem__(self, name: str) -> str:
        value = super().__getitem__(name.strip().upper())
        return resolved(self, value) if "&" in value else value

    def __missing__(self, name: str) -> str:
        """Variables that SAS itself sets: when the session started, who runs it, that nothing has failed."""
        match name:
            case "SYSDATE":
                return STARTED.strftime("%d%b%y").upper()
            case "SYSDATE9":
                return STARTED.strftime("%d%b%Y").upper()
            case "SYSTIME":
                return STARTED.strftime("%H:%M")
            case "SYSDAY":
                return STARTED.strftime("%A")
            case "SYSUSERID":
                return getpass.getuser()
            case "SYSPARM" | "SYSERRORTEXT" | "SYSWARNINGTEXT" | "SQLXMSG" | "SYSDBMSG":
                return ""
        if name in ZERO:
            return "0"
        raise SasError("R0420", f"ERROR: Apparent symbolic reference {name} not resolved.")


def resolved(macros: Macros, text: str) -> str:
    """Text with the values of the macro variables it refers to; `&&` becomes `&` and the text is read again."""
    again = True

    def value(match: re.Match[str]) -> str:
        nonlocal again
        if match[1] is None:
            again = True
            return "&"
        name = match[1].upper()
        if name not in macros:
            return f"\ue126{match[0][1:]}"
        return macros[name]

    while again:
        again = False
        text = re.sub(r"&&|&([A-Za-z_]\w*)\.?", value, text)
    return text.replace("\ue126", "&")


def resolve(lib: Libraries, text: str) -> str:
    """RESOLVE: the text with the values of macro variables. A macro call in it stops the program."""
    if re.search(r"%[A-Za-z_]", text):
        raise NotTranslated("H0453", "RESOLVE of a macro call")
    return resolved(lib.macros, text)


def macro_eval(text: str, delimiter: str | None = None) -> str:
    """%EVAL: whole numbers; a comparison is 1 or 0. `delimiter`: between the values of IN (MINOPERATOR)."""
    try:
        return evaluate(text, delimiter is not None, delimiter or " ")
    except MacroError as error:
        raise SasError("R0421", f"ERROR: {error}") from None


def macro_true(text: str, delimiter: str | None = None) -> bool:
    """Is the condition of an %IF, %WHILE or %UNTIL true?"""
    return macro_eval(text, delimiter) != "0"


def macro_sysevalf(text: str, kind: str = "") -> str:
    """%SYSEVALF: numbers with decimals; `kind` is BOOLEAN, CEIL, FLOOR or INTEGER."""
    try:
        return evaluate_real(text, kind)
    except MacroError as error:
        raise SasError("R0421", f"ERROR: {error}") from None


def quoted(text: str) -> str:
    """Text for %EVAL in which nothing counts as an operator."""
    return mask(text, triggers=True)


def macro_number(text: str) -> float:
    """A macro variable's value where the program needs a number."""
    value = real_operand(text)
    if value is None:
        raise SasError(
            "R0426", f"The macro variable's value {text.strip()} stands where the translation needs a number."
        )
    return value


def row_number(text: str) -> int:
    """A macro variable's value as the number of a row: FIRSTOBS= and OBS= of a data set."""
    value = macro_number(text)
    if value != value or value != int(value) or value < 0:
        raise SasError(
            "R0426",
            f"The macro variable's value {text.strip()} stands where the translation needs a row's number.",
        )
    return int(value)


def macro_scan(text: str, count: str, delimiters: str = DELIMITERS) -> str:
    """%SCAN: a word of a text, from the left, or with a negative number from the right."""
    place = int(macro_eval(count))
    words = [word for word in re.split(f"[{re.escape(delimiters)}]+", text) if word]
    if place == 0 or abs(place) > len(words):
        return ""
    return words[place - 1 if place > 0 else place]


def macro_substr(text: str, start: str, length: str = "") -> str:
    """%SUBSTR: a part of a text."""
    text = text.strip(" ")
    first = int(macro_eval(start))
    if first < 1 or first > max(1, len(text)):
        log("WARNING: Argument 2 to macro function %SUBSTR is out of range.")
        return ""
    if not length:
        return text[first - 1 :]
    size = int(macro_eval(length))
    if size < 0 or first - 1 + size > len(text):
        log("WARNING: Argument 3 to macro function %SUBSTR is out of range.")
        return text[first - 1 :]
    return text[first - 1 : first - 1 + size]


def macro_index(text: str, wanted: str) -> str:
    """%INDEX: where a text is found, 0 where it is not."""
    wanted = wanted.strip(" ")
    return str(text.strip(" ").find(wanted) + 1) if wanted else "0"


def macro_verify(text: str, allowed: str) -> str:
    """%VERIFY: the first character that is not one of the allowed."""
    return str(next((at for at, char in enumerate(text.strip(" "), 1) if char not in allowed.strip(" ")), 0))


def macro_datatyp(text: str) -> str:
    """%DATATYP: is the text a number?"""
    return "NUMERIC" if re.fullmatch(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?", text.strip()) else "CHAR"


def one_blank(text: str) -> str:
    """%CMPRES: no more than one blank in a row."""
    return re.sub(" +", " ", text).strip(" ")


def do_loop(lib: Libraries, name: str, start: str, stop: str, step: str = "1") -> Iterator[int]:
    """%DO name = start %TO stop %BY step: the rounds, with the macro variable set before each and at the end."""
    value, last, by = int(macro_eval(start)), int(macro_eval(stop)), int(macro_eval(step))
    if by == 0:
        raise SasError("R0421", f"ERROR: The %BY value of the %DO {name} loop is zero.")
    lib.macros[name] = str(value)
    while value <= last if by > 0 else value >= last:
        yield value
        value = int(macro_eval(lib.macros[name])) + by
        lib.macros[name] = str(value)


def member_name(text: str, taken: Sequence[str] = ()) -> str:
    """The name of a data set that the run makes, in lower case. `taken`: names that the program itself makes."""
    name = text.strip(" ").lower().removeprefix("work.")
    if not re.fullmatch(r"[a-z_]\w{0,31}", name):
        raise SasError("R0422", f"ERROR: The value {text.strip(' ').upper()} is not a valid SAS name.")
    if name in taken:
        raise SasError(
            "R0424", f"The run makes the data set {name.upper()}, which the program makes itself, too."
        )
    return name


def member(
    lib: Libraries,
    name: str,
    own: Mapping[str, pd.DataFrame | None] | None = None,
    columns: Sequence[str] = (),
) -> pd.DataFrame:
    """A data set whose name the run has made. `own`: those that the program makes; `columns`: those it must have."""
    name = name.strip().lower().removeprefix("work.")
    found = lib.work.get(name, (own or {}).get(name))
    if found is None:
        raise SasError("R0101", f"ERROR: File WORK.{name.upper()}.DATA does not exist.")
    if columns and list(found.columns) != list(columns):
        raise SasError(
            "R0425", f"The data set {name.upper()} has other columns than this step was written for."
        )
    return found


def members(lib: Libraries, names: Sequence[str], own: Mapping[str, pd.DataFrame | None]) -> pd.DataFrame:
    """The rows of several data sets one after the other; all have the same columns."""
    found = [member(lib, name, own) for name in names]
    if not found:
        raise SasError("R0101", "ERROR: The data set list does not contain any members.")
    if any(list(one.columns) != list(found[0].columns) for one in found):
        raise SasError("R0425", "The data sets of a list have different columns.")
    return pd.concat(found, ignore_index=True)


def names_like(lib: Libraries, start: str, own: Mapping[str, pd.DataFrame | None]) -> list[str]:
    """The data sets whose names begin so, in order."""
    known = {*lib.work, *(name for name, df in own.items() if df is not None)}
    return sorted(name for name in known if name.startswith(start))


def numbered_names(first: str, last: str) -> list[str]:
    """The names of q1-q5 in order."""
    stem = first.rstrip("0123456789")
    low, high = first[len(stem) :], last.strip().lower()[len(stem) :]
    if not low.isdigit() or not high.isdigit() or not last.strip().lower().startswith(stem):
        raise SasError("R0422", f"ERROR: {first.upper()}-{last.upper()} is not a valid list of data sets.")
    width = len(low) if low.startswith("0") else 0
    step = 1 if int(high) >= int(low) else -1
    return [f"{stem}{number:0{width}d}" for number in range(int(low), int(high) + step, step)]


def must_exist(df: object, name: str) -> None:
    """Stop where a data set was not made: the condition that decides it was not met."""
    if df is None:
        raise SasError("R0101", f"ERROR: File {name}.DATA does not exist.")


def stop_program(message: str) -> None:
    """%ABORT: the program ends here."""
    raise SasError("R0423", message or "ERROR: Execution terminated by an %ABORT statement.")


def execute(lib: Libraries, site: int, *parts: str) -> None:
    """CALL EXECUTE: queue a text to be carried out after the step. `parts`: what only the row knows of it."""
    lib.executed.append((int(site), parts))


def executed(lib: Libraries, names: dict[int, list[str]]) -> Iterator[int]:
    """What CALL EXECUTE has queued: the numbers of the texts in order, their parts in the macro variables `names`."""
    while lib.executed:
        site, parts = lib.executed.pop(0)
        lib.macros.update(zip(names[site], parts, strict=True))
        yield site
