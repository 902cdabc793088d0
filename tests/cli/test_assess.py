"""`assess`: the inventory of an estate, counted by hand here."""

from __future__ import annotations

import json

import pytest

from tests.cli.command import saslift

LOAD = """\
/* Loads the sales */
libname raw "data";
%macro clean(data);
  proc sort data=&data nodupkey; by id; run;
%mend;

data work.sales raw.copy;
  set raw.sales;
  name = upcase(strip(name)) || put(date, date9.);
run;
%clean(sales)
proc means data=sales; var amount; run;
"""
COPY = LOAD.replace("Loads the sales", "Copied by hand").replace("data work", "DATA   work")
ODD = "data a;\n  x = frobnicate(1);\nrun;\n%outside(1);\nproc hpgenselect data=a;\nrun;\nproc loess data=a; run;\nproc mi data=a; run;\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "load.sas").write_text(LOAD)
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "copy.sas").write_text(COPY)
    (tmp_path / "odd.sas").write_text(ODD)
    return tmp_path


def test_the_inventory(folder):
    done = saslift("assess", ".", "--json")
    assert done.code == 0
    found = json.loads(done.out)
    assert (found["programs"], found["lines"], found["data_steps"]) == (3, 32, 3)
    assert found["procs"] == {"SORT": 2, "MEANS": 2, "HPGENSELECT": 1, "LOESS": 1, "MI": 1}
    assert found["functions"] == {"UPCASE": 2, "STRIP": 2, "PUT": 2}
    assert (found["macros_defined"], found["macros_called"]) == (["clean"], {"clean": 2, "outside": 1})
    assert (found["inputs"], found["outputs"]) == (["raw.sales"], ["raw.copy"])
    assert found["duplicates"] == [["load.sas", "old/copy.sas"]]
    assert set(found["unknown"]) == {"PROC HPGENSELECT", "PROC LOESS", "PROC MI"}


def test_waves_put_the_known_first_and_count_copies_once(folder):
    waves = json.loads(saslift("assess", ".", "--json").out)["waves"]
    assert [(wave["wave"][0], wave["programs"]) for wave in waves] == [
        ("1", ["load.sas"]),
        ("3", ["odd.sas"]),
    ]
    assert waves[0]["code_lines"] == 10


def test_the_text_says_the_same(folder):
    out = saslift("assess", ".").out
    for line in (
        "3 programs, 32 lines (28 of code)",
        "Steps: DATA 3, PROC SORT 2, PROC MEANS 2",
        "Macros called and not defined here: outside",
        "Inputs from outside: raw.sales",
        "Same program: load.sas, old/copy.sas",
        "  load.sas: 100% of words known",
    ):
        assert line in out, out


def test_what_cannot_be_read_is_2_and_the_others_are_counted(folder):
    (folder / "empty.sas").write_text("")
    done = saslift("assess", ".", "none.sas", "--json")
    found = json.loads(done.out)
    assert (done.code, found["programs"]) == (2, 4)
    assert found["waves"][-1]["programs"] == ["empty.sas"]
    assert found["diagnostics"][0]["code"] == "X0001"


def test_folders_of_macros_that_programs_miss(folder):
    (folder / "lib").mkdir()
    (folder / "lib" / "Outside.sas").write_text("%macro outside(n); data o; n = &n; run; %mend;\n")
    done = saslift("assess", ".", "--json")
    assert json.loads(done.out)["autocall_candidates"] == {"lib": ["outside"]}
    assert "Macros that programs miss and that are in lib" in saslift("assess", ".").out
    (folder / "saslift.toml").write_text('autocall = ["lib"]\n')
    assert json.loads(saslift("assess", ".", "--json").out)["autocall_candidates"] == {}
