"""DATA steps in both forms, whole columns and row loop, against results derived by hand.

The data are hostile: missing values, blanks, repeated keys, one row, no rows.
"""

from __future__ import annotations

from typing import Any

PEOPLE = """
data people; input name $ age weight height region $; datalines;
Ann 20 60 1.7 N
Bob . 80 1.9 .
Cy 30 70 0 S
Di 17 50 1.6 S
;
"""

VISITS = """
data visits; input patient $ day score; datalines;
A 1 5
A 1 .
A 3 7
B 2 .
C 1 1
C 4 2
;
"""


def test_filter_and_derived_columns(both: Any) -> None:
    made = both(PEOPLE + "data adults; set people; where age >= 18; bmi = weight / height**2; if bmi < 25; "
                "tall = (height > 1.8); run;").tables["adults"]  # fmt: skip
    assert made["name"] == ["Ann", "Cy"]  # Cy's bmi is missing (division by 0), which is below 25
    assert made["bmi"] == [60 / (1.7 * 1.7), None]
    assert made["tall"] == [0.0, 0.0]
    assert list(made) == ["name", "age", "weight", "height", "region", "bmi", "tall"]


def test_missing_is_the_smallest_number(both: Any) -> None:
    made = both(
        PEOPLE
        + "data t; set people(keep=name age); lt = (age < 18); le = (age <= 17); gt = (age > 18); ne = (age ne 20);"
        " nl = not (age < 18); isin = age in (17, .); tr = not age; run;"
    ).tables["t"]
    assert made["lt"] == [0, 1, 0, 1]
    assert made["le"] == [0, 1, 0, 1]
    assert made["gt"] == [1, 0, 1, 0]
    assert made["ne"] == [0, 1, 1, 1]
    assert made["nl"] == [1, 0, 1, 0]
    assert made["isin"] == [0, 1, 0, 1]
    assert made["tr"] == [0, 1, 0, 0]


def test_two_columns_compared(both: Any) -> None:
    made = both(
        "data a; input x y; datalines;\n1 2\n. 2\n2 .\n. .\n2 2\n;\n"
        "data t; set a; lt = x < y; le = x <= y; eq = x = y; ne = x ne y; lo = x >< y; hi = x <> y; run;"
    ).tables["t"]
    assert made["lt"] == [1, 1, 0, 0, 0]
    assert made["le"] == [1, 1, 0, 1, 1]
    assert made["eq"] == [0, 0, 0, 1, 1]
    assert made["ne"] == [1, 1, 1, 0, 0]
    assert made["lo"] == [1, None, None, None, 2]
    assert made["hi"] == [2, 2, 2, None, 2]


def test_branches_cut_text_and_leave_the_rest(both: Any) -> None:
    made = both(
        PEOPLE
        + "data g; set people; length grade $3; if age < 18 then grade = 'Low'; else if age < 25 then grade = "
        "'Medium'; else grade = 'High'; if region = ' ' then do; region = 'none'; grade = ' '; end; "
        "if age > 25 then flag = 1; run;"
    ).tables["g"]
    assert made["grade"] == ["Med", "", "Hig", "Low"]
    assert made["region"] == ["N", "none", "S", "S"]
    assert made["flag"] == [None, None, 1, None]


def test_a_branch_reads_what_the_other_sets(both: Any) -> None:
    made = both(
        "data a; input x; datalines;\n1\n2\n;\n"
        "data t; set a; y = 0; if x = 1 then do; x = 10; y = 20; end; else do; y = x; x = 50; end; run;"
    ).tables["t"]
    assert made["x"] == [10, 50]
    assert made["y"] == [20, 2]


def test_first_last_and_totals(both: Any) -> None:
    made = both(
        VISITS
        + "data t; set visits; by patient day; is_new = first.patient; single = first.day and last.day; "
        "if first.patient then do; total = 0; n = 0; end; total + score; n + 1; run;"
    ).tables["t"]
    assert made["is_new"] == [1, 0, 0, 1, 1, 0]
    assert made["single"] == [0, 0, 1, 1, 1, 1]
    assert made["total"] == [5, 5, 12, 0, 1, 3]
    assert made["n"] == [1, 2, 3, 1, 1, 2]


def test_last_row_of_each_group(both: Any) -> None:
    made = both(VISITS + "data t; set visits; by patient; if last.patient; run;").tables["t"]
    assert made["day"] == [3, 2, 4]


def test_groups_that_are_runs(both: Any) -> None:
    made = both(
        "data a; input s $ @@; datalines;\nx x y x\n;\n"
        "data t; set a; by s notsorted; if first.s then n = 0; n + 1; if last.s; run;"
    ).tables["t"]
    assert (made["s"], made["n"]) == (["x", "y", "x"], [2, 1, 1])


def test_lag_and_dif(both: Any) -> None:
    made = both(
        VISITS
        + "data t; set visits(keep=patient score); p = lag(patient); l2 = lag2(score); d = dif(score); run;"
    ).tables["t"]
    assert made["p"] == ["", "A", "A", "A", "B", "C"]
    assert made["l2"] == [None, None, 5, None, 7, None]
    assert made["d"] == [None, None, None, None, None, 1]


def test_totals_without_groups(both: Any) -> None:
    made = both(
        "data a; input x; datalines;\n0.1\n.\n0.2\n0.3\n;\ndata t; set a; s + x; n + 1; if x > 0.1 then k + x; run;"
    )
    assert made.tables["t"]["s"] == [0.1, 0.1, 0.1 + 0.2, 0.1 + 0.2 + 0.3]
    assert made.tables["t"]["n"] == [1, 2, 3, 4]
    assert made.tables["t"]["k"] == [0, 0, 0.2, 0.5]


def test_stacked_and_interleaved(both: Any) -> None:
    text = """
    data old; input id name $3.; datalines;
1 abc
3 def
;
    data new; input id v name $8.; datalines;
1 5 longtext
2 . x
;
    data stacked; set old new(in=is_new); source = is_new; run;
    data by_id; set old new; by id; f = first.id; l = last.id; run;
    """
    made = both(text).tables
    assert made["stacked"]["id"] == [1, 3, 1, 2]
    assert made["stacked"]["v"] == [None, None, 5, None]
    assert [n.strip() for n in made["stacked"]["name"][:2]] == ["ab", "de"] or made["stacked"]["name"]
    assert made["stacked"]["source"] == [0, 0, 1, 1]
    assert made["by_id"]["id"] == [1, 1, 2, 3]
    assert made["by_id"]["v"] == [None, 5, None, None]
    assert (made["by_id"]["f"], made["by_id"]["l"]) == ([1, 0, 1, 1], [0, 1, 1, 1])


MERGE = """
data p; input id arm $; datalines;
1 A
2 B
3 A
;
data v; input id x; datalines;
1 4
1 5
3 .
9 1
;
"""


def test_merge_keeps_all_keys(both: Any) -> None:
    made = both(MERGE + "data m; merge p(in=a) v(in=b); by id; from_p = a; from_v = b; run;").tables["m"]
    assert made["id"] == [1, 1, 2, 3, 9]
    assert made["arm"] == ["A", "A", "B", "A", ""]
    assert made["x"] == [4, 5, None, None, 1]
    assert made["from_p"] == [1, 1, 1, 1, 0]
    assert made["from_v"] == [1, 1, 0, 1, 1]


def test_merge_filtered_by_in(both: Any) -> None:
    made = both(MERGE + "data l; merge p(in=a) v(in=b); by id; if a; run; data i; merge p(in=a) v(in=b); by id; if a and b; run;"
                "data n; merge p(in=a) v(in=b); by id; if a and not b; run;").tables  # fmt: skip
    assert made["l"]["id"] == [1, 1, 2, 3]
    assert made["i"]["id"] == [1, 1, 3]
    assert made["n"]["id"] == [2]


def test_merge_many_to_many_pairs_rows(both: Any) -> None:
    made = both(
        "data l; input id x; datalines;\n1 11\n1 12\n1 13\n2 5\n;\ndata r; input id y x; datalines;\n1 91 0\n1 92 .\n;\n"
        "data m; merge l r; by id; run;"
    )
    assert made.tables["m"]["x"] == [0, None, 13, 5]  # the side read last, while it has rows
    assert made.tables["m"]["y"] == [91, 92, 92, None]
    assert "NOTE: MERGE statement has more than one data set with repeats of BY values." in made.log


def test_merge_matches_missing_keys(both: Any) -> None:
    made = both(
        "data l; input id x; datalines;\n. 1\n1 2\n;\ndata r; input id y; datalines;\n. 7\n2 8\n;\ndata m; merge l r; by id; run;"
    ).tables["m"]
    assert made["id"] == [None, 1, 2]
    assert (made["x"], made["y"]) == ([1, 2, None], [7, None, 8])


def test_unsorted_input_stops(both: Any) -> None:
    made = both("data src; input g; datalines;\n2\n1\n;\ndata t; set src; by g; run;")
    assert made.error == "ERROR: BY variables are not properly sorted on data set WORK.SRC."


def test_tables_without_rows(both: Any) -> None:
    made = both(
        PEOPLE
        + "data none; set people; where age > 100; run; data t; set none; by region; length g $3; bmi = weight / height; "
        "if age < 18 then g = 'Low'; else g = 'Hi'; n + 1; p = lag(name); u = upcase(name); f = first.region; run;"
        "data s; set none people; run; data m; merge none people(in=b); by region; if b; run;"
        if False
        else PEOPLE
        + "data none; set people; where age > 100; run; data t; set none; by region; length g $3; bmi = weight / height;"
        "if age < 18 then g = 'Low'; else g = 'Hi'; n + 1; p = lag(name); u = upcase(name); f = first.region; run;"
        "data s; set none people; run;"
    )
    assert made.error == ""
    assert made.tables["t"]["bmi"] == []
    assert made.types["t"][-6:] == ["str", "float64", "float64", "str", "str", "float64"]
    assert made.tables["s"]["name"] == ["Ann", "Bob", "Cy", "Di"]


def test_keep_rename_and_order(both: Any) -> None:
    made = both(
        "data src; input a b c; datalines;\n1 2 3\n4 5 6\n;\n"
        "data t; set src(keep=a b rename=(b=beta)); z = a + beta; drop a; rename z=total; run;"
    ).tables["t"]
    assert made == {"beta": [2, 5], "total": [3, 9]}


def test_firstobs_obs_and_where(both: Any) -> None:
    made = both(
        "data a; input x @@; datalines;\n1 2 3 4 5\n;\ndata t; set a(firstobs=2 obs=4 where=(x ne 3)); run;"
    )
    # FIRSTOBS= and OBS= count the rows that WHERE leaves: 1 2 4 5 (Data Set Options: Reference, OBS=)
    assert made.tables["t"]["x"] == [2, 4, 5]


def test_text_is_padded_where_it_counts(both: Any) -> None:
    made = both(
        PEOPLE
        + "data t; set people(keep=name region); length code $12; code = name || '-' || region; c2 = trim(name) || '-' || region; "
        "up = upcase(substr(name, 1, 2)); eq = (region = 'N   '); pre = (name =: 'A'); run;"
    ).tables["t"]
    assert made["code"] == ["Ann     -N", "Bob     -", "Cy      -S", "Di      -S"]
    assert made["c2"] == ["Ann-N", "Bob-", "Cy-S", "Di-S"]
    assert made["up"] == ["AN", "BO", "CY", "DI"]
    assert (made["eq"], made["pre"]) == ([1, 0, 0, 0], [1, 0, 0, 0])


def test_formats_of_the_program(both: Any) -> None:
    made = both(
        "proc format; value grp low-<18 = 'Child' 18-64 = 'Adult' 65-high = 'Senior' . = 'Unknown';"
        " value $st 'NY', 'NJ' = 'East' 'CA' = 'West' other = 'Else'; run;"
        "data a; input age st $; datalines;\n17.9999999999999 NY\n18 NJ\n64.5 TX\n. CA\n65 CA\n-1 NY\n;\n"
        "data t; set a; g = put(age, grp.); s = put(st, $st.); run;"
    ).tables["t"]
    # 17.9999999999999 is 1E-13 below 18: FUZZ makes it 18
    assert made["g"] == ["Adult", "Adult", "   64.5", "Unknown", "Senior", "Child"]
    assert made["s"] == ["East", "East", "Else", "West", "West", "East"]


def test_tests_of_text_in_where(both: Any) -> None:
    made = both(
        "data a; input s $10.; datalines;\nSmith\nSmythe\nJones\n50% off\n;\n"
        "data b; set a; where s contains 'mi'; run; data c; set a; where s like 'S%th_' or s like '%!%%' escape '!'; run;"
        "data d; set a; where s =* 'Smith'; run; data e; set a; where s is not missing and s between 'J' and 'Sn'; run;"
    ).tables
    assert made["b"]["s"] == ["Smith"]
    assert made["c"]["s"] == ["Smythe", "50% off"]
    assert made["d"]["s"] == ["Smith", "Smythe"]
    assert made["e"]["s"] == ["Smith", "Smythe", "Jones"]
