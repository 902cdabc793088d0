"""The columns of ODS tables: the type, format and label that SAS's table template gives to each.

One row for each table, in the `*.toml` files of this folder; every engine reads these. A table is named `PROC.Table`, `also`
names tables with the same columns, `label` is what ODS TRACE prints. A row's columns are lines of name, type (`$`, `num`), format and label: "-" is none, "=" as
label keeps what the engine gives (the label of an input variable), "=" alone takes the line of `Common`. A format that ends
in "?" stands in no published listing: it is taken from how the values are printed. A label that is the column's own name is
none: PROC CONTENTS of `ods output measures=m` of FREQ shows no label of Table, Statistic, Value and ASE (SAS 9.4 M8). `(variable)` stands for variables of
the input, which keep their attributes; other names in parentheses are roles; `Mean_*` is a pattern; `{level}` in a label is
the confidence level in percent. ODS takes labels and formats of a data set from the template (SAS 9.4 ODS: User's Guide, "ODS
OUTPUT Statement"; Procedures Guide, "TEMPLATE Procedure: Creating Table Templates", LABEL=, HEADER= and FORMAT=).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

SAME_AS = {"SUMMARY": "MEANS", "ANOVA": "GLM"}
"""PROCs whose tables are those of another PROC."""
OUTPUT_LABELS = {"LOGISTIC": "Predicted Values and Diagnostic Statistics"}
"""The label of the data set that an OUTPUT statement makes: PROC CONTENTS of `output out=p p=x` (SAS 9.4 M8;
github.com/0xdomyz/sas_collection, freq_somersd_walkthrough)."""


@dataclass(frozen=True, slots=True)
class OdsColumn:
    """A column of an ODS table. `label` None: that of the input's variable. `sure` false: no published source has the format."""

    name: str
    kind: str
    format: str = ""
    label: str | None = ""
    sure: bool = True


@dataclass(frozen=True, slots=True)
class OdsTable:
    """A table's columns by name, and where they are documented. `label`: that of the output object, "" where it is not known."""

    source: str
    columns: Mapping[str, OdsColumn]
    label: str = ""

    @property
    def has_variables(self) -> bool:
        """Can variables of the input be columns?"""
        return "(variable)" in self.columns

    def find(self, name: str) -> OdsColumn | None:
        """Return the column of that name; of patterns the first that fits; None for a variable of the input."""
        exact = self.columns.get(name)
        if exact is not None:
            return exact
        return next((c for key, c in self.columns.items() if "*" in key and fnmatchcase(name, key)), None)


@cache
def tables() -> dict[tuple[str, str], OdsTable]:
    """Return the tables by PROC and lower-case name."""
    folder = Path(__file__).parent
    common = _columns(
        tomllib.loads((folder / "common.toml").read_text(encoding="utf-8"))["Common"]["columns"], {}
    )
    found: dict[tuple[str, str], OdsTable] = {}
    for path in sorted(folder.glob("*.toml")):
        if path.name == "common.toml":
            continue
        for proc, rows in tomllib.loads(path.read_text(encoding="utf-8")).items():
            for name, row in rows.items():
                table = OdsTable(row["source"], _columns(row["columns"], common), row.get("label", ""))
                for one in (name, *row.get("also", ())):
                    found[proc, one.lower()] = table if one == name else replace(table, label="")
    return found


def _columns(text: str, common: Mapping[str, OdsColumn]) -> dict[str, OdsColumn]:
    made: dict[str, OdsColumn] = {}
    for line in text.strip().splitlines():
        name, kind, *rest = line.split(None, 3)
        if kind == "=":
            made[name] = common[name]
            continue
        form, label = rest
        made[name] = OdsColumn(
            name, {"$": "char", "num": "num"}.get(kind, ""), form.rstrip("?").replace("-", ""),
            None if label == "=" else "" if label == "-" else label, not form.endswith("?"),
        )  # fmt: skip
    return made


def find_table(proc: str, table: str) -> OdsTable | None:
    """Return a PROC's ODS table; None where no row has it."""
    return tables().get((SAME_AS.get(proc.upper(), proc.upper()), table.lower()))


def table_name(proc: str, words: str) -> str:
    """Return a table's name in lower case, which a request gives by its name or its label (as ODS TRACE prints it).

    >>> table_name("FREQ", "One-Way Frequencies")
    'onewayfreqs'
    """
    own = SAME_AS.get(proc.upper(), proc.upper())
    labels = {t.label.lower(): name for (of, name), t in tables().items() if of == own and t.label}
    return labels.get(words.lower(), words.lower())


def object_label(proc: str, name: str) -> str:
    """Return the label of an output object, which the data set of ODS OUTPUT gets; "" where no source tells it.

    >>> object_label("FREQ", "measures")
    'Measures of Association'
    """
    row = find_table(proc, name)
    return row.label if row is not None else ""


def has_tables(proc: str) -> bool:
    """Are there rows for tables of a PROC?"""
    return any(name == SAME_AS.get(proc.upper(), proc.upper()) for name, _ in tables())


def attributes(
    proc: str,
    table: str,
    name: str,
    *,
    role: str = "",
    level: float = 95.0,
    label: str = "",
    format_: str = "",
) -> tuple[str, str]:
    """Return the format and the label of a table's column.

    Args: role: what the column is where its name does not tell (`coefficient`). level: confidence in percent. label, format_:
    what it has where the row says nothing.

    >>> attributes("FREQ", "ChiSq", "Prob")
    ('PVALUE6.4', '')
    >>> attributes("MEANS", "Summary", "x_LCLM", role="LCLM", level=90)
    ('', 'Lower 90% CL for Mean')
    """
    row = find_table(proc, table)
    column = row.find(f"({role})" if role else name) if row is not None else None
    if column is None or column.name == "*":
        return format_, label
    shown = label if column.label is None else column.label.replace("{level}", f"{level:g}")
    if column.label is not None and shown == name:
        shown = ""
    return (column.format if column.sure and column.format else format_), shown
