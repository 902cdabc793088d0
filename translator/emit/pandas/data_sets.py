"""Functions on data sets: EXIST, OPEN and what is asked of a data set that OPEN has opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from translator.emit.code import Code
from translator.emit.opened_data import asked_facts
from translator.emit.pandas import expressions as ex
from translator.plan import values as v

if TYPE_CHECKING:
    from translator.emit.pandas.loop_scope import LoopScope

HELPERS = {
    "CLOSE": "close_dataset", "ATTRN": "attrn", "ATTRC": "attrc", "VARNUM": "varnum", "VARNAME": "varname",
    "VARTYPE": "vartype", "VARLEN": "varlen", "VARLABEL": "varlabel", "VARFMT": "varfmt", "VARINFMT": "varinfmt",
    "FETCH": "fetch", "FETCHOBS": "fetchobs", "REWIND": "rewind", "CUROBS": "curobs", "NOTE": "curobs",
    "POINT": "point_row", "DROPNOTE": "drop_note", "GETVARN": "getvarn", "GETVARC": "getvarc", "DSNAME": "dsname",
    "SYSMSG": "sysmsg", "SYSRC": "sysrc",
}  # fmt: skip


def opened_call(scope: LoopScope, value: v.Service, arguments: list[Code]) -> Code:
    """Write a function on an open data set."""
    name = value.function
    return ex.call(f"sas.{HELPERS[name]}", scope.library(), *arguments)


def open_call(scope: LoopScope, value: v.Service, arguments: list[Code]) -> Code:
    """OPEN: with the data set where the program holds it, and with what is asked of its variables."""
    context = scope.context
    name = value.args[0]
    mode = [f"mode={arguments[1].text}"] if len(value.args) > 1 and blank_mode(value.args[1]) else []
    if not isinstance(name, v.Constant):
        held = sorted(d for d in context.made if not set("&*") & set(d) and not context.held(d))
        pairs = ", ".join(f"{ex.text(dataset)}: {scope.table(dataset)}" for dataset in held)
        return ex.call("sas.open_named", scope.library(), arguments[0], f"{{{pairs}}}", *mode)
    dataset = str(name.value)
    parts: list[Code | str] = [ex.text(dataset if "." in dataset else f"work.{dataset}")]
    if dataset in context.made and not context.held(dataset):
        parts.append(scope.table(dataset))
    parts += mode
    if "ATTRC" in context.asked and value.schema is not None:
        parts.append(f"label={ex.text(value.schema.label)}")
    for option, facts in asked_facts(value.schema, context.asked).items():
        shown = ", ".join(
            f"{ex.text(column)}: {ex.text(fact) if isinstance(fact, str) else fact}" for column, fact in facts
        )
        parts.append(f"{option}={{{shown}}}")
    return ex.call("sas.open_dataset", scope.library(), *parts)


def blank_mode(mode: v.Value) -> bool:
    """Is a mode given that ATTRC can tell?"""
    return isinstance(mode, v.Constant) and str(mode.value).strip().upper() not in ("", "I")


def exist(scope: LoopScope, value: v.Service, arguments: list[Code]) -> Code:
    """EXIST: known for data sets of the program, looked up in the libraries for others."""
    context = scope.context
    name = value.args[0]
    if not isinstance(name, v.Constant):
        made = sorted(
            d for d in context.made - context.maybe if not set("&*") & set(d) and not context.held(d)
        )
        own = f"{{{', '.join(map(ex.text, made))}}}" if made else "set()"
        maybe = sorted(d for d in context.made & context.maybe if not context.held(d))
        pairs = ", ".join(f"{ex.text(dataset)}: {scope.table(dataset)}" for dataset in maybe)
        return ex.call("sas.exists", scope.library(), arguments[0], own, *([f"{{{pairs}}}"] if pairs else []))
    dataset = str(name.value)
    if context.held(dataset):
        return ex.call("float", ex.atom(f"{ex.text(dataset)} in {scope.library()}.work"))
    if dataset in context.maybe and dataset in context.made:
        return ex.call("float", ex.atom(f"{scope.table(dataset)} is not None"))
    if dataset in context.made:
        return ex.atom("1.0")
    if "." not in dataset:
        return ex.atom("0.0")
    return ex.call("float", ex.call(f"{scope.library()}.exists", ex.text(dataset)))
