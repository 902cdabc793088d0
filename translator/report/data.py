"""Diagnostics as data: JSON and SARIF 2.1.0."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from translator import __version__
from translator.lang.diagnostics import Diagnostic, codes


def as_data(finding: Diagnostic) -> dict[str, Any]:
    """Return one finding as a JSON object; `notes` only where there are some."""
    row: dict[str, Any] = {
        "code": finding.code,
        "severity": finding.severity,
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "message": finding.message,
    }
    if finding.notes:
        row["notes"] = list(finding.notes)
    return row


def as_list(findings: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    """Return findings as JSON objects, in their order."""
    return [as_data(finding) for finding in findings]


def sarif(findings: Sequence[Diagnostic]) -> dict[str, Any]:
    """Return findings as a SARIF 2.1.0 log, which code hosts and editors show at the lines.

    Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0.
    """
    used = sorted({finding.code for finding in findings})
    rules = [_rule(code) for code in used]
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "saslift", "version": __version__, "rules": rules}},
                "columnKind": "unicodeCodePoints",
                "results": [_result(finding, used.index(finding.code)) for finding in findings],
            }
        ],
    }


def _rule(code: str) -> dict[str, Any]:
    row = codes().get(code, {"title": code, "why": code, "severity": "error"})
    return {
        "id": code,
        "shortDescription": {"text": str(row["title"])},
        "fullDescription": {"text": str(row["why"])},
        "defaultConfiguration": {"level": row["severity"]},
    }


def _result(finding: Diagnostic, rule: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": finding.severity,
        "message": {"text": finding.message},
    }
    if finding.path:
        place: dict[str, Any] = {"artifactLocation": {"uri": quote(PurePath(finding.path).as_posix())}}
        if finding.line:
            place["region"] = {"startLine": finding.line, "startColumn": max(finding.column, 1)}
        result["locations"] = [{"physicalLocation": place}]
    return result
