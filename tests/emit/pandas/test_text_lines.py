"""INPUT and PUT."""

from __future__ import annotations

from typing import Any


def test_list_input(run: Any) -> None:
    made = run("data t; input name $ age; datalines;\nChristopher 40\nAl .\n  Bo   7 ignored\n;").tables["t"]
    assert made == {"name": ["Christop", "Al", "Bo"], "age": [40, None, 7]}


def test_list_input_goes_to_the_next_line(run: Any) -> None:
    made = run("data t; input a b c; datalines;\n1 2\n3 4\n5 6 7\n;")
    assert made.tables["t"] == {"a": [1, 5], "b": [2, 6], "c": [3, 7]}
    assert any("went to a new line" in line for line in made.log)


def test_missover_and_truncover(run: Any) -> None:
    made = run(
        "data m; infile datalines missover; input a b; datalines;\n1\n2 3\n;\n"
        "data d; infile datalines dsd truncover; length nm $20; input id nm $ x; datalines;\n1,\"Lee, Ann\",5\n2,,7\n3,Bob\n4,'a''b',\n;"
    ).tables
    assert made["m"] == {"a": [1, 2], "b": [None, 3]}
    assert made["d"] == {"nm": ["Lee, Ann", "", "Bob", "a'b"], "id": [1, 2, 3, 4], "x": [5, 7, None, None]}


def test_columns_and_informats(run: Any) -> None:
    made = run(
        "data t; input id 1-3 @5 dt date9. @15 amt comma7. c $ 5-6 @5 d $char4.; datalines;\n001 02JAN1960 1,250.5\n 12 31DEC1959 -30\n;"
    ).tables["t"]
    assert made["id"] == [1, 12]
    assert made["dt"] == [1, -1]
    assert made["amt"] == [1250.5, -30]
    assert (made["c"], made["d"]) == (["02", "31"], ["02JA", "31DE"])


def test_modified_list_and_implied_decimals(run: Any) -> None:
    made = run(
        "data t; input d : date9. nm & $20. x : 5.2 y 5.1; datalines;\n1jan1960 Ann Lee  123   42\n;"
    ).tables["t"]
    assert (made["d"], made["nm"], made["x"], made["y"]) == ([0], ["Ann Lee"], [1.23], [4.2])


def test_held_lines(run: Any) -> None:
    made = run(
        "data t; length fam $8; retain fam; input rec $ @; if rec = 'H' then do; input fam $; delete; end; input kid $ age; drop rec; "
        "datalines;\nH Lee\nD Tom 5\nD Sue 7\nH Kay\nD Jim 2\n;\ndata u; input x @@; datalines;\n1 2\n3\n;"
    ).tables
    assert made["t"] == {"fam": ["Lee", "Lee", "Kay"], "kid": ["Tom", "Sue", "Jim"], "age": [5, 7, 2]}
    assert made["u"]["x"] == [1, 2, 3]


def test_several_records(run: Any) -> None:
    made = run("data t; input a / b #3 c; datalines;\n1\n2\n3\n4\n5\n6\n;").tables["t"]
    assert made == {"a": [1, 4], "b": [2, 5], "c": [3, 6]}


def test_named_input(run: Any) -> None:
    made = run("data t; input x= y= nm= $; datalines;\nx=1 y=2 nm=bob\ny=5 x=4\n;").tables["t"]
    assert made == {"x": [1, 4], "y": [2, 5], "nm": ["bob", ""]}


def test_the_record_itself(run: Any) -> None:
    made = run(
        "data t; input; n = countw(_infile_, ' '); w = scan(_infile_, 1, ' '); datalines;\none two three\nalpha\n;"
    ).tables["t"]
    assert (made["n"], made["w"]) == ([3, 1], ["one", "alpha"])


def test_invalid_data(run: Any) -> None:
    made = run("data t; input x y ?? z; e = _error_; datalines;\nabc def 3\n1 2 3\n;")
    assert made.tables["t"] == {"x": [None, 1], "y": [None, 2], "z": [3, 3], "e": [1, 0]}
    assert made.log == [
        "NOTE: Invalid data for x in line 2 1-3.",
        "RULE:      ----+----1----+----2----+----3----+----4----+----5----+----6----+----7----+----8",
        "2          abc def 3",
    ]


def test_put_to_the_log(run: Any) -> None:
    made = run(
        "data _null_; a = .; b = .X; s = ' '; n = 7.25; c = 'ab'; put a= b= s=; put 'n is ' n 6.1 ' and ' c $3. '!'; put @5 c @10 n; "
        "do i = 1 to 3; put i @; end; put; put c 3-6 n 8-12 .1; put 'x' / 'y'; put 3*'-'; run;"
    )
    assert made.log == [
        "a=. b=X s= ",
        "n is    7.3 and ab !",
        "    ab   7.25",
        "1 2 3",
        "  ab     7.3",
        "x",
        "y",
        "---",
    ]


def test_a_file_of_the_run(run: Any) -> None:
    made = run(
        "filename f temp; data _null_; file f; x = 7; put 'to file ' x; putlog 'NOTE: x was ' x; run;"
        "data t; infile f truncover; input line $char20.; run;"
    )
    assert made.tables["t"]["line"] == ["to file 7"]
    assert made.log == ["NOTE: x was 7"]


def test_a_file_with_delimiters(run: Any) -> None:
    made = run(
        "filename f temp; data _null_; file f dlm=',' dsd; a = 'x,y'; b = .; c = 5; put a b c; run;"
        "data t; infile f dsd; length a $5; input a $ b c; run;"
    ).tables["t"]
    assert made == {"a": ["x,y"], "b": [None], "c": [5]}
