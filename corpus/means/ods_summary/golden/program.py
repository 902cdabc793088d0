"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import pandas as pd

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-4: DATA s
    s = sas.table(
        [
            ("a", 1, 2),
            ("a", 2, 3),
            ("a", 3, nan),
            ("b", 4, 5),
            ("", 6, 7),
        ],
        {"g": "str", "x": "float64", "y": "float64"},
    )

    # program.sas 14-16: PROC MEANS
    sas.show_summary(
        lib,
        sas.summarize(
            s,
            ["g"],
            [
                ("x|n", "n", "x"),
                ("x|mean", "mean", "x"),
                ("x|std", "std", "x"),
                ("x|min", "min", "x"),
                ("x|max", "max", "x"),
                ("y|n", "n", "y"),
                ("y|mean", "mean", "y"),
                ("y|std", "std", "y"),
                ("y|min", "min", "y"),
                ("y|max", "max", "y"),
            ],
            [1],
        ),
        "MEANS",
        ["g"],
        {"x": "Pay", "y": ""},
        ["n", "mean", "std", "min", "max"],
    )

    # program.sas 14-16: PROC SUMMARY
    classified = s.loc[s["g"] != ""]
    by_g = classified.groupby("g")
    both = pd.DataFrame({
        "NObs": by_g.size().astype("float64"),
        "x_N": by_g["x"].count().astype("float64"),
        "x_Mean": by_g["x"].mean(),
        "x_StdDev": by_g["x"].std(),
        "x_Min": by_g["x"].min(),
        "x_Max": by_g["x"].max(),
        "y_N": by_g["y"].count().astype("float64"),
        "y_Mean": by_g["y"].mean(),
        "y_StdDev": by_g["y"].std(),
        "y_Min": by_g["y"].min(),
        "y_Max": by_g["y"].max(),
    }).reset_index()

    # program.sas 14-16: PROC MEANS: ODS OUTPUT
    both["VName_x"] = "x"
    both["Label_x"] = "Pay"
    both["VName_y"] = "y"
    both["Label_y"] = ""
    both = both[[
        "g",
        "NObs",
        "VName_x",
        "Label_x",
        "x_N",
        "x_Mean",
        "x_StdDev",
        "x_Min",
        "x_Max",
        "VName_y",
        "Label_y",
        "y_N",
        "y_Mean",
        "y_StdDev",
        "y_Min",
        "y_Max",
    ]]

    # program.sas 19-21: PROC MEANS
    sas.show_summary(
        lib,
        sas.summarize(
            s.loc[s["g"] != ""].reset_index(drop=True),
            [],
            [("x|mean", "mean", "x"), ("x|p25", "p25", "x"), ("x|std", "std", "x")],
            [0],
        ),
        "MEANS",
        [],
        {"x": "Pay"},
        ["mean", "p25", "std"],
    )

    # program.sas 19-21: PROC SUMMARY
    one = sas.summarize(
        s.loc[s["g"] != ""].reset_index(drop=True),
        [],
        [("x_Mean", "mean", "x"), ("x_P25", "p25", "x"), ("x_StdDev", "std", "x")],
        [0],
    )[["x_Mean", "x_P25", "x_StdDev"]]

    # program.sas 19-21: PROC MEANS: ODS OUTPUT
    one = one[["x_P25", "x_StdDev"]]

    # program.sas 26-29: PROC TABULATE
    # The table of PROC TABULATE and of PROC REPORT is what OUT= holds
    statistics = sas.tabulate(
        s, ["g"], [("x_Mean", "mean", "x"), ("x_P50", "p50", "x"), ("x_Std", "stddev", "x")], [1]
    )
    cells = sas.tabulation_rows(statistics, ["g"], [(1, [], 1, ["x_Mean", "x_P50", "x_Std"])])
    sas.show_tabulation(
        lib,
        statistics,
        ["g"],
        [[]],
        [[("g", "g")]],
        [["Pay", "Mean"], ["Pay", "P50"], ["Pay", "StdDev"]],
        [[[("x_Mean", "12.2"), ("x_P50", "12.2"), ("x_Std", "12.2")]]],
        {"12.2": lambda x: sas.put(x, "12.2")},
    )

    # program.sas 33-35: PROC REPORT
    report = sas.report_rows(s, [("g", "group", "g"), ("x", "sum", "x")])

    # program.sas 33-35: PROC REPORT: the report
    rows = report
    sas.show_report(lib, report, {"g": "g", "x": "Pay"})

    return {"both": both, "cells": cells, "one": one, "rows": rows, "s": s}


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
