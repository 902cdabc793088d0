"""INPUT and PUT: expected values by hand from DATA Step Statements: Reference."""

from __future__ import annotations

import pytest

from tests.interpreter.runs import errors, rows, run

CASES: dict[str, tuple[str, str, list[list[object]]]] = {
    "column": ("input name $ 1-5 age 7-8 x 10-13 .2;", "Al    42 1234\n", [["Al", 42, 12.34]]),
    "formatted with a group": ("input (a b) (2. +1) @7 c $char3.;", "11 22  ab\n", [[11, 22, " ab"]]),
    "lines of a record": ("input #1 id #2 n $;", "1\nbob\n2\nal\n", [[1, "bob"], [2, "al"]]),
    "slash": ("input id / n $;", "1\nbob\n2\nal\n", [[1, "bob"], [2, "al"]]),
    "trailing at signs": (
        "input k $ n @; do i = 1 to n; input v @; output; end; drop i n;",
        "a 2 5 6\nb 1 9\n",
        [["a", 5], ["a", 6], ["b", 9]],
    ),
    "double trailing at": ("input x @@;", "1 2 3\n4\n", [[1], [2], [3], [4]]),
    "modified list": ("input d :date9. n & $12. z;", "02jan1960 John A Smith  5\n", [[1, "John A Smith", 5]]),
    "DSD": (
        "infile datalines dsd; input a $ b $ c;",
        '"x, y","a ""q""",3\n,z,4\n',
        [["x, y", 'a "q"', 3], ["", "z", 4]],
    ),
    "DLM without DSD": ("infile datalines dlm=',' missover; input a b c;", "1,,3\n", [[1, 3, None]]),
    "MISSOVER": ("infile datalines missover; input a b c;", "1 2\n3 4 5\n", [[1, 2, None], [3, 4, 5]]),
    "FLOWOVER": ("input a b c;", "1 2\n3 4\n5 6 7\n", [[1, 2, 3], [5, 6, 7]]),
    "search for a text": ("input @'age=' age @'wt=' wt;", "name=b age=5 wt=7\n", [[5, 7]]),
    "quiet invalid data": ("input x ?? y;", "z 1\n", [[None, 1]]),
    "named": ("input x= s= $;", "s=ab x=4\n", [[4, "ab"]]),
    "negative pointer": ("input a 3. +(-3) c $3.;", "123\n", [[123, "123"]]),
    "_INFILE_": ("input; n = countw(_infile_, ' ');", "a b c\n", [[3]]),
    "an array": ("array v{3}; input v{*};", "1 2 3\n", [[1, 2, 3]]),
    "special missing values": ("missing a; input x @@;", "1 A .b .\n", [[1], [".A"], [".B"], [None]]),
    "list input keeps eight characters": ("input s $;", "Christopher\n", [["Christop"]]),
    "END by EOF": (
        "infile datalines eof=done; input x; s + x; return; done: s = -s;",
        "1\n2\n",
        [[1, 1], [2, 3], [None, -3]],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_input(name: str) -> None:
    body, lines, expected = CASES[name]
    session = run(f"data r; {body} datalines;\n{lines};\nrun;")
    assert errors(session) == []
    assert rows(session, "r") == expected


PUTS: dict[str, tuple[str, list[str]]] = {
    "list": ("x = 1.5; s = 'ab'; put x s 'c' x;", ["1.5 ab c1.5"]),
    "named": ("x = 1.5; s = 'ab'; put x= s= x= 6.2;", ["x=1.5 s=ab x=1.50"]),
    "columns and pointers": ("x = 7; s = 'ab'; put s 1-4 x 6-8 @12 'z' +2 'y';", ["ab     7   z  y"]),
    "formats": ("x = 1234.5; put x comma10.2 '|' x 8.1 '|';", ["  1,234.50|  1234.5|"]),
    "group": ("a = 1; b = 2; put (a b) (=) / (a b) (3. +1);", ["a=1 b=2", "  1   2"]),
    "held line": ("do i = 1 to 3; put i @; end; put 'end';", ["1 2 3 end"]),
    "repeated text": ("put 3*'-=';", ["-=-=-="]),
    "lines": ("put 'a' / 'b' #4 'd';", ["a", "b", "", "d"]),
    "missing": ("a = .; b = .x; c = ' '; put a b c=;", [". X c="]),
    "overwriting": ("put 'abcdef' @2 'X';", ["aXcdef"]),
    "date": ("d = 0; format d date9.; put d d= d yymmdd10.;", ["01JAN1960 d=01JAN1960 1960-01-01"]),
    "_all_": ("x = 1; put _all_;", ["x=1 _ERROR_=0 _N_=1"]),
    "array": ("array q{2} (1 2); put q{*} q{2}=;", ["1 2 q2=2"]),
}


@pytest.mark.parametrize("name", PUTS)
def test_put(name: str) -> None:
    body, expected = PUTS[name]
    session = run(f"data _null_; {body} run;")
    assert [line.rstrip() for line in session.log if not line.startswith("NOTE")] == expected


def test_files_in_memory() -> None:
    session = run("""filename f temp;
        data _null_; file f dlm=','; do i = 1 to 2; x = i * 1.5; s = 'a'; put i x s; end; run;
        data _null_; file f mod dsd; s = 'x,y'; i = 3; put i s; run;
        data r; infile f dsd truncover; input i x $ s $; run;""")
    assert rows(session, "r") == [[1, "1.5", "a"], [2, "3", "a"], [3, "x,y", ""]]


def test_header_records() -> None:
    session = run("""data r; retain fam; input type $1. @; if type = 'H' then do; input @3 fam $3.; delete; end;
        input @3 kid $3.; drop type; datalines;
H Lee
D Tom
D Sue
;""")
    assert rows(session, "r") == [["Lee", "Tom"], ["Lee", "Sue"]]
