"""No test is skipped in silence: a skip that is not declared, with its reason, fails the run."""

from __future__ import annotations

import tomllib
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest

DECLARED = Path(__file__).with_name("declared_skips.toml")


class Skips:
    """Collects the skips of a run, those of worker processes included, and judges them at its end."""

    def __init__(self) -> None:
        rows: list[dict[str, str]] = tomllib.loads(DECLARED.read_text(encoding="utf-8")).get("skip", [])
        self.declared = rows
        self.seen: dict[str, str] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.skipped and not hasattr(report, "wasxfail"):
            self.seen[report.nodeid] = reason_of(report)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.skipped:
            self.seen[report.nodeid] = reason_of(report)

    def undeclared(self) -> dict[str, str]:
        """Return the skips, by test, that no row of declared_skips.toml allows."""
        return {
            test: reason
            for test, reason in self.seen.items()
            if not any(
                fnmatch(test, row["test"]) and fnmatch(reason, row.get("skip_reason", "*"))
                for row in self.declared
            )
        }

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self.undeclared() and session.exitstatus in (0, pytest.ExitCode.NO_TESTS_COLLECTED):
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        for test, reason in self.undeclared().items():
            terminalreporter.write_line(f"UNDECLARED SKIP {test}: {reason}", red=True)


def reason_of(report: Any) -> str:
    """Return the reason of a skip, without pytest's prefix."""
    longrepr = report.longrepr
    text = longrepr[2] if isinstance(longrepr, tuple) else str(longrepr)
    return text.removeprefix("Skipped: ")


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):  # worker processes report to the one that collects
        config.pluginmanager.register(Skips(), "declared-skips")
