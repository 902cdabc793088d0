"""TABLE of PROC TABULATE: an expression becomes paths of elements, and these become cells.

Base SAS 9.4 Procedures Guide, TABULATE: "TABLE Statement", "Formatting Values in Tables", "Calculating Percentages".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from translator.lang import syntax as sx
from translator.lang import syntax_report as sr
from translator.lang.source import Token
from translator.lang.types import Column
from translator.library.statistics import STATISTICS
from translator.lower.scope import LoweringError

SHARES = ("pctn", "rowpctn", "colpctn", "pagepctn", "reppctn")
SHARES_OF_SUMS = tuple(name.replace("pctn", "pctsum") for name in SHARES)
SUFFIXES = {
    "n": "N", "nmiss": "NMiss", "stddev": "Std", "stderr": "StdErr", "uss": "USS", "css": "CSS", "cv": "CV",
    "sumwgt": "SumWgt", "qrange": "QRange", "probt": "ProbT", "prt": "ProbT", "lclm": "LCLM", "uclm": "UCLM",
}  # fmt: skip
HEADINGS = {
    "n": "N", "nmiss": "NMiss", "pctn": "PctN", "rowpctn": "RowPctN", "colpctn": "ColPctN", "pagepctn": "PagePctN",
    "reppctn": "RepPctN", "pctsum": "PctSum", "rowpctsum": "RowPctSum", "colpctsum": "ColPctSum",
    "pagepctsum": "PagePctSum", "reppctsum": "RepPctSum", "stddev": "StdDev", "std": "Std", "stderr": "StdErr",
    "uss": "USS", "css": "CSS", "cv": "CV", "sumwgt": "SumWgt", "qrange": "QRange", "probt": "Probt", "prt": "Prt",
    "lclm": "LCLM", "uclm": "UCLM",
}  # fmt: skip
"""Headings of statistics that are not the capitalised keyword."""


@dataclass(frozen=True, slots=True)
class Part:
    """An element of a path. `kind`: "class", "var", "statistic", "all"."""

    kind: str
    name: str
    label: str
    denominator: sr.TableExpression | None = None
    at: Token | None = None


@dataclass(frozen=True, slots=True)
class Path:
    """Elements that are crossed with each other in one dimension, and the format that goes with them."""

    parts: tuple[Part, ...] = ()
    format: sx.Format | None = None

    def classes(self) -> frozenset[str]:
        """Return the class variables, in lower case."""
        return frozenset(p.name.lower() for p in self.parts if p.kind == "class")

    def one(self, kind: str) -> Part | None:
        """Return the element of a kind, None without one."""
        return next((p for p in self.parts if p.kind == kind), None)


@dataclass(slots=True)
class Names:
    """What the names of a TABLE statement can be. `find` gives the columns that a list of variables names."""

    classes: dict[str, Column]
    variables: dict[str, Column]
    find: Callable[[sx.NameItem], list[Column]]
    labels: dict[str, str]

    def parts(self, element: sr.TableElement) -> list[Part]:
        """Return what an element stands for: one part, or several for a list of variables.

        Raises: LoweringError for a name that is neither in CLASS nor in VAR nor a statistic.
        """
        item = element.item
        name = item.name.lower() if isinstance(item, sx.Var) else ""
        if name and not element.quoted and (name in self.classes or name in self.variables):
            return [self._variable(name, element)]
        if name == "all":
            text = element.label if element.label is not None else self.labels.get("all", "All")
            return [Part("all", "all", text, None, element.at)]
        if name in STATISTICS or name in SHARES or name in SHARES_OF_SUMS:
            heading = self.labels.get(name, HEADINGS.get(name, name.capitalize()))
            text = element.label if element.label is not None else heading
            return [Part("statistic", name, text, element.denominator, element.at)]
        found = self.find(item)
        known = [
            c.name.lower()
            for c in found
            if c.name.lower() in self.classes or c.name.lower() in self.variables
        ]
        if len(known) < len(found):
            message = f"ERROR: The type of name ({name.upper()}) is unknown."
            raise LoweringError("R0106", message, element.at)
        return [self._variable(one, element) for one in known]

    def _variable(self, name: str, element: sr.TableElement) -> Part:
        kind = "class" if name in self.classes else "var"
        column = self.classes.get(name) or self.variables[name]
        text = element.label if element.label is not None else column.label or column.name
        return Part(kind, column.name, text, None, element.at)


def paths(expression: sr.TableExpression, names: Names) -> list[Path]:
    """Return the paths of a dimension, in order: `g*(h all)` has g*h and g*all."""
    match expression:
        case sr.TableElement():
            return [Path((part,)) for part in names.parts(expression)]
        case sr.TableFormat(format=form):
            return [Path((), form)]
        case sr.TableStyle():
            return [Path()]
        case sr.TableList(items=items):
            return [path for item in items for path in paths(item, names)]
        case sr.TableCrossing(items=items):
            made = [Path()]
            for item in items:
                made = [_crossed(a, b) for a in made for b in paths(item, names)]
            return made


def _crossed(left: Path, right: Path) -> Path:
    return Path((*left.parts, *right.parts), right.format or left.format)


@dataclass(frozen=True, slots=True)
class Statistic:
    """A cell's statistic: of the variable `name` ("" counts rows), over the `classes` of the cell.

    `base`: the classes of a percentage's denominator, None for other statistics; `whole`: its variable, if another.
    """

    keyword: str
    name: str
    classes: frozenset[str]
    base: frozenset[str] | None = None
    whole: str = ""


def statistic(page: Path, row: Path, column: Path, names: Names) -> Statistic:
    """Return what stands where three paths meet.

    Raises: LoweringError for two analysis variables or two statistics in one crossing, and for statistics that need an
    analysis variable where there is none.
    """
    parts = (*page.parts, *row.parts, *column.parts)
    at = next((p.at for p in parts), None)
    found: dict[str, Part] = {}
    for part in parts:
        if part.kind in ("var", "statistic"):
            if part.kind in found:
                what = "analysis variables" if part.kind == "var" else "statistics"
                raise LoweringError(
                    "R0106", f"ERROR: There are multiple {what} in a single table nesting.", part.at
                )
            found[part.kind] = part
    variable = found["var"].name if "var" in found else ""
    keyword = found["statistic"].name if "statistic" in found else "sum" if variable else "n"
    classes = page.classes() | row.classes() | column.classes()
    if not variable and keyword not in ("n", *SHARES):
        message = f"ERROR: Statistic other than N was requested without analysis variable: {keyword.upper()}."
        raise LoweringError("R0106", message, at)
    if keyword not in SHARES and keyword not in SHARES_OF_SUMS:
        return Statistic(keyword, variable, classes)
    made = Statistic(keyword, variable, classes, frozenset())
    match keyword.removesuffix("pctn").removesuffix("pctsum"):
        case "row":
            made = replace(made, base=page.classes() | row.classes())
        case "col":
            made = replace(made, base=page.classes() | column.classes())
        case "page":
            made = replace(made, base=page.classes())
    denominator = found["statistic"].denominator
    return made if denominator is None else _denominator(made, denominator, names)


def _denominator(made: Statistic, expression: sr.TableExpression, names: Names) -> Statistic:
    """Choose the denominator that fits: the first one whose class variables are all in the cell's crossing.

    The percentage is of the total over these class variables; an analysis variable takes the place of the cell's own
    ("Specifying a Denominator for the PCTN Statistic", "… for the PCTSUM Statistic").
    """
    for path in paths(expression, names):
        if path.classes() <= made.classes:
            other = path.one("var")
            plain = made.keyword in ("pctn", "pctsum") or path.classes()
            base = made.classes - path.classes() if plain else made.base
            return replace(made, base=base, whole=other.name if other else "")
    raise LoweringError("R0106", "ERROR: A PCTN or PCTSUM base is not in the table.", None)
