"""The module that generated programs import as `sas`: what they need of `runtime` and of the library, copied.

Definitions are found by name and followed through their dependencies; annotations and registrations are left out.
"""

from __future__ import annotations

import ast
import importlib
import importlib.util
import pkgutil
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import libcst as cst

from translator import library
from translator.emit.pandas import runtime
from translator.emit.pandas.names import public_name
from translator.library.formats import find_format, find_informat
from translator.library.functions import FUNCTIONS

FIRST = (
    "translator.library.missing",
    "translator.emit.pandas.runtime.log",
    "translator.emit.pandas.runtime.text",
)

TABLES = {"FORMATS", "INFORMATS"}

DOC = '''"""What SAS does and pandas does not: the helpers used by the programs in this folder.

Numbers are float64, missing is NaN. Text is `str`, right-trimmed, missing is "", never NaN.
Dates are days since 1960-01-01. Tables have a RangeIndex. Nothing changes its arguments.
"""
'''

Key = tuple[str, str]  # module, name


@dataclass(slots=True)
class Module:
    """A module's top-level definitions and imports."""

    name: str
    text: str
    definitions: dict[str, ast.stmt] = field(default_factory=dict)
    imports: dict[str, Key] = field(default_factory=dict)  # local name -> (translator module, name)
    outside: dict[str, str] = field(default_factory=dict)  # local name -> import line
    together: dict[str, str] = field(default_factory=dict)  # name -> the first name of its `a, b = …`


@cache
def module(name: str) -> Module:
    """Read a module's source and find its definitions."""
    found = importlib.util.find_spec(name)
    assert found is not None and found.origin is not None, name
    made = Module(name, Path(found.origin).read_text(encoding="utf-8"))
    tree = ast.parse(made.text)
    for node in tree.body:
        match node:
            case ast.FunctionDef(name=defined) | ast.ClassDef(name=defined):
                made.definitions[defined] = node
            case ast.Assign(targets=[ast.Name(id=defined)]) | ast.AnnAssign(target=ast.Name(id=defined)):
                made.definitions[defined] = node
            case ast.Assign(targets=[ast.Tuple(elts=parts)]):
                several = [part.id for part in parts if isinstance(part, ast.Name)]
                made.together |= dict.fromkeys(several, several[0])
                made.definitions[several[0]] = node
    for inner in ast.walk(tree):
        match inner:
            case ast.ImportFrom(module=str() as source, names=names) if source.startswith("translator."):
                for alias in names:
                    made.imports[alias.asname or alias.name] = (source, alias.name)
        if isinstance(inner, (ast.Import, ast.ImportFrom)) and inner in tree.body:
            if isinstance(inner, ast.ImportFrom) and (inner.module or "").startswith(
                ("translator", "__future__")
            ):
                continue
            for alias in inner.names:
                line = f"import {alias.name}" + (f" as {alias.asname}" if alias.asname else "")
                if isinstance(inner, ast.ImportFrom):
                    line = f"from {inner.module} {line}"
                made.outside[alias.asname or alias.name.split(".")[0]] = line
    return made


@cache
def runtime_names() -> dict[str, str]:
    """Name -> module of everything that the runtime defines; names of several modules are left out."""
    return {defined: sources[0] for defined, sources in runtime_definitions().items() if len(sources) == 1}


@cache
def runtime_definitions() -> dict[str, tuple[str, ...]]:
    """Name -> modules of everything that the runtime defines."""
    found: dict[str, tuple[str, ...]] = {}
    for item in pkgutil.iter_modules(runtime.__path__):
        name = f"{runtime.__name__}.{item.name}"
        for defined in module(name).definitions:
            found[defined] = (*found.get(defined, ()), name)
    return found


@cache
def body_names() -> dict[str, tuple[str, str, str]]:
    """Public name of each SAS function's body -> (module, dtype of its result, name in the module)."""
    found: dict[str, tuple[str, str, str]] = {}
    for row in FUNCTIONS.values():
        if row.body is not None:
            kind = {"num": "float64", "char": "str", "same": "same"}[row.returns]
            body = row.body.__name__
            found.setdefault(public_name(body), (row.body.__module__, kind, body))
    return found


SCALARS = {"best": "str", "shorten_number": "float64", "plain": "float64", "is_missing": "bool"}
"""Helpers that columns use by distinct value, with the dtype of their results."""


def locate(name: str) -> Key:
    """Where a helper is defined. KeyError for an unknown one."""
    if name in runtime_names():
        return runtime_names()[name], name
    if name in body_names():
        return body_names()[name][0], body_names()[name][2]
    sources = library_names().get(name, ())
    if len(sources) == 1:
        return sources[0], name
    raise KeyError(name)


@cache
def library_names() -> dict[str, tuple[str, ...]]:
    """Name -> modules of what the library defines."""
    found: dict[str, tuple[str, ...]] = {}
    for item in pkgutil.walk_packages(library.__path__, f"{library.__name__}."):
        if not item.ispkg:
            for defined in module(item.name).definitions:
                found[defined] = (*found.get(defined, ()), item.name)
    return found


def resolve(source: str, name: str) -> Key | None:
    """The definition that a name in a module stands for, None for names from outside."""
    made = module(source)
    name = made.together.get(name, name)
    if name in made.definitions:
        return source, name
    if name in made.imports:
        other, original = made.imports[name]
        try:
            if importlib.util.find_spec(f"{other}.{original}") is not None:
                return None
        except ModuleNotFoundError:
            pass
        return resolve(other, original)
    return None


class Cleaner(cst.CSTTransformer):
    """Takes annotations, registering decorators and imports of the translator out; renames definitions."""

    def __init__(self, names: dict[str, str]) -> None:
        self.names = names
        self.classes: list[bool] = []

    def leave_Param(self, original_node: cst.Param, updated_node: cst.Param) -> cst.Param:
        default = updated_node.default
        equal: cst.AssignEqual | cst.MaybeSentinel = cst.MaybeSentinel.DEFAULT
        if default is not None:
            equal = cst.AssignEqual(cst.SimpleWhitespace(""), cst.SimpleWhitespace(""))
        return updated_node.with_changes(annotation=None, equal=equal)

    def visit_ClassDef(self, node: cst.ClassDef) -> None:
        shown = [cst.Module([]).code_for_node(d.decorator) for d in node.decorators]
        self.classes.append(any("dataclass" in text for text in shown))

    def leave_ClassDef(self, original_node: cst.ClassDef, updated_node: cst.ClassDef) -> cst.ClassDef:
        self.classes.pop()
        return updated_node

    def leave_FunctionDef(
        self, original_node: cst.FunctionDef, updated_node: cst.FunctionDef
    ) -> cst.FunctionDef:
        decorators = [
            d for d in updated_node.decorators
            if not (isinstance(d.decorator, cst.Call) and isinstance(d.decorator.func, cst.Name) and d.decorator.func.value in ("function", "routine"))
        ]  # fmt: skip
        return updated_node.with_changes(returns=None, decorators=decorators)

    def leave_AnnAssign(
        self, original_node: cst.AnnAssign, updated_node: cst.AnnAssign
    ) -> cst.BaseSmallStatement | cst.RemovalSentinel:
        if self.classes and self.classes[-1]:
            return updated_node
        if updated_node.value is None:
            return cst.RemoveFromParent()
        return cst.Assign([cst.AssignTarget(updated_node.target)], updated_node.value)

    def leave_ImportFrom(
        self, original_node: cst.ImportFrom, updated_node: cst.ImportFrom
    ) -> cst.ImportFrom | cst.RemovalSentinel:
        name = cst.Module([]).code_for_node(updated_node.module) if updated_node.module else ""
        return cst.RemoveFromParent() if name.startswith("translator") else updated_node

    def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> cst.Name:
        new = self.names.get(original_node.value)
        return updated_node.with_changes(value=new) if new else updated_node

    def leave_Attribute(self, original_node: cst.Attribute, updated_node: cst.Attribute) -> cst.Attribute:
        return updated_node.with_changes(attr=original_node.attr)

    def leave_Arg(self, original_node: cst.Arg, updated_node: cst.Arg) -> cst.Arg:
        return (
            updated_node.with_changes(keyword=original_node.keyword)
            if original_node.keyword
            else updated_node
        )


def source_of(key: Key) -> str:
    """The text of a definition, its decorators and the comment on its line included."""
    made = module(key[0])
    node = made.definitions[key[1]]
    decorators = getattr(node, "decorator_list", [])
    first = min([node.lineno, *(d.lineno for d in decorators)])
    assert node.end_lineno is not None
    return "\n".join(made.text.split("\n")[first - 1 : node.end_lineno])


@cache
def cleaned(key: Key, renames: tuple[tuple[str, str], ...]) -> str:
    """The text of a definition as it stands in the helper module."""
    text = re.sub(r"  # (type: ignore|noqa|fmt:)[^\n]*", "", source_of(key))
    tree = cst.parse_module(text).visit(Cleaner(dict(renames)))
    return tree.code.strip("\n")


@cache
def dependencies(key: Key) -> tuple[frozenset[Key], frozenset[tuple[str, str]]]:
    """The definitions and the imports (local name, line) that a definition needs."""
    made = module(key[0])
    tree = ast.parse(cleaned(key, ()))
    own = {
        name
        for node in ast.walk(tree)
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for name in bound(node)
    }
    keys: set[Key] = set()
    lines: set[tuple[str, str]] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            found = resolve(key[0], node.id)
            if found is not None and found != key:
                keys.add(found)
            elif found is None and node.id in made.outside and node.id not in own:
                lines.add((node.id, made.outside[node.id]))
    return frozenset(keys), frozenset(lines)


def bound(node: ast.Import | ast.ImportFrom) -> list[str]:
    """The names that an import binds."""
    return [alias.asname or alias.name.split(".")[0] for alias in node.names]


def module_order(names: set[str]) -> list[str]:
    """The modules in an order in which each follows those that it imports."""
    order: list[str] = []

    def visit(name: str, above: tuple[str, ...]) -> None:
        if name in order or name in above:
            return
        for other, _ in module(name).imports.values():
            if other in names:
                visit(other, (*above, name))
        order.append(name)

    for name in (*FIRST, *sorted(names)):
        if name in names:
            visit(name, ())
    return order


def helper_module(names: Iterable[str]) -> str:
    """Write `sas_semantics.py` for the helpers of these names (as in `Emitted.helpers`).

    "format:X" and "informat:X" are entries of the tables of formats; "columns:x" says that x is called with whole
    columns. Raises KeyError for a name that nothing defines.
    """
    wanted = set(names) - {"nan", "isnan", "np", "pd"}
    columns = {name[8:] for name in wanted if name.startswith("columns:")}
    formats = sorted({name[7:].upper() for name in wanted if name.startswith("format:")})
    informats = sorted({name[9:].upper() for name in wanted if name.startswith("informat:")})
    plain = {name for name in wanted if ":" not in name} | columns
    roots = {locate(name): name for name in sorted(plain)}
    entries: dict[str, list[tuple[str, Key, str]]] = {"FORMATS": [], "INFORMATS": []}
    for name in formats:
        row = find_format(name)
        if row is None or row.write is None:
            raise KeyError(f"format:{name}")
        tail = f"{row.default}, {row.decimals or 0}, {row.write_with!r}"
        entries["FORMATS"].append((name, (row.write.__module__, row.write.__name__), tail))
    for name in informats:
        row = find_informat(name)
        if row is None or row.read is None:
            raise KeyError(f"informat:{name}")
        width = row.read_default or (row.default if row.dates else None)
        entries["INFORMATS"].append(
            (name, (row.read.__module__, row.read.__name__), f"{width}, {row.read_with!r}")
        )

    keys = follow({*roots, *(key for rows in entries.values() for _, key, _ in rows)} | by_value_key(columns))
    final = final_names(keys, roots)
    outside = import_names(keys, set(final.values()))
    text = [DOC, imports({with_alias(line, local, name) for (local, line), name in outside.items()})]
    tables: list[str] = []
    for name in module_order({source for source, _ in keys}):
        own = [key for key in keys if key[0] == name]
        for key in sorted(own, key=lambda k: module(k[0]).definitions[k[1]].lineno):
            if key[1] in TABLES:
                rows = entries[key[1]]
                body = "".join(
                    f'    "{label}": ({final[body_key]}, {tail}),\n' for label, body_key, tail in rows
                )
                tables.append(f"{key[1]} = {{\n{body}}}" if rows else f"{key[1]} = {{}}")
                continue
            code = cleaned(key, renames(key, keys, final, outside))
            kind = column_kind(key, final[key], columns)
            one_line = isinstance(module(name).definitions[key[1]], (ast.Assign, ast.AnnAssign))
            text.append(
                ("\n" if one_line else "\n\n") + (f'@by_value("{kind}")\n' if kind else "") + code + "\n"
            )
    text += [f"\n\n{table}\n" for table in tables]
    made = re.sub(r"\n{4,}", "\n\n\n", "".join(text))
    ast.parse(made)
    return made


def by_value_key(columns: set[str]) -> set[Key]:
    """The decorator, where scalar functions take columns."""
    return {locate("by_value")} if columns else set()


def follow(roots: set[Key]) -> set[Key]:
    """All definitions that these need."""
    found: set[Key] = set()
    waiting = list(roots)
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting += dependencies(key)[0]
    return found


def final_names(keys: set[Key], roots: dict[Key, str]) -> dict[Key, str]:
    """A name of its own for each definition; what programs call keeps its public name."""
    final = dict(roots)
    used = set(roots.values())
    for key in sorted(keys - set(roots), key=lambda k: (not k[0].startswith(runtime.__name__), k)):
        name = key[1]
        if key[0].startswith("translator.library.functions"):
            name = public_name(name)
        if name in used:
            name = f"{name}_{key[0].rpartition('.')[2]}"
        while name in used:
            name += "_"
        used.add(name)
        final[key] = name
    return final


def import_names(keys: set[Key], taken: set[str]) -> dict[tuple[str, str], str]:
    """A name for each import (local name, line) that nothing else has."""
    found: dict[tuple[str, str], str] = {}
    used = set(taken)
    wanted = sorted({pair for key in keys for pair in dependencies(key)[1]})
    for local, line in wanted:
        name = local
        while name in used:
            name += "_"
        used.add(name)
        found[local, line] = name
    return found


def with_alias(line: str, local: str, name: str) -> str:
    """The import line that binds `name`."""
    if name == local:
        return line
    return f"{line.removesuffix(f' as {local}')} as {name}"


def renames(
    key: Key, keys: set[Key], final: dict[Key, str], outside: dict[tuple[str, str], str]
) -> tuple[tuple[str, str], ...]:
    """Local name -> final name of what a definition mentions (and of itself), where they differ."""
    made = module(key[0])
    pairs: dict[str, str] = {}
    for name in {*made.definitions, *made.imports}:
        found = resolve(key[0], name)
        if found is None or found not in keys:
            continue
        own = made.imports[name][1] if name in made.imports else name
        shown = final[found] if own == found[1] else own  # the others of `a, b = …` keep their names
        if shown != name:
            pairs[name] = shown
    for local, line in dependencies(key)[1]:
        if outside[local, line] != local:
            pairs[local] = outside[local, line]
    return tuple(sorted(pairs.items()))


def column_kind(key: Key, name: str, columns: set[str]) -> str:
    """The dtype for `by_value` where a scalar function is called with columns, else ""."""
    if name not in columns:
        return ""
    if name in SCALARS:
        return SCALARS[name]
    return body_names()[name][1] if name in body_names() and body_names()[name][0] == key[0] else ""


def imports(lines: set[str]) -> str:
    """The import lines: the standard library, then the others; names of one module joined."""
    joined: dict[str, set[str]] = {}
    whole: set[str] = set()
    for line in lines:
        found = re.fullmatch(r"from (\S+) import (.+)", line)
        if found:
            joined.setdefault(found.group(1), set()).add(found.group(2))
        else:
            whole.add(line)
    all_lines = whole | {
        f"from {source} import {', '.join(sorted(names))}" for source, names in joined.items()
    }
    outside = {line for line in all_lines if re.match(r"(import|from) (numpy|pandas|pyarrow|scipy)", line)}
    plain = sorted(all_lines - outside, key=lambda line: (line.startswith("from"), line))
    return "\n".join(["", *plain, *([""] if outside and plain else []), *sorted(outside), ""])
