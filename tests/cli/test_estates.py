"""Estates: what saslift.toml gives every program; projects of Enterprise Guide through every command."""

from __future__ import annotations

import json

import pytest

from tests.cli.command import saslift
from tests.frontend.project import conftest as eg

FILES = {
    "saslift.toml": 'autocall = ["macros"]\nincludes = ["shared"]\nautoexec = "auto.sas"\nsysparm = "monthly"\n'
    '[options]\nyearcutoff = 1950\n[filerefs]\nparts = "parts"\n',
    "auto.sas": "%let region = North;\n",
    "macros/load.sas": '%macro load(out);\n  data &out;\n    region = "&region";\n  run;\n%mend;\n',
    "shared/more.sas": "data more;\n  x = 1;\nrun;\n",
    "parts/part.sas": "data part;\n  x = year('01jan45'd);\nrun;\n",
    "p.sas": '%load(first)\n%include "more.sas";\n%include parts(part);\n%put &sysparm;\n',
}


@pytest.fixture
def estate(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


@pytest.mark.parametrize("engine", ["reference", "pandas"])
def test_what_the_site_says_is_seen_by_each_engine(estate, engine):
    done = saslift("run", "p.sas", "--engine", engine, "--out", "out")
    assert done.code == 0, done.out
    result = json.loads((estate / "out/p/result.json").read_text())
    assert result["datasets"]["first"]["rows"] == [["North"]]
    assert result["datasets"]["more"]["rows"] == [[1.0]]
    assert result["datasets"]["part"]["rows"] == [[2045.0]]
    assert "monthly" in result["log"]


def test_output_lines_point_into_macros_and_included_files(estate):
    done = saslift("translate", "p.sas", "--to", "pandas,r", "--out", "out")
    assert done.code == 0, done.out
    for name in ("p.py", "p.R"):
        text = (estate / "out" / name).read_text()
        assert "# p.sas 1: %load\n" in text
        assert "# load.sas 2-3: DATA &out\n" in text
        assert "# p.sas 2: DATA more (more.sas 1-2)" in text
    rows = json.loads((estate / "out/p.map.json").read_text())["outputs"]["p.py"]
    assert "expansion of %load, load.sas 2-3" in [row.get("inside") for row in rows]


def test_findings_in_macros_name_the_call(estate):
    (estate / "macros/load.sas").write_text(
        "%macro load(out);\n  data &out;\n    x = &nothing;\n  run;\n%mend;\n"
    )
    done = saslift("check", "p.sas")
    assert "macros/load.sas:3:9: warning" in done.out
    assert "    in expansion of %load, p.sas:1\n" in done.out


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('autocall = ["nowhere"]', "the folder 'nowhere' does not exist"),
        ('autoexec = "none.sas"', "the file 'none.sas' does not exist"),
        ("[options]\nx = false", "write nox = true"),
        ('[filerefs]\n"a b" = "x"', "filerefs.a b"),
        ("autocall = [1]", "autocall must be a list of folders"),
    ],
)
def test_settings_that_cannot_be_used(estate, text, problem):
    (estate / "saslift.toml").write_text(text + "\n")
    done = saslift("check", "p.sas")
    assert done.code == 2 and problem in done.out + done.err and "[X0006]" in done.out + done.err


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    xml = eg.project(
        [
            eg.flow("PFD-1", "Sales", {"Query-b": ["CodeTask-a"], "CodeTask-a": []}),
            eg.program("CodeTask-a", "Enter"),
            eg.element("Query", "Query-b", "Add up"),
            eg.submitted(
                "Query-b",
                "%_eg_conditional_dropds(WORK.TOTAL);\nPROC SQL;\n"
                "CREATE TABLE WORK.TOTAL AS SELECT sum(x) AS total FROM a;\nQUIT;",
            ),
        ]
    )
    eg.write_egp(
        tmp_path / "sales.egp", xml, {"CodeTask-a": "data a;\n  input x;\ndatalines;\n1\n2\n;\nrun;\n"}
    )
    return tmp_path


def test_every_command_takes_a_project(project):
    assert saslift("check", "sales.egp").code == 0
    done = saslift("translate", ".", "--to", "pandas,r", "--out", "out")
    assert done.code == 0, done.out
    text = (project / "out/sales.py").read_text()
    assert "# Process flow: Sales" in text and "# Task (Query): Add up" in text
    done = saslift("assess", "sales.egp", "--json")
    assert json.loads(done.out)["programs"] == 1 and done.code == 0
    done = saslift("run", "sales.egp", "--engine", "pandas", "--out", "ran")
    assert done.code == 0, done.out
    result = json.loads((project / "ran/sales/result.json").read_text())
    assert result["datasets"]["total"]["rows"] == [[3.0]]
    done = saslift("verify", "sales.egp", "--to", "pandas", "--out", "verified")
    assert done.code == 0 and "equal" in done.out


def test_a_damaged_project_does_not_stop_the_others(project):
    (project / "bad.egp").write_bytes(b"no zip file")
    (project / "good.sas").write_text("data a; x = 1; run;\n")
    done = saslift("check", ".")
    assert "bad.egp:1:1: error: the project file is damaged" in done.out and done.code == 1
    done = saslift("run", "bad.egp", "good.sas", "--out", "ran")
    assert "good.sas: ok" in done.out and done.code == 1


def test_a_task_without_code_stops_the_translation_there(project):
    xml = eg.project([eg.program("CodeTask-a", "A"), eg.element("ExportTask", "ExportTask-e", "Send")])
    eg.write_egp(project / "sales.egp", xml, {"CodeTask-a": "data a; x = 1; run;"})
    done = saslift("translate", "sales.egp", "--out", "out")
    assert done.code == 1 and "[E0032]" in done.out
    assert "NotTranslated" in (project / "out/sales.py").read_text()
