"""INPUT, PUT and hash objects in R."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from .session import Made, plan_of, run_plans

pytestmark = pytest.mark.r

Table = tuple[list[str], list[list[object]]]

CASES: dict[str, tuple[str, dict[str, Table]]] = {
    # INPUT Statement: List, Column, Formatted, Named
    "list": (
        """
data a; input x y $ z; datalines;
1 abcdefghij 3
. . 5 9
   7
  b 8
;
data b; input x @@; datalines;
1 2
3

4 .
;
data c; input name & $ 12. x : comma8. y ~ $ 8.; datalines;
Ann Lee  1,234 q
Bo  5 z
;""",
        {
            "a": (["x", "y", "z"], [[1.0, "abcdefgh", 3.0], [".", "", 5.0], [7.0, "b", 8.0]]),
            "b": (["x"], [[1.0], [2.0], [3.0], [4.0], ["."]]),
            "c": (["name", "x", "y"], [["Ann Lee", 1234.0, "q"], ["Bo", 5.0, "z"]]),
        },
    ),
    "columns": (
        """
data a; input id 1-3 name $ 5-9 v 11-14 .2; datalines;
001 Ann   1234
 12  Bo   1.5
;
data b; input @5 d date9. @1 k 3. +12 t $char4. #2 z 2. @4 w $2.; datalines;
001 02JAN1960   ab
99 xy
012 31DEC1959 c  d
 7
;
data c; input a 2.1 b 3. / c $ ; datalines;
12345
q
"""
        + "  .  \n"
        + """r s
;""",
        {
            "a": (["id", "name", "v"], [[1.0, "Ann", 12.34], [12.0, "Bo", 1.5]]),
            "b": (
                ["d", "k", "t", "z", "w"],
                [[1.0, 1.0, " ab", 99.0, "xy"], [-1.0, 12.0, "  d", 7.0, ""]],
            ),
            "c": (["a", "b", "c"], [[1.2, 345.0, "q"], [".", ".", "r"]]),
        },
    ),
    "options": (
        '''
data a; infile datalines dsd truncover; input id nm : $ 20. x; datalines;
1,"Lee, ""Ann""",5
2,,7
3,Bob
,,
;
data b; infile datalines dlm='|;' missover; input a b c; datalines4;
1|2;3
4;5
;;;;
data c; infile datalines firstobs=2 obs=3; input a; datalines;
1
2
3
4
;
data d; infile datalines dlm=',' end=last; input a b; if last; datalines;
1,2
3,4
;
data e; infile datalines missover; input a b 5-6 c; datalines;
1    7 8
2
;''',
        {
            "a": (
                ["id", "nm", "x"],
                [[1.0, 'Lee, "Ann"', 5.0], [2.0, "", 7.0], [3.0, "Bob", "."], [".", "", "."]],
            ),
            "b": (["a", "b", "c"], [[1.0, 2.0, 3.0], [4.0, 5.0, "."]]),
            "c": (["a"], [[2.0], [3.0]]),
            "d": (["a", "b"], [[3.0, 4.0]]),
            "e": (["a", "b", "c"], [[1.0, 7.0, 8.0], [2.0, ".", "."]]),
        },
    ),
    # a line held by @ goes on in the same iteration, by @@ beyond it
    "holding": (
        """
data a; length fam $ 8; retain fam; input rec $ @; if rec = 'H' then do; input fam $; delete; end; input kid $ age;
  drop rec; datalines;
H Lee
D Tom 5
D Sue 7
H Kay
D Jim 2
;
data b; input n @; do i = 1 to n; input v @; output; end; datalines;
2 5 6
0
1 9
;
data c; input x= s= $; datalines;
x=1 s=bob
s=al x=4
s=only
;
data d; input; n = countw(_infile_, ' '); w = scan(_infile_, 1, ' '); datalines;
one two three
alpha
;
data e; array q{3}; input q{*} @1 all $char5.; datalines;
1 2 3
;""",
        {
            "a": (["fam", "kid", "age"], [["Lee", "Tom", 5.0], ["Lee", "Sue", 7.0], ["Kay", "Jim", 2.0]]),
            "b": (["n", "i", "v"], [[2.0, 1.0, 5.0], [2.0, 2.0, 6.0], [1.0, 1.0, 9.0]]),
            "c": (["x", "s"], [[1.0, "bob"], [4.0, "al"], [".", "only"]]),
            "d": (["n", "w"], [[3.0, "one"], [1.0, "alpha"]]),
            "e": (["q1", "q2", "q3", "all"], [[1.0, 2.0, 3.0, "1 2 3"]]),
        },
    ),
    # invalid data is missing; MISSING names letters; numbers are exact to the last bit
    "numbers": (
        """
missing a b;
data a; input x y; datalines;
1e3 A
abc 0.1
-.5 2.2250738585072014e-308
123456789.123456789 b
;""",
        {
            "a": (
                ["x", "y"],
                [[1000.0, ".A"], [".", 0.1], [-0.5, 2.2250738585072014e-308], [123456789.123456789, ".B"]],
            )
        },
    ),
    # hash objects: the SAS Component Object Reference
    "hash": (
        """
data rates; input code $ rate unit $; datalines;
a 1 kg
b 2 m
a 9 zz
;
data claims; input code $; datalines;
b
x
a
;
data priced; length rate 8 unit $ 8;
  if _n_ = 1 then do; declare hash h(dataset: 'rates'); h.defineKey('code'); h.defineData('rate', 'unit'); h.defineDone(); end;
  set claims; if h.find() ne 0 then do; rate = 0; unit = ' '; end; run;
data all; if 0 then set rates; declare hash h(dataset: 'rates', multidata: 'y', ordered: 'd');
  h.defineKey('code'); h.defineData('code', 'rate'); h.defineDone(); declare hiter it('h');
  rc = it.first(); do while (rc = 0); output; rc = it.next(); end;
  code = 'a'; rc = h.find(); do while (rc = 0); n + 1; rc = h.find_next(); end; code = 'total'; rate = n; output; stop;
  keep code rate; run;
data _null_; length k 8 s $ 4; declare hash h(ordered: 'a'); h.defineKey('k'); h.defineData('k', 's'); h.defineDone();
  k = 3; s = 'c'; h.add(); k = 1; s = 'a'; h.add(); k = 3; s = 'z'; rc = h.add(); h.replace(); k = 2; s = 'b'; h.add();
  h.remove(key: 1); h.output(dataset: 'made'); run;""",
        {
            "priced": (["rate", "unit", "code"], [[2.0, "m", "b"], [0.0, "", "x"], [1.0, "kg", "a"]]),
            "all": (["code", "rate"], [["b", 2.0], ["a", 1.0], ["a", 9.0], ["total", 2.0]]),
            "made": (["k", "s"], [[2.0, "b"], [3.0, "z"]]),
        },
    ),
    # a file written by PUT is read by INPUT
    "files": (
        """
filename f temp;
data _null_; file f dsd; a = 1; b = 'x,y'; c = .; put a b c; put a c b; run;
data back; infile f dsd truncover; input a b $ c; run;""",
        {"back": (["a", "b", "c"], [[1.0, "x,y", "."], [1.0, "", "."]])},
    ),
}

LOGS: dict[str, tuple[str, list[str]]] = {
    # PUT Statement: List, Column, Formatted, Named
    "styles": (
        """
data _null_;
  a = 1.5; s = 'text'; d = '02jan1960'd; m = .; z = .Z; e = ' '; format d date9.;
  put a s d m;
  put a= s= d= e= z=;
  put 'at' @10 a 6.2 +2 s $6. '|';
  put a 5-10 s 12-14;
  put (a s) (5.1 +1 $3.);
  put 3*'-' / 'next';
  put s : $2. a : 4.1 '.';
run;""",
        [
            "1.5 text 02JAN1960 .",
            "a=1.5 s=text d=02JAN1960 e=  z=Z",
            "at         1.50  text  |",
            "       1.5 tex",
            "  1.5 tex",
            "---",
            "next",
            "te 1.5 .",
        ],
    ),
    "held": (
        "data _null_; do i = 1 to 3; put i @; end; put; put 'x' @@; run;",
        ["1 2 3", "x"],
    ),
    "all": ("data _null_; x = 1; y = 'a'; put _all_; run;", ["x=1 y=a _ERROR_=0 _N_=1"]),
    "division": (
        "data _null_; x = 1; y = 0;\n  z = x / y; put z=; run;",
        ["NOTE: Division by zero detected at line 2 column 9.", "z=."],
    ),
    "select": (
        "data _null_; x = 9; select (x); when (1) y = 1; end; run;",
        ["ERROR: Unsatisfied WHEN clause and no OTHERWISE clause at line 1 column 21."],
    ),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Made]:
    plans = {name: plan_of(sas) for name, (sas, _) in CASES.items()}
    plans |= {f"log_{name}": plan_of(sas) for name, (sas, _) in LOGS.items()}
    folder: Path = tmp_path_factory.mktemp("r")
    return run_plans(plans, folder)


@pytest.mark.parametrize("name", CASES)
def test_tables(made: Mapping[str, Made], name: str) -> None:
    for dataset, expected in CASES[name][1].items():
        assert dataset in made[name].tables, made[name].error
        assert made[name].tables[dataset] == expected, dataset


@pytest.mark.parametrize("name", LOGS)
def test_log(made: Mapping[str, Made], name: str) -> None:
    assert made[f"log_{name}"].log == LOGS[name][1], made[f"log_{name}"].error
