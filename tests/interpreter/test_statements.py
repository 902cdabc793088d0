"""DO, SELECT, arrays, RETAIN, LINK, lengths: expected values by hand from DATA Step Statements: Reference."""

from __future__ import annotations

import pytest

from tests.interpreter.runs import errors, names, rows, run

CASES: dict[str, tuple[str, list[list[object]]]] = {
    "index after the loop": ("do i = 1 to 3; end;", [[4]]),
    "bounds are evaluated once": ("n = 3; do i = 1 to n; n = 1; end;", [[1, 4]]),
    "list of values": ("do i = 5, 7 to 8, 2; output; end;", [[5], [7], [8], [2]]),
    "characters": ("do c = 'a', 'bcd'; output; end;", [["a"], ["bcd"]]),
    "WHILE and UNTIL": ("do until(x >= 2); x + 1; end; do while(y < 2); y + 1; end;", [[2, 2]]),
    "LEAVE and CONTINUE": (
        "do i = 1 to 9; if i = 2 then continue; if i = 4 then leave; s + i; end;",
        [[4, 4]],
    ),
    "LINK and RETURN": ("x = 1; link a; x = 5; link a; return; a: y + x; return;", [[5, 6]]),
    "GOTO": ("top: i + 1; if i < 5 then goto top;", [[5]]),
    "SELECT": (
        "do x = 1 to 3; select (x); when (1) c = 'one'; when (2, 9) c = 'two'; otherwise c = '?'; end; output; end;",
        [[1, "one"], [2, "two"], [3, "?"]],
    ),
    "two dimensions by row": ("array a{2, 3} (1 2 3 4 5 6); x = a{2, 1}; keep x;", [[4]]),
    "bounds of an array": (
        "array a{0:2} p q r; a{0} = lbound(a); a{2} = hbound(a); q = dim(a);",
        [[0, 3, 2]],
    ),
    "DO OVER": ("array v a b; do over v; v = _i_ * 2; end;", [[2, 4]]),
    "SUM skips missing": ("x = .; t + 1; t + x; t + 2; drop x;", [[3]]),
    "length of the first assignment": (
        "a = 'ab'; a = 'abcd'; b = a || 'x'; c = vlength(b);",
        [["ab", "abx", 3]],
    ),
    "a short number": ("length n 3; n = 1 / 3;", [[0.33331298828125]]),
    "SUBSTR on the left": ("s = 'hello'; substr(s, 2, 2) = 'X';", [["hX lo"]]),
    "chained comparison and MIN": ("a = 1 < 2 < 3; b = 5 >< 3; c = 5 <> 3; d = -3 ** 2;", [[1, 3, 5, -9]]),
    "IN with a range": (
        "x = 5; a = x in (1:10); b = 5.5 in (1:10); c = x not in (1, 2); drop x;",
        [[1, 0, 1]],
    ),
    "comparison to the shorter length": (
        "s = 'abc'; a = (s =: 'ab'); b = ('ab' >: s); c = s in: ('x', 'a'); drop s;",
        [[1, 0, 1]],
    ),
    "missing values compare": ("a = (. < -1); b = (.a > .); c = (._ < .); d = (.z < 0);", [[1, 1, 1, 1]]),
    "conversions": ("c = '12'; n = c + 1; d = 'x' || n;", [["12", 13, "x          13"]]),
    "a number assigned to a text": ("length c $6; c = 12.5;", [["  12.5"]]),
    "hash attributes": (
        "length k 8; declare hash h(); h.definekey('k'); h.definedone(); do k = 1 to 3; h.add(); end; n = h.num_items;",
        [[4, 3]],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_statement(name: str) -> None:
    body, expected = CASES[name]
    session = run(f"data r; {body} run;")
    assert errors(session) == []
    assert rows(session, "r") == expected


def test_lag_queues_belong_to_the_call() -> None:
    # Functions and CALL Routines: Reference, "LAG Function", memory limit and conditional execution
    session = run(
        """data r; do x = 1 to 4; a = lag(x); if mod(x, 2) = 0 then b = lag(x); c = dif2(x); output; end; run;"""
    )
    assert rows(session, "r") == [[1, None, None, None], [2, 1, None, None], [3, 2, None, 2], [4, 3, 2, 2]]


def test_retain_and_reset() -> None:
    session = run("""data a; do i = 1 to 3; output; end; run;
        data r; retain k 'x' total 10; set a; total = total + i; if i = 2 then f = 1; run;""")
    assert names(session, "r") == ["k", "total", "i", "f"]
    assert rows(session, "r") == [["x", 11, 1, None], ["x", 13, 2, 1], ["x", 16, 3, None]]


def test_retain_without_value_orders_but_does_not_write() -> None:
    session = run("data a; b = 1; a = 2; run; data r; retain a nosuch; set a; run;")
    assert names(session, "r") == ["a", "b"]
    assert "NOTE: Variable nosuch is uninitialized." in session.log


def test_ranuni_is_the_published_generator() -> None:
    # x = 397204094 * 123 mod 2**31 - 1, divided by 2**31 - 1
    session = run("data r; x = ranuni(123); run;")
    assert session.work["r"].rows == [[397204094 * 123 % (2**31 - 1) / (2**31 - 1)]]


def test_clock() -> None:
    session = run("data r; d = today(); t = time(); run;")
    assert rows(session, "r") == [[22343, 5 * 3600 + 6 * 60 + 7]]


def test_call_routines() -> None:
    session = run("""data r; array n{4} (3 . 1 2); array c{3} $2 ('b' 'a' ' '); call sortn(of n{*}); call sortc(of c{*});
        length s $10; s = 'a'; call cats(s, ' b ', 2); call missing(n{4}); run;""")
    assert rows(session, "r") == [[None, 1, 2, None, "", "a", "b", "ab2"]]


def test_call_execute_runs_after_the_step() -> None:
    session = run("""data _null_; call execute('data b; set a; y = 2; run;'); call execute('data c; set b; run;'); run;
        data z; x = 1; run;""")
    assert errors(session) == ["ERROR: File WORK.A.DATA does not exist."]
    assert rows(session, "c") == [] and rows(session, "z") == [[1]]


def test_macro_variables() -> None:
    session = run(
        """data _null_; call symput('a', put(42, 5.)); call symputx('b', 42); run; %let c = [&a][&b];"""
    )
    assert session.macros.user_variables() == {"A": "   42", "B": "42", "C": "[   42][42]"}


def test_hash_iteration_and_output() -> None:
    session = run("""data a; input k v $ @@; datalines;
        3 c 1 a 2 b
        ;
        data r; length k 8 v $8; declare hash h(dataset: 'a', ordered: 'd'); declare hiter i('h');
          h.definekey('k'); h.definedata('k', 'v'); h.definedone();
          rc = i.first(); do while (rc = 0); output; rc = i.next(); end; h.output(dataset: 'b(where=(k > 1))'); drop rc; run;""")
    assert rows(session, "r") == [[3, "c"], [2, "b"], [1, "a"]]
    assert rows(session, "b") == [[3, "c"], [2, "b"]]


def test_hash_multidata() -> None:
    session = run("""data r; length id v 8; declare hash m(multidata: 'y'); m.definekey('id'); m.definedata('v'); m.definedone();
        do v = 1 to 3; m.add(key: 7, data: v * 10); end; id = 7; rc = m.find(); do while (rc = 0); output; rc = m.find_next(); end;
        keep v; run;""")
    assert rows(session, "r") == [[10], [20], [30]]


def test_lag_in_a_condition_is_always_executed() -> None:
    # Published output: SAS blogs, "Pitfalls of the LAG function" (3 January 2012)
    session = run("""data a; input a b @@; datalines;
        4272451 17878 4272451 17878 4272451 17887 4272454 17878 4272454 17881 4272454 17893 4272455 17878 4272455 17878
        ;
        data r; retain e f 1; set a; if a = lag(a) and b > lag(b) then e = e + 1; else if a ^= lag(a) or lag(a) = . then e = 1;
          if a ^= lag(a) or lag(a) = . then f = 1; else if a = lag(a) and b > lag(b) then f = f + 1; keep e f; run;""")
    assert rows(session, "r") == [[1, 1], [1, 1], [2, 2], [1, 1], [2, 1], [3, 2], [1, 1], [1, 1]]
