"""What each PROC does with its options and statements, read from the code that lowers it.

A lowering names the options that it uses and those that are harmless in its calls of `options(holder, used, harmless)`
and `begin(step, context, used, harmless, keywords=)`, its statements in `statements(step, types, keywords=)`; every
other option or statement is refused (H0402, H0403). Options in `not_printed(step, context, names)` change what is
printed and are warned of (W0112).
"""

from __future__ import annotations

import ast
import inspect
import sys
from dataclasses import dataclass
from types import ModuleType

from translator.library.print_only import ROWS, PrintOnly
from translator.lower.procs import procs


@dataclass(frozen=True, slots=True)
class ProcWords:
    """Options of a PROC and its statements, by what becomes of them. What is listed nowhere is refused."""

    used: tuple[str, ...]
    harmless: tuple[str, ...]
    statements: tuple[str, ...]
    warned: tuple[str, ...] = ()


def proc_words(name: str) -> ProcWords:
    """Return what the lowering of a PROC says. KeyError where the PROC has none."""
    module = sys.modules[procs()[name].__module__]
    used: set[str] = set()
    harmless: set[str] = set()
    known: set[str] = set()
    warned: set[str] = set()
    for call in ast.walk(ast.parse(inspect.getsource(module))):
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
            continue
        first = {"options": 1, "begin": 2}.get(call.func.id)
        keywords = {keyword.arg: keyword.value for keyword in call.keywords}
        if first is not None:
            given = [
                *call.args[first : first + 2],
                *(keywords[name] for name in ("used", "harmless") if name in keywords),
            ]
            for words, node in zip((used, harmless), given, strict=False):
                words |= _texts(module, node)
        if call.func.id == "not_printed":
            warned |= _texts(module, call.args[2])
        if call.func.id in ("begin", "statements") and "keywords" in keywords:
            known |= _texts(module, keywords["keywords"])
    only = ROWS.get(name, PrintOnly())
    warned |= {
        word.upper() for words in (only.options, only.statements, *only.inside.values()) for word in words
    } - {"*"}
    return ProcWords(
        _sorted(used - warned), _sorted(harmless - used - warned), _sorted(known), _sorted(warned)
    )


def _texts(module: ModuleType, node: ast.expr) -> set[str]:
    """The words of an expression of literals and the module's own constants; what depends on the program is left out."""
    try:
        value = eval(compile(ast.Expression(node), module.__name__, "eval"), dict(vars(module)))
    except NameError:
        parts = [child for child in ast.walk(node) if isinstance(child, ast.Name | ast.Constant)]
        value = set()
        for part in parts:
            found = part.value if isinstance(part, ast.Constant) else getattr(module, part.id, ())
            if isinstance(found, str):
                value.add(found)
            elif isinstance(found, tuple | set | frozenset):
                value |= set(found)
    return {word.upper() for word in value if isinstance(word, str)}


def _sorted(words: set[str]) -> tuple[str, ...]:
    return tuple(sorted(words))
