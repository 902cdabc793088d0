"""What the README and the walkthrough show is what the product prints."""

from __future__ import annotations

import importlib.util
import re
import shutil
from pathlib import Path

import pytest

from tests.cli.command import saslift

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration with its data, in a folder of its own."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "demo").mkdir()
    for name in ("demo.py", "outpatient_visits.sas"):
        shutil.copy(ROOT / "demo" / name, folder / "demo" / name)
    found = importlib.util.spec_from_file_location("demo", folder / "demo" / "demo.py")
    demo = importlib.util.module_from_spec(found)
    found.loader.exec_module(demo)
    demo.DATA = folder / "demo" / "data"
    demo.export()
    return folder


def blocks(language: str) -> list[str]:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def sessions(name: str) -> list[tuple[list[str], str]]:
    """The commands of a page's indented blocks, with the lines that they print."""
    text = (ROOT / name).read_text(encoding="utf-8")
    found = []
    for command, printed in re.findall(r"^    \$ saslift (.*)\n((?:    [^$\n].*\n)*)", text, re.MULTILINE):
        found.append((command.split(), re.sub(r"^    ", "", printed, flags=re.MULTILINE)))
    return found


@pytest.mark.r
@pytest.mark.slow
def test_the_readme(project, monkeypatch):
    monkeypatch.chdir(project)
    pages = sessions("README.md")
    assert [arguments[0] for arguments, _ in pages] == ["translate", "verify"]
    for arguments, printed in pages:
        done = saslift(*arguments)
        assert (done.code, done.out) == (0, printed)
    (sas,), (python,), (r,) = blocks("sas"), blocks("python"), blocks("r")
    assert sas in (project / "demo" / "outpatient_visits.sas").read_text()
    assert python in (project / "translated" / "outpatient_visits.py").read_text()
    assert r in (project / "translated" / "outpatient_visits.R").read_text()


def test_the_walkthrough(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    text = (ROOT / "docs" / "walkthrough.md").read_text(encoding="utf-8")
    (program,) = re.findall(r"```sas\n(.*?)```", text, re.DOTALL)
    (tmp_path / "small.sas").write_text(program)
    (tmp_path / "data" / "raw").mkdir(parents=True)
    orders = "status,amount\nopen,2\ncancelled,5\nclosed,\nopen,3\n"
    (tmp_path / "data" / "raw" / "orders.csv").write_text(orders)
    for arguments, printed in sessions("docs/walkthrough.md"):
        done = saslift(*arguments)
        assert done.code == 0, done.out
        assert done.out == printed or not printed


def test_pages_name_only_files_that_are_there():
    for page in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")):
        text = page.read_text(encoding="utf-8")
        for link in re.findall(r"\]\(([^)#:]+)\)", text):
            assert (page.parent / link).exists(), f"{page.name}: {link}"
    for folder in re.findall(r"^\| `([\w/]+)` \|", (ROOT / "docs" / "map.md").read_text(), re.MULTILINE):
        assert (ROOT / folder).is_dir(), folder
