"""What an answer in Python may be: one function, a short list of modules, no way out of its tables."""

from __future__ import annotations

import builtins
from collections.abc import Iterator

import libcst as cst
from libcst.helpers import get_full_name_for_node

from translator.holes.contract import HoleContract
from translator.lang.diagnostics import Diagnostic

MODULES = frozenset(
    {
        "math",
        "datetime",
        "itertools",
        "pandas",
        "numpy",
        "scipy.interpolate",
        "scipy.linalg",
        "scipy.optimize",
        "scipy.special",
        "scipy.stats",
        "statsmodels.nonparametric.smoothers_lowess",
        "statsmodels.regression.linear_model",
        "statsmodels.tools.tools",
        "statsmodels.discrete.discrete_model",
        "statsmodels.genmod.generalized_linear_model",
        "statsmodels.genmod.families",
        "statsmodels.tsa.api",
    }
)
"""Modules an answer may import."""

BUILTINS = frozenset(
    """abs all any bool dict divmod enumerate filter float frozenset int isinstance len list map max min pow range
    reversed round set slice sorted str sum tuple zip True False None ValueError ZeroDivisionError KeyError
    IndexError ArithmeticError OverflowError StopIteration""".split()
)
"""Built-in names an answer may use; all others (open, eval, getattr, type …) are refused."""

TO = frozenset(
    "to_numpy to_datetime to_numeric to_timedelta to_list to_frame to_dict to_period to_timestamp to_series".split()
)
"""Methods that begin with to_ and write nothing."""

REFUSED = frozenset(
    """eval query load save savez savez_compressed loadtxt savetxt genfromtxt fromfile tofile memmap fromregex
    open_memmap DataSource frombuffer ctypes ctypeslib f2py testing distutils lib core compat io api util utils
    os sys subprocess shutil socket builtins importlib random format format_map mro gi_frame tb_frame f_globals
    f_builtins f_locals from_formula formula load_pickle remove_data savefig plot hist boxplot dump dumps
    HDFStore ExcelFile ExcelWriter set_option option_context vectorize_from_text open""".split()
)
"""Attributes that lead to files, evaluation, pictures or other modules."""

BY_NAME = frozenset("agg aggregate apply applymap transform map pipe".split())
"""Methods that call another method by its name where they get a text."""

BY_NAME_REFUSED = frozenset("eval query plot hist boxplot pipe agg aggregate apply transform".split())


def parses(code: str) -> Diagnostic | None:
    """Say why the text is no Python."""
    try:
        cst.parse_module(code)
    except (cst.ParserSyntaxError, RecursionError, ValueError) as error:
        where = f" in line {error.raw_line}" if isinstance(error, cst.ParserSyntaxError) else ""
        return Diagnostic("X0040", f"the answer is no Python{where}")
    return None


def is_the_function(code: str, contract: HoleContract) -> Diagnostic | None:
    """Say where the text is more or less than the contract's function, with imports before it at most."""

    def no(message: str) -> Diagnostic:
        return Diagnostic("X0041", message)

    functions = []
    for node in cst.parse_module(code).body:
        if isinstance(node, cst.FunctionDef):
            functions.append(node)
        elif not _is_import(node) or functions:
            return no("the answer holds something else than imports and one function")
    if len(functions) != 1:
        return no(f"the answer holds {len(functions)} functions, not one")
    function = functions[0]
    if function.name.value != contract.function:
        return no(f"the function is called {function.name.value}, not {contract.function}")
    if function.decorators or function.asynchronous:
        return no("the function has a decorator or is asynchronous")
    given = function.params
    plain = not (given.kwonly_params or given.posonly_params or given.star_kwarg)
    plain = plain and not isinstance(given.star_arg, cst.Param)
    names = [param.name.value for param in given.params]
    wanted = [table.name for table in contract.inputs]
    if not plain or any(param.default for param in given.params) or names != wanted:
        return no(f"the function must take exactly ({', '.join(wanted)})")
    return None


def _is_import(node: cst.CSTNode) -> bool:
    if not isinstance(node, cst.SimpleStatementLine):
        return False
    return all(isinstance(part, cst.Import | cst.ImportFrom) for part in node.body)


def is_safe(code: str, contract: HoleContract) -> Diagnostic | None:
    """Say what the text uses that is not on the lists."""
    module = cst.parse_module(code)
    reader = _Names()
    module.visit(reader)
    for problem in reader.problems:
        return Diagnostic("X0042", problem)
    known = reader.bound | BUILTINS
    for name in reader.called:
        if name not in reader.functions | BUILTINS:
            return Diagnostic(
                "X0042", f"the answer passes {name}, which may be a text, to a method that calls by name"
            )
    for name in reader.used:
        if name not in known:
            what = "the built-in" if hasattr(builtins, name) else "the unknown name"
            return Diagnostic("X0042", f"the answer uses {what} {name}")
    return None


class _Names(cst.CSTVisitor):
    """Collects the names that are bound and used, and what is refused outright."""

    def __init__(self) -> None:
        super().__init__()
        self.bound: set[str] = set()
        self.used: list[str] = []
        self.problems: list[str] = []
        self.called: list[str] = []
        self.functions: set[str] = set()

    def visit_Import(self, node: cst.Import) -> bool:
        for alias in node.names:
            name = get_full_name_for_node(alias.name) or ""
            self._module(name)
            self.bound.add(alias.evaluated_alias or name.split(".")[0])
            if not alias.evaluated_alias and "." in name:
                self.problems.append(f"import {name} needs a name of its own: import {name} as …")
        return False

    def visit_ImportFrom(self, node: cst.ImportFrom) -> bool:
        name = get_full_name_for_node(node.module) if node.module else ""
        if node.relative or not name or isinstance(node.names, cst.ImportStar):
            self.problems.append("the answer imports * or from a relative module")
            return False
        for alias in node.names:
            part = get_full_name_for_node(alias.name) or ""
            if f"{name}.{part}" not in MODULES:
                self._module(name)
                self._attribute(part)
            self.bound.add(alias.evaluated_alias or part)
        return False

    def _module(self, name: str) -> None:
        if name not in MODULES:
            self.problems.append(f"the answer imports {name}")

    def _attribute(self, name: str) -> None:
        writes = name.startswith(("to_", "read_")) and name not in TO
        if name.startswith("_") or name in REFUSED or writes:
            self.problems.append(f"the answer uses {name}")

    def visit_Attribute(self, node: cst.Attribute) -> bool:
        self._attribute(node.attr.value)
        node.value.visit(self)
        return False

    def visit_Call(self, node: cst.Call) -> bool:
        if isinstance(node.func, cst.Attribute) and node.func.attr.value in BY_NAME:
            for arg in node.args:
                if arg.star:
                    self.problems.append(
                        "the answer passes unpacked arguments to a method that calls by name"
                    )
                elif arg is node.args[0] or arg.keyword and arg.keyword.value == "func" or len(node.args) > 1:
                    self._callee(arg.value)
        return True

    def _callee(self, value: cst.BaseExpression) -> None:
        match value:
            case cst.Name(value=name):
                self.called.append(name)
            case cst.SimpleString():
                if str(value.evaluated_value) in BY_NAME_REFUSED:
                    self.problems.append(f"the answer calls {value.value} by name")
            case cst.List(elements=parts) | cst.Tuple(elements=parts):
                for part in parts:
                    self._callee(part.value)
            case cst.Dict(elements=pairs):
                for pair in pairs:
                    self._callee(pair.value)
            case cst.Lambda() | cst.Attribute() | cst.Integer() | cst.Float():
                pass
            case _:
                self.problems.append("the answer computes what a method calls by name")

    def visit_Arg(self, node: cst.Arg) -> bool:
        node.value.visit(self)  # the keyword is no name of ours
        return False

    def visit_Param(self, node: cst.Param) -> bool:
        self.bound.add(node.name.value)
        for part in (node.default, node.annotation):
            if part:
                part.visit(self)
        return False

    def visit_FunctionDef(self, node: cst.FunctionDef) -> bool:
        self.bound.add(node.name.value)
        self.functions.add(node.name.value)
        if node.decorators:
            self.problems.append("the answer uses a decorator")
        node.params.visit(self)
        node.body.visit(self)
        return False

    def visit_ClassDef(self, node: cst.ClassDef) -> bool:
        self.problems.append("the answer defines a class")
        return False

    def visit_Global(self, node: cst.Global) -> bool:
        self.problems.append("the answer uses global")
        return False

    def visit_AsName(self, node: cst.AsName) -> bool:
        self._bind(node.name)
        return False

    def visit_AssignTarget(self, node: cst.AssignTarget) -> bool:
        self._bind(node.target)
        return True

    def visit_AnnAssign(self, node: cst.AnnAssign) -> bool:
        self._bind(node.target)
        return True

    def visit_NamedExpr(self, node: cst.NamedExpr) -> bool:
        self._bind(node.target)
        return True

    def visit_For(self, node: cst.For) -> bool:
        self._bind(node.target)
        return True

    def visit_CompFor(self, node: cst.CompFor) -> bool:
        self._bind(node.target)
        return True

    def _bind(self, target: cst.CSTNode) -> None:
        self.bound.update(_bound(target))

    def visit_Name(self, node: cst.Name) -> bool:
        self.used.append(node.value)
        if node.value.startswith("__"):
            self.problems.append(f"the answer uses {node.value}")
        return False

    def visit_SimpleString(self, node: cst.SimpleString) -> bool:
        value = node.evaluated_value
        text = value if isinstance(value, str) else value.decode("latin1")
        writes = text.startswith(("to_", "read_")) and text not in TO
        if "__" in text or writes:
            self.problems.append(f"the answer holds the text {text!r}, which could name what is not allowed")
        return False


def _bound(target: cst.CSTNode) -> Iterator[str]:
    match target:
        case cst.Name(value=name):
            yield name
        case cst.Tuple(elements=parts) | cst.List(elements=parts):
            for part in parts:
                yield from _bound(part.value)
        case cst.StarredElement(value=inner):
            yield from _bound(inner)
        case _:
            return
