"""Column-wise DATA steps in R: each program runs as a pipe and as a row loop; both give what was derived by hand."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from translator.plan.relations import Columnwise

from .session import Made, plan_of, run_plans

pytestmark = pytest.mark.r

Table = tuple[list[str], list[list[object]]]

DATA = """
data people; length name $ 8; input id name $ age height weight;
datalines;
1 Ann 34 1.5 45
2 . . 2 .
3 Bo 17 0 70
3 Cy 80 2 120
;
data none; set people; if 0; run;
data one; set people; if id = 2; run;
"""

CASES: dict[str, tuple[str, dict[str, Table]]] = {
    # idiom 1: a missing bmi is below 25; a missing height is not above 1.8; x/0 is missing
    "filter_and_derive": (
        """
data adults; set people; where age >= 17; bmi = weight / height**2; if bmi < 25; tall = (height > 1.8); run;
data odd; set people; if not (age < 40) or name = ' '; young = (age < 20); same = (weight = height); run;
data empty; set none; bmi = weight / height; if bmi < 25; length c $ 2; c = name; run;""",
        {
            "adults": (
                ["name", "id", "age", "height", "weight", "bmi", "tall"],
                [["Ann", 1.0, 34.0, 1.5, 45.0, 20.0, 0.0], ["Bo", 3.0, 17.0, 0.0, 70.0, ".", 0.0]],
            ),
            "odd": (
                ["name", "id", "age", "height", "weight", "young", "same"],
                [["", 2.0, ".", 2.0, ".", 1.0, 0.0], ["Cy", 3.0, 80.0, 2.0, 120.0, 0.0, 0.0]],
            ),
            "empty": (["name", "id", "age", "height", "weight", "bmi", "c"], []),
        },
    ),
    # DATALINES: the rows stand in the code; a column without any number is still numeric
    "tables_in_the_code": (
        """
data sales; input region $ amount day :date9. none; double = amount * 2; if amount ne 3; datalines;
East 10 01jan2020 .
North . 31dec1959 .
West 3 . .
;
data list; input x @@; datalines;
1 2.5
. -3
;
data no_rows; input x name $; datalines;
;
""",
        {
            "sales": (
                ["region", "amount", "day", "none", "double"],
                [["East", 10.0, 21915.0, ".", 20.0], ["North", ".", -1.0, ".", "."]],
            ),
            "list": (["x"], [[1.0], [2.5], ["."], [-3.0]]),
            "no_rows": (["x", "name"], []),
        },
    ),
    # idiom 2: the first branch that holds; a DO group whose condition is changed by its own statements
    "branches": (
        """
data graded; set people; length grade $ 3;
  if age < 20 then grade = 'Low'; else if age < 50 then grade = 'Med'; else grade = 'Hig';
  if name = ' ' then do; name = 'none'; height = .; end;
  else if id = 3 then height = -1;
  if age then flag = 1;
run;
data none2; set none; if age < 20 then g = 'a'; else g = 'b'; if name = ' ' then do; name = 'x'; age = 1; end; run;""",
        {
            "graded": (
                ["name", "id", "age", "height", "weight", "grade", "flag"],
                [
                    ["Ann", 1.0, 34.0, 1.5, 45.0, "Med", 1.0],
                    ["none", 2.0, ".", ".", ".", "Low", "."],
                    ["Bo", 3.0, 17.0, -1.0, 70.0, "Low", 1.0],
                    ["Cy", 3.0, 80.0, -1.0, 120.0, "Hig", 1.0],
                ],
            ),
            "none2": (["name", "id", "age", "height", "weight", "g"], []),
        },
    ),
    # idioms 5 and 6: FIRST. and LAST., running totals by group, missing skipped
    "by_groups": (
        """
data running; set people; by id;
  if first.id then do; total = 0; n = 0; end;
  total + weight; n + 1; row + 1; if age > 20 then old + weight;
run;
data last; set people; by id; f = first.id; single = first.id and last.id; if last.id; keep id f single age; run;
data runs; set people; by age notsorted; if first.age; keep id; run;
data keyed; set people; by id; id = id * 10; f = first.id; keep id f; run;""",
        {
            "running": (
                ["name", "id", "age", "height", "weight", "total", "n", "row", "old"],
                [
                    ["Ann", 1.0, 34.0, 1.5, 45.0, 45.0, 1.0, 1.0, 45.0],
                    ["", 2.0, ".", 2.0, ".", 0.0, 1.0, 2.0, 45.0],
                    ["Bo", 3.0, 17.0, 0.0, 70.0, 70.0, 1.0, 3.0, 45.0],
                    ["Cy", 3.0, 80.0, 2.0, 120.0, 190.0, 2.0, 4.0, 165.0],
                ],
            ),
            "last": (
                ["id", "age", "f", "single"],
                [[1.0, 34.0, 1.0, 1.0], [2.0, ".", 1.0, 1.0], [3.0, 80.0, 0.0, 0.0]],
            ),
            "runs": (["id"], [[1.0], [2.0], [3.0], [3.0]]),
            "keyed": (["id", "f"], [[10.0, 1.0], [20.0, 1.0], [30.0, 1.0], [30.0, 0.0]]),
        },
    ),
    # idiom 7: LAG after a filter is fed with the rows that are left
    "lag": (
        "data l; set people; if age ne .; p = lag(age); d = dif2(age); c = lag(name); keep age p d c; run;",
        {
            "l": (
                ["age", "p", "d", "c"],
                [[34.0, ".", ".", ""], [17.0, 34.0, ".", "Ann"], [80.0, 17.0, 46.0, "Bo"]],
            )
        },
    ),
    # idiom 10: a variable that one data set lacks is missing in the other's rows; lengths from the first
    "stack": (
        """
data new; length name $ 12; input id name $ extra; datalines;
2 Bartholomew 9
4 Di .
;
data stacked; length name $ 3; set people(keep=id name) new(in=is_new); source = is_new; run;
data by_id; set people(keep=id name) new; by id; run;
data few; set people(firstobs=2 obs=3 keep=id age rename=(age=years)); run;""",
        {
            "stacked": (
                ["name", "id", "extra", "source"],
                [
                    ["Ann", 1.0, ".", 0.0],
                    ["", 2.0, ".", 0.0],
                    ["Bo", 3.0, ".", 0.0],
                    ["Cy", 3.0, ".", 0.0],
                    ["Bar", 2.0, 9.0, 1.0],
                    ["Di", 4.0, ".", 1.0],
                ],
            ),
            "by_id": (
                ["name", "id", "extra"],
                [
                    ["Ann", 1.0, "."],
                    ["", 2.0, "."],
                    ["Bartholo", 2.0, 9.0],
                    ["Bo", 3.0, "."],
                    ["Cy", 3.0, "."],
                    ["Di", 4.0, "."],
                ],
            ),
            "few": (["id", "years"], [[2.0, "."], [3.0, 17.0]]),
        },
    ),
    # idioms 8 and 9: MERGE of any multiplicity, missing keys match, IN=
    "merge": (
        """
data pat; input id arm $ x; datalines;
. N 0
1 A 1
2 B 2
3 A 3
;
data lab; input id v x; datalines;
. 8 80
1 4 .
1 5 50
9 1 10
;
data uniq; set pat; by id; if first.id; run;
data full; merge pat(in=p) lab(in=l); by id; from = 10 * p + l; run;
data kept; merge pat(in=p drop=x) lab(drop=x); by id; if p; run;
data both; merge pat(in=p drop=x) lab(in=l drop=x); by id; if p and l; run;
data many; merge lab(keep=id v) lab(keep=id x); by id; run;
data nothing; merge pat(where=(id > 5)) lab(where=(id > 99) drop=x); by id; run;""",
        {
            "full": (
                ["id", "arm", "x", "v", "from"],
                [
                    [".", "N", 80.0, 8.0, 11.0],
                    [1.0, "A", ".", 4.0, 11.0],
                    [1.0, "A", 50.0, 5.0, 11.0],
                    [2.0, "B", 2.0, ".", 10.0],
                    [3.0, "A", 3.0, ".", 10.0],
                    [9.0, "", 10.0, 1.0, 1.0],
                ],
            ),
            "kept": (
                ["id", "arm", "v"],
                [[".", "N", 8.0], [1.0, "A", 4.0], [1.0, "A", 5.0], [2.0, "B", "."], [3.0, "A", "."]],
            ),
            "both": (["id", "arm", "v"], [[".", "N", 8.0], [1.0, "A", 4.0], [1.0, "A", 5.0]]),
            "many": (
                ["id", "v", "x"],
                [[".", 8.0, 80.0], [1.0, 4.0, "."], [1.0, 5.0, 50.0], [9.0, 1.0, 10.0]],
            ),
            "nothing": (["id", "arm", "x", "v"], []),
        },
    ),
    # idiom 16: a value on a shared end belongs to the lower range; the fuzz; what no range covers
    "formats": (
        """
proc format;
  value agegrp low-<18 = 'Child' 18-64 = 'Adult' 65-high = 'Senior' . = 'Unknown' other = '?';
  value cut 0-10 = 'low' 10-20 = 'high';
  value $reg 'Ann', 'Bo' = 'East' ' ' = 'none' other = 'Else';
  value $first 'A'-'B' = 'early';
  invalue score 'x' = 1 'y' = 2 other = .;
run;
data f; set people;
  a = put(age, agegrp.); b = put(age - 70, cut.); c = put(name, $reg.); d = put(name, $first.); e = put(20 + 1e-13, cut.);
  g = input(lowcase(substr(name, 2, 1)), score.);
  keep a b c d e g;
run;""",
        {
            "f": (
                ["a", "b", "c", "d", "e", "g"],
                [
                    ["Adult", " -36", "East", "early", "high", "."],
                    ["Unknown", "   .", "none", "", "high", "."],
                    ["Child", " -53", "East", "Bo", "high", "."],
                    ["Senior", "low", "Else", "Cy", "high", 2.0],
                ],
            )
        },
    ),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Made]:
    plans = {}
    for name, (sas, _) in CASES.items():
        plans[f"{name}_columns"] = plan_of(DATA + sas)
        plans[f"{name}_loops"] = plan_of(DATA + sas, loops=True)
    return run_plans(plans, tmp_path_factory.mktemp("r"))


@pytest.mark.parametrize("form", ["columns", "loops"])
@pytest.mark.parametrize("name", CASES)
def test_step(made: Mapping[str, Made], name: str, form: str) -> None:
    result = made[f"{name}_{form}"]
    for dataset, expected in CASES[name][1].items():
        assert dataset in result.tables, result.error
        assert result.tables[dataset] == expected, dataset


def test_pipes_are_used() -> None:
    steps = [step for sas, _ in CASES.values() for step in plan_of(DATA + sas).steps]
    assert sum(isinstance(step.node, Columnwise) for step in steps) >= 20
