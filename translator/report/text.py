"""Diagnostics as lines of text, which people and editors' problem matchers read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from translator.lang.diagnostics import Diagnostic


def line_of(finding: Diagnostic) -> str:
    """Return `file:line:col: severity: message [CODE]`: always one line, whole in itself.

    A finding about a whole file or folder stands at 1:1, so that one pattern reads all lines; a finding about
    the command itself has `saslift` for its place.
    """
    place = "saslift"
    if finding.path:
        place = f"{one_line(finding.path)}:{max(finding.line, 1)}:{max(finding.column, 1)}"
    message = one_line(finding.message).removeprefix(f"{finding.severity.upper()}: ")  # SAS's own log lines
    return f"{place}: {finding.severity}: {message} [{finding.code}]"


def lines_of(finding: Diagnostic) -> list[str]:
    """Return the line of a finding and, indented below it, the way through macros and includes to its place."""
    return [line_of(finding), *(f"    {one_line(note)}" for note in finding.notes)]


def one_line(text: str) -> str:
    """Return the text with line ends and other control characters made visible or blank."""
    return " ".join(text.split()) if text.isprintable() else " ".join(_printable(text).split())


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else " " if c.isspace() else f"\\x{ord(c):02x}" for c in text)


def plural(count: int, noun: str) -> str:
    """Return `1 file`, `2 files`."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def tally(findings: Iterable[Diagnostic]) -> str:
    """Return `2 errors, 1 warning`, or `no errors`."""
    counts = Counter(finding.severity for finding in findings)
    parts = [plural(counts[kind], kind) for kind in ("error", "warning", "note") if counts[kind]]
    return ", ".join(parts) or "no errors"
