"""A program's steps to a plan."""

from __future__ import annotations

import os
import re
import traceback
from collections.abc import Iterable, Mapping
from dataclasses import replace

from translator.lang import statements as st
from translator.lang.macro_calls import MacroCall
from translator.lang.macro_text import MacroReference, TitleLine
from translator.library.engines import unreachable
from translator.library.record_formats import NotCovered, check_words
from translator.library.system_options import forget, option_value, set_option
from translator.library.vocabulary import is_procedure
from translator.lower import known_rows, macros
from translator.lower.calls import called_macros, calls_inside
from translator.lower.catalog import OPEN, canonical
from translator.lower.columnwise import columnwise
from translator.lower.context import Context
from translator.lower.data_set_labels import with_labels
from translator.lower.data_views import data_view, is_view
from translator.lower.databases import database_library, more_than_reading
from translator.lower.datastep import lower_loop
from translator.lower.filtered import without_filters
from translator.lower.generated_missing import generated_missing, new_lines
from translator.lower.known_files import observe
from translator.lower.known_formats import check_regions
from translator.lower.known_names import with_known_names
from translator.lower.large_numbers import brings_large, guard
from translator.lower.ods_outputs import (
    after_step,
    change_requests,
    follow_ups,
    lower_follow_up,
    prepare,
    targets,
    unmet,
)
from translator.lower.ods_selection import only_selected, select_tables
from translator.lower.places import note_file, note_library
from translator.lower.procs import procs
from translator.lower.procs.print_only import without_print_only
from translator.lower.remarks import rows_analysed, rows_read
from translator.lower.run_time_paths import with_filerefs
from translator.lower.sashelp import with_views
from translator.lower.scope import LoweringError
from translator.lower.special_values import brings_special
from translator.lower.titles import title_variable
from translator.plan.loop import Routine, RowLoop
from translator.plan.macros import SetMacroText
from translator.plan.relations import Columnwise, DefineFile, Hole, Note, Plan, ShowMissing, Step
from translator.plan.values import Constant
from translator.plan.walk import nodes

OUTSIDE = frozenset("x systask waitfor signon signoff rsubmit".split())
"""Global statements that act outside the program: commands of the system, sessions on other computers."""


def lower_program(
    name: str, steps: Iterable[st.Step], context: Context, calls: Mapping[int, MacroCall] | None = None
) -> Plan:
    """Lower the steps in order; a step that cannot be translated becomes a hole and the rest goes on.

    Args: name: the program's file name. steps: what the reader yields (read lazily). context: what is known before
    the first step; it is filled as steps are lowered. calls: what the reader notes of macro calls while it reads.
    """
    lowered: list[Step] = []
    context.catalog.gaps = Gaps(context)
    for step in steps:
        made = lower_step(step, context, len(lowered))
        lowered += made
        if context.catalog.views:
            from translator.lower.procs.sql.views import refresh

            lowered += refresh(context, made)
    if context.large:
        lowered = [guard(step) for step in lowered]
    return Plan(
        name,
        tuple(lowered),
        librefs=tuple(context.librefs.items()),
        missing_letters=context.missing_letters,
        special=context.special,
        large=context.large,
        calls=called_macros(lowered, calls or {}),
        inside=calls_inside(lowered, calls or {}),
        log=tuple(context.log),
    )


def _forget_unsure(made: list[Step], context: Context) -> None:
    """Leave columns whose type only the run knows out of what is known of a PROC's outputs: their use will tell."""
    for name, schema in (pair for step in made for pair in step.schemas):
        columns = tuple(c for c in schema.columns if c.name.lower() not in context.unsure)
        if len(columns) < len(schema.columns) and name in context.catalog.schemas:
            context.catalog.schemas[name] = replace(schema, columns=columns, complete=False, mixed=True)


class Gaps:
    """Was a part of the program not read that may have made data sets: a macro or a file that is not at hand?"""

    CODES = ("E0006", "E0015", "H0101", "H0103", "H0106", "H0108")

    def __init__(self, context: Context) -> None:
        self.context, self.seen, self.found = context, 0, context.from_outside

    def __call__(self) -> bool:
        findings = self.context.diagnostics
        if not self.found:
            self.found = any(one.code in self.CODES for one in findings[self.seen :])
            self.seen = len(findings)
        return self.found


def lower_step(step: st.Step, context: Context, position: int) -> list[Step]:
    """Lower one step. The author's comments go with what is made of it, or with what follows where that is nothing."""
    context.special = context.special or brings_special(step)
    context.large = context.large or brings_large(step)
    before = known_rows.known(context)
    made = without_writing(_lower_step(step, context, position), step, context, position)
    known_rows.observe(made, before, context)
    carried, context.comments = context.comments, ()
    if not made:
        context.comments = (*carried, *step.comments)
        return made
    if context.log:
        made = [replace(made[0], log=(*context.log, *made[0].log)), *made[1:]]
        context.log = []
    own = () if any(one.comments for one in made) else step.comments
    if carried or own:
        made = [replace(made[0], comments=(*carried, *own, *made[0].comments)), *made[1:]]
    return made


def without_writing(made: list[Step], step: st.Step, context: Context, position: int) -> list[Step]:
    """Return a step as a hole where it writes to a library of a database, or makes a view of it."""
    message = more_than_reading(made, context)
    if not message:
        return made
    for name in (name for one in made for name in one.outputs):
        context.catalog.views.pop(name, None)
    error = LoweringError("H0261", message, step.at)
    context.diagnose(error)
    return [hole(step, error, context, position)]


def _lower_step(step: st.Step, context: Context, position: int) -> list[Step]:
    context.notes = []
    try:
        if isinstance(step, macros.KINDS):
            return macros.lower_macro(step, context, position, lower_step)
        macros.check_names(step)
        if isinstance(step, st.Unparsed):
            forget(context.settings)
        if isinstance(step, st.DataStep) and any(isinstance(s, st.Options) for s in step.body):
            # OPTIONS within the step is executed when SAS reads it, before the step runs.
            before = [one for s in step.body if isinstance(s, st.Options) for one in _global(s, context)]
            rest = tuple(s for s in step.body if not isinstance(s, st.Options))
            return [*before, *_lower_step(replace(step, body=rest), context, position)]
        if isinstance(step, st.ProcStep) and step.name != "SQL":
            given = [s for s in step.body if isinstance(s, st.Options)]
            names = {name.lower() for s in given for name, _ in s.items} & set(CARRIED_OUT)
            if names & {"obs", "firstobs"}:
                message = "OPTIONS OBS= or FIRSTOBS= within a PROC, which may have opened its data set before"
                raise LoweringError("H0259", message, given[0].at)
            if names:  # what is shown and read goes by them from where SAS reads the statement
                before = [one for s in given for one in _global(s, context)]
                rest = tuple(s for s in step.body if not isinstance(s, st.Options))
                return [*before, *_lower_step(replace(step, body=rest), context, position)]
        if isinstance(step, st.DataStep | st.ProcStep):
            for inner in step.body:
                if isinstance(inner, st.Filename | st.Libname):
                    forget(context.settings)
                if isinstance(inner, st.Options):
                    for option, value in inner.items:
                        set_option(context.settings, option, value)
        if isinstance(step, st.DataStep | st.ProcStep):
            check_regions(step, context.settings)
        if isinstance(step, st.DataStep | st.ProcStep) and (viewed := with_views(step, context)) is not None:
            lowered = _lower_step(viewed.step, context, position)
            for name in viewed.tables:
                context.catalog.forget(name)
            return [*viewed.before, *lowered, *viewed.after]
        if (named := with_filerefs(step, context)) is not None:
            files, plain_step = named
            before = [made for file in files for made in _global(file, context)]
            return [*before, *_lower_step(plain_step, context, position)]
        match step:
            case st.DataStep():
                observe(step, context)
                return [data_view(step, context) if is_view(step) else data_step(step, context)]
            case st.ProcStep(name=name):
                lower = procs().get(name)
                if lower is None:
                    message = f"PROC {name} is not translated"
                    if not is_procedure(name):
                        message = f"ERROR: Procedure {name} not found."
                    raise LoweringError("H0401", message, step.at)
                unread = next((s for s in step.body if isinstance(s, st.Unparsed)), None)
                if unread is not None and name != "TEMPLATE":  # which has a language of its own
                    message = f"a statement could not be read: {unread.reason}"
                    raise LoweringError("H0201", message, unread.at)
                for s in step.body:
                    if isinstance(s, st.OdsStatement):
                        _global(s, context)
                context.unsure = set()
                plain, filters = without_filters(without_print_only(step, context))
                asked = prepare(step, context)
                filters += asked.filters
                made = lower(plain, context)
                if context.limits == (None, None):
                    made = rows_analysed(step, made)
                for one in filters:
                    filtered = data_step(one, context)
                    made.append(replace(filtered, title=f"PROC {name}: WHERE= of {one.outputs[0].name}"))
                _forget_unsure(made, context)
                unmet(step, asked, context)
                _check_ods(step, context)
                made = only_selected(made, context)
                for more in follow_ups(step, asked, context):
                    made += lower_follow_up(more, name, context)
                made = with_labels(step, made, context)
                after_step(step, context, set(asked.several))
                return made
            case st.Unparsed(reason=reason):
                raise LoweringError("H0201", f"a statement could not be read: {reason}", step.at)
            case _:
                return _global(step, context)
    except Exception as problem:
        error = problem if isinstance(problem, LoweringError) else defect(problem)
        known = with_known_names(step, context.hint) if error.code == "H0103" else step
        if known is not step:
            return _lower_step(known, context, position)
        error.at = error.at or step.at
        context.diagnose(error)
        refused = hole(step, error, context, position)
        if isinstance(step, st.ProcStep):
            context.catalog.forget_columns(targets(context))
            context.ods_outputs.clear()
            after_step(step, context, set())
        return [refused]


def defect(problem: Exception) -> LoweringError:
    """Return a refusal for a fault of ours: it costs the step, not the program."""
    frame = traceback.extract_tb(problem.__traceback__)[-1]
    place = f"{os.path.basename(frame.filename)}:{frame.lineno}"
    words = " ".join(str(problem).split())[:200]
    return LoweringError("H0900", f"saslift failed on this step: {type(problem).__name__}: {words} ({place})")


def _check_ods(step: st.ProcStep, context: Context) -> None:
    """Refuse a PROC of which ODS OUTPUT wants a table that its lowering does not make."""
    left = next(iter(context.ods_outputs.items()), None)
    if left is not None:
        raise LoweringError(
            "H0600", f"the ODS table {left[0].upper()} of PROC {step.name} is not translated", left[1].at
        )


def data_step(step: st.DataStep, context: Context) -> Step:
    """Return the step of the plan for a DATA step: column-wise where a rule holds, else a row loop."""
    for s in step.body:
        if isinstance(s, st.MissingStatement):
            context.missing_letters = "".join(s.letters).upper()
    made = lower_loop(
        step, context.catalog, special=context.special, user_formats=context.formats, yearcutoff=context.yearcutoff,
        limits=context.limits, missing_letters=context.missing_letters, settings=context.settings,
    )  # fmt: skip
    for name in macro_variables(made.loop):
        context.runtime_macro(name)
    is_open = any(i.open is not None for reader in made.loop.readers for i in reader.inputs)
    if context.loops:
        rule: Columnwise | str = "column-wise rules are switched off"
    elif is_open and made.plain is None:
        rule = "only the run knows all columns of its inputs"
    else:
        rule = columnwise(
            made.plain or made.loop, context.catalog, context.formats, opened=made.plain is not None
        )
    if made.open is not None and isinstance(rule, Columnwise):
        rule = made.open.applied(rule)
    node: object = rule if isinstance(rule, Columnwise) else made.loop
    if isinstance(rule, str):
        node = replace(made.loop, reason=rule)
    for name, schema in made.schemas.items():
        context.catalog.define(name, schema)
    outputs = tuple(made.schemas)
    return Step(
        title="DATA " + (" ".join(d.name or "" for d in step.outputs) or "").strip(),
        node=node,
        inputs=made.inputs,
        outputs=outputs,
        schemas=tuple(made.schemas.items()),
        first=step.at,
        last=step.end,
        provenance="rule" if isinstance(rule, Columnwise) else "loop",
        notes=tuple(made.notes),
        comments=step.comments,
        log=(
            *generated_missing(made.loop, isinstance(rule, Columnwise)),
            *new_lines(made.loop, isinstance(rule, Columnwise)),
            *rows_read(made.loop, step),
        ),
    )


def macro_variables(loop: RowLoop) -> list[str]:
    """Return the macro variables that CALL SYMPUT and SYMPUTX set under constant names."""
    return [
        str(node.args[0].value).strip()
        for node in nodes(loop.body)
        if isinstance(node, Routine)
        and node.name in ("SYMPUT", "SYMPUTX")
        and isinstance(node.args[0], Constant)
    ]


def hole(step: st.Step, error: LoweringError, context: Context, position: int) -> Step:
    """Return the step as a hole: what it would read and write, and why it is not translated."""
    text = step.at.source.text[step.at.start : step.end.end] if step.at.source is step.end.source else ""
    inputs: list[str] = []
    outputs: list[str] = []
    for dataset, written in named_datasets(step):
        name = canonical(dataset)
        if name == "_null_" or dataset.form in ("range", "prefix"):
            continue
        if name == "_last_":
            name = context.catalog.last
        (outputs if written else inputs).append(name)
    title = f"PROC {step.name}" if isinstance(step, st.ProcStep) else type(step).__name__.upper()
    if isinstance(step, st.DataStep):
        title = "DATA " + " ".join(d.name for d in step.outputs)
    if isinstance(step, st.ProcStep | st.Unparsed):
        outputs += _written_by_name(text)
    known = [
        (name, schema) for name in dict.fromkeys(inputs) if (schema := context.catalog.find(name)) is not None
    ]
    made = [(name, OPEN) for name in dict.fromkeys(outputs)]
    context.catalog.forget_columns(name for name, _ in made)
    node = Hole(f"hole_{position + 1}", error.code, text or title, error.message, tuple(known), tuple(made))
    return Step(
        title, node, tuple(n for n, _ in known), tuple(n for n, _ in made), (), step.at, step.end,
        "hole", (Note(error.code, error.message),), step.comments,
    )  # fmt: skip


_OUT = re.compile(r"\bout\w*\s*=\s*((?:\w+\.)?[A-Za-z_]\w*)(?![\w.])", re.IGNORECASE)
_ODS = re.compile(r"\bods\s+output\b([^;]*)", re.IGNORECASE)
_TABLE = re.compile(r"=\s*((?:\w+\.)?[A-Za-z_]\w*)")


def _written_by_name(text: str) -> list[str]:
    """Return the data sets that a PROC which is not translated writes, as its text says: OUT…= and ODS OUTPUT."""
    plain = re.sub(r"/\*.*?\*/", " ", text, flags=re.DOTALL)
    plain = re.sub(r"'[^']*'|\"[^\"]*\"", "''", plain)
    found = _OUT.findall(plain) + [
        name for tables in _ODS.findall(plain) for name in _TABLE.findall(re.sub(r"\([^()]*\)", " ", tables))
    ]
    return [name.lower().removeprefix("work.") for name in found]


def named_datasets(step: st.Step) -> list[tuple[st.Dataset, bool]]:
    """Return the data sets that a step names, with whether it writes them."""
    found: list[tuple[st.Dataset, bool]] = []
    if isinstance(step, st.DataStep):
        found += [(d, True) for d in step.outputs]
        for statement in _all_statements(step.body):
            match statement:
                case st.Set(datasets=datasets) | st.Merge(datasets=datasets) | st.Modify(datasets=datasets):
                    found += [(d, False) for d in datasets]
                case st.Update(master=master, transactions=transactions):
                    found += [(master, False), (transactions, False)]
    elif isinstance(step, st.ProcStep):
        for option in step.options:
            if isinstance(option.value, st.Dataset):
                found.append((option.value, option.name.startswith("out") or option.name in ("out", "base")))
        for statement in step.body:
            if isinstance(statement, st.SqlStatement):
                from translator.lower.procs import sql

                found += sql.named_datasets(statement.query)
        for statement in step.body:
            if isinstance(statement, st.OutputStatement) and statement.out is not None:
                found.append((statement.out, True))
    return found


def _all_statements(body: tuple[st.Statement, ...]) -> Iterable[st.Statement]:
    for statement in body:
        yield statement
        match statement:
            case st.If(then=then, otherwise=otherwise):
                yield from _all_statements((then, otherwise) if otherwise is not None else (then,))
            case st.Block(body=inner) | st.Loop(body=inner):
                yield from _all_statements(inner)
            case st.Select(whens=whens, otherwise=otherwise):
                yield from _all_statements(tuple(s for _, s in whens))
                if otherwise is not None:
                    yield from _all_statements((otherwise,))
            case _:
                pass


CARRIED_OUT = ("obs", "firstobs", "missing", "yearcutoff")
"""System options that change what later steps do."""


def _global(step: st.Step, context: Context) -> list[Step]:
    """Statements outside steps: they change what is known; only FILENAME leaves something to do."""
    match step:
        case st.Title(kind=kind, number=number, text=text):
            lines = context.titles if kind == "title" else context.footnotes
            del lines[number - 1 :]
            line: TitleLine = text or ""
            if step.pieces:
                line = title_variable(kind, number)
            if text is not None:
                lines += [""] * (number - 1 - len(lines)) + [line]
            if isinstance(line, MacroReference) and (kind, number) == ("title", 1):
                told = SetMacroText((line.name,), step.pieces, trim=False)
                return [Step("TITLE", told, (), (), (), step.at, step.end)]
        case st.Options(items=items):
            made: list[Step] = []
            for option, value in items:
                if option.lower() in CARRIED_OUT and re.search(r"&\w", value):
                    message = f"OPTIONS {option.upper()}= with a value that only the run knows"
                    raise LoweringError("H0103", message, step.at)
                before = option_value(context.settings, "missing")
                _option(option, value, context)
                shown = value.strip().strip("'\"")[:1] or " "
                if option.lower() == "missing" and shown != before:
                    node_ = ShowMissing(shown)
                    made.append(Step("OPTIONS MISSING=", node_, (), (), (), step.at, step.end))
            return made
        case st.Libname(libref=libref, path=path, engine=engine, words=words):
            note_library(context.settings, step)
            why = unreachable(engine, path, words)
            if path is not None and libref.lower() in context.databases:
                message = f"LIBNAME {libref.upper()} names a folder, and has named a database before"
                raise LoweringError("H0252", message, step.at)
            if why and not context.catalog.reachable(libref):
                return [database_library(step, context, why)]
            if path is not None and not why:
                context.librefs[libref.lower()] = path
        case st.MissingStatement(letters=letters):
            context.missing_letters = "".join(letters).upper()
            context.special = True
        case st.Filename(fileref=fileref, paths=paths, device=device):
            try:
                check_words(step.words)
            except NotCovered as problem:
                raise LoweringError("H0306", str(problem), step.at) from None
            note_file(context.settings, step)
            if device.lower() == "clear":
                return []  # the name is free again; nothing is left to do
            if device.lower() not in ("", "temp", "disk"):
                raise LoweringError(
                    "H0243", f"FILENAME with the device {device.upper()} is not translated", step.at
                )
            context.text_files.pop(fileref.lower(), None)
            context.file_paths[fileref.lower()] = paths[0] if paths and not step.resolves else ""
            node = DefineFile(fileref.lower(), paths, device.lower(), step.resolves)
            return [Step(f"FILENAME {fileref}", node, (), (), (), step.at, step.end)]
        case st.OdsStatement(words=words) as ods if words[:1] in (("select",), ("exclude",)):
            select_tables(ods, context)
        case st.OdsStatement(words=words) if words[1:2] in (("select",), ("exclude",)):
            what = " ".join(words[:2]).upper()
            context.diagnose(
                LoweringError("W0112", f"ODS {what} for one destination is not carried out", step.at)
            )
        case st.OdsStatement():
            change_requests(step, context)
        case st.GlobalStatement(keyword=keyword) if keyword in OUTSIDE:
            context.diagnose(LoweringError("W0110", f"{keyword.upper()} is not carried out", step.at))
        case st.GlobalStatement(keyword="describe", text=view):
            message = f"DESCRIBE: the statements of the view {view.upper()} are not listed"
            context.diagnose(LoweringError("W0132", message, step.at))
        case _:
            pass
    return []


def _option(name: str, value: str, context: Context) -> None:
    set_option(context.settings, name, value)
    whole = int(value) if value.isdigit() else None
    match name:
        case "obs":
            context.limits = (context.limits[0], whole)
        case "firstobs":
            context.limits = (whole if whole != 1 else None, context.limits[1])
        case "yearcutoff" if whole is not None:
            context.yearcutoff = whole
        case _:
            pass
