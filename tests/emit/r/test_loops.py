"""Row loops in R: every program runs, on hostile data, and gives what was derived by hand from SAS's rules."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from .session import Made, plan_of, run_plans

pytestmark = pytest.mark.r

VISITS = """
data visits;
  input patient $ day x;
datalines;
a 1 5
a 10 .
a 50 7
b . 1
c 3 .
;
run;
"""

EMPTY = "data none; set visits; if 0; run;\n"

CASES: dict[str, tuple[str, dict[str, tuple[list[str], list[list[object]]]]]] = {
    # SAS Language Reference: Concepts, "BY-Group Processing in the DATA Step"; RETAIN keeps, sum statement skips missing
    "episodes": (
        VISITS
        + """
data episodes(keep=patient episode start stop) gaps(keep=patient gap);
  set visits; by patient; retain start stop;
  if first.patient then do; episode = 1; start = day; stop = day; end;
  else if day - stop > 30 then do;
    gap = day - stop; output gaps; output episodes; episode + 1; start = day;
  end;
  stop = max(stop, day);
  if last.patient then output episodes;
run;""",
        {
            "episodes": (
                ["patient", "start", "stop", "episode"],
                [["a", 1.0, 10.0, 1.0], ["a", 50.0, 50.0, 2.0], ["b", ".", ".", 1.0], ["c", 3.0, 3.0, 1.0]],
            ),
            "gaps": (["patient", "gap"], [["a", 40.0]]),
        },
    ),
    "no_rows": (
        VISITS
        + EMPTY
        + "data out; set none; by patient; retain t 3; t = t + x; array q{2} day x; do i = 1 to 2; "
        "if q{i} = . then q{i} = 0; end; run;",
        {"out": (["patient", "day", "x", "t", "i"], [])},
    ),
    # the index of an array element that only the row knows; the loop's index afterwards is the first value not used
    "arrays": (
        """
data a;
  array w{2:4} w2-w4 (10 20 30);
  array m{2, 2} m1-m4;
  array c{2} $ 3 ('ab' 'abcdef');
  do i = 1 to 2; do j = 1 to 2; m{i, j} = 10 * i + j; end; end;
  k = 3; t = w{k} + w{k + 1};
  s = c{k - 1};
  drop c1 c2;
run;""",
        {
            "a": (
                ["w2", "w3", "w4", "m1", "m2", "m3", "m4", "i", "j", "k", "t", "s"],
                [[10.0, 20.0, 30.0, 11.0, 12.0, 21.0, 22.0, 3.0, 3.0, 3.0, 50.0, "abc"]],
            )
        },
    ),
    # two arrays that share variables
    "shared_arrays": (
        """
data a;
  array p{3} x y z; array q{2} z x;
  do i = 1 to 3; p{i} = i; end;
  do i = 1 to 2; q{i} = q{i} * 10; end;
  n = dim(p);
run;""",
        {"a": (["x", "y", "z", "i", "n"], [[10.0, 2.0, 30.0, 3.0, 3.0]])},
    ),
    # DO: bounds are taken once, CONTINUE goes on with the next turn, LEAVE ends the loop, UNTIL is tested at the end
    "do_loops": (
        """
data a;
  n = 3;
  do i = 1 to n; n = 10; turns + 1; end;
  do j = 10 to 1 by -4; down + j; end;
  do k = 1, 5, 2 to 4; length list $ 40; list = catx(' ', list, k); end;
  do a = 1 to 10; if mod(a, 2) then continue; if a > 6 then leave; even + a; end;
  do until (u >= 3); u + 1; end;
  do while (w < 2); w + 1; end;
  do b = 0 to 0.3 by 0.1; steps + 1; end;
  do c = 1 to 5; c = c + 1; skips + 1; end;
run;""",
        {
            "a": (
                [
                    "n",
                    "i",
                    "turns",
                    "j",
                    "down",
                    "k",
                    "list",
                    "a",
                    "even",
                    "u",
                    "w",
                    "b",
                    "steps",
                    "c",
                    "skips",
                ],
                # 0.1 + 0.1 + 0.1 is 0.30000000000000004, above 0.3: three turns
                [
                    [
                        10.0,
                        4.0,
                        3.0,
                        -2.0,
                        18.0,
                        5.0,
                        "1 5 2 3 4",
                        8.0,
                        12.0,
                        3.0,
                        2.0,
                        0.1 + 0.1 + 0.1,
                        3.0,
                        7.0,
                        3.0,
                    ]
                ],
            )
        },
    ),
    # DELETE and RETURN inside nested loops end the iteration; STOP ends the step and drops the row
    "leaving": (
        """
data src; do x = 1 to 6; output; end; run;
data a;
  set src;
  do i = 1 to 3;
    do j = 1 to 3;
      if x = 2 and j = 2 then delete;
      if x = 3 and j = 2 then return;
      if x = 5 then stop;
    end;
  end;
  z = 1;
run;""",
        {
            "a": (
                ["x", "i", "j", "z"],
                [[1.0, 4.0, 4.0, 1.0], [3.0, 1.0, 2.0, "."], [4.0, 4.0, 4.0, 1.0]],
            )
        },
    ),
    # LINK executes the statements from the label to RETURN
    "link": (
        """
data a;
  do i = 1 to 2; link double; output; end;
  return;
double:
  if i = 1 then do; y = -1; return; end;
  y = 2 * i;
  return;
run;""",
        {"a": (["i", "y"], [[1.0, -1.0], [2.0, 4.0]])},
    ),
    # SET of two data sets in one iteration: the step ends with the shorter one; END= of a DOW loop
    "two_sets": (
        """
data l; input id a; datalines;
1 5
2 6
3 7
;
data r; input id b; datalines;
9 1
8 2
;
data both; set l; set r; run;
data total; do until (done); set l end=done; t = sum(t, a); end; run;
data cond; set l; if a = 6 then set r; run;
data point; do p = 3, 1; set l point=p; output; end; stop; run;
""",
        {
            "both": (["id", "a", "b"], [[9.0, 5.0, 1.0], [8.0, 6.0, 2.0]]),
            "total": (["id", "a", "t"], [[3.0, 7.0, 18.0]]),
            "cond": (["id", "a", "b"], [[1.0, 5.0, "."], [9.0, 6.0, 1.0], [3.0, 7.0, 1.0]]),
            "point": (["id", "a"], [[3.0, 7.0], [1.0, 5.0]]),
        },
    ),
    # MERGE: what the program assigns to the one side is kept within the BY group; missing keys match
    "merge": (
        """
data one; input id base; datalines;
. 7
1 100
2 500
;
data many; input id d; datalines;
. 1
. 2
1 1
1 2
3 3
;
data m; merge one(in=o) many(in=y); by id; base = base + d; from = o * 10 + y; f = first.id; l = last.id; run;
data side; merge one many; run;
data short; merge many one(obs=2 rename=(base=d)); run;
""",
        {
            "m": (
                ["id", "base", "d", "from", "f", "l"],
                [
                    [".", 8.0, 1.0, 11.0, 1.0, 0.0],
                    [".", 10.0, 2.0, 11.0, 0.0, 1.0],
                    [1.0, 101.0, 1.0, 11.0, 1.0, 0.0],
                    [1.0, 103.0, 2.0, 11.0, 0.0, 1.0],
                    [2.0, ".", ".", 10.0, 1.0, 1.0],
                    [3.0, ".", 3.0, 1.0, 1.0, 1.0],
                ],
            ),
            "short": (["id", "d"], [[".", 7.0], [1.0, 100.0], [1.0, 1.0], [1.0, 2.0], [3.0, 3.0]]),
            "side": (
                ["id", "base", "d"],
                [[".", 7.0, 1.0], [".", 100.0, 2.0], [1.0, 500.0, 1.0], [1.0, ".", 2.0], [3.0, ".", 3.0]],
            ),
        },
    ),
    # SET interleaves; a variable that one input lacks is missing again in the other's rows
    "interleave": (
        """
data a; input k x $; datalines;
1 a
3 b
;
data b; input k y; datalines;
1 5
2 6
;
data d; set b(in=inb) a; by k; retain r 0; r = r + inb; if inb then x = 'z'; run;
""",
        {
            "d": (
                ["k", "y", "x", "r"],
                [[1.0, 5.0, "z", 1.0], [1.0, ".", "a", 1.0], [2.0, 6.0, "z", 2.0], [3.0, ".", "b", 2.0]],
            )
        },
    ),
    # UPDATE: missing values of the transactions change nothing; one row for each BY group
    "update": (
        """
data mast; input id a s $; datalines;
1 10 x
2 20 y
;
data tr; input id a s $; datalines;
1 . .
2 21 .
2 . q
3 30 z
;
data u; update mast tr; by id; n + 1; run;
""",
        {"u": (["id", "a", "s", "n"], [[1.0, 10.0, "x", 1.0], [2.0, 21.0, "q", 3.0], [3.0, 30.0, "z", 4.0]])},
    ),
    # LAG has a queue for each place in the program, fed only where it is executed
    "lag": (
        VISITS
        + "data l; set visits; if x ne . then p = lag(x); q = lag2(day); d = dif(day); c = lag(patient); run;",
        {
            "l": (
                ["patient", "day", "x", "p", "q", "d", "c"],
                [
                    ["a", 1.0, 5.0, ".", ".", ".", ""],
                    ["a", 10.0, ".", ".", ".", 9.0, "a"],
                    ["a", 50.0, 7.0, 5.0, 1.0, 40.0, "a"],
                    ["b", ".", 1.0, 7.0, 10.0, ".", "a"],
                    ["c", 3.0, ".", ".", 50.0, ".", "b"],
                ],
            )
        },
    ),
    # comparisons: a missing value is below every number and equal to itself; .A above `.`
    "missing": (
        """
data m;
  x = .; y = 5; z = .A;
  a = (x < y); b = (y < x); c = (x = .); d = (z = .); e = (z > x); f = (x ne .A); g = not (x < 0);
  h = x in (1, .); i = z in (.A, 3); j = (x <= .); k = missing(z); l = x <> y; m = x >< y;
  n = z + 1; if x then o = 1; else o = 2; p = (z < -1e300); q = ('' < 'a'); r = ('ab ' = 'ab');
run;""",
        {
            "m": (
                ["x", "y", "z", *"abcdefghijklmnopqr"],
                [
                    [
                        ".",
                        5.0,
                        ".A",
                        1.0,
                        0.0,
                        1.0,
                        0.0,
                        1.0,
                        1.0,
                        0.0,
                        1.0,
                        1.0,
                        1.0,
                        1.0,
                        5.0,
                        ".",
                        ".",
                        2.0,
                        1.0,
                        1.0,
                        1.0,
                    ]
                ],
            )
        },
    ),
    # SUBSTR on the left keeps the rest; a text is cut to its variable's length; åäö are letters
    "text": (
        """
data t;
  length s $ 6 u $ 3;
  s = 'abcdef'; substr(s, 2, 2) = 'X'; u = 'åäöå'; v = s || '!'; w = trim(u) || 'ö'; substr(u, 3) = 'zz';
run;""",
        {"t": (["s", "u", "v", "w"], [["aX def", "åäz", "aX def!", "åäöö"]])},
    ),
    "names": (
        "data t; c = 1; list = 2; T = 3; if_ = 4; function = 5; _x = 6; i = 7; 'two words'n = 8; sum = c + list; run;",
        {
            "t": (
                ["c", "list", "T", "if_", "function", "_x", "i", "two words", "sum"],
                [[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 3.0]],
            )
        },
    ),
}

ERRORS = {
    "unsorted": (
        VISITS + "data o; set visits; by day; f = first.day; retain z; run;",
        "ERROR: BY variables are not properly sorted on data set WORK.VISITS.",
    ),
    "subscript": (
        "data o; array q{2} a b; i = 3; q{i} = 1; run;",
        "ERROR: Array subscript out of range at line 1 column 32.",
    ),
    "no_data_set": ("data o; set raw.sales; run;", "ERROR: Libref RAW is not assigned."),
    "hole": ("proc nosuchproc; run;", "H0401"),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Made]:
    plans = {name: plan_of(sas, loops=True) for name, (sas, _) in CASES.items()}
    plans |= {name: plan_of(sas, loops=name != "no_data_set") for name, (sas, _) in ERRORS.items()}
    return run_plans(plans, tmp_path_factory.mktemp("r"))


@pytest.mark.parametrize("name", CASES)
def test_loop(made: Mapping[str, Made], name: str) -> None:
    for dataset, (columns, rows) in CASES[name][1].items():
        assert dataset in made[name].tables, made[name].error
        assert made[name].tables[dataset] == (columns, rows)


@pytest.mark.parametrize("name", ERRORS)
def test_error(made: Mapping[str, Made], name: str) -> None:
    assert ERRORS[name][1] in made[name].error
