"""Enterprise Guide projects made for the tests, in the form of published projects of EG 7.1 and 8.1."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

PREFIX = "SAS.EG.ProjectElements."


def element(
    kind: str, id: str, label: str, header: str = "TASK", container: str = "", inside: str = ""
) -> str:
    """One <Element> of project.xml with its header."""
    return (
        f'<Element Type="{PREFIX}{kind}"><Element><Label>{escape(label)}</Label><Type>{header}</Type>'
        f"<Container>{container}</Container><ID>{id}</ID><InputIDs /></Element>{inside}</Element>"
    )


def program(id: str, label: str, flow: str = "", outside: str = "") -> str:
    """A program of a process flow; `outside`: the project only points to its file."""
    dna = escape(f"<DNA><Type>LocalFile</Type><FullPath>{outside}</FullPath></DNA>") if outside else ""
    inside = f"<CodeTask><Embedded>{not outside}</Embedded><DNA>{dna}</DNA></CodeTask>"
    return element("CodeTask", id, label, container=flow, inside=inside)


def submitted(parent: str, code: str) -> str:
    """The code that a task has submitted last."""
    inside = (
        f"<TextElement><Text>{escape(code)}</Text></TextElement><Code><Parent>{parent}</Parent>"
        "<BeginAppCode>ODS _ALL_ CLOSE;</BeginAppCode>"
        f"<TaskCode>{escape(code)}</TaskCode><EndAppCode>;*';*\";*/;quit;run;</EndAppCode></Code>"
    )
    return element("Code", f"Code-of-{parent}", "Last Submitted Code", "CODE", inside=inside)


def note(id: str, text: str, flow: str) -> str:
    inside = f"<TextElement><Text>{escape(text)}</Text></TextElement><Note><Parent>{flow}</Parent></Note>"
    return element("Note", id, "Note", "NOTE", flow, inside)


def link(start: str, end: str) -> str:
    inside = f"<Log><Parent>{start}</Parent><LinkFrom>{start}</LinkFrom><LinkTo>{end}</LinkTo></Log>"
    return element("Link", f"Link-{start}-{end}", "Link", "LINK", inside=inside)


def flow(id: str, label: str, members: Mapping[str, Sequence[str]]) -> str:
    """A process flow: its members, each with those it depends on."""
    processes = "".join(
        f"<Process><Element><ID>{member}</ID></Element><Dependencies>"
        + "".join(f'<DepID ResourceDependency="false">{one}</DepID>' for one in before)
        + "</Dependencies></Process>"
        for member, before in members.items()
    )
    inside = (
        "<ContainerElement><ContainerType>ProcessFlow</ContainerType></ContainerElement>"
        f"<PFD>{processes}</PFD>"
    )
    return element("PFD", id, label, "CONTAINER", inside=inside)


def project(elements: Sequence[str], tree: Sequence[str] = (), more: str = "") -> str:
    """The text of project.xml; `tree`: the flows as the project tree shows them."""
    nodes = "".join(f"<EGTreeNode><ElementID>{id}</ElementID></EGTreeNode>" for id in tree)
    return (
        '<?xml version="1.0" encoding="utf-16"?>'
        f'<ProjectCollection EGVersion="7.1">{more}<Elements>{"".join(elements)}</Elements>'
        f"<External_Objects><ProjectTreeView>{nodes}</ProjectTreeView></External_Objects></ProjectCollection>"
    )


def write_egp(path: Path, xml: str, codes: Mapping[str, str], encoding: str = "utf-16") -> Path:
    """Write a project file: project.xml and `ID/code.sas` of each program."""
    with zipfile.ZipFile(path, "w") as file:
        for id, code in codes.items():
            file.writestr(f"{id}/code.sas", code.encode("utf-8-sig"))
        file.writestr("project.xml", xml.encode(encoding))
    return path
