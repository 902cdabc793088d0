"""A fault of saslift itself costs one step of one target; all else is translated, and the fault is told."""

from __future__ import annotations

import json

import pytest

from tests.cli.command import saslift
from translator.emit import pandas as to_pandas
from translator.emit import r as to_r
from translator.emit.pandas import steps as pandas_steps
from translator.lower import program as lowering
from translator.plan.procs.sorting import Sort

PROGRAM = "data a;\n  x = 1;\nrun;\n\nproc sort data=a;\n  by x;\nrun;\n\ndata b;\n  set a;\nrun;\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.sas").write_text(PROGRAM)
    (tmp_path / "good.sas").write_text("data a;\n  x = 1;\nrun;\n")
    return tmp_path


def fail(*_):
    raise KeyError("planted")


def states(folder, program, target):
    manifest = json.loads((folder / "out" / "manifest.json").read_text())
    row = next(one for one in manifest["programs"] if one["name"] == program)
    return {name: count for name, count in row["outputs"][target]["states"].items() if count}


def test_an_emitter_that_raises_costs_one_step_of_one_target(folder, monkeypatch):
    pandas_steps.load_procs()
    monkeypatch.setitem(pandas_steps.EMITTERS, Sort, fail)
    done = saslift("translate", ".", "--to", "pandas,r", "--out", "out")
    assert done.code == 1
    found = [line for line in done.out.splitlines() if "error" in line]
    assert len(found) == 1
    assert found[0].startswith(
        "bad.sas:5:1: error: saslift failed to write this step for pandas: KeyError: 'planted'"
    )
    assert found[0].endswith("[H0900]")
    assert states(folder, "bad", "pandas")["hole"] == 2  # PROC SORT and its BY
    assert "hole" not in states(folder, "bad", "r")
    assert "hole" not in states(folder, "good", "pandas")
    assert '"H0900"' in (folder / "out" / "bad.py").read_text()


def test_a_lowering_that_raises_costs_one_step(folder, monkeypatch):
    monkeypatch.setitem(lowering.procs(), "SORT", fail)
    done = saslift("translate", "bad.sas", "--to", "pandas,r", "--out", "out")
    assert done.code == 1
    assert done.out.startswith("bad.sas:5:1: error: saslift failed on this step: KeyError: 'planted'")
    assert states(folder, "bad", "pandas")["hole"] == states(folder, "bad", "r")["hole"]
    assert (folder / "out" / "bad.R").exists()


def test_a_target_that_cannot_be_written_leaves_the_other_whole(folder, monkeypatch):
    monkeypatch.setattr(to_pandas, "emit", fail)
    done = saslift("translate", "bad.sas", "--to", "pandas,r", "--out", "out")
    assert done.code == 2
    assert done.out.splitlines()[0].endswith("[X0094]")
    assert sorted(file.name for file in (folder / "out").iterdir()) == [
        "bad.R", "bad.html", "bad.map.json", "manifest.json", "sas_semantics.R",
    ]  # fmt: skip


def test_no_target_at_all_leaves_nothing(folder, monkeypatch):
    monkeypatch.setattr(to_pandas, "emit", fail)
    monkeypatch.setattr(to_r, "emit", fail)
    done = saslift("translate", "bad.sas", "--to", "pandas,r", "--out", "out")
    assert done.code == 2
    assert not (folder / "out").exists()
