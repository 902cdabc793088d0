"""The project's frame: hooks and CI call make; an undeclared skip fails a run; layers hold."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_hooks_and_ci_only_call_make():
    hooks = (ROOT / ".pre-commit-config.yaml").read_text()
    entries = re.findall(r"entry: ([^,}]+)", hooks)
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert entries and all(entry.split()[0] == "make" and entry.split()[1] in targets for entry in entries)
    assert re.search(r"^exec make check", (ROOT / ".ci" / "run").read_text(), re.MULTILINE)


def test_the_promised_targets_are_there():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert {"demo", "test", "check", "bless", "bench", "fuzz", "conformance", "clean"} <= targets


@pytest.mark.parametrize(
    ("declared", "workers", "code"),
    [
        ("", "0", 1),
        ("", "2", 1),
        ('[[skip]]\ntest = "*::test_b"\nskip_reason = "no R*"\nwhy = "an example"\n', "0", 0),
        ('[[skip]]\ntest = "*::test_b"\nskip_reason = "no chromium*"\nwhy = "an example"\n', "0", 1),
    ],
)
def test_an_undeclared_skip_fails_the_run(tmp_path, declared, workers, code):
    shutil.copy(ROOT / "tests" / "conftest.py", tmp_path)
    (tmp_path / "declared_skips.toml").write_text(declared)
    (tmp_path / "test_it.py").write_text(
        "import pytest\ndef test_a(): pass\n@pytest.mark.skip(reason='no R here')\ndef test_b(): pass\n"
    )
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n", workers, "-p", "no:cacheprovider", "."],
        cwd=tmp_path, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == code, done.stdout
    assert ("UNDECLARED SKIP test_it.py::test_b: no R here" in done.stdout) == bool(code)


def test_nothing_names_a_folder_outside_the_clone():
    for package in ("translator", "equivalence", "grammars", "tests", "docs", "demo", "tools", "corpus"):
        for file in (ROOT / package).rglob("*"):
            if file.suffix in (".py", ".toml", ".md", ".sas", ".R", ".sh", ".jsonl") and file.is_file():
                text = file.read_text(encoding="utf-8", errors="replace")
                assert not re.search(r"/work/|\.\./shared", text) or file == Path(__file__), file
