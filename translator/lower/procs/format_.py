"""PROC FORMAT. Base SAS Procedures Guide, "FORMAT Procedure"."""

from __future__ import annotations

from typing import Literal

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.types import MACRO_LENGTH, Column, Type
from translator.library.formats import find_format, find_informat
from translator.library.formats.control import ATTRIBUTES, catalog_order, from_cntlin, length_of, to_cntlout
from translator.library.formats.user import Overlap, UserFormat, compile_format
from translator.lower.context import Context
from translator.lower.known_rows import rows_of
from translator.lower.procs.analysis import part, whole_step
from translator.lower.procs.options import all_of, dataset, named, options, statements
from translator.lower.scope import LoweringError
from translator.plan.procs.analysis import Analysis, Named
from translator.plan.procs.formats import FormatsFromData
from translator.plan.relations import DefineFormats, Logged, Step

NAMES = ("FORMAT",)
HARMLESS = ("library", "lib", "page", "noprint", "locale", "maxlablen", "maxselen")
OPEN_WIDTH = MACRO_LENGTH  # of a format that only the run knows


class OpenFormats(dict[str, object]):
    """Formats where the data define some: a name that neither SAS nor the program has is taken to be one of them."""

    def __init__(self, known: dict[str, object], asked: list[str], widths: dict[str, int]) -> None:
        super().__init__(known)
        self.asked = asked
        self.widths = widths
        """Of those formats of the data whose rows stand in the program."""

    def __contains__(self, key: object) -> bool:
        if super().__contains__(key):
            return True
        name = str(key)
        if (
            not name.strip("@$")
            or "$$" in name
            or (find_informat(name[1:]) if name.startswith("@") else find_format(name)) is not None
        ):
            return False
        if name.startswith("@$"):
            kind = "invalue char"
        else:
            kind = "invalue" if name.startswith("@") else "char" if name.startswith("$") else "num"
        width = self.widths.get(name, OPEN_WIDTH)
        self[name] = UserFormat(name.lstrip("@"), kind, (), width)  # type: ignore[arg-type]
        self.asked.append(name)
        return True


def lower(step: st.ProcStep, context: Context) -> list[Step]:
    """Lower VALUE, INVALUE and PICTURE definitions, CNTLIN= and CNTLOUT=."""
    given = options(step, ("cntlin", "cntlout", "fmtlib"), HARMLESS)
    listing = next((o for o in step.options if o.name in ("fmtlib", "page")), None)
    if listing is not None and not any(o.name == "noprint" for o in step.options):
        message = f"the listing of {listing.name.upper()} is not printed"
        context.diagnose(LoweringError("W0112", message, listing.at))
    statements(step, st.FormatDefinition, keywords=("select", "exclude"))
    definitions = tuple(all_of(step, st.FormatDefinition))
    for definition in definitions:
        try:
            compiled = compile_format(definition)
        except Overlap as error:
            raise LoweringError("R0106", f"ERROR: {error}", definition.at) from error
        except ValueError as error:
            raise LoweringError("H0463", f"the format {definition.name}: {error}", definition.at) from error
        kind = "Informat" if definition.kind == "invalue" else "Format"
        key = ("@" if definition.kind == "invalue" else "") + compiled.name
        if dict.__contains__(context.formats, key):
            context.log.append(
                Logged(f"NOTE: {kind} {compiled.name} is already on the library WORK.FORMATS.")
            )
        context.formats[key] = compiled
        context.log.append(Logged(f"NOTE: {kind} {compiled.name} has been output."))
    made: list[Step] = []
    if definitions:
        made.append(
            Step(
                "PROC FORMAT",
                DefineFormats(definitions),
                (),
                (),
                (),
                step.at,
                step.end,
                comments=step.comments,
            )
        )
    source = dataset(given.get("cntlin"))
    if source is not None:
        made.append(_from_data(step, source, context))
    target = dataset(given.get("cntlout"))
    if target is not None:
        made.append(_to_data(step, target, context))
    return made


def _from_data(step: st.ProcStep, source: st.Dataset, context: Context) -> Step:
    scan, schema = context.scan(source)
    for name in ("FMTNAME", "START", "LABEL"):
        if schema.complete and schema.find(name) is None:
            raise LoweringError(
                "R0106", f"ERROR: Missing variable {name} in the control data set.", source.at
            )
    asked: list[str] = []
    before = context.formats.asked if isinstance(context.formats, OpenFormats) else []
    fixed = tuple(name for name in sorted(context.formats) if name not in before)
    rows = rows_of(scan, context) if schema.complete else None
    if rows is not None:
        there = {str(row.get("fmtname", "")).strip().upper().lstrip("@$") for row in rows}
        fixed = tuple(name for name in fixed if name.lstrip("@$") in there)
    widths = dict(context.formats.widths) if isinstance(context.formats, OpenFormats) else {}
    if rows is not None:
        try:
            for made in from_cntlin(rows):
                widths["@" * made.kind.startswith("invalue") + made.name] = made.default
        except ValueError as error:
            raise LoweringError("R0106", f"ERROR: {error}", source.at) from error
    context.formats = OpenFormats(dict(context.formats), asked, widths)
    return Step(
        "PROC FORMAT",
        FormatsFromData(scan, asked, fixed),
        (scan.dataset,),
        (),
        (),
        step.at,
        step.end,
        comments=step.comments,
    )


def _to_data(step: st.ProcStep, target: st.Dataset, context: Context) -> Step:
    if isinstance(context.formats, OpenFormats):
        raise LoweringError(
            "H0402", "CNTLOUT= of formats that a data set defines is not translated", target.at
        )
    select, exclude = named(step, "select"), named(step, "exclude")
    rows: list[dict[str, float | str]] = []
    for key in sorted(context.formats, key=catalog_order):
        bare = {key, key.lstrip("@$")}
        if select is not None and not bare & _names(select):
            continue
        if exclude is not None and bare & _names(exclude):
            continue
        rows += to_cntlout(context.formats[key])  # type: ignore[arg-type]
    names = list(rows[0]) if rows else []
    columns = []
    for name in names:
        values = [row[name] for row in rows]
        kind: Literal["char", "num"] = "char" if isinstance(values[0], str) else "num"
        columns.append(Column(name, Type(kind, length_of(name, values)), label=ATTRIBUTES[name][1]))
    made = part(context, target, tuple(columns))
    kinds = Named(tuple((c.name, "str" if c.type.kind == "char" else "float64") for c in columns))
    lines = tuple(tuple(row[name] for name in names) for row in rows)
    node = Analysis(
        helper="control_table",
        sources=(),
        arguments=(("", kinds), ("", lines)),
        parts=(made,),
        proc="FORMAT",
    )
    return whole_step(step, context, node, ())


def _names(statement: st.ProcStatement) -> set[str]:
    return {item.name.upper() for item in statement.names if isinstance(item, sx.Var)}
