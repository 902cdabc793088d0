"""`translate`: folders, exit codes, the default run without any model code, filled holes, bad input."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command import saslift
from tests.holes.fake_ollama import FakeOllama

ROOT = Path(__file__).parents[2]
SALES = """\
* Two regions;
data sales;
  input region $ amount;
datalines;
East 1
West 2
;
run;

data large;
  set sales;
  if amount > 1;
run;
"""
HOLE = SALES + "\nproc loess data=sales;\n  model amount = amount;\nrun;\n"
MADE = SALES + "\nproc hpimpute data=sales out=means;\nrun;\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sales.sas").write_text(SALES)
    return tmp_path


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def test_the_folder_of_a_clean_program(folder):
    done = saslift("translate", "sales.sas", "--to", "pandas,r", "-o", "out")
    assert done.code == 0, done.out
    assert sorted(file.name for file in (folder / "out").iterdir()) == [
        "manifest.json", "sales.R", "sales.html", "sales.map.json", "sales.py", "sas_semantics.R", "sas_semantics.py",
    ]  # fmt: skip
    manifest = read(folder / "out" / "manifest.json")
    assert manifest["model_calls"] == 0
    row = manifest["programs"][0]
    assert (row["clean"], row["program"]) == (True, "sales.sas")
    for output in row["outputs"].values():
        assert sum(output["states"].values()) == len(output["statements"]) == 6
        assert output["states"]["hole"] == 0


def test_the_translated_program_runs_alone(folder):
    saslift("translate", "sales.sas", "-o", "out")
    variables = {"PATH": os.environ["PATH"]}
    done = subprocess.run([sys.executable, "out/sales.py"], env=variables, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    text = (folder / "out" / "sales.py").read_text()
    assert "translator" not in text and "import saslift" not in text


def test_two_runs_are_identical(folder):
    for out in ("one", "two"):
        saslift("translate", "sales.sas", "--to", "pandas,r", "-o", out)
    for file in (folder / "one").iterdir():
        assert file.read_bytes() == (folder / "two" / file.name).read_bytes()


def test_a_hole_is_told_and_1_and_stops_the_program(folder):
    (folder / "hole.sas").write_text(HOLE)
    done = saslift("translate", "hole.sas", "-o", "out")
    assert done.code == 1
    assert "hole.sas:15:1: error: PROC LOESS is not translated [H0401]" in done.out
    contract = read(folder / "out" / "manifest.json")["programs"][0]["outputs"]["pandas"]["holes"][0]
    columns = [(column["name"], column["kind"]) for column in contract["inputs"][0]["columns"]]
    assert (contract["function"], contract["origin"], columns) == (
        "hole_3", "hole.sas:15", [("region", "char"), ("amount", "num")],
    )  # fmt: skip
    assert "sales: region (text of 8), amount (number)" in (folder / "out" / "hole.py").read_text()
    ran = subprocess.run([sys.executable, "out/hole.py"], capture_output=True, text=True)
    assert ran.returncode == 1 and "H0401" in ran.stderr and "Traceback" not in ran.stderr


def test_a_hole_makes_the_data_sets_that_it_names_and_no_others(folder):
    (folder / "hole.sas").write_text(
        "proc export data=here.there outfile='a.dbf' dbms=dbf replace; run;\n"
        'proc loess data=here.there outest=work.kept; ods output fit="x" points=points; run;\n'
    )
    saslift("translate", "hole.sas", "-o", "out")
    holes = read(folder / "out" / "manifest.json")["programs"][0]["outputs"]["pandas"]["holes"]
    assert [[table["name"] for table in hole["outputs"]] for hole in holes] == [[], ["kept", "points"]]


def test_the_default_run_imports_no_model_code(folder):
    (folder / "hole.sas").write_text(HOLE)
    script = (
        "import sys\nfrom translator.cli.app import app\n"
        "try:\n    app(['translate', 'hole.sas', '--to', 'pandas,r', '-o', 'out'])\nexcept SystemExit:\n    pass\n"
        "print(sorted(name for name in sys.modules if name.split('.')[0] in ('ollama', 'httpx', 'openai', 'socket')"
        " or name.startswith('translator.holes')), file=sys.stderr)\n"
    )
    variables = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", script], env=variables, capture_output=True, text=True)
    allowed = {
        "socket",
        "translator.holes",
        "translator.holes.contract",
    }  # the contract is data; socket: pandas
    assert set(ast.literal_eval(done.stderr.strip().splitlines()[-1])) <= allowed
    assert read(folder / "out" / "manifest.json")["model_calls"] == 0


PYTHON = 'def hole_3(sales):\n    """Means."""\n    return sales.copy()\n'
R = "hole_3 <- function(sales) {\n  sales |> mutate(amount = amount)\n}\n"


def filled(folder, target, answers, *more):
    (folder / "made.sas").write_text(MADE)
    with FakeOllama(answers) as server:
        done = saslift(
            "translate", "made.sas", "--to", target, "-o", "out", "--fill", "ollama", "--model", server.model,
            "--model-host", server.host, "--archive", "answers", *more,
        )  # fmt: skip
    return done, server


@pytest.mark.parametrize(
    ("target", "answer", "file"),
    [("pandas", PYTHON, "made.py"), pytest.param("r", R, "made.R", marks=pytest.mark.r)],
)
def test_a_hole_filled_by_a_model_is_labelled_everywhere(folder, target, answer, file):
    (folder / "made.sas").write_text(MADE)
    assert saslift("translate", "made.sas", "--to", target, "-o", "plain").code == 1
    done, server = filled(folder, target, [answer])
    assert done.code == 0, done.out
    assert "[X0046]" in done.out and "H0401" not in done.out
    text = (folder / "out" / file).read_text()
    assert "# MODEL M0001: RUNS" in text
    plain = (folder / "plain" / file).read_text()
    before, after = (
        ("def hole_3", "def run(lib)") if target == "pandas" else ("hole_3 <-", "# Run every step")
    )
    assert text.startswith(plain.split(before)[0])
    assert text.split(after)[1] == plain.split(after)[1]
    manifest = read(folder / "out" / "manifest.json")
    assert manifest["model_calls"] == 1
    row = manifest["programs"][0]
    assert (row["clean"], row["models"][0]["model"], row["models"][0]["digest"]) == (
        False,
        server.model,
        "f" * 64,
    )
    assert row["outputs"][target]["states"]["model"] == 1
    entries = read(folder / "out" / "made.map.json")["outputs"][file]
    assert [entry["provenance"] for entry in entries][-1] == "model"
    assert "MODEL M0001" in (folder / "out" / "made.html").read_text()

    again = saslift(
        "translate", "made.sas", "--to", target, "-o", "again", "--fill", "replay", "--archive", "answers"
    )
    assert again.code == 0, again.out
    assert (folder / "again" / file).read_text() == text
    assert read(folder / "again" / "manifest.json")["model_calls"] == 0


def test_an_archived_answer_is_used_before_the_model_is_asked(folder):
    filled(folder, "pandas", [PYTHON])
    done, server = filled(folder, "pandas", [])
    assert (done.code, server.requests) == (0, [])


def test_a_refused_answer_leaves_the_hole(folder):
    done, server = filled(folder, "pandas", ["import os\n" + PYTHON] * 4)
    assert (done.code, len(server.requests)) == (2, 4)
    assert "[X0042]" in done.out and "[H0401]" in done.out
    assert "MODEL" not in (folder / "out" / "made.py").read_text()
    assert read(folder / "out" / "manifest.json")["model_calls"] == 4


def test_another_host_is_refused_at_once(folder):
    done = saslift(
        "translate",
        "sales.sas",
        "-o",
        "out",
        "--fill",
        "ollama",
        "--model",
        "m",
        "--model-host",
        "http://example.com",
    )
    assert (done.code, done.err.count("\n"), "[X0030]" in done.err) == (2, 1, True)
    assert not (folder / "out").exists()


def test_bad_input_does_not_touch_the_other_programs(folder):
    (folder / "empty.sas").write_text("")
    (folder / "open.sas").write_text("data a;\n  x = 'open;\nrun;\n")
    (folder / "gone.sas").symlink_to("nowhere/none.sas")
    done = saslift("translate", ".", "-o", "out")
    assert done.code == 2
    assert "empty.sas:1:1: error: the program is empty [X0010]" in done.out
    assert "gone.sas:1:1: error: cannot be read" in done.out
    assert "open.sas:2:7: error:" in done.out
    names = {row["name"] for row in read(folder / "out" / "manifest.json")["programs"]}
    assert names == {"open", "sales"}


@pytest.mark.parametrize("out", ["/proc/none/out", "sales.sas"])
def test_a_folder_that_cannot_be_written(folder, out):
    done = saslift("translate", "sales.sas", "-o", out)
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert done.err.endswith("[X0004]\n")
    assert (folder / "sales.sas").read_text() == SALES
    assert sorted(file.name for file in folder.iterdir()) == ["sales.sas"]


def test_programs_of_one_name_get_their_folders(folder):
    for name in ("a", "b"):
        (folder / name).mkdir()
        (folder / name / "load.sas").write_text(SALES)
    saslift("translate", "a", "b", "-o", "out")
    assert {"a_load.py", "b_load.py"} <= {file.name for file in (folder / "out").iterdir()}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--to", "spark"], "X0005"),
        (["--libref", "raw"], "X0008"),
        (["--libref", "toolongname=x"], "X0008"),
        (["--libref", "raw=nowhere"], "X0012"),
        (["--fill", "gpt"], "X0015"),
        (["--model", "m"], "X0015"),
        (["--fill", "ollama", "--model", "big:cloud"], "X0034"),
        (["--config", "none.toml"], "X0001"),
    ],
)
def test_mistakes_are_2_with_a_code_and_nothing_written(folder, arguments, code):
    done = saslift("translate", "sales.sas", "-o", "out", *arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.endswith(f"[{code}]\n") and done.err.count("\n") == 1
    assert not (folder / "out").exists()


def test_json(folder):
    (folder / "hole.sas").write_text(HOLE)
    done = saslift("translate", ".", "-o", "out", "--json")
    found = json.loads(done.out)
    assert [row["status"] for row in found["programs"]] == ["holes", "ok"]
    assert found["programs"][0]["states"]["pandas"]["hole"] == 2


def test_macros_that_nothing_calls_are_told(folder):
    (folder / "library.sas").write_text(
        "%macro keep(table); data kept; set &table; run; %mend;\n%macro used; data a; x = 1; run; %mend;\n%used\n"
    )
    done = saslift("translate", "library.sas", "-o", "out")
    assert done.code == 0
    assert (
        done.out.count("[N0111]") == 1
        and "library.sas:1:8: note: macro KEEP is defined and not called" in done.out
    )


def test_targets_may_be_listed_or_repeated(folder):
    assert saslift("translate", "sales.sas", "--to", "pandas", "--to", "r", "-o", "out").code == 0
    assert {"sales.py", "sales.R"} <= {file.name for file in (folder / "out").iterdir()}
    done = saslift("translate", "sales.sas", "--to", "pandas", "--to", "spark", "-o", "out")
    assert done.code == 2 and "unknown target 'spark'" in done.err
