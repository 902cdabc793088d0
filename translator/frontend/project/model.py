"""project.xml as values: process flows, their tasks in order, the notes."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from translator.frontend.project.archive import Archive

_RESULTS = frozenset({"Code", "Log", "ProjectLog", "Link", "Note", "ShortCutToData", "ODSResult"})
"""Elements of a project that are no tasks, whatever their header says."""


@dataclass(slots=True)
class Task:
    """A step of a process flow. `kind` is the last word of its type (CodeTask, Query …); `code` None: it has none;
    `outside`: the path of a program that the project only points to; `notes`: linked to it."""

    id: str
    label: str
    kind: str
    code: str | None = None
    outside: str = ""
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Flow:
    """A process flow: its tasks in the order in which Enterprise Guide runs them."""

    id: str
    label: str
    tasks: list[Task] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Project:
    """What a project file holds. `conditions`: tasks run only where a condition of the project holds."""

    flows: list[Flow]
    conditions: bool = False


def project_of(root: Element, archive: Archive) -> Project:
    """Return the project that project.xml describes. Findings go to the archive."""
    elements = [one for one in root.iterfind("./Elements/Element") if one.find("./Element/ID") is not None]
    by_id = {_text(one, "./Element/ID"): one for one in elements}
    submitted = {_text(one, "./Code/Parent"): one for one in elements if _kind(one) == "Code"}
    links = [
        (_text(one, "./Log/LinkFrom"), _text(one, "./Log/LinkTo")) for one in elements if _kind(one) == "Link"
    ]
    linked: dict[str, list[str]] = {}
    loose: dict[str, list[str]] = {}
    for one in elements:
        if _kind(one) == "Note" and (text := _text(one, "./TextElement/Text").strip()):
            ends = [end for start, end in links if start == _text(one, "./Element/ID")]
            for end in ends:
                linked.setdefault(end, []).append(text)
            if not ends:
                loose.setdefault(_text(one, "./Element/Container"), []).append(text)
    flows = [
        Flow(_text(one, "./Element/ID"), _text(one, "./Element/Label"))
        for one in elements
        if one.find("./PFD") is not None
    ]
    flows = _in_order(root, flows)
    tasks = {id: _task(one, submitted.get(id), archive) for id, one in by_id.items() if _is_task(one)}
    for id, notes in linked.items():
        if id in tasks:
            tasks[id].notes = notes
    for flow in flows:
        flow.notes = loose.get(flow.id, [])
        flow.tasks = [tasks[id] for id in _order(by_id[flow.id], flow, by_id, links, archive) if id in tasks]
    placed = {task.id for flow in flows for task in flow.tasks}
    rest = [task for id, task in tasks.items() if id not in placed]
    if rest:
        flows.append(Flow("", "", rest))
    decisions = root.find("./DecisionManager/Decisions")
    return Project(flows, conditions=decisions is not None and len(decisions) > 0)


def _kind(element: Element) -> str:
    return element.get("Type", "").rpartition(".")[2]


def _text(element: Element, path: str) -> str:
    return element.findtext(path) or ""


def _is_task(element: Element) -> bool:
    if _kind(element) in _RESULTS or element.find("./PFD") is not None:
        return False
    return (
        _text(element, "./Element/Type").upper() == "TASK" or element.find("./SubmitableElement") is not None
    )


def _task(element: Element, submitted: Element | None, archive: Archive) -> Task:
    """Read a task. The text of a program is the one being edited; for other tasks, what they last submitted."""
    id = _text(element, "./Element/ID")
    task = Task(id, _text(element, "./Element/Label") or id, _kind(element))
    if _text(element, "./CodeTask/Embedded").lower() == "false":
        task.outside = _outside(_text(element, "./CodeTask/DNA"))
        if task.outside:
            return task
    task.code = archive.code(id)
    if task.code is None and element.find("./TextElement/Text") is not None:
        task.code = _text(element, "./TextElement/Text")
    if task.code is None and submitted is not None:
        pieces = [
            _text(submitted, f"./Code/{name}")
            for name in ("Libref_Code", "BeginUserCode", "TaskCode", "EndUserCode")
        ]
        code = "\n".join(piece.rstrip() for piece in pieces if piece.strip())
        task.code = code or _text(submitted, "./TextElement/Text") or None
    return task


def _outside(dna: str) -> str:
    """Return the path of a program outside the project, from the description inside <DNA>."""
    try:
        return _text(ElementTree.fromstring(dna), "./FullPath")
    except ElementTree.ParseError:
        match = re.search(r"<FullPath>(.*?)</FullPath>", dna, re.DOTALL)
        return match[1].strip() if match else ""


def _in_order(root: Element, flows: list[Flow]) -> list[Flow]:
    """Return the flows as the project tree shows them, which is how "Run Project" takes them; one that is called
    Autoexec runs when the project is opened."""
    shown = [one.text for one in root.iterfind("./External_Objects/ProjectTreeView/EGTreeNode/ElementID")]
    shown += [one.text for one in root.iterfind("./Containers/ID")]
    place = {id: number for number, id in reversed(list(enumerate(shown)))}
    return sorted(flows, key=lambda flow: (flow.label.lower() != "autoexec", place.get(flow.id, len(shown))))


def _order(
    element: Element,
    flow: Flow,
    by_id: dict[str, Element],
    links: Iterable[tuple[str, str]],
    archive: Archive,
) -> list[str]:
    """Return a flow's members: those that others depend on first, else in the order in which they are listed."""
    listed: dict[str, set[str]] = {}
    for process in element.iterfind("./PFD/Process"):
        id = _text(process, "./Element/ID")
        listed.setdefault(id, set()).update(
            one.text or "" for one in process.iterfind("./Dependencies/DepID")
        )
    for id, one in by_id.items():
        if _text(one, "./Element/Container") == flow.id and _is_task(one):
            listed.setdefault(id, set())
    for start, end in links:
        if start in listed and end in listed:
            listed[end].add(start)
    order: list[str] = []
    waiting = dict(listed)
    while waiting:
        ready = next((id for id, before in waiting.items() if not before & waiting.keys() - {id}), None)
        if ready is None:
            archive.find(
                "E0033", f"the tasks of the process flow {flow.label!r} depend on each other in a circle"
            )
            return [*order, *waiting]
        order.append(ready)
        del waiting[ready]
    return order
