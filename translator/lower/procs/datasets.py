"""PROC DATASETS, DELETE and COPY. Base SAS Procedures Guide."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.member_options import flat
from translator.lang.source import Token
from translator.lower.catalog import canonical, display
from translator.lower.context import Context
from translator.lower.procs import append, contents
from translator.lower.procs.datasets_modify import modified
from translator.lower.procs.options import options, statements, word
from translator.lower.scope import LoweringError, numbered
from translator.plan.procs.members import Members
from translator.plan.relations import Logged, Note, Step

NAMES = ("DATASETS", "DELETE", "COPY")
HARMLESS = (
    "nolist",
    "noprint",
    "nodetails",
    "details",
    "nowarn",
    "force",
    "memtype",
    "mt",
    "mtype",
    "nofs",
    "pw",
    "alter",
    "read",
)
WORDS = (
    "append",
    "change",
    "contents",
    "copy",
    "delete",
    "exchange",
    "modify",
    "rename",
    "save",
    "select",
    "exclude",
    "age",
    "repair",
    "rebuild",
    "audit",
    "initiate",
    "suspend",
    "resume",
    "terminate",
    "index",
    "ic",
    "xattr",
)


def lower(step: st.ProcStep, context: Context) -> list[Step]:
    """Lower each statement to a step of its own; they run in order."""
    if step.name == "DELETE":
        return _proc_delete(step, context)
    if step.name == "COPY":
        given = options(step, ("in", "out", "inlib", "outlib", "move"), HARMLESS)
        statements(step, keywords=("select", "exclude"))
        return copies(step, given, step.body, context, "")
    given = options(step, ("lib", "library", "ddname", "dd", "kill"), HARMLESS)
    check_kind(step.options)
    statements(step, st.LabelStatement, st.FormatStatement, st.InformatStatement, st.Attrib, keywords=WORDS)
    lib = _libref(word(given.get("lib") or given.get("library") or given.get("ddname") or given.get("dd")))
    made: list[Step] = []
    if "kill" in given:
        made.append(deletion(step, members(context, lib, step.at), context))
    body = list(step.body)
    while body:
        s = body.pop(0)
        if isinstance(s, st.LabelStatement | st.FormatStatement | st.InformatStatement | st.Attrib):
            raise LoweringError("H0403", "LABEL, FORMAT and the like belong to a MODIFY statement", s.at)
        if isinstance(s, st.RawStatement):
            raise LoweringError("H0403", f"{s.keyword.upper()} belongs to a MODIFY statement", s.at)
        if not isinstance(s, st.ProcStatement):
            continue
        s = flat(s)
        check_kind(s.options)
        match s.keyword:
            case "age":
                options(s, (), HARMLESS)
                made += aged(s, named(s.names, lib, context), context)
            case "rebuild":  # no index is ever damaged here: there is nothing to rebuild
                options(s, ("noindex",), HARMLESS)
                named(s.names, lib, context)
            case "audit" | "initiate" | "suspend" | "resume" | "terminate":
                raise LoweringError(
                    "H0403", "AUDIT of PROC DATASETS is not translated: no audit file is kept", s.at
                )
            case "repair":
                options(s, (), HARMLESS)
                for name in named(s.names, lib, context):
                    context.log.append(Logged(f"NOTE: Repairing {display(name)} (memtype=DATA)."))
            case "delete":
                options(s, (), HARMLESS)
                made.append(deletion(s, named(s.names, lib, context), context))
            case "save":
                options(s, (), HARMLESS)
                kept = set(named(s.names, lib, context))
                made.append(deletion(s, [n for n in members(context, lib, s.at) if n not in kept], context))
            case "change" | "exchange":
                made.append(moved(s, lib, context))
            case "append":
                own = {o.name: replace(o, value=_in(o.value, lib)) for o in s.options}
                made.append(append.append(s, own, context, step))
            case "contents":
                inner = tuple(
                    replace(o, value=_in(o.value, lib)) if o.name == "data" else o for o in s.options
                )
                made += contents.lower(
                    st.ProcStep(name="CONTENTS", options=inner, body=(), at=s.at, end=s.end), context
                )
            case "copy":
                own = {o.name: o for o in s.options}
                made += copies(
                    s,
                    own,
                    [t for t in body if getattr(t, "keyword", "") in ("select", "exclude")],
                    context,
                    lib,
                )
            case "modify":
                changes: list[st.Statement] = []
                while body and not (isinstance(body[0], st.ProcStatement) and body[0].keyword != "rename"):
                    changes.append(body.pop(0))
                made += modified(s, named(s.names, lib, context), changes, HARMLESS, context)
            case _:
                pass
    return made


def check_kind(given: tuple[st.Option, ...]) -> None:
    """Refuse MEMTYPE= of what is no data set. Raises LoweringError (H0402)."""
    for option in given:
        if option.name not in ("memtype", "mt", "mtype"):
            continue
        listed = option.value if isinstance(option.value, tuple) else (option.value,)
        kinds = {one.name.lower() if isinstance(one, sx.Var) else "" for one in listed}
        if not kinds & {"data", "all"} or kinds - {"data", "all", "view"}:
            shown = " ".join(sorted(kinds)).upper().strip() or "…"
            raise LoweringError("H0402", f"MEMTYPE={shown} is not translated: only data sets are", option.at)


def aged(s: st.ProcStatement, names: list[str], context: Context) -> list[Step]:
    """AGE: the last data set is deleted, each of the others gets the name of the next one."""
    steps: list[Step] = []
    if len(names) < 2 or not exists(names[0], context):
        shown = display(names[0]) if names else ""
        raise LoweringError(
            "R0101",
            f"ERROR: The file {shown} (memtype=DATA) was not found, but appears on a AGE statement.",
            s.at,
        )
    if exists(names[-1], context):
        steps.append(deletion(s, names[-1:], context))
    pairs = [(old, new) for old, new in zip(names, names[1:], strict=False) if exists(old, context)]
    last = context.catalog.last
    schemas = [context.catalog.find(old) for old, _ in pairs]
    for old, _ in pairs:
        context.catalog.forget(old)
    known = [(new, schema) for (_, new), schema in zip(pairs, schemas, strict=True) if schema is not None]
    for name, schema in known:
        context.catalog.define(name, schema)
    context.catalog.last = dict(pairs).get(last, last)
    notes = tuple(
        Note("N0600", f"NOTE: Ageing the name {display(old)} to {display(new)} (memtype=DATA).")
        for old, new in reversed(pairs)
    )
    node = Members("move", tuple(pairs), schemas=tuple(schema for _, schema in known))
    steps.append(
        Step("PROC DATASETS", node, tuple(o for o, _ in pairs), tuple(n for _, n in pairs), tuple(known), s.at, s.end, notes=notes)
    )  # fmt: skip
    return steps


def _libref(text: str) -> str:
    return "" if text in ("", "work") else text


def _in(value: object, lib: str) -> object:
    return (
        replace(value, lib=lib)
        if isinstance(value, st.Dataset) and not value.lib and value.form == "name"
        else value
    )


def members(context: Context, lib: str, at: Token | None = None) -> list[str]:
    """Return the canonical names of a library's data sets.

    Raises: LoweringError (H0402) for a permanent library whose files are not at hand.
    """
    catalog = context.catalog
    if lib:
        found = catalog.members(lib)
        if found is None:
            message = f"the data sets of the library {lib.upper()} are known only when the program runs"
            raise LoweringError("H0402", message, at)
        return [f"{lib}.{name}" for name in found]
    return sorted({n for n in (*catalog.schemas, *catalog.unknown) if "." not in n and n != "_null_"})


def named(items: Iterable[sx.NameItem], lib: str, context: Context) -> list[str]:
    """Return the canonical names that a list of members names."""
    found: list[str] = []
    for item in items:
        match item:
            case sx.Var(name):
                texts = [name.lower()]
            case sx.NumberedRange(first, last):
                texts = [n.lower() for n in numbered(first, last, item.at)]
            case sx.Prefix(prefix):
                texts = [
                    n.rpartition(".")[2]
                    for n in members(context, lib, item.at)
                    if n.rpartition(".")[2].startswith(prefix.lower())
                ]
            case sx.SpecialList("all"):
                texts = [n.rpartition(".")[2] for n in members(context, lib, getattr(item, "at", None))]
            case _:
                raise LoweringError(
                    "H0403", "this list of data sets is not translated", getattr(item, "at", None)
                )
        found += [f"{lib}.{n}" if lib else n for n in texts]
    return found


def exists(name: str, context: Context) -> bool:
    """Is the data set known?"""
    return name in context.catalog.unknown or context.catalog.find(name) is not None


def deletion(s: st.Node, names: list[str], context: Context) -> Step:
    """Return the step that deletes data sets; what does not exist gets SAS's note."""
    notes = []
    there = []
    for name in names:
        shown = f"{display(name)} (memtype=DATA)"
        if exists(name, context):
            there.append(name)
            notes.append(Note("N0600", f"NOTE: Deleting {shown}."))
            context.catalog.forget(name)
            context.catalog.unknown.discard(name)
        else:
            notes.append(
                Note("N0600", f"NOTE: The file {shown} was not found, but appears on a DELETE statement.")
            )
    node = Members("delete", tuple((n, "") for n in there))
    return Step("PROC DATASETS", node, (), (), (), s.at, s.end, notes=tuple(notes), comments=s.comments)


def _proc_delete(step: st.ProcStep, context: Context) -> list[Step]:
    given = options(step, ("data", "lib", "library"), HARMLESS)
    statements(step)
    lib = _libref(word(given.get("lib") or given.get("library")))
    value = given["data"].value if "data" in given else ()
    names: list[str] = []
    for d in value if isinstance(value, tuple) else (value,):
        if isinstance(d, st.Dataset):
            d = replace(d, lib=d.lib or lib)
            if d.form == "name":
                names.append(canonical(d))
            elif d.form == "range":
                names += named((sx.NumberedRange(d.name, d.last),), _libref(d.lib.lower()), context)
            elif d.form == "prefix":
                names += named((sx.Prefix(d.name),), _libref(d.lib.lower()), context)
            else:
                names += named((sx.SpecialList("all"),), _libref(d.lib.lower()), context)
    return [deletion(step, names, context)]


def moved(s: st.ProcStatement, lib: str, context: Context) -> Step:
    """CHANGE old=new, EXCHANGE a=b: new names, all at once."""
    pairs: list[tuple[str, str]] = []
    notes: list[Note] = []
    for option in s.options:
        if option.name in ("memtype", "mt", "mtype") or not isinstance(option.value, sx.Var):
            continue
        old, new = (f"{lib}.{n}" if lib else n for n in (option.name, option.value.name.lower()))
        if not exists(old, context) or (s.keyword == "exchange" and not exists(new, context)):
            raise LoweringError(
                "R0101",
                f"ERROR: The file {display(old)} (memtype=DATA) was not found, but appears on a {s.keyword.upper()} statement.",
                s.at,
            )
        if s.keyword == "change":
            if exists(new, context):
                raise LoweringError("R0106", f"ERROR: New name {display(new)} is already in use.", s.at)
            notes.append(
                Note("N0600", f"NOTE: Changing the name {display(old)} to {display(new)} (memtype=DATA).")
            )
            pairs.append((old, new))
        else:
            notes.append(
                Note("N0600", f"NOTE: Exchanging the names {display(old)} and {display(new)} (memtype=DATA).")
            )
            pairs += [(old, new), (new, old)]
    schemas = {new: context.catalog.find(old) for old, new in pairs}
    unknown = {new for old, new in pairs if old in context.catalog.unknown}
    if unknown:
        raise LoweringError("H0242", "it renames a data set that a step makes that is not translated", s.at)
    last = context.catalog.last
    for old, _ in pairs:
        context.catalog.forget(old)
    known = [(name, schema) for name, schema in schemas.items() if schema is not None]
    for name, schema in known:
        context.catalog.define(name, schema)
    context.catalog.last = dict(pairs).get(last, last)
    node = Members("move", tuple(pairs), schemas=tuple(schema for _, schema in known))
    return Step(
        "PROC DATASETS", node, tuple(o for o, _ in pairs), tuple(n for _, n in pairs), tuple(known), s.at, s.end, notes=tuple(notes),
        comments=s.comments,
    )  # fmt: skip


def copies(
    s: st.Node, given: dict[str, st.Option], body: Iterable[st.Statement], context: Context, lib: str
) -> list[Step]:  # fmt: skip
    """COPY IN= OUT=; SELECT or EXCLUDE: one step that makes the copies."""
    source = _libref(_libref_of(given.get("in") or given.get("inlib")) or lib)
    target = _libref(_libref_of(given.get("out") or given.get("outlib")))
    select = next(
        (t for t in body if isinstance(t, st.ProcStatement) and t.keyword in ("select", "exclude")), None
    )
    wanted = [] if select is None else named(select.names, source, context)
    chosen = wanted
    if select is None or select.keyword == "exclude":
        chosen = [n for n in members(context, source, s.at) if n not in wanted]
    pairs, notes, schemas = [], [], []
    for old in chosen:
        member = old.rpartition(".")[2]
        new = f"{target}.{member}" if target else member
        schema = context.catalog.find(old)
        if schema is None or old in context.catalog.unknown:
            raise LoweringError("R0101", f"ERROR: File {display(old)}.DATA does not exist.", s.at)
        context.catalog.define(new, schema)
        pairs.append((old, new))
        schemas.append((new, schema))
        verb = "Moving" if "move" in given else "Copying"
        notes.append(Note("N0600", f"NOTE: {verb} {display(old)} to {display(new)} (memtype=DATA)."))
    node = Members("copy", tuple(pairs), schemas=tuple(schema for _, schema in schemas))
    gone: list[Step] = []
    if "move" in given and source != target:
        left = tuple((old, "") for old, _ in pairs)
        gone = [Step("PROC COPY", Members("delete", left), (), (), (), s.at, s.end)]
        for old, _ in pairs:
            context.catalog.forget(old)
    return [
        Step("PROC COPY", node, tuple(o for o, _ in pairs), tuple(n for _, n in pairs), tuple(schemas), s.at, s.end,
             notes=tuple(notes), comments=s.comments),
        *gone,
    ]  # fmt: skip


def _libref_of(option: st.Option | None) -> str:
    if option is not None and isinstance(option.value, st.Dataset):
        return option.value.name.lower()
    return word(option)
