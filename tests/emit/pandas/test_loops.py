"""What only row loops do: DO, arrays, several readers, OUTPUT, leaving, macro variables, hash objects."""

from __future__ import annotations

from typing import Any


def test_do_loops(run: Any) -> None:
    made = run(
        "data l; n = 0; do i = 5 to 1; n = n + 1; end; t1 = 0; t2 = 0; do j = 1 to 10 while(t1 < 6); t1 = t1 + j; end;"
        "do k = 1 to 10 until(t2 >= 6); t2 = t2 + k; end; do m = 1 to 6; q + 1; m = m + 1; end; do c = 1, 5, 9; r + c; end;"
        "do d = 10 to 1 by -3; e + 1; end; run;"
    ).tables["l"]
    assert (made["n"], made["i"]) == ([0], [5])
    assert (made["t1"], made["j"]) == ([6], [4])
    assert (made["t2"], made["k"]) == ([6], [3])
    assert (made["m"], made["q"]) == ([7], [3])
    assert (made["c"], made["r"]) == ([9], [15])
    assert (made["d"], made["e"]) == ([-2], [4])


def test_leave_and_continue(run: Any) -> None:
    made = run(
        "data l; do i = 1 to 10; if mod(i, 2) then continue; if i > 6 then leave; s + i; end;"
        "do while(1); n + 1; if n < 3 then continue; leave; end; run;"
    ).tables["l"]
    assert (made["i"], made["s"], made["n"]) == ([8], [12], [3])


def test_delete_and_return_inside_a_loop(run: Any) -> None:
    made = run(
        "data a; input x @@; datalines;\n1 2 3 4\n;\n"
        "data t; set a; do i = 1 to 3; if x = 2 then delete; if x = 3 then return; y + 1; end; z = 1; run;"
    ).tables["t"]
    assert made["x"] == [1, 3, 4]
    assert made["y"] == [3, 3, 6]
    assert made["z"] == [1, None, 1]


def test_stop_writes_no_row(run: Any) -> None:
    made = run(
        "data a; input x @@; datalines;\n7 8 9\n;\ndata t; set a; if _n_ = 3 then stop; n = _n_; run;"
    ).tables["t"]
    assert made == {"x": [7, 8], "n": [1, 2]}


def test_wide_to_long_and_back(run: Any) -> None:
    made = run(
        "data w; input id v1-v3; datalines;\n1 5 6 7\n2 8 . 9\n;\n"
        "data long; set w; array v{3} v1-v3; do t = 1 to 3; val = v{t}; output; end; drop v1-v3; run;"
        "data back; set long; by id; array m{3}; retain m1-m3; if first.id then call missing(of m{*}); m{t} = val; if last.id; "
        "keep id m1-m3; run;"
    ).tables
    assert made["long"] == {"id": [1, 1, 1, 2, 2, 2], "t": [1, 2, 3, 1, 2, 3], "val": [5, 6, 7, 8, None, 9]}
    assert made["back"] == {"id": [1, 2], "m1": [5, 8], "m2": [6, None], "m3": [7, 9]}


def test_temporary_array_and_two_dimensions(run: Any) -> None:
    made = run(
        "data a; array r{3} _temporary_ (0.1 0.2 0.5); array g{2,2} a b c d; input k; fee = 100 * r{k}; "
        "do i = 1 to 2; do j = 1 to 2; g{i,j} = 10*i + j + k; end; end; keep fee a b c d; datalines;\n1\n3\n;"
    ).tables["a"]
    assert made["fee"] == [10, 50]
    assert (made["a"], made["b"], made["c"], made["d"]) == ([12, 14], [13, 15], [22, 24], [23, 25])


def test_variables_in_two_arrays(run: Any) -> None:
    made = run(
        "data a; array x{2} p q; array y{2} q r; do i = 1 to 2; x{i} = i; end; do i = 1 to 2; y{i} = y{i} + 10; end; run;"
    ).tables["a"]
    assert made == {"p": [1], "q": [12], "r": [None], "i": [3]}


def test_subscript_out_of_range(run: Any) -> None:
    made = run("data a; array x{2}; k = 3; x{k} = 1; run;")
    assert made.error == "ERROR: Array subscript out of range at line 1 column 28."


def test_total_and_detail_in_one_step(run: Any) -> None:
    made = run(
        "data s; input g x; datalines;\n1 2\n1 3\n2 4\n;\n"
        "data t; do until(last.g); set s; by g; tot = sum(tot, x); end; do until(last.g); set s; by g; pct = x / tot; output; end; run;"
    ).tables["t"]
    assert made["pct"] == [0.4, 0.6, 1]


def test_two_set_statements(run: Any) -> None:
    made = run(
        "data a; input id x; datalines;\n1 5\n2 6\n3 7\n;\ndata b; input id y; datalines;\n7 50\n8 60\n;\n"
        "data ab; set a; set b; run; data ca; if _n_ = 1 then set b; set a(keep=x); run;"
    ).tables
    assert made["ab"] == {"id": [7, 8], "x": [5, 6], "y": [50, 60]}
    assert made["ca"] == {"id": [7, 7, 7], "y": [50, 50, 50], "x": [5, 6, 7]}


def test_end_and_nobs(run: Any) -> None:
    made = run(
        "data a; input x @@; datalines;\n4 5 6\n;\n"
        "data t; set a end=eof nobs=total; s + x; if eof then do; avg = s / total; output; end; drop x; run;"
    ).tables["t"]
    assert made == {"s": [15], "avg": [5]}


def test_point(run: Any) -> None:
    made = run(
        "data a; input x @@; datalines;\n4 5 6\n;\ndata t; do p = 3 to 1 by -1; set a point=p nobs=n; output; end; stop; run;"
    ).tables["t"]
    assert made == {"x": [6, 5, 4]}


def test_merge_keeps_a_changed_value_in_the_group(run: Any) -> None:
    made = run(
        "data one; input id base; datalines;\n1 100\n2 500\n;\ndata many; input id d; datalines;\n1 1\n1 2\n2 5\n2 6\n;\n"
        "data m; merge one many; by id; base = base + d; run;"
    ).tables["m"]
    assert made["base"] == [101, 103, 505, 511]


def test_side_by_side_merge(run: Any) -> None:
    made = run(
        "data a; input x @@; datalines;\n1 2 3\n;\ndata b; input y $ @@; datalines;\np q\n;\ndata t; merge a b; run;"
    ).tables["t"]
    assert made == {"x": [1, 2, 3], "y": ["p", "q", ""]}


def test_update(run: Any) -> None:
    text = (
        "data mast; input id a b; datalines;\n1 10 100\n2 20 200\n3 30 300\n;\n"
        "data tr; input id a b; datalines;\n2 . 222\n3 31 .\n3 . 333\n4 44 .\n;\n"
    )
    made = run(
        text + "data u; update mast tr; by id; run; data v; update mast tr; by id; output; run;"
    ).tables
    assert made["u"] == {"id": [1, 2, 3, 4], "a": [10, 20, 31, 44], "b": [100, 222, 333, None]}
    assert made["v"]["a"] == [10, 20, 31, 31, 44]  # OUTPUT writes each transaction


def test_several_outputs(run: Any) -> None:
    made = run(
        "data a; input x @@; datalines;\n1 2 3\n;\ndata lo(where=(x ne 1)) hi(rename=(x=big) drop=n); set a; n = _n_; "
        "if x < 3 then output lo; else output hi; output lo; run;"
    )
    assert made.tables["lo"] == {"x": [2, 2, 3], "n": [2, 2, 3]}
    assert made.tables["hi"] == {"big": [3]}


def test_macro_variables_of_the_run(run: Any) -> None:
    made = run(
        "data _null_; x = 1234567.0625; call symputx('third', x); call symput('n', 5); call symputx('t', '  a b '); run;"
    )
    assert made.macros == {"THIRD": "1234567.0625", "N": "           5", "T": "a b"}


def test_special_missing_values(run: Any) -> None:
    made = run(
        "data a; x = .A; y = ._; z = x + 1; lt = (y < .); eq = (x = .); le = (. < x); s = x; n = nmiss(x, y, 3); run;"
    ).tables["a"]
    assert (made["x"], made["y"], made["z"], made["s"]) == ([".A"], ["._"], [None], [".A"])
    assert (made["lt"], made["eq"], made["le"], made["n"]) == ([1], [0], [1], [2])


def test_division_by_zero_is_noted_with_its_place(run: Any) -> None:
    made = run("data z;\n  x = 5; y = 0;\n  r = x/y;\nrun;")
    assert made.tables["z"]["r"] == [None]
    assert made.log == ["NOTE: Division by zero detected at line 3 column 8."]


def test_substring_on_the_left(run: Any) -> None:
    made = run(
        "data a; length s $6; s = 'abcdef'; substr(s, 2, 3) = 'X'; t = s; substr(t, 5) = 'ZZZZ'; run;"
    ).tables["a"]
    assert made == {"s": ["aX  ef"], "t": ["aX  ZZ"]}


def test_hash_lookup_and_aggregation(run: Any) -> None:
    made = run(
        "data r; input code $ rate; datalines;\na 1\nb 2\na 9\n;\ndata c; input code $; datalines;\nb\nz\na\n;\n"
        "data p; length rate 8; if _n_ = 1 then do; declare hash h(dataset: 'r'); h.defineKey('code'); h.defineData('rate'); "
        "h.defineDone(); end; set c; if h.find() ne 0 then rate = 0; run;"
        "data _null_; length n 8; declare hash g(ordered: 'd'); declare hiter it('g'); g.defineKey('code'); g.defineData('code', 'n'); "
        "g.defineDone(); do until(eof); set r end=eof; if g.find() ne 0 then n = 0; n + 1; g.replace(); end; "
        "g.output(dataset: 'counts'); rc = it.first(); do while(rc = 0); put code= n=; rc = it.next(); end; run;"
    )
    assert made.tables["p"] == {"rate": [2, 0, 1], "code": ["b", "z", "a"]}
    assert made.tables["counts"] == {"code": ["b", "a"], "n": [1, 2]}
    assert made.log == ["code=b n=1", "code=a n=2"]


def test_go_to(run: Any) -> None:
    made = run(
        "data s; input x @@; datalines;\n1 5 . 9\n;\n"
        "data a; set s; if x > 4 then goto big; y = 'small'; goto fin; big: y = 'big'; if x > 8 then delete; fin: z + 1; run;"
        "data b; set s; n = 0; again: n = n + 1; if n < x then goto again; run;"
    ).tables
    assert made["a"] == {"x": [1, 5, None], "y": ["small", "big", "small"], "z": [1, 2, 3]}
    assert made["b"]["n"] == [1, 5, 1, 9]


def test_link(run: Any) -> None:
    made = run(
        "data a; x = 5; link sub; y = x; return; sub: x = x + 1; return; run;"
        "data b; do i = 1 to 2; link add; output; end; stop; add: t + i; return; run;"
    ).tables
    assert made["a"] == {"x": [6], "y": [6]}
    assert made["b"] == {"i": [1, 2], "t": [1, 3]}


def test_go_to_out_of_a_loop(run: Any) -> None:
    made = run("data a; do i = 1 to 3; if i = 2 then goto done; end; x = 2; done: y = i; run;").tables["a"]
    assert (made["i"], made["x"], made["y"]) == ([2], [None], [2])


def test_random_streams_repeat(run: Any) -> None:
    made = run(
        "data a; call streaminit(1); do i = 1 to 3; u = rand('uniform'); output; end; run;"
        "data b; call streaminit(1); do i = 1 to 3; u = rand('uniform'); output; end; run;"
        "data c; do i = 1 to 2; r = ranuni(123); output; end; run;"
    ).tables
    assert made["a"]["u"] == made["b"]["u"]
    # documented generator: x = 397204094 x mod (2**31 - 1)
    first = 123 * 397204094 % (2**31 - 1)
    assert made["c"]["r"] == [first / (2**31 - 1), first * 397204094 % (2**31 - 1) / (2**31 - 1)]
