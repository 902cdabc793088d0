"""A project as one SAS program: the programs of its process flows, one after the other, as one session runs them."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from translator.frontend.project.archive import Archive
from translator.frontend.project.model import Flow, Project, Task, project_of
from translator.frontend.scan import lean
from translator.lang.diagnostics import Diagnostic
from translator.lang.source import Part, Source

_COMPLETE = re.compile(r"\b(?:run|quit)\s*;(?:\s|/\*(?:[^*]|\*(?!/))*\*/)*\Z", re.IGNORECASE)
_ABOUT_TASK = re.compile(r"&_(?:client|sasprogramfile)", re.IGNORECASE)
_DROPS = re.compile(r"%_eg_conditional_dropds\b", re.IGNORECASE)
_DROPS_MADE = re.compile(r"%macro\s+_eg_conditional_dropds\b", re.IGNORECASE)

DROPS = """\
%macro _eg_conditional_dropds / parmbuff;
  %local i name library member;
  %let i = 1;
  %let name = %scan(&syspbuff, &i, %str(,() ));
  %do %while(&name ne );
    %let library = work;
    %let member = &name;
    %if %index(&name, .) %then %do;
      %let library = %scan(&name, 1, .);
      %let member = %scan(&name, 2, .);
    %end;
    proc datasets library=&library nolist nowarn memtype=(data view);
      delete &member;
    quit;
    %let i = %eval(&i + 1);
    %let name = %scan(&syspbuff, &i, %str(,() ));
  %end;
%mend _eg_conditional_dropds;
"""
"""Enterprise Guide gives every session this macro: it deletes tables and views that are there."""


def read_project(path: Path, shown: str) -> tuple[Source | None, list[Diagnostic]]:
    """Return the program that a project file holds, and what could not be read of it; None where there is nothing.

    Raises: OSError where the file cannot be read.
    """
    try:
        archive = Archive(path, shown)
    except zipfile.BadZipFile as error:
        return None, [Diagnostic("E0030", f"the project file is damaged: {error}", shown, 1, 1)]
    root = archive.document()
    project = project_of(root, archive) if root is not None else _without_description(archive)
    if project.conditions:
        message = "tasks of the project run only where a condition holds: the conditions are not carried out"
        archive.find("E0032", message)
    text, parts, more = project_text(project, shown)
    if not parts:
        archive.find("E0034", "the project has no program that could be read")
        return None, archive.findings
    return Source(shown, text, "utf-8", parts), [*archive.findings, *more]


def _without_description(archive: Archive) -> Project:
    """Return what is left where project.xml is lost: the programs in the order of their names."""
    tasks = [Task(id, id, "CodeTask", archive.code(id)) for id in archive.tasks_with_code()]
    return Project([Flow("", "", tasks)])


def project_text(project: Project, shown: str) -> tuple[str, tuple[Part, ...], list[Diagnostic]]:
    """Return the text of all flows, the parts it has, and findings about tasks that have no text."""
    lines: list[str] = []
    parts: list[Part] = []
    findings: list[Diagnostic] = []
    names: set[str] = set()
    codes = [task.code or "" for flow in project.flows for task in flow.tasks]
    if any(map(_DROPS.search, codes)) and not any(map(_DROPS_MADE.search, codes)):
        lines += DROPS.splitlines()
    for flow in project.flows:
        where = _unique(f"{shown}/{_name(flow.label)}" if flow.label else shown, names)
        lines += _comment(f"Process flow: {flow.label}") if flow.label else []
        lines += [line for note in flow.notes for line in _comment(note)]
        for task in flow.tasks:
            what = "Program" if task.kind == "CodeTask" else f"Task ({task.kind})"
            lines += _comment(f"{what}: {task.label}")
            lines += [line for note in task.notes for line in _comment(note)]
            code = f"%include {_quoted(task.outside)};" if task.outside else task.code
            if code is None:
                lines += _comment(f"Enterprise Guide keeps no code of {task.label}")
                message = (
                    f"the task {task.label!r} ({task.kind}) of the process flow {flow.label!r} has no code"
                )
                findings.append(Diagnostic("E0032", message, shown, len(lines), 1))
                continue
            if _ABOUT_TASK.search(code):
                lines += _about(task, flow, shown)
            part = Part(len(lines) + 1, _unique(f"{where}/{_name(task.label)}", names))
            parts.append(part)
            made, found = _closed(code, part.path)
            lines += made
            findings += found
            lines.append("")
    return "\n".join(lines) + "\n", tuple(parts), findings


def _closed(code: str, path: str) -> tuple[list[str], list[Diagnostic]]:
    """Return a task's lines, closed as Enterprise Guide closes what it submits: strings, comments and steps end."""
    lines = code.replace("\r\n", "\n").replace("\r", "\n").rstrip().split("\n")
    text = "\n".join(lines)
    source = Source(path, text)
    findings = []
    for index in (scanned := lean(source)).bad:
        token = scanned.tokens[index]
        if token.text[0] in "'\"" or token.text.startswith("/*"):
            code_, what = ("E0003", "string") if token.text[0] in "'\"" else ("E0004", "comment")
            _, line, column = source.place(token.start)
            message = f"the {what} that starts here is not closed: it ends with the task"
            findings.append(Diagnostic(code_, message, path, line, column))
    if findings:
        lines.append("*';*\";*/;quit;run;")
    elif not _COMPLETE.search(text):
        lines.append("quit; run;" if text.rstrip().endswith((";", "*/")) else "; quit; run;")
    return lines, findings


def _about(task: Task, flow: Flow, shown: str) -> list[str]:
    """Return the macro variables that Enterprise Guide sets for a task."""
    name = re.split(r"[/\\]", shown)[-1]
    values = {
        "_CLIENTTASKLABEL": task.label,
        "_CLIENTPROCESSFLOWNAME": flow.label,
        "_CLIENTPROJECTNAME": name,
        "_CLIENTPROJECTPATH": shown,
        "_SASPROGRAMFILE": task.outside,
    }
    return [f"%let {variable}={_quoted(value)};" for variable, value in values.items()]


def _comment(text: str) -> list[str]:
    return f"/* {text.replace('*/', '* /')} */".replace("\r\n", "\n").split("\n")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _name(label: str) -> str:
    """Return a label as a step of a path."""
    return re.sub(r"[/\\\x00-\x1f]+", "_", label).strip() or "_"


def _unique(name: str, taken: set[str]) -> str:
    number, made = 1, name
    while made.lower() in taken:
        number += 1
        made = f"{name} ({number})"
    taken.add(made.lower())
    return made
