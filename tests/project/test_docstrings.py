"""What other modules can use says what it is."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
NAMED_ELSEWHERE = (
    "translator/frontend/parse/sql_actions.py",  # actions named after the rules of a grammar
    "translator/frontend/parse/expression_actions.py",
    "translator/emit/pandas/runtime/compiled.py",  # compiled twins of helpers
    "equivalence/bench/steps.py",  # steps that are timed, named after what they measure
)


def test_public_functions_and_classes_have_docstrings() -> None:
    bare = []
    for package in ("translator", "equivalence"):
        for file in sorted((ROOT / package).rglob("*.py")):
            name = file.relative_to(ROOT).as_posix()
            if name not in NAMED_ELSEWHERE:
                bare += [f"{name}: {one}" for one in undocumented(file.read_text(encoding="utf-8"))]
    assert not bare


def undocumented(text: str) -> list[str]:
    """The module, and its public functions and classes, that have no docstring."""
    tree = ast.parse(text)
    found = ["the module"] if tree.body and not ast.get_docstring(tree) else []
    public = (
        n
        for n in tree.body
        if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and n.name[0] != "_"
    )
    return found + [node.name for node in public if not ast.get_docstring(node)]
