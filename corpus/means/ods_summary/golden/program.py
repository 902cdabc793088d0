"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import pandas as pd

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def both_rows(both_table):
    """DATA both, row by row: a variable is retained from row to row (VName_x)."""
    both = []
    vname_x = label_x = vname_y = label_y = ""  # kept from row to row
    for g, nobs, x_n, x_mean, x_stddev, x_min, x_max, y_n, y_mean, y_stddev, y_min, y_max in zip(
        both_table["g"].tolist(),
        both_table["NObs"].tolist(),
        both_table["x_N"].tolist(),
        both_table["x_Mean"].tolist(),
        both_table["x_StdDev"].tolist(),
        both_table["x_Min"].tolist(),
        both_table["x_Max"].tolist(),
        both_table["y_N"].tolist(),
        both_table["y_Mean"].tolist(),
        both_table["y_StdDev"].tolist(),
        both_table["y_Min"].tolist(),
        both_table["y_Max"].tolist(),
    ):
        vname_x = "x"
        label_x = "Pay"
        vname_y = "y"
        label_y = ""
        both.append(
            (
                g,
                nobs,
                vname_x,
                label_x,
                x_n,
                x_mean,
                x_stddev,
                x_min,
                x_max,
                vname_y,
                label_y,
                y_n,
                y_mean,
                y_stddev,
                y_min,
                y_max,
            )
        )
    return sas.table(
        both,
        {
            "g": "str",
            "NObs": "float64",
            "VName_x": "str",
            "Label_x": "str",
            "x_N": "float64",
            "x_Mean": "float64",
            "x_StdDev": "float64",
            "x_Min": "float64",
            "x_Max": "float64",
            "VName_y": "str",
            "Label_y": "str",
            "y_N": "float64",
            "y_Mean": "float64",
            "y_StdDev": "float64",
            "y_Min": "float64",
            "y_Max": "float64",
        },
    )


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
    # LOOP L0203: a variable is retained from row to row (VName_x)
    both = both_rows(both)

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
