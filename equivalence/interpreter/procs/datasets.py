"""PROC APPEND, DATASETS, DELETE and COPY. Base SAS Procedures Guide."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from equivalence.interpreter.errors import StepError
from equivalence.interpreter.procs import procedure
from equivalence.interpreter.procs.contents import contents
from equivalence.interpreter.procs.options import dataset, options, resolve, selected, statements, word
from equivalence.interpreter.procs.print_ import with_attributes
from equivalence.interpreter.session import LAST, Session
from equivalence.interpreter.tables import Table, Value
from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.member_options import flat
from translator.library.indexes import Indexes, read_indexes, read_order

HARMLESS = {
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
}


@procedure("APPEND")
def append(session: Session, step: st.ProcStep) -> None:
    """Add the rows of DATA= to BASE=."""
    given = options(step, {"base", "out", "data", "new", "force", "appendver", "nowarn", "getsort"})
    statements(step, st.Where)
    base = dataset(given.get("base") or given.get("out"))
    if base is None:
        raise StepError("BASE= is missing.", step.at)
    data = dataset(given.get("data") or given.get("new")) or LAST
    append_rows(session, base, data, "force" in given, selected(session, step, data))


def append_rows(session: Session, base: st.Dataset, data: st.Dataset, force: bool, new: Table) -> None:
    """Append: the base's variables and lengths stay; others need FORCE and are dropped."""
    libref, name = session.resolve(base)
    shown = f"{libref.upper()}.{name.upper()}"
    session.note(f"Appending {session.display(data)} to {shown}.")
    old = session.find(libref, name)
    if old is None:
        session.note("BASE data set does not exist. DATA file is being copied to BASE file.")
        session.write(
            replace(base, options=st.DatasetOptions()),
            Table(list(new.variables), [list(r) for r in new.rows]),
        )
        return
    problems = []
    for v in new.variables:
        if not old.has(v.name):
            problems.append(
                f"Variable {v.name} was not found on BASE file. The variable will not be added to the BASE file."
            )
        elif old.variable(v.name).kind != v.kind:
            problems.append(f"Variable {v.name} not appended because of type mismatch.")
        elif v.kind == "char" and old.variable(v.name).length < v.length:
            lengths = f"(BASE {old.variable(v.name).length} DATA {v.length})"
            problems.append(f"Variable {v.name} has different lengths on BASE and DATA files {lengths}.")
    for problem in problems:
        session.warning(problem)
    if problems and not force:
        raise StepError(
            "No appending done because of anomalies listed above. Use FORCE option to append these files.",
            base.at,
        )
    if problems:
        session.note("FORCE is specified, so dropping/truncating will occur.")
    rows = [list(r) for r in old.rows]
    taken = {v.name for v in old.variables if new.has(v.name) and new.variable(v.name).kind == v.kind}
    for v in old.variables:
        if not new.has(v.name):
            session.warning(f"Variable {v.name} was not found on DATA file.")
    for row in new.rows:
        made: list[Value] = []
        for v in old.variables:
            value = row[new.index(v.name)] if v.name in taken else v.missing
            made.append(value[: v.length].rstrip(" ") if isinstance(value, str) else value)
        rows.append(made)
    session.put(libref, name, Table(old.variables, rows, old.label))
    session.last = (libref, name)
    session.note(f"There were {len(new.rows)} observations read from the data set {session.display(data)}.")
    session.note(f"{len(new.rows)} observations added.")
    session.note(f"The data set {shown} has {len(rows)} observations and {len(old.variables)} variables.")


@procedure("DATASETS")
def datasets(session: Session, step: st.ProcStep) -> None:
    """Carry out the statements in order."""
    given = options(step, {"lib", "library", "ddname", "dd", "kill"} | HARMLESS)
    lib = word(given.get("lib") or given.get("library") or given.get("ddname") or given.get("dd")) or "work"
    check_kind(step.options)
    if "kill" in given:
        delete(session, lib, session.names(lib), "KILL")
    body = list(step.body)
    while body:
        s = body.pop(0)
        if not isinstance(s, st.ProcStatement):
            if isinstance(
                s, st.LabelStatement | st.FormatStatement | st.InformatStatement | st.Attrib | st.RawStatement
            ):
                raise StepError(
                    "This statement of PROC DATASETS is not supported by the reference interpreter.",
                    s.at,
                    "R0061",
                )
            continue
        s = flat(s)
        check_kind(s.options)
        match s.keyword:
            case "age":
                options(s, HARMLESS)
                age(session, lib, members(session, lib, s.names), s)
            case "rebuild":
                options(s, {"noindex"} | HARMLESS)
            case "repair":
                options(s, HARMLESS)
                for name in members(session, lib, s.names):
                    session.note(f"Repairing {lib.upper()}.{name.upper()} (memtype=DATA).")
            case "delete":
                options(s, HARMLESS)
                delete(session, lib, members(session, lib, s.names), "DELETE")
            case "save":
                options(s, HARMLESS)
                kept = members(session, lib, s.names)
                delete(session, lib, [n for n in session.names(lib) if n not in kept], "SAVE")
            case "change" | "exchange":
                move(session, lib, s)
            case "append":
                own = {o.name: o.value for o in s.options}
                base, data = own.get("base") or own.get("out"), own.get("data") or own.get("new")
                if not isinstance(base, st.Dataset):
                    raise StepError("BASE= is missing.", s.at)
                source = replace(data, lib=data.lib or lib) if isinstance(data, st.Dataset) else LAST
                append_rows(
                    session, replace(base, lib=base.lib or lib), source, "force" in own, session.read(source)
                )
            case "contents":
                inner = tuple(
                    replace(o, value=replace(o.value, lib=o.value.lib or lib))
                    if o.name == "data" and isinstance(o.value, st.Dataset)
                    else o
                    for o in s.options
                )
                contents(session, replace(step, name="CONTENTS", options=inner, body=()))
            case "copy":
                choice = next(
                    (
                        t
                        for t in body
                        if isinstance(t, st.ProcStatement) and t.keyword in ("select", "exclude")
                    ),
                    None,
                )
                copy_members(session, {o.name: o for o in s.options}, choice, lib)
            case "select" | "exclude":
                continue
            case "modify":
                changes: list[st.Statement] = []
                while body and not (isinstance(body[0], st.ProcStatement) and body[0].keyword != "rename"):
                    changes.append(body.pop(0))
                modify(session, lib, s, changes)
            case _:
                raise StepError(
                    f"The statement {s.keyword.upper()} is not supported by the reference interpreter.",
                    s.at,
                    "R0061",
                )


def check_kind(given: tuple[st.Option, ...]) -> None:
    """Raise StepError for MEMTYPE= of what is no data set."""
    for option in given:
        if option.name not in ("memtype", "mt", "mtype"):
            continue
        given_kinds = option.value if isinstance(option.value, tuple) else (option.value,)
        kinds = {one.name.lower() if isinstance(one, sx.Var) else "" for one in given_kinds}
        if not kinds & {"data", "all"} or kinds - {"data", "all", "view"}:
            shown = " ".join(sorted(kinds)).upper().strip()
            raise StepError(
                f"MEMTYPE={shown} is not supported by the reference interpreter.", option.at, "R0060"
            )


def age(session: Session, lib: str, names: list[str], s: st.ProcStatement) -> None:
    """AGE: the last data set is deleted, each of the others gets the name of the next one."""
    if len(names) < 2 or session.find(lib, names[0]) is None:
        shown = f"{lib.upper()}.{names[0].upper()}" if names else ""
        raise StepError(
            f"The file {shown} (memtype=DATA) was not found, but appears on a AGE statement.", s.at, "R0003"
        )
    if session.find(lib, names[-1]) is not None:
        delete(session, lib, names[-1:], "AGE")
    last = session.last
    for old, new in reversed(list(zip(names, names[1:]))):
        table = session.find(lib, old)
        if table is None:
            continue
        session.delete(lib, old)
        session.put(lib, new, table)
        if last == (lib, old):
            session.last = (lib, new)
        pair = f"{lib.upper()}.{old.upper()} to {lib.upper()}.{new.upper()}"
        session.note(f"Ageing the name {pair} (memtype=DATA).")


@procedure("DELETE")
def delete_step(session: Session, step: st.ProcStep) -> None:
    """PROC DELETE DATA=a b c."""
    given = options(step, {"data", "lib", "library"} | HARMLESS)
    lib = word(given.get("lib") or given.get("library")) or "work"
    value = given["data"].value if "data" in given else ()
    for d in value if isinstance(value, tuple) else (value,):
        if not isinstance(d, st.Dataset):
            continue
        own = (d.lib or lib).lower()
        if d.form == "special":
            delete(session, own, session.names(own), "DELETE")
        elif d.form == "prefix":
            delete(session, own, members(session, own, (sx.Prefix(d.name),)), "DELETE")
        elif d.form == "range":
            delete(session, own, members(session, own, (sx.NumberedRange(d.name, d.last),)), "DELETE")
        else:
            delete(session, own, [d.name.lower()], "DELETE")


@procedure("COPY")
def copy(session: Session, step: st.ProcStep) -> None:
    """PROC COPY IN= OUT=, SELECT or EXCLUDE."""
    given = options(step, {"in", "out", "inlib", "outlib", "move"} | HARMLESS)
    choice = next(
        (s for s in step.body if isinstance(s, st.ProcStatement) and s.keyword in ("select", "exclude")), None
    )
    copy_members(session, given, choice, "work")


def copy_members(
    session: Session, given: dict[str, st.Option], choice: st.ProcStatement | None, lib: str
) -> None:
    """Copy data sets from one library to another."""
    source = _libref(given.get("in") or given.get("inlib")) or lib
    target = _libref(given.get("out") or given.get("outlib")) or "work"
    chosen = session.names(source)
    if choice is not None:
        wanted = members(session, source, choice.names)
        chosen = wanted if choice.keyword == "select" else [n for n in chosen if n not in wanted]
    for name in chosen:
        table = session.table(st.Dataset(source, name))
        shown = f"{source.upper()}.{name.upper()} to {target.upper()}.{name.upper()}"
        moved = "move" in given and source != target
        session.note(f"{'Moving' if moved else 'Copying'} {shown} (memtype=DATA).")
        session.write(st.Dataset(target, name), table.copy())
        if moved:
            session.delete(source, name)


def _libref(option: st.Option | None) -> str:
    if option is not None and isinstance(option.value, st.Dataset):
        return option.value.name.lower()
    return word(option)


def members(session: Session, lib: str, items: Iterable[sx.NameItem]) -> list[str]:
    """Return the names of members that a list stands for, in lower case."""
    found: list[str] = []
    for item in items:
        match item:
            case sx.Var(name):
                found.append(name.lower())
            case sx.NumberedRange(first, last):
                stem = first.rstrip("0123456789")
                found += [
                    f"{stem}{n}".lower() for n in range(int(first[len(stem) :]), int(last[len(stem) :]) + 1)
                ]
            case sx.Prefix(prefix):
                found += [n for n in session.names(lib) if n.startswith(prefix.lower())]
            case sx.SpecialList():
                found += session.names(lib)
    return found


def delete(session: Session, lib: str, names: Iterable[str], statement: str) -> None:
    """Delete data sets with SAS's notes."""
    for name in list(names):
        shown = f"{lib.upper()}.{name.upper()} (memtype=DATA)"
        if session.delete(lib, name):
            session.note(f"Deleting {shown}.")
        else:
            session.note(f"The file {shown} was not found, but appears on a {statement} statement.")


def move(session: Session, lib: str, s: st.ProcStatement) -> None:
    """CHANGE and EXCHANGE: the new names of all pairs at once."""
    taken: list[tuple[str, str, Table]] = []
    for option in s.options:
        if option.name in ("memtype", "mt", "mtype") or not isinstance(option.value, sx.Var):
            continue
        pairs = [(option.name, option.value.name.lower())]
        if s.keyword == "exchange":
            pairs.append((pairs[0][1], pairs[0][0]))
        for old, new in pairs:
            table = session.find(lib, old)
            shown = f"{lib.upper()}.{old.upper()}"
            if table is None:
                raise StepError(
                    f"The file {shown} (memtype=DATA) was not found, but appears on a {s.keyword.upper()} statement.",
                    s.at,
                )
            if s.keyword == "change" and session.find(lib, new) is not None:
                raise StepError(f"New name {lib.upper()}.{new.upper()} is already in use.", s.at)
            taken.append((old, new, table))
        other = f"{lib.upper()}.{pairs[0][1].upper()} (memtype=DATA)"
        verb = "Changing the name" if s.keyword == "change" else "Exchanging the names"
        session.note(
            f"{verb} {lib.upper()}.{option.name.upper()} {'to' if s.keyword == 'change' else 'and'} {other}."
        )
    last = session.last
    for old, _, _ in taken:
        session.delete(lib, old)
    for old, new, table in taken:
        session.put(lib, new, table)
        if last == (lib, old):
            session.last = (lib, new)


def modify(session: Session, lib: str, s: st.ProcStatement, changes: list[st.Statement]) -> None:
    """MODIFY: label of the data set; names, labels, formats, informats of its variables."""
    (name,) = members(session, lib, s.names)
    table = session.table(st.Dataset(lib, name))
    label, order, marks = table.label, table.sorted_by, table.sort_marks
    for option in s.options:
        for one in option.value if isinstance(option.value, tuple) else (option,):
            if not isinstance(one, st.Option) or one.name not in {"label", "sortedby"} | HARMLESS:
                raise StepError(
                    "This option of MODIFY is not supported by the reference interpreter.", s.at, "R0060"
                )
            if one.name == "label" and isinstance(one.value, sx.String):
                label = one.value.value
            if one.name == "sortedby" and isinstance(one.value, sx.String):
                order, marks = read_order(one.value.value), ("asserted",)
    table = Table(list(table.variables), table.rows, label, order, dict(table.indexes), marks)
    for change in changes:
        variables = table.variables
        if isinstance(change, st.InformatStatement):
            for items, informat in change.items:
                for variable in resolve(table, items):
                    place = table.index(variable)
                    kind = variables[place].kind
                    variables[place] = replace(variables[place], informat=sx.attached(informat, kind))
        elif isinstance(change, st.ProcStatement):
            for option in change.options:
                if not isinstance(option.value, sx.Var):
                    raise StepError(
                        "This form of RENAME is not supported by the reference interpreter.",
                        change.at,
                        "R0061",
                    )
                if not table.has(option.name):
                    raise StepError(
                        f"Variable {option.name.upper()} is not on file {lib.upper()}.{name.upper()}.",
                        change.at,
                    )
                place = table.index(option.name)
                session.note(f"Renaming variable {variables[place].name} to {option.value.name}.")
                variables[place] = variables[place].renamed(option.value.name)
                old, new = option.name.lower(), option.value.name.lower()
                table.sorted_by = tuple(
                    "-" * key.startswith("-") + new if key.lstrip("-") == old else key
                    for key in table.sorted_by
                )
        elif isinstance(change, st.RawStatement):
            words = [token.text.lower() for token in change.tokens]
            if change.keyword == "index" and words[:1] == ["delete"]:
                gone = set(table.indexes) if "_all_" in words else set(words[1:])
                table.indexes = {name: names for name, names in table.indexes.items() if name not in gone}
            table.indexes |= dict(index(session, change))
        else:
            fake = st.ProcStep(name="DATASETS", options=(), body=(change,), at=s.at, end=s.end)
            table.variables = with_attributes(fake, table)
    session.put(lib, name, table)


def index(session: Session, s: st.RawStatement) -> Indexes:
    """INDEX CREATE, INDEX DELETE: return the indexes that are made. Constraints (IC) are not enforced here."""
    words = [token.text for token in s.tokens]
    if s.keyword != "index":
        return ()
    inside = False
    for place, text in enumerate(words[1:], start=1):
        if text == "/":
            break
        if text in "()":
            inside = text == "("
        elif text != "=" and not inside:
            if words[0].lower() == "delete":
                session.note(f"Index {text} deleted.")
            else:
                kind = "Composite" if words[place + 1 : place + 2] == ["="] else "Simple"
                session.note(f"{kind} index {text} has been defined.")
    return read_indexes(" ".join(words[1:]).partition("/")[0]) if words[0].lower() == "create" else ()


def renamed(table: Table, pairs: dict[str, str]) -> Table:
    """Return the table with variables renamed (old names in lower case)."""
    return Table(
        [replace(v, name=pairs.get(v.name.lower(), v.name)) for v in table.variables],
        table.rows,
        table.label,
        table.sorted_by,
    )
