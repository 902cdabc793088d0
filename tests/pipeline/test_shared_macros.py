"""Macros that several programs share: their functions stand once, in a module that the programs import."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from translator.pipeline.deliver import Delivery, deliver_program, share_macros, write_deliveries
from translator.pipeline.modules.same import same_python, same_r
from translator.pipeline.programs import Program, find_programs
from translator.pipeline.translate import translate_program
from translator.report.outputs import HELPERS

UTILS = """\
%macro load(in=, out=, year=2020);
  * one year of a table;
  data &out; set &in; where year = &year; length label $8; label = put(value, band.); run;
  proc sort data=&out; by id; run;
%mend load;
%macro total(ds, var);
  proc summary data=&ds nway; class id; var &var; output out=&ds._t(drop=_type_ _freq_) sum=total; run;
%mend;
%macro shown(ds); proc print data=&ds; run; %mend;
"""
BAND = "proc format; value band 0-<20='low' 20-high='high'; run;\n"
HEAD = "%include 'macros/utils.sas';\nlibname res 'res';\n"
ROWS = "data raw; input id year value @@; cards;\n1 2020 5 2 2021 15 3 2021 25 1 2020 30\n;\n"
A = HEAD + BAND + ROWS + "%load(in=raw, out=mine)\n%total(mine, value)\ndata res.a; set mine_t; run;\n"
B = (
    HEAD + BAND.replace("'high'", "'top'") + ROWS
    + "%load(in=raw, out=part, year=2021)\n%total(raw, value)\n%total(part, value)\n"
    + "data res.b; merge raw_t part; by id; run;\n"
)  # fmt: skip
C = (
    HEAD
    + BAND
    + ROWS
    + "%load(in=raw, out=kept, year=2021)\n%total(kept, value)\ndata res.c; set kept_t kept; run;\n"
)


@pytest.fixture
def estate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of three programs that include one file; two of them have formats of one name that differ."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "macros").mkdir()
    (tmp_path / "macros/utils.sas").write_text(UTILS)
    for name, text in (("a", A), ("b", B), ("c", C)):
        (tmp_path / f"{name}.sas").write_text(text)
    return tmp_path


def delivered(names: list[str]) -> list[Delivery]:
    """The translations of files."""
    programs, problems = find_programs([Path(name) for name in names])
    assert not problems
    return [deliver_program(program, ("pandas", "r"), {}) for program in programs]


def written(out: Path, deliveries: list[Delivery]) -> dict[str, str]:
    """The files of an output folder after programs are written into it."""
    done, shared = share_macros(out, deliveries)
    write_deliveries(out, done, shared)
    return {file.name: file.read_text() for file in sorted(out.iterdir())}


EVERY = ["a.sas", "b.sas", "c.sas", "macros/utils.sas"]
OUTSIDE = ["a.sas", "b.sas", "c.sas"]


@pytest.mark.parametrize("names", [EVERY, OUTSIDE], ids=["library among the programs", "library elsewhere"])
def test_functions_stand_once(estate: Path, names: list[str]) -> None:
    """A function of a macro stands in the module of its file, as often as it has shapes; formats that it needs go along."""
    files = written(estate / "out", delivered(names))
    assert files["utils.py"].count("def load(") == 1
    assert files["utils.py"].count("def total") == 1  # `mine` of one program is `ds` of another
    assert "def band_format" in files["utils.py"]
    assert "from utils import load, total" in files["a.py"] and "def load(" not in files["a.py"]
    assert "from utils import load, total" in files["c.py"] and "band_format" not in files["c.py"]
    # the format of the second program differs: it keeps its own function and says so
    assert "from utils import total" in files["b.py"] and "def load(" in files["b.py"]
    assert "# Not shared with other programs: it needs band_format" in files["b.py"]
    assert files["utils.R"].count("load_macro <- function(") == 1
    assert "total <- utils_module$total" in files["b.R"]
    assert ("def run(lib):" in files["utils.py"]) == (names is EVERY)


def test_places_and_pages(estate: Path) -> None:
    """The map and the page of a module go back to the lines of its SAS file; programs keep the rows of their calls."""
    files = written(estate / "out", delivered(OUTSIDE))
    rows = json.loads(files["utils.map.json"])["outputs"]["utils.py"]
    lines = files["utils.py"].splitlines()
    first = next(row for row in rows if row["inside"].startswith("expansion of %load, utils.sas 3"))
    assert first["sas_lines"] == [3, 3]
    assert "utils.sas 3: DATA" in lines[first["lines"][0] - 1]
    program = files["a.py"].splitlines()
    calls = [row for row in json.loads(files["a.map.json"])["outputs"]["a.py"] if "inside" in row]
    assert [row["title"] for row in calls] == ["DATA mine", "PROC SORT", "PROC SUMMARY"]
    assert [program[row["lines"][1] - 1].strip() for row in calls] == ["mine = load(raw)"] * 2 + [
        'mine_t = total(mine, "value")'
    ]
    assert "%load, utils.sas 1-5" in files["utils.html"]


def test_a_program_alone_has_its_own_functions(estate: Path) -> None:
    """Nobody shares them: the program needs no other file."""
    files = written(estate / "out", delivered(["a.sas"]))
    assert "def load(" in files["a.py"] and "utils.py" not in files


def test_later_runs_keep_what_others_import(estate: Path) -> None:
    """A program written anew leaves the module as its neighbours need it; the same input gives the same bytes."""
    out = estate / "out"
    before = written(out, delivered(OUTSIDE))
    assert written(out, delivered(["c.sas"])) == before
    (estate / "c.sas").write_text(C.replace("%total(kept, value)\n", "").replace("kept_t", ""))
    after = written(out, delivered(["c.sas"]))
    assert "def total" in after["utils.py"] and "total" not in after["c.py"]
    for name in ("a.py", "b.py", "a.R", "b.R"):
        assert after[name] == before[name]
    (estate / "c.sas").write_text(C)
    assert written(out, delivered(["c.sas"])) == before


def test_the_library_is_translated_again_where_it_changes(estate: Path) -> None:
    """A run of some programs renews the module of a file that is itself a program of the folder."""
    command = [
        sys.executable,
        "-c",
        "from translator.cli.app import main; main()",
        "translate",
        "-o",
        "out",
        "--fresh",
    ]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "TZ": "UTC"}

    def run(*names: str) -> dict[str, str]:
        done = subprocess.run(
            [*command, *names], cwd=estate, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return {file.name: file.read_text() for file in (estate / "out").iterdir()}

    before = run(*EVERY)
    assert "def shown(" in before["utils.py"] and "def run(lib):" in before["utils.py"]
    assert run("c.sas") == before
    (estate / "c.sas").write_text(C.replace("%total(kept, value)\n", "%shown(kept)\n").replace("kept_t", ""))
    after = run("c.sas")
    assert after["utils.py"].count("def shown(") == 1 and "from utils import load, shown" in after["c.py"]
    assert "sas.open_columns" not in after["utils.py"]
    assert after["a.py"] == before["a.py"]
    # the library calls a macro itself, in another shape: those that import it are written again
    (estate / "macros/utils.sas").write_text(UTILS + "data t; id=1; w=2; run;\n%total(t, w)\n")
    last = run("macros/utils.sas")
    assert last["utils.py"].count("def total(") == 1 and "def total_2(" in last["utils.py"]
    assert "total_2 as total" in last["a.py"] and "total_2 as total" in last["b.py"]


def test_other_shapes_have_names_of_their_own(estate: Path) -> None:
    """Calls whose code has another shape get another function of the module, imported under the macro's name."""
    (estate / "c.sas").write_text(
        C.replace(
            "%total(kept, value)",
            "data kept; set kept; rename id=key; run;\ndata kept; set kept; rename key=id; run;\n%total(kept, value)",
        )
    )
    (estate / "macros/utils.sas").write_text(
        UTILS.replace(
            "proc summary data=&ds nway; class id;",
            "proc summary data=&ds nway; %if &ds = kept %then where id > 1;; class id;",
        )
    )
    files = written(estate / "out", delivered(OUTSIDE))
    assert "def total_2(" in files["utils.py"]
    assert "total_2 as total" in files["c.py"]
    assert "total <- utils_module$total_2" in files["c.R"]


def test_order_does_not_matter(estate: Path) -> None:
    """However many programs are translated at once, in whatever order they are done."""
    deliveries = delivered(EVERY)
    assert written(estate / "one", deliveries) == written(estate / "two", deliveries[::-1])


@pytest.mark.parametrize("target", ["pandas", "r"])
def test_they_run(estate: Path, target: str) -> None:
    """The programs, started in another folder, leave what the programs with functions of their own leave."""
    if target == "r" and shutil.which("Rscript") is None:
        pytest.skip("Rscript is not installed")
    suffix = {"pandas": ".py", "r": ".R"}[target]
    written(estate / "out", delivered(EVERY))
    alone = estate / "alone"
    alone.mkdir()
    for name in ("a", "b", "c"):
        path = estate / f"{name}.sas"
        made = translate_program(Program(path, name, str(path)), (target,))  # type: ignore[arg-type]
        (alone / (name + suffix)).write_text(made.emitted[target].text)
        (alone / HELPERS[target]).write_text(made.helpers[target])
        found = [
            _run(folder / (name + suffix), estate / f"{folder.name}_{name}")
            for folder in (alone, estate / "out")
        ]
        assert found[0] and found[0] == found[1]


def _run(program: Path, out: Path) -> dict[str, bytes]:
    (out / "res").mkdir(parents=True)
    command = [sys.executable] if program.suffix == ".py" else ["Rscript", "--vanilla"]
    done = subprocess.run(
        [*command, str(program), "--data", str(out), "--out", str(out)],
        cwd="/", env={**os.environ, "TZ": "UTC"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return {file.name: file.read_bytes() for file in sorted((out / "res").iterdir())}


def test_no_file_hides_a_module_of_python(estate: Path) -> None:
    """A SAS program may be called as a module that pandas imports; those beside it run all the same."""
    text = "libname res 'res';\ndata res.a; x = 1; run;\n"
    for name in ("plain", "random", "numbers", "sas_semantics"):
        (estate / f"{name}.sas").write_text(text)
    files = written(
        estate / "out", delivered(["plain.sas", "random.sas", "numbers.sas", "sas_semantics.sas"])
    )
    assert {
        "plain.py",
        "random_program.py",
        "numbers_program.py",
        "random.R",
        "sas_semantics_program.R",
    } <= set(files)
    assert "class Libraries" in files["sas_semantics.py"]
    assert _run(estate / "out/plain.py", estate / "plain") == _run(
        estate / "out/random_program.py", estate / "other"
    )


def test_same_but_for_names() -> None:
    """Names that are bound in a function do not part it from another; texts, columns and what is called do."""
    one = 'def f(mine, var):\n    """%f"""\n    part = mine[[var]]\n    return part.head(n=2)'
    assert same_python(one, one.replace("mine", "ds").replace("part", "kept"))
    assert not same_python(one, one.replace("[[var]]", '[["var"]]'))
    assert not same_python(one, one.replace("head(n=2)", "head(n=3)"))
    assert not same_python(one, one.replace("mine[[var]]", "var[[mine]]"))
    two = "f <- function(mine, var) {\n  mine |> filter(value > 1, total == var)\n}"
    assert same_r(two, two.replace("mine", "ds"), {"value", "total"})
    assert not same_r(two, two.replace("value", "total"), {"value", "total"})
    assert not same_r(two, two.replace("mine", "value"), {"value", "total"})
