"""`report`: standings from manifest and verdict, their history, the page, CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest

from tests.cli.command import saslift


def manifest(holes: int) -> dict[str, object]:
    states = {"rule": 10 - holes, "loop": 0, "model": 0, "human": 0, "hole": holes}
    row = {
        "name": "a <b>", "program": "a.sas", "clean": not holes, "diagnostics": [], "model_calls": 0,
        "outputs": {"pandas": {"file": "a.py", "states": states}},
    }  # fmt: skip
    return {"model_calls": 0, "programs": [row]}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    (tmp_path / "manifest.json").write_text(json.dumps(manifest(2)))
    return tmp_path


def test_holes_are_told_and_1(folder):
    done = saslift("report", str(folder))
    assert done.code == 1
    assert done.out.startswith("1 program: 0 of 1 translations without a hole, 0 of 0 outputs equal\n")
    data = json.loads((folder / "report.json").read_text())
    assert data["at"] == "2026-01-01T00:00:00Z"
    assert data["programs_and_targets"][0]["standing"] == "holes"


def test_history_grows_with_changes_only(folder, monkeypatch):
    saslift("report", str(folder))
    saslift("report", str(folder))
    (folder / "manifest.json").write_text(json.dumps(manifest(0)))
    verdict = {"name": "a <b>", "target": "pandas", "evidence": "cross-checked", "equal": 5, "outputs": 5}
    (folder / "verdict.json").write_text(json.dumps({"programs": [verdict]}))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767312000")
    done = saslift("report", str(folder))
    assert done.code == 0
    history = json.loads((folder / "history.json").read_text())
    assert [one["at"][:10] for one in history["snapshots"]] == ["2026-01-01", "2026-01-02"]
    page = (folder / "report.html").read_text()
    assert "2026-01-01: holes (2 of 10 statements)" in page
    assert "2026-01-02: equal (5 of 5 outputs)" in page


def test_the_page_stands_alone(folder):
    saslift("report", str(folder))
    page = (folder / "report.html").read_text()
    assert not re.search(r"""(src|href)\s*=\s*["']?(https?:)?//""", page) and "<script" not in page
    assert "a &lt;b&gt;" in page and "a <b>" not in page


def test_csv_and_json_agree(folder):
    printed = json.loads(saslift("report", str(folder), "--json").out)
    rows = list(csv.DictReader(io.StringIO((folder / "report.csv").read_text())))
    assert printed == json.loads((folder / "report.json").read_text())
    assert (rows[0]["program"], rows[0]["hole"], rows[0]["rule"]) == ("a <b>", "2", "8")


def test_what_differs_is_1(folder):
    (folder / "manifest.json").write_text(json.dumps(manifest(0)))
    verdict = {
        "name": "a <b>",
        "target": "pandas",
        "evidence": "runs",
        "equal": 4,
        "outputs": 5,
        "difference": "step 3",
    }
    (folder / "verdict.json").write_text(json.dumps({"programs": [verdict]}))
    assert saslift("report", str(folder)).code == 1
    assert "differs: step 3" in (folder / "report.html").read_text()


@pytest.mark.parametrize("text", [None, "{", "[]"])
def test_nothing_to_report_on(folder, text):
    file = folder / "manifest.json"
    file.unlink() if text is None else file.write_text(text)
    done = saslift("report", str(folder))
    assert (done.code, done.err.endswith("[X0013]\n")) == (2, True)
    assert not (folder / "report.html").exists()
