"""Programs that are translated where their data are not, and run where these are: CSV in, CSV (R) or Parquet (pandas) out."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from tests.cli.command import saslift

PEOPLE = "id,v1,v2,v3,d1,d2\n1,3,4,5,A01,B02\n2,6,,8,C01,A05\n"


def run(folder: Path, target: str, sas: str) -> subprocess.CompletedProcess[str]:
    """Translate a program without its data, and run it on them."""
    (folder / "raw").mkdir()
    (folder / "raw" / "people.csv").write_text(PEOPLE, encoding="utf-8")
    (folder / "p.sas").write_text(sas, encoding="utf-8")
    saslift("translate", str(folder / "p.sas"), "--to", target, "-o", str(folder / "code"))
    script = ["Rscript", "--vanilla", "code/p.R"] if target == "r" else [sys.executable, "code/p.py"]
    return subprocess.run(
        [*script, "--data", ".", "--out", "made"], cwd=folder, capture_output=True, text=True, check=False
    )


def ran(folder: Path, target: str, sas: str) -> None:
    """Translate a program without its data, and run it on them to its end."""
    done = run(folder, target, sas)
    assert done.returncode == 0, done.stdout + done.stderr


def table(folder: Path, name: str) -> dict[str, list[str]]:
    """Return a data set of the program as text: whole numbers without decimals, "" for what is missing."""
    made = folder / "made" / "out"
    if (made / f"{name}.parquet").exists():
        df = pd.read_parquet(made / f"{name}.parquet")
        return {
            str(c): ["" if v != v or v == "" else f"{v:g}" if isinstance(v, float) else v for v in df[c]]
            for c in df
        }
    with (made / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = [["" if cell == "." else cell for cell in row] for row in csv.reader(file)]
    return {name: [row[place] for row in rows[1:]] for place, name in enumerate(rows[0])}


TARGETS = pytest.mark.parametrize("target", ["pandas", pytest.param("r", marks=pytest.mark.r)])


@TARGETS
def test_a_data_set_that_is_only_named_brings_its_columns(tmp_path: Path, target: str) -> None:
    """`if 0 then set` adds the variables to the program data vector at compilation (SET statement)."""
    sas = "data out.none; if 0 then set raw.people; stop; run; data out.one; if 0 then set raw.people; x = 1; output; stop; run;"
    ran(tmp_path, target, sas)
    assert table(tmp_path, "none") == {name: [] for name in PEOPLE.splitlines()[0].split(",")}
    assert table(tmp_path, "one") == {
        **{name: [""] for name in PEOPLE.splitlines()[0].split(",")},
        "x": ["1"],
    }


@TARGETS
def test_a_data_set_that_is_only_named_must_be_there(tmp_path: Path, target: str) -> None:
    done = run(tmp_path, target, "data _null_; if 0 then set raw.missing; stop; run;")
    assert done.returncode == 1
    assert "ERROR: File RAW.MISSING.DATA does not exist." in done.stdout + done.stderr


@TARGETS
def test_texts_of_an_array_that_is_only_read_are_columns_of_the_data(tmp_path: Path, target: str) -> None:
    sas = (
        "data out.hits; set raw.people; array d{2} $ d1-d2; hit = 0;"
        " do i = 1 to dim(d); if substr(d{i}, 1, 1) = 'A' then hit + i; end; keep id hit; run;"
        "data out.over; set raw.people; array c d1-d2; do over c; if c = 'A05' then found = 1; end; keep id found; run;"
    )
    ran(tmp_path, target, sas)
    assert table(tmp_path, "hits") == {"id": ["1", "2"], "hit": ["1", "2"]}
    assert table(tmp_path, "over") == {"id": ["1", "2"], "found": ["", "1"]}


@TARGETS
def test_a_number_that_the_step_reads_and_sets_is_in_the_data_or_not(tmp_path: Path, target: str) -> None:
    """s is not in the data, v2 is: SUM skips what is missing."""
    sas = (
        "data out.sums; set raw.people; array v{3} v1-v3; do i = 1 to 3; s = sum(s, v{i}); v2 = sum(v2, 1); end;"
        " keep id v2 s; run;"
    )
    ran(tmp_path, target, sas)
    assert table(tmp_path, "sums") == {"id": ["1", "2"], "v2": ["7", "3"], "s": ["13", "15"]}


@TARGETS
def test_order_by_names_a_selected_column_of_a_join(tmp_path: Path, target: str) -> None:
    """`id` of ORDER BY is the one that is selected, whichever tables have such a column (ORDER BY clause)."""
    sas = (
        "data sums; set raw.people; total = v1 + v3; if id = 2; keep id total; run;"
        " proc sql; create table out.joined as select p.id, p.v2, s.total / 2 as half"
        " from raw.people p left join sums s on p.id = s.id where p.v1 > 1 order by half desc, id; quit;"
    )
    ran(tmp_path, target, sas)
    assert table(tmp_path, "joined") == {"id": ["2", "1"], "v2": ["", "4"], "half": ["7", ""]}


@TARGETS
def test_blanks_that_do_not_count_need_no_length(tmp_path: Path, target: str) -> None:
    """The end of what a variable gets, and a text in which no blank is looked for; `informat _all_` shows nowhere."""
    sas = (
        "data out.texts; set raw.people; length both $ 9; both = trim(d1) || '-' || d2; late = index(d1, '01');"
        " new = tranwrd(d2, 'B', 'xx'); informat _all_; format _all_; keep both late new; run;"
    )
    ran(tmp_path, target, sas)
    assert table(tmp_path, "texts") == {
        "both": ["A01-B02", "C01-A05"],
        "late": ["2", "2"],
        "new": ["xx02", "A05"],
    }


@TARGETS
def test_a_variable_that_is_given_a_text_is_text(tmp_path: Path, target: str) -> None:
    """MISSING takes both types: the assignment tells which one the variable of the data has."""
    sas = "data out.one; set raw.people; if missing(d1) then d1 = '?'; if d2 = 'A05' then d1 = 'x' || d2; keep id d1; run;"
    ran(tmp_path, target, sas)
    assert table(tmp_path, "one") == {"id": ["1", "2"], "d1": ["A01", "xA05"]}
