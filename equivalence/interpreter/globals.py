"""Global statements: TITLE, OPTIONS, LIBNAME, FILENAME, MISSING and those that do not touch data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from equivalence.interpreter import databases
from equivalence.interpreter.errors import StepError
from equivalence.interpreter.files import FileRef
from translator.lang import statements as st
from translator.library import system_options
from translator.library.engines import unreachable
from translator.library.formats.best import show_missing
from translator.library.record_formats import NotCovered, check_words

if TYPE_CHECKING:
    from equivalence.interpreter.session import Session

Global = (
    st.Title
    | st.Options
    | st.Libname
    | st.Filename
    | st.OdsStatement
    | st.MissingStatement
    | st.GlobalStatement
)


def run_global(session: Session, statement: Global) -> None:
    """Carry out a global statement. Raises StepError."""
    match statement:
        case st.Title(kind=kind, number=number, text=text):
            lines = session.titles if kind == "title" else session.footnotes
            for line in [n for n in lines if n >= number]:
                del lines[line]
            if text is not None:
                lines[number] = text
        case st.Options(items=items):
            for name, value in items:
                set_option(session, name.lower(), value)
        case st.Libname():
            libname(session, statement)
        case st.Filename():
            filename(session, statement)
        case st.OdsStatement(words=words) if words[:1] in (("select",), ("exclude",)):
            session.selection.change(words)
        case st.OdsStatement():
            session.ods_outputs.change(statement)
        case st.MissingStatement(letters=letters):
            session.missing_letters = {letter.upper() for letter in letters}
        case st.GlobalStatement():
            return


def set_option(session: Session, name: str, value: str) -> None:
    """Set a system option: `noX` takes X away, X takes noX away."""
    options = session.options
    system_options.set_option(session.settings, name, value)
    options.pop(name.removeprefix("no") if name.startswith("no") else f"no{name}", None)
    if (
        name in ("obs", "firstobs")
        and value.strip().lower() in ("max", "")
        or (name, value.strip()) == ("firstobs", "1")
    ):
        options.pop(name, None)
        return
    if name == "missing":
        value = value.strip("'\"") or " "
        show_missing(value)
    options[name] = value


def libname(session: Session, statement: st.Libname) -> None:
    """LIBNAME libref 'path' | CLEAR. Librefs given to the run win over paths of the program."""
    libref = statement.libref.lower()
    words = {word.lower() for word in statement.words}
    if "clear" in words:
        if libref == "_all_":
            session.librefs.clear()
        session.librefs.pop(libref, None)
        return
    if "list" in words or libref in session.services.setdefault("given librefs", set()):
        return
    why = unreachable(statement.engine, statement.path, statement.words)
    if why and statement.engine and libref in session.connections:
        databases.assign(session, libref, statement.at)
        return
    if why:
        raise StepError(f"Library {libref.upper()} cannot be assigned: {why}.", statement.at, "R0003")
    if statement.path is None:
        for word in statement.words:
            other = session.librefs.get(word.strip("()").lower())
            if other is not None:
                session.librefs[libref] = other
                return
        raise StepError(f"Library {libref.upper()} cannot be assigned without a path.", statement.at, "R0003")
    folder = Path(statement.path)
    session.assign(libref, folder)
    if folder.is_dir():
        session.note(f"Libref {libref.upper()} was successfully assigned as follows:")
    else:
        session.note(f"Library {libref.upper()} does not exist.")


def filename(session: Session, statement: st.Filename) -> None:
    """FILENAME fileref 'path' | TEMP | CLEAR. Raises StepError for devices that are not supported."""
    name = statement.fileref.lower()
    device = statement.device.lower()
    words = {word.lower() for word in statement.words}
    try:
        check_words(statement.words)
    except NotCovered as problem:
        raise StepError(f"{problem} is not supported.", statement.at, "R0002") from None
    if device == "clear" or "clear" in words:
        session.filerefs.pop(name, None)
    elif device in ("temp", "dummy", "catalog"):
        session.filerefs[name] = FileRef(name, form=" ".join(statement.words))
    elif device in ("", "disk") and statement.paths:
        session.filerefs[name] = FileRef(name, Path(statement.paths[0]), form=" ".join(statement.words))
    elif "list" not in words:
        raise StepError(f"The device {device.upper()} of FILENAME is not supported.", statement.at, "R0002")
