"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
One note below.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import numpy as np

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def _report_rows(report):
    """DATA _report, row by row (L0203): a variable is retained from row to row (total)."""
    _report = []
    total = nan  # kept from row to row
    for g, h, x, pct, note, _break_, _place_, _same_ in zip(
        report["g"].tolist(),
        report["h"].tolist(),
        report["x"].tolist(),
        report["pct"].tolist(),
        report["note"].tolist(),
        report["_BREAK_"].tolist(),
        report["_PLACE_"].tolist(),
        report["_SAME_"].tolist(),
    ):
        pct = sas.divide(x, total, at=(36, 17))
        if _break_ == "g":
            note = sas.cut("group " + g.ljust(8), 8)
        elif _break_ == "_RBREAK_":
            note = "all"
        if _break_ == "_RBREAK_" and _place_ == "before":
            total = x
        _report.append((g, h, x, pct, note, _break_, _place_, _same_))
    return sas.table(
        _report,
        {
            "g": "str",
            "h": "str",
            "x": "float64",
            "pct": "float64",
            "note": "str",
            "_BREAK_": "str",
            "_PLACE_": "str",
            "_SAME_": "float64",
        },
    )


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA s
    s = sas.table(
        [
            ("a", "p", 1),
            ("a", "q", 2),
            ("b", "p", 4),
            ("b", "p", 6),
            ("", "p", 8),
        ],
        {"g": "str", "h": "str", "x": "float64"},
    )

    # program.sas 12-19: PROC REPORT
    report = sas.report_rows(
        s, [("g", "group", "g"), ("x", "sum", "x"), ("n", "n", ""), ("avg", "computed", "")]
    )

    # program.sas 12-19: PROC REPORT: COMPUTE
    report["avg"] = report["x"] / report["n"].replace(0, np.nan)

    # program.sas 12-19: PROC REPORT: the report
    averages = report
    sas.show_report(
        lib,
        report,
        {"g": "Group", "x": "x", "n": "n", "avg": "avg"},
        levels={"avg": lambda x: sas.put(x, "8.2")},
    )

    # program.sas 23-44: PROC REPORT
    # Shares need the total, which COMPUTE BEFORE keeps for the rows that follow
    # NOTE N0404: LINE of PROC REPORT only prints a text: it is left out
    report = sas.report_rows(
        s,
        [
            ("g", "group", "g"),
            ("h", "group", "h"),
            ("x", "sum", "x"),
            ("pct", "computed", ""),
            ("note", "computed text", ""),
        ],
        breaks=[("after", "g"), ("after", ""), ("before", "")],
        descending=["h"],
        places=True,
        blank=["g"],
    )

    # program.sas 23-44: PROC REPORT: COMPUTE
    report = _report_rows(report)

    # program.sas 23-44: PROC REPORT: the report
    report = sas.fill_repeats(report, [("g", 0)])
    shares = report[["g", "h", "x", "pct", "note", "_BREAK_"]]
    sas.show_report(
        lib,
        report,
        {"g": "g", "h": "Kind of row", "x": "x", "pct": "pct", "note": "note"},
        levels={"x": lambda x: sas.put(x, "8.1"), "pct": lambda x: sas.put(x, "percent8.1")},
        repeated=["g"],
        suppressed=["g"],
        hidden=["before _RBREAK_"],
    )

    # program.sas 47-49: DATA last_rows
    last_rows = shares.loc[shares["_BREAK_"] != ""].reset_index(drop=True)

    return {"averages": averages, "last_rows": last_rows, "s": s, "shares": shares}


def main():
    parser = argparse.ArgumentParser(description="Program (from program.sas)")
    parser.add_argument("--data", default=".", help="folder with the input libraries")
    parser.add_argument("--out", default=".", help="folder for the output libraries")
    arguments = parser.parse_args()
    try:
        run(sas.Libraries(arguments.data, arguments.out, LIBRARIES))
    except (sas.SasError, sas.NotTranslated) as error:
        raise SystemExit(str(error)) from None


if __name__ == "__main__":
    main()
