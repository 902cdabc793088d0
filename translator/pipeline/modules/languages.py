"""What the sharing of macros asks of a target language, and what each answers."""

from __future__ import annotations

import ast
import keyword
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from translator.emit.r.functions import R
from translator.pipeline.modules.same import (
    keywords_python,
    keywords_r,
    parameters_python,
    parameters_r,
    renamed_python,
    renamed_r,
    same_python,
    same_r,
)
from translator.report.outputs import hides_module

PROGRAM_PARTS = frozenset({"run", "main", "LIBRARIES", "libraries", "script"})
"""Definitions that belong to a program and never to a module."""


@dataclass(frozen=True, slots=True)
class Language:
    """A target: how definitions are compared and named, how modules begin, and how programs import."""

    target: str
    words: Callable[[str, Collection[str]], set[str]]  # names that code reads, columns left out
    same: Callable[[str, str, Collection[str]], bool]
    parameters: Callable[[str], list[str]]
    keywords: Callable[[str, str], set[str]]
    renamed: Callable[[str, str, str], str]
    imports: Callable[[str, str, Sequence[tuple[str, str]]], list[str]]
    opening: Callable[[str, str, Sequence[str], Sequence[str]], list[str]]
    apart: tuple[str, ...]  # blank lines between definitions


def _python_words(text: str, columns: Collection[str]) -> set[str]:
    return {node.id for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name)}


def _r_words(text: str, columns: Collection[str]) -> set[str]:
    tokens = [token for token in R(columns).lex(text.split("\n")) if token.kind not in ("line", "comment")]
    called = {one.text for one, after in zip(tokens, tokens[1:]) if after.text == "("}
    return called | {token.text for token in tokens if token.kind in ("word", "fixed")}


def importable(name: str) -> bool:
    """Can a module of this name be imported, and does it hide no module of Python?"""
    return name.isidentifier() and not keyword.iskeyword(name) and not hides_module(name)


def _python_imports(module: str, file: str, names: Sequence[tuple[str, str]]) -> list[str]:
    shown = [name if name == own else f"{name} as {own}" for name, own in names]
    line = f"from {module} import {', '.join(shown)}"
    if len(line) <= 108:
        return [line]
    return [f"from {module} import (", *(f"    {one}," for one in shown), ")"]


def python_header(lines: Sequence[str], first: Sequence[str], own: Sequence[str]) -> list[str]:
    """Return the imports that a file in Python needs: `first` of Python itself, then libraries, then `own`."""
    used = {node.id for node in ast.walk(ast.parse("\n".join(lines))) if isinstance(node, ast.Name)}
    math = sorted(used & {"nan", "isnan"})
    blocks = [
        [*first, *([f"from math import {', '.join(math)}"] if math else [])],
        [
            line
            for name, line in (("np", "import numpy as np"), ("pd", "import pandas as pd"))
            if name in used
        ],
        [*(["import sas_semantics as sas"] if "sas" in used else []), *own],
    ]
    found: list[str] = []
    for block in filter(None, blocks):
        found += ["", *block] if found else block
    return found


def _python_opening(module: str, title: str, lines: Sequence[str], imports: Sequence[str]) -> list[str]:
    header = python_header(lines, (), imports)
    return [
        f'"""{title}.',
        "",
        f"{module}.html shows SAS and Python side by side.",
        '"""',
        *([""] if header else []),
        *header,
    ]


def _r_imports(module: str, file: str, names: Sequence[tuple[str, str]]) -> list[str]:
    place = f"{module}_module"
    found = [
        f"{place} <- new.env()  # macros of {file}",
        f'source(file.path(c(dirname(script), ".")[1], "{module}.R"), local = {place})',
    ]
    return found + [f"{own} <- {place}${name}" for name, own in names]


def _r_opening(module: str, title: str, lines: Sequence[str], imports: Sequence[str]) -> list[str]:
    return [
        f"# {title}",
        "#",
        f"# {module}.html shows SAS and R side by side. Programs load sas_semantics.R before this file.",
        *([""] if imports else []),
        *imports,
    ]


LANGUAGES = {
    "pandas": Language(
        "pandas", _python_words, lambda one, other, columns: same_python(one, other), parameters_python, keywords_python,
        renamed_python, _python_imports, _python_opening, ("", ""),
    ),
    "r": Language("r", _r_words, same_r, parameters_r, keywords_r, renamed_r, _r_imports, _r_opening, ("",)),
}  # fmt: skip
