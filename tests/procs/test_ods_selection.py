"""ODS SELECT and ODS EXCLUDE decide which tables are printed, on every engine; data sets are not touched by them."""

from __future__ import annotations

import pytest

from equivalence.engines import ENGINES
from tests.procs.results import results_of

UNIVARIATE = ["Moments", "BasicMeasures", "TestsForLocation", "Quantiles", "ExtremeObs"]
CASES = [
    ("a list holds for one step", "ods select moments; U U", ["Moments", *UNIVARIATE]),
    ("names of several statements add up", "ods select moments; ods select quantiles; U", ["Moments", "Quantiles"]),
    ("EXCLUDE leaves the others", "ods exclude moments extremeobs; U", UNIVARIATE[1:4]),
    ("ALL holds until it is changed", "ods exclude all; U P ods exclude none; P", ["Print"]),
    ("PERSIST holds, too", "ods select moments(persist); U U ods select all; P", ["Moments", "Moments", "Print"]),
    ("a statement inside the step", "proc freq data=a; tables x; ods select none; run; ods select all; P", ["Print"]),
    ("every kind of table", "ods select none; U P M F T R S", []),
    ("of a path the last name counts", "ods select univariate.moments; U", ["Moments"]),
]  # fmt: skip
SHORT = {
    "U": "proc univariate data=a; var x; run;",
    "P": "proc print data=a; run;",
    "M": "proc means data=a; run;",
    "F": "proc freq data=a; tables x; run;",
    "T": "proc tabulate data=a; class x; table x, n; run;",
    "R": "proc report data=a out=rows; column x; define x / group; run;",
    "S": "proc sql; select * from a; quit;",
}


@pytest.mark.parametrize("engine", ENGINES)
def test_tables(engine: str, tmp_path) -> None:
    texts = [
        "data a; x = 1; output; x = 3; output; run; "
        + " ".join(SHORT.get(word, word) for word in text.split())
        for _, text, _ in CASES
    ]
    results = results_of(texts, str(engine), tmp_path)
    for (rule, text, expected), result in zip(CASES, results, strict=True):
        assert result["status"] == "ok", (rule, result["diagnostics"])
        assert [table["name"] for table in result["tables"]] == expected, rule
        if "R" in text.split():
            assert result["datasets"]["rows"]["rows"] == [[1.0, ""], [3.0, ""]]
