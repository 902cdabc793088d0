"""Puts an accepted answer into a program: the hole's function is replaced, every other byte stays."""

from __future__ import annotations

from dataclasses import dataclass, replace

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider

from translator.emit.code import MapEntry
from translator.holes.contract import HoleContract
from translator.holes.gates import Target
from translator.holes.r_rules import ask_r


class NotThere(Exception):
    """The program has no function of the contract's name, or more than one."""


@dataclass(frozen=True, slots=True)
class Spliced:
    """The program with the answer in it, and its map: lines moved, the hole's entry marked "model"."""

    text: str
    map: tuple[MapEntry, ...]


def splice(
    text: str, entries: tuple[MapEntry, ...], contract: HoleContract, target: Target, code: str, label: str
) -> Spliced:
    """Replace the hole's function by the answer under the comment `# {label}`. Raises NotThere."""
    first, last = (_python_lines if target == "pandas" else _r_lines)(text, contract.function)
    lines = text.splitlines(keepends=True)
    function = _with_imports_inside(code) if target == "pandas" else code.strip() + "\n"
    new = f"# {label}\n{function}"
    result = "".join(lines[: first - 1]) + new + "".join(lines[last:])
    grown = new.count("\n") - (last - first + 1)
    return Spliced(result, tuple(_moved(entry, first, last, grown, contract.step) for entry in entries))


def _moved(entry: MapEntry, first: int, last: int, grown: int, step: int) -> MapEntry:
    if entry.step == step:
        entry = replace(entry, provenance="model")
    if entry.first > last:
        return replace(entry, first=entry.first + grown, last=entry.last + grown)
    return replace(entry, last=entry.last + grown) if entry.last >= first else entry


def _python_lines(text: str, function: str) -> tuple[int, int]:
    wrapper = MetadataWrapper(cst.parse_module(text))
    places = wrapper.resolve(PositionProvider)
    found = [
        places[node]
        for node in wrapper.module.body
        if isinstance(node, cst.FunctionDef) and node.name.value == function
    ]
    if len(found) != 1:
        raise NotThere(f"the program has {len(found)} functions {function}")
    return found[0].start.line, found[0].end.line


def _r_lines(text: str, function: str) -> tuple[int, int]:
    answer = ask_r("locate", text, function)
    if "error" in answer:
        raise NotThere(f"the program's function {function} is {answer['error']}")
    return int(answer["first"]), int(answer["last"])


def _with_imports_inside(code: str) -> str:
    """Return the answer's function with its imports as the first statements of the body, after a docstring."""
    module = cst.parse_module(code)
    imports = [node for node in module.body if isinstance(node, cst.SimpleStatementLine)]
    function = next(node for node in module.body if isinstance(node, cst.FunctionDef))
    if imports:
        body = cst.ensure_type(function.body, cst.IndentedBlock)
        start = 1 if function.get_docstring() is not None else 0
        inside = [node.with_changes(leading_lines=()) for node in imports]
        body = body.with_changes(body=(*body.body[:start], *inside, *body.body[start:]))
        function = function.with_changes(body=body)
    return module.with_changes(header=(), footer=(), body=(function.with_changes(leading_lines=()),)).code
