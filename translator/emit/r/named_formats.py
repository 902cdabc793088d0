"""PUTN, PUTC, INPUTN and INPUTC: formats that a text names, in R."""

from __future__ import annotations

from translator.emit.code import Code
from translator.emit.r import names
from translator.emit.r.context import Context
from translator.emit.r.values import call
from translator.plan import values as v

NAMED = {"PUTN": "", "PUTC": "$", "INPUTN": "@", "INPUTC": "@$"}
"""How the formats of each function's kind begin among those of the program."""


def named_format(context: Context, value: v.Service, arguments: list[Code]) -> Code:
    """The call: `formats` are those of the program that the text may name."""
    beginning = NAMED[value.function.upper()]
    own = {
        key.removeprefix("@"): function
        for key, function in context.formats.items()
        if "#" not in key and key[: len(key) - len(key.lstrip("@$"))] == beginning
    }
    chosen = value.args[1]
    if isinstance(chosen, v.Constant):
        bare = str(chosen.value).strip().upper().partition(".")[0].lstrip("$").rstrip("0123456789")
        own = {key: function for key, function in own.items() if key.lstrip("$") == bare}
    shown = f"list({', '.join(f'{names.column(key)} = {function}' for key, function in own.items())})"
    if context.data_define and not isinstance(chosen, v.Constant):
        shown = f"c({shown}, sas_formats_of_data({names.text(beginning)}))"
    elif not own:
        return call(f"sas_{value.function.lower()}", *arguments)
    return call(f"sas_{value.function.lower()}", *arguments, f"formats = {shown}")
