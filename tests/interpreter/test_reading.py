"""SET, MERGE, UPDATE, MODIFY, BY: expected values by hand from the rules of SAS Language Reference: Concepts."""

from __future__ import annotations

import pytest

from tests.interpreter.runs import errors, names, rows, run

DATA = """
data one; input id x @@; datalines;
1 10 2 20 4 40
;
data two; input id y z @@; datalines;
1 5 . 1 6 2 3 7 3 4 8 4
;
"""

CASES: dict[str, tuple[str, list[list[object]]]] = {
    "match-merge keeps values within the group": (
        "merge one(in=a) two(in=b); by id; ina=a; inb=b;",
        [
            [1, 10, 5, None, 1, 1],
            [1, 10, 6, 2, 1, 1],
            [2, 20, None, None, 1, 0],
            [3, None, 7, 3, 0, 1],
            [4, 40, 8, 4, 1, 1],
        ],
    ),
    "one-to-one merge": (
        "merge one two;",
        [[1, 10, 5, None], [1, 20, 6, 2], [3, 40, 7, 3], [4, None, 8, 4]],
    ),
    "interleave": (
        "set two(keep=id y) one; by id; if first.id;",
        [[1, 5, None], [2, None, 20], [3, 7, None], [4, 8, None]],
    ),
    "direct access": (
        "do i = n to 1 by -1; set one point=i nobs=n; output; end; stop;",
        [[4, 40], [2, 20], [1, 10]],
    ),
    "a lookup by SET POINT=": (
        "set one; p = 2; set two(keep=y) point=p;",
        [[1, 10, 6], [2, 20, 6], [4, 40, 6]],
    ),
    "FIRSTOBS and OBS": ("set one(firstobs=2 obs=3);", [[2, 20], [4, 40]]),
    "WHERE option wins over the statement": ("set one(where=(x > 15)); where x < 15;", [[2, 20], [4, 40]]),
    "WHERE ALSO": ("set one; where x > 10; where also x < 40;", [[2, 20]]),
    "RENAME of an input": ("set one(rename=(x=xx)); x = xx / 10;", [[1, 10, 1], [2, 20, 2], [4, 40, 4]]),
    "END": ("set one end=last; t + x; if last; keep t;", [[70]]),
    "two SETs stop with the shorter": (
        "set two(keep=id y); set one(keep=x);",
        [[1, 5, 10], [1, 6, 20], [3, 7, 40]],
    ),
    "a one-row SET": (
        "if _n_ = 1 then set two(keep=z obs=2 firstobs=2); set one;",
        [[2, 1, 10], [2, 2, 20], [2, 4, 40]],
    ),
    "FIRST and LAST of two keys": (
        "set two; by id y; f1=first.id; l1=last.id; f2=first.y; l2=last.y; keep id f1--l2;",
        [[1, 1, 0, 1, 1], [1, 0, 1, 1, 1], [3, 1, 1, 1, 1], [4, 1, 1, 1, 1]],
    ),
    "KEY= with _IORC_": (
        "set two(keep=id y where=(id > 2)); x = .; set one key=id / unique; if _iorc_ then do; _error_ = 0; x = -1; end;",
        [[3, 7, -1], [4, 8, 40]],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_reading(name: str) -> None:
    body, expected = CASES[name]
    session = run(f"{DATA} data r; {body} run;")
    assert errors(session) == []
    assert rows(session, "r") == expected


def test_interleaving_sets_other_variables_to_missing() -> None:
    session = run(f"{DATA} data r; set one two; by id; run;")
    assert rows(session, "r")[:3] == [[1, 10, None, None], [1, None, 5, None], [1, None, 6, 2]]


def test_unsorted_data_stop_the_step() -> None:
    session = run("data a; g=2; output; g=1; output; run; data b; set a; by g; run;")
    assert errors(session) == ["ERROR: BY variables are not properly sorted on data set WORK.A."]
    assert "g=2 FIRST.g=1 LAST.g=1 _ERROR_=1 _N_=1" in session.log


def test_descending_and_notsorted() -> None:
    session = run("""
        data a; input g @@; datalines;
        3 3 1 2
        ;
        data d; set a(obs=3); by descending g; if last.g; run;
        data n; set a; by g notsorted; n + 1; if first.g then n = 1; if last.g; run;""")
    assert rows(session, "d") == [[3], [1]]
    assert rows(session, "n") == [[3, 2], [1, 1], [2, 1]]


UPDATE = """
data mast; input id a b $; datalines;
1 1 x
2 2 y
3 3 z
;
data tr; input id a b $; datalines;
2 20 .
3 . Q
3 31 .
5 50 n
;
"""


def test_update() -> None:
    session = run(
        f"{UPDATE} data u; update mast tr; by id; run; data v; update mast tr updatemode=nomissingcheck; by id; run;"
    )
    assert rows(session, "u") == [[1, 1, "x"], [2, 20, "y"], [3, 31, "Q"], [5, 50, "n"]]
    assert rows(session, "v") == [[1, 1, "x"], [2, 20, ""], [3, 31, ""], [5, 50, "n"]]


def test_modify_in_place_with_transactions() -> None:
    session = run(f"""{UPDATE}
        data mast; modify mast tr; by id;
          if _iorc_ = 0 then replace; else do; _error_ = 0; output; end; run;""")
    assert rows(session, "mast") == [[1, 1, "x"], [2, 20, "y"], [3, 31, "Q"], [5, 50, "n"]]


def test_modify_removes() -> None:
    session = run(
        f"{UPDATE} data mast; modify mast; if a = 2 then remove; else do; a = a * 10; replace; end; run;"
    )
    assert rows(session, "mast") == [[1, 10, "x"], [3, 30, "z"]]
    assert session.log[-1] == (
        "NOTE: The data set WORK.MAST has been updated.  There were 2 observations rewritten, 0 observations added "
        "and 1 observations deleted."
    )


def test_outputs_and_their_options() -> None:
    session = run(f"""{DATA}
        data a b(keep=id) c(where=(why > 6) rename=(y=why)); set two; drop z;
          if id = 1 then output a; else output b c; run;""")
    assert rows(session, "a") == [[1, 5], [1, 6]]
    assert rows(session, "b") == [[3], [4]]
    assert names(session, "c") == ["id", "why"]


def test_where_on_an_output_uses_the_new_name() -> None:
    session = run(f"{DATA} data c(rename=(y=why) where=(why > 6)); set two(keep=id y); run;")
    assert rows(session, "c") == [[3, 7], [4, 8]]


def test_data_set_lists() -> None:
    session = run("data q1; x=1; run; data q2; x=2; run; data r; set q1-q2; run; data p; set q:; run;")
    assert rows(session, "r") == rows(session, "p") == [[1], [2]]


def test_a_missing_data_set_leaves_an_empty_one() -> None:
    session = run("data a; x = 1; run; data a; set nosuch; run; data b; set nosuch; run;")
    assert errors(session) == ["ERROR: File WORK.NOSUCH.DATA does not exist."] * 2
    assert rows(session, "a") == [[1]]
    assert rows(session, "b") == []
