"""Files to source texts; what the operating system refuses becomes a diagnostic."""

from __future__ import annotations

from pathlib import Path

from translator.frontend.encoding import python_codec
from translator.frontend.encoding import read_source as read_text
from translator.lang.diagnostics import Diagnostic
from translator.lang.source import Source


def read_source(path: str | Path, encoding: str, diagnostics: list[Diagnostic]) -> Source | None:
    """Read a program's text; None where there is none to work on, and `diagnostics` says why.

    encoding: "" detects it. A file of no byte at all is refused: it is most often a transfer that failed.
    """
    shown = str(path)
    if encoding:
        try:
            python_codec(encoding)
        except LookupError:
            diagnostics.append(Diagnostic("X0017", f"encoding {encoding} is not known", shown))
            return None
    try:
        if Path(path).suffix.lower() == ".egp":
            return _project(Path(path), shown, diagnostics)
        source, findings = read_text(Path(path), encoding or None)
    except OSError as error:
        diagnostics.append(Diagnostic("X0002", f"cannot be read: {error.strerror or error}", shown))
        return None
    diagnostics += findings
    if not source.text:
        diagnostics.append(Diagnostic("X0010", "the program is empty", shown, 1, 1))
        return None
    return source


def _project(path: Path, shown: str, diagnostics: list[Diagnostic]) -> Source | None:
    from translator.frontend.project import read_project

    source, findings = read_project(path, shown)
    diagnostics += findings
    return source
