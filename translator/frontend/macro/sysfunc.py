"""%SYSFUNC: functions of the DATA step called from macro code. (Macro Language Reference, "%SYSFUNC".)"""

from __future__ import annotations

import re
from math import isnan

from translator.frontend.macro.errors import MacroError, RuntimeValueError
from translator.frontend.macro.functions import call_text_function, split_arguments
from translator.frontend.macro.residual import has_atoms
from translator.frontend.macro.state import MacroState
from translator.lang.macro_statements import MacroLet
from translator.lang.macro_text import MacroFunction, MacroIndirect, MacroReference
from translator.lang.syntax import Binary, Call, Expr, Format, MacroValue, Missing, Number, String
from translator.library.functions import find
from translator.library.macro_expressions import evaluate_real, real_operand
from translator.library.macro_masks import unmask
from translator.library.system_options import option_value

_OPERATOR = re.compile(r"[-+*/<>=^~&|()]|\b(?:and|or|not|eq|ne|lt|le|gt|ge)\b", re.IGNORECASE)
_FORMAT = re.compile(r"(\$?(?:[A-Za-z_][A-Za-z_0-9]*[A-Za-z_]|[A-Za-z_])?)(\d+)?(?:\.(\d+)?)?\Z")
_OWN = {"SYMEXIST": "symexist", "SYMGLOBL": "symglobl", "SYMLOCAL": "symlocal", "SYSGET": "sysget"}


def call_function(state: MacroState, text: str) -> str:
    """Carry out `function(arguments)<, format>`; return the result as text. Raises MacroError."""
    opening = text.find("(")
    if opening < 0:
        raise MacroError(
            f"Expected open parenthesis after macro function name not found: {unmask(text).strip()}."
        )
    name = unmask(text[:opening]).strip().upper()
    closing = closing_place(text, opening)
    inner = text[opening + 1 : closing]
    arguments = [unmask(part.strip(" ")) for part in split_arguments(inner)] if inner.strip(" ") else []
    if name == "FILENAME" and arguments:
        arguments[0] = _fileref(state, arguments[0], len(arguments) > 1)
    if name in _OWN:
        value = call_text_function(_OWN[name], state, arguments)
    elif name == "SYMGET":
        found = state.get(arguments[0]) if arguments else None
        value = found or ""
    elif name == "GETOPTION" and not state.running:
        found = (
            option_value(state.settings, *arguments)
            if state.settings is not None and 1 <= len(arguments) <= 2
            else None
        )
        if found is None:
            raise RuntimeValueError("GETOPTION()")
        value = found
    elif not state.running and name in state.own_functions and find(name) is None:
        raise RuntimeValueError(f"{name}()")
    else:
        value = _ask_host(state, name, arguments)
    form = unmask(text[closing + 1 :]).strip().lstrip(",").strip()
    if form:
        value = _ask_host(state, "PUTC" if form.startswith("$") else "PUTN", [value, form])
    return value


def call_later(state: MacroState, text: str) -> str:
    """The same for a function, or arguments, whose value only the run knows: an atom for the result.

    Raises: RuntimeValueError where the run cannot do it either.
    """
    opening = text.find("(")
    name = unmask(text[:opening]).strip().upper() if opening >= 0 else ""
    closing = closing_place(text, opening)
    inner = text[opening + 1 : closing]
    arguments = [part.strip(" ") for part in split_arguments(inner)] if inner.strip(" ") else []
    form = unmask(text[closing + 1 :]).strip().lstrip(",").strip()
    row = find(name)
    own = state.own_functions.get(name) if row is None else None
    if has_atoms(name + form) or row is None and own is None:
        raise RuntimeValueError(f"{state.spell(name)}()")
    parts = state.parts
    if name == "FILENAME" and arguments:
        arguments[0] = _fileref(state, unmask(arguments[0]), len(arguments) > 1)
    if name in ("SYMGET", "SYMEXIST") and arguments and not form:
        given = parts.text(arguments[0].upper())
        state.lift_matching(given)
        single = len(given) == 1 and isinstance(given[0], str)
        if name == "SYMEXIST":
            return parts.atom(MacroFunction("symexist", (given,)))
        return parts.atom(MacroReference(str(given[0])) if single else MacroIndirect(given))
    if name in ("PUTN", "PUTC", "INPUTN", "INPUTC"):
        chosen = _format(unmask(arguments[1])) if len(arguments) == 2 else None
        if chosen is None:
            raise RuntimeValueError(f"{name}()")
        kind = "num" if name == "PUTN" else "char"
        call = Call(
            "put" if name[0] == "P" else "input",
            (_operand(state, arguments[0], kind, name), chosen),
            "",
            state.at,
        )
    elif name == "FGET" and len(arguments) > 1:
        call = _fget(state, arguments)
    else:
        kinds = list(own or ()) if row is None else argument_kinds(row.signature, len(arguments))
        operands = [_operand(state, one, kind, name) for one, kind in zip(arguments, kinds, strict=False)]
        call = Call(name.lower(), tuple(operands), "", state.at)
    shown = _format(form) if form else None
    if form and shown is None:
        raise RuntimeValueError(f"{name}() with format {form}")
    variable = state.new_name()
    let = MacroLet(name=(variable,), text=(), trim=False, call=call, format=shown, at=state.at, end=state.at)
    state.pending.append(let)
    return parts.atom(MacroReference(variable))


def _fileref(state: MacroState, variable: str, makes: bool) -> str:
    """The fileref that FILENAME means: its first argument names the macro variable that holds it. A blank one gets the
    name that SAS makes up. (Functions: Reference, "FILENAME Function".)"""
    name = variable.strip().upper()
    if has_atoms(name) or state.is_runtime(name):
        raise RuntimeValueError(f"FILENAME() with the variable {variable.strip()}")
    value = state.get(name) or ""
    if has_atoms(value):
        raise RuntimeValueError(f"FILENAME() with the variable {variable.strip()}")
    if makes and not value.strip():
        state.made_filerefs += 1
        value = f"#LN{state.made_filerefs:05d}"
        state.set(name, value)
    return value


def _fget(state: MacroState, arguments: list[str]) -> Call:
    """FGET gives a macro variable a part of the record, and is then the return code."""
    number = _operand(state, arguments[0], "num", "FGET")
    name = unmask(arguments[1]).strip().upper()
    if has_atoms(name):
        raise RuntimeValueError("FGET() with a computed variable")
    old: Expr = String(state.get(name) or "", state.at)
    if state.is_runtime(name):
        old = MacroValue(name, True, state.at)
    more = [_operand(state, arguments[2], "num", "FGET")] if len(arguments) > 2 else []
    text = Call("fget text", (number, old, *more), "", state.at)
    variable = state.new_name()
    state.pending.append(MacroLet(name=(variable,), text=(), call=text, at=state.at, end=state.at))
    state.set(name, state.parts.atom(MacroReference(variable)))
    return Call("fget result", (number,), "", state.at)


def _operand(state: MacroState, text: str, kind: str, function: str) -> Expr:
    """An argument of %SYSFUNC as an expression of the DATA step."""
    if not has_atoms(text):
        text = unmask(text)
        number = real_operand(text)
        if kind != "char" and (number is not None or kind == "num" and text.strip() in ("", ".")):
            return Missing("") if number is None or isnan(number) else Number(number)
        if kind == "num":
            return Number(float(evaluate_real(text)))
        return String(text, state.at)
    parts = state.parts.text(text)
    if kind == "any" and not function.startswith("CAT"):
        raise RuntimeValueError(f"{function}() of a value whose type is not known")
    if kind == "num":
        if len(parts) == 1 and isinstance(parts[0], MacroReference):
            return MacroValue(parts[0].name, False, state.at)
        real = MacroFunction("sysevalf", ((*state.parts.text(text, masks=True), "+0"),))
        return MacroValue(state.temporary((real,)), False, state.at)
    whole: Expr | None = None
    for part in parts:
        if isinstance(part, str):
            piece: Expr = String(part, state.at)
        else:
            name = part.name if isinstance(part, MacroReference) else state.temporary((part,))
            piece = MacroValue(name, True, state.at)
        whole = piece if whole is None else Binary("||", whole, piece, state.at)
    assert whole is not None
    return whole


def _format(text: str) -> Format | None:
    match = _FORMAT.match(text.strip())
    if match is None:
        return None
    return Format(match[1].upper(), int(match[2]) if match[2] else None, int(match[3]) if match[3] else None)


def argument_kinds(signature: str, count: int) -> list[str]:
    """Return the kinds ("num", "char", "any") of so many arguments of a library function."""
    kinds: list[str] = []
    for word in signature.replace("[", " ").replace("]", " ").split():
        kind = word.removesuffix("...")
        kinds.append(kind)
        while word.endswith("...") and len(kinds) < count:
            kinds.append(kind)
    return kinds[: max(count, 0)]


def _ask_host(state: MacroState, name: str, arguments: list[str]) -> str:
    try:
        return _call_with_values(state, name, arguments)
    except RuntimeValueError:
        raise
    except LookupError:
        raise MacroError(
            f"The {name} function referenced in the %SYSFUNC or %QSYSFUNC macro function is not found."
        ) from None
    except ValueError as error:
        raise MacroError(str(error)) from error


def _call_with_values(state: MacroState, name: str, arguments: list[str]) -> str:
    """Call the host; arguments that it refuses as they are and that are expressions are worked out first, one
    after the other: a numeric argument may be written `&n-1` or `&a=1`."""
    try:
        return state.host.call_function(name, arguments)
    except ValueError as error:
        first = error
    tried = list(arguments)
    for index, text in enumerate(arguments):
        if not _OPERATOR.search(text):
            continue
        try:
            tried[index] = evaluate_real(text)
        except MacroError:
            continue
        try:
            return state.host.call_function(name, tried)
        except ValueError:
            pass
    raise first


def closing_place(text: str, opening: int) -> int:
    """The place of the parenthesis that closes the one at `opening`."""
    depth = 0
    index = opening
    while index < len(text):
        char = text[index]
        if char in "'\"":
            end = text.find(char, index + 1)
            if end > 0:
                index = end
        depth += (char == "(") - (char == ")")
        if depth == 0:
            return index
        index += 1
    return len(text)
