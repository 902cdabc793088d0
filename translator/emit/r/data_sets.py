"""Functions on data sets: EXIST, OPEN and what is asked of a data set that OPEN has opened."""

from __future__ import annotations

from collections.abc import Callable

from translator.emit.code import Code
from translator.emit.opened_data import asked_facts
from translator.emit.r import names
from translator.emit.r.context import Context
from translator.emit.r.values import atom, call
from translator.plan import values as v

HELPERS = {
    "CLOSE": "sas_close_dataset", "ATTRN": "sas_attrn", "ATTRC": "sas_attrc", "VARNUM": "sas_varnum",
    "VARNAME": "sas_varname", "VARTYPE": "sas_vartype", "VARLEN": "sas_varlen", "VARLABEL": "sas_varlabel",
    "VARFMT": "sas_varfmt", "VARINFMT": "sas_varinfmt", "FETCH": "sas_fetch", "FETCHOBS": "sas_fetchobs",
    "REWIND": "sas_rewind", "CUROBS": "sas_curobs", "NOTE": "sas_curobs", "POINT": "sas_point_row",
    "DROPNOTE": "sas_drop_note", "GETVARN": "sas_getvarn", "GETVARC": "sas_getvarc", "DSNAME": "sas_dsname",
    "SYSMSG": "sas_sysmsg", "SYSRC": "sas_sysrc",
}  # fmt: skip
Tables = Callable[[str], str]
"""What gives the variable of a data set that a function asks for."""


def opened_call(name: str, arguments: list[Code]) -> Code:
    """Write a function on an open data set."""
    return call(HELPERS[name], "lib", *arguments)


def open_call(context: Context, table: Tables, value: v.Service, arguments: list[Code]) -> Code:
    """OPEN: with the data set where the program holds it, and with what is asked of its variables."""
    name = value.args[0]
    mode = [f"mode = {arguments[1].text}"] if len(value.args) > 1 and blank_mode(value.args[1]) else []
    if not isinstance(name, v.Constant):
        held = sorted(d for d in context.made if not set("&*") & set(d) and not context.held(d))
        pairs = ", ".join(f"{names.column(dataset)} = {table(dataset)}" for dataset in held)
        return call("sas_open_named", "lib", arguments[0], f"list({pairs})", *mode)
    dataset = str(name.value)
    parts = [names.text(dataset if "." in dataset else f"work.{dataset}")]
    if dataset in context.made and not context.held(dataset):
        parts.append(table(dataset))
    parts += mode
    if "ATTRC" in context.asked and value.schema is not None:
        parts.append(f"label = {names.text(value.schema.label)}")
    for option, facts in asked_facts(value.schema, context.asked).items():
        shown = ", ".join(
            f"{names.column(column)} = {names.text(fact) if isinstance(fact, str) else fact}"
            for column, fact in facts
        )
        parts.append(f"{option} = list({shown})")
    return call("sas_open_dataset", "lib", *parts)


def blank_mode(mode: v.Value) -> bool:
    """Is a mode given that ATTRC can tell?"""
    return isinstance(mode, v.Constant) and str(mode.value).strip().upper() not in ("", "I")


def exist(context: Context, table: Tables, value: v.Service, arguments: list[Code]) -> Code:
    """EXIST: known for data sets of the program, looked up in the libraries for others."""
    name = value.args[0]
    if not isinstance(name, v.Constant):
        made = sorted(
            d for d in context.made - context.maybe if not set("&*") & set(d) and not context.held(d)
        )
        maybe = sorted(d for d in context.made & context.maybe if not context.held(d))
        pairs = ", ".join(f"{names.column(dataset)} = {table(dataset)}" for dataset in maybe)
        more = [f"list({pairs})"] if pairs else []
        return call("sas_exists", "lib", arguments[0], names.vector(map(names.text, made)), *more)
    dataset = str(name.value)
    if context.held(dataset):
        return call("as.numeric", call("!is.null", f"lib$work[[{names.text(dataset)}]]"))
    if dataset in context.maybe and dataset in context.made:
        return call("as.numeric", call("!is.null", table(dataset)))
    if dataset in context.made:
        return atom("1")
    if "." not in dataset:
        return atom("0")
    return call("sas_exist", "lib", names.text(dataset))
