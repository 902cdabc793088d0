"""Verdicts of `verify` as JSON, JUnit and one offline HTML page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree import ElementTree as xml

from translator.report.page import TITLES, environment

Row = Mapping[str, Any]
"""One verdict: program, name, target, status, evidence, equal, outputs, difference, details."""


def as_junit(rows: Sequence[Row]) -> str:
    """Return verdicts as JUnit XML: a suite a target, a case a program; what failed to run is an error."""
    root = xml.Element("testsuites", name="saslift verify")
    for target in dict.fromkeys(row["target"] for row in rows):
        mine = [row for row in rows if row["target"] == target]
        suite = xml.SubElement(
            root,
            "testsuite",
            name=target,
            tests=str(len(mine)),
            failures=str(sum(row["status"] == "differs" for row in mine)),
            errors=str(sum(row["status"] in ("failed", "holes") for row in mine)),
        )
        for row in mine:
            case = xml.SubElement(suite, "testcase", classname=target, name=row["program"])
            if row["status"] != "equal":
                kind = "failure" if row["status"] == "differs" else "error"
                found = xml.SubElement(case, kind, message=row["difference"], type=row["status"])
                found.text = "\n".join(_line(one) for one in row["details"] if one["verdict"] == "differs")
            xml.SubElement(
                case, "system-out"
            ).text = f"{row['equal']} of {row['outputs']} outputs equal; evidence: {row['evidence']}"
    xml.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + xml.tostring(root, encoding="unicode") + "\n"


def _line(one: Row) -> str:
    place = f"lines {one['first']}-{one['last']}, {one['step']}: " if one["first"] else ""
    return f"{place}{one['kind']} {one['name']}: {one['text']}"


def verdict_page(rows: Sequence[Row]) -> str:
    """Return the page: a table of programs and targets, below each the outputs that were compared."""
    equal = sum(row["equal"] for row in rows)
    outputs = sum(row["outputs"] for row in rows)
    template = environment().get_template("verdict.html")
    return template.render(rows=rows, titles=TITLES, equal=equal, outputs=outputs)
