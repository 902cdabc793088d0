"""The output folder: map, page, manifest; two runs are identical, nothing of the machine stands in it."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from translator.emit.code import MapEntry
from translator.lang.diagnostics import Diagnostic
from translator.lang.source import Source
from translator.report.outputs import (
    ModelUse,
    StatementState,
    TargetProgram,
    TranslatedProgram,
    write_output_folder,
)
from translator.report.page import rows_of

SAS = "* Sales <b>;\ndata sales;\n  set raw;\n  if x > 0;\nrun;\n\nproc loess data=sales;\nrun;\n"
PYTHON = '"""Doc."""\nimport sas\n\ndef run(lib):\n    sales = raw.loc[raw["x"] > 0]\n    hole_1(sales)\n    return {}\n'
NOTE = Diagnostic("X0046", "filled & labelled <here>", "sales.sas", 7, 1)


@pytest.fixture
def program():
    target = TargetProgram(
        "pandas",
        PYTHON,
        (MapEntry(5, 5, 2, 5, 0, "DATA sales", "rule", (("sales", "sales"),)), MapEntry(6, 6, 7, 8, 1, "PROC LOESS", "model")),
        (
            StatementState(2, 2, "DataStep", "rule"),
            StatementState(3, 3, "Set", "rule"),
            StatementState(4, 4, "SubsettingIf", "rule"),
            StatementState(7, 7, "ProcStep", "model"),
        ),
        helpers=("Libraries",),
        versions={"pandas": "3"},
        models=(ModelUse("M0001", "hole_1", "RUNS", "ollama", "coder", "f" * 64, "e" * 64, 2),),
        model_calls=2,
    )  # fmt: skip
    return TranslatedProgram("sales", Source("sales.sas", SAS), (target,), (NOTE,))


def test_what_is_written(program, tmp_path):
    write_output_folder(tmp_path, [program], {"pandas": "# helpers\n"}, "abc")
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "manifest.json", "sales.html", "sales.map.json", "sales.py", "sas_semantics.py",
    ]  # fmt: skip
    assert (tmp_path / "sales.py").read_text() == PYTHON
    entries = json.loads((tmp_path / "sales.map.json").read_text())
    assert entries["outputs"]["sales.py"][0] == {
        "lines": [5, 5], "sas_lines": [2, 5], "step": 0, "title": "DATA sales", "provenance": "rule",
        "datasets": {"sales": "sales"},
    }  # fmt: skip
    assert entries["models"][0]["id"] == "M0001"
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    assert (manifest["model_calls"], manifest["grammar"]) == (2, "abc")
    row = manifest["programs"][0]
    assert row["outputs"]["pandas"]["states"] == {"rule": 3, "loop": 0, "model": 1, "human": 0, "hole": 0}
    assert sum(row["outputs"]["pandas"]["states"].values()) == len(row["outputs"]["pandas"]["statements"])
    assert (row["clean"], row["models"][0]["gate"]) == (False, "RUNS")


def test_two_runs_are_identical_and_know_nothing_of_the_machine(program, tmp_path):
    for name in ("one", "two"):
        write_output_folder(tmp_path / name, [program], {"pandas": "# helpers\n"})
    for file in (tmp_path / "one").iterdir():
        text = file.read_text()
        assert text == (tmp_path / "two" / file.name).read_text()
        assert str(tmp_path) not in text


def test_programs_of_earlier_runs_stay_in_the_manifest(program, tmp_path):
    write_output_folder(tmp_path, [program], {})
    other = replace(program, name="other", targets=(replace(program.targets[0], models=(), model_calls=0),))
    write_output_folder(tmp_path, [other], {})
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    assert [row["name"] for row in manifest["programs"]] == ["other", "sales"]
    assert manifest["model_calls"] == 2


def test_no_line_is_left_out_of_the_page(program):
    rows = rows_of(SAS, program.targets[0], program.findings, "sales.sas")
    assert [line.number for row in rows for line in row.sas if not line.again] == list(range(1, 9))
    assert sorted(line.number for row in rows for line in row.code) == list(range(1, 8))
    assert [row.title for row in rows if row.title] == ["DATA sales", "PROC LOESS"]
    assert [note for row in rows for note in row.notes] == [NOTE]


def test_the_page_stands_alone_and_is_escaped(program, tmp_path):
    write_output_folder(tmp_path, [program], {})
    page = (tmp_path / "sales.html").read_text()
    assert not re.search(r"""(src|href)\s*=\s*["']?(https?:)?//""", page) and "<script" not in page
    assert "filled &amp; labelled &lt;here&gt;" in page and "Sales &lt;b&gt;" in page
    assert page.count("<section") == page.count("</section>")


def test_a_step_that_is_used_twice_is_shown_twice(program):
    entries = (MapEntry(5, 5, 2, 5, 0, "DATA a", "rule"), MapEntry(6, 6, 2, 5, 1, "DATA a", "rule"))
    rows = [
        row for row in rows_of(SAS, replace(program.targets[0], map=entries), (), "sales.sas") if row.title
    ]
    assert [line.again for row in rows for line in row.sas][:8] == [False] * 4 + [True] * 4
