"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import numpy as np

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA s
    s = sas.table(
        [
            ("a", "p", 1, 1),
            ("a", "q", 1, 2),
            ("b", "p", 2, 4),
            ("b", "p", 1, 6),
            ("b", "q", 2, nan),
        ],
        {"g": "str", "h": "str", "k": "float64", "x": "float64"},
    )

    # program.sas 12-17: PROC REPORT
    report = sas.report_rows(
        s,
        [("g", "group", "g"), ("", "across", [["h", ("sum", "x", "x")]]), ("n", "n", "")],
        breaks=[("after", "")],
    )
    across = report.attrs["across"]

    # program.sas 12-17: PROC REPORT: the report
    sums = report
    sas.show_report(
        lib, report, {"g": "g", "n": "n"}, levels={"x.sum": lambda x: sas.put(x, "8.1")}, across=across
    )

    # program.sas 21-29: PROC REPORT
    # Two items under each value, counts of combinations, and a computed column
    report = sas.report_rows(
        s,
        [
            ("g", "group", "g"),
            ("", "across", [["h", ("sum", "x", "x")], ["h", ("n", "", "n")]]),
            ("", "across", [["k", "h", ("n", "", "")]]),
            ("share", "computed", ""),
        ],
        descending=["h"],
    )
    across = report.attrs["across"]

    # program.sas 21-29: PROC REPORT: COMPUTE
    report = sas.open_columns(report, {"_C2_": "float64", "_C4_": "float64"})
    report["share"] = report["_C2_"] / sas.sum_(report["_C2_"], report["_C4_"]).replace(0, np.nan)

    # program.sas 21-29: PROC REPORT: the report
    wide = report
    sas.show_report(lib, report, {"g": "g", "share": "share"}, across=across)

    # program.sas 32-34: DATA first
    first = wide.copy()
    first = sas.only(first, keep=["g", "_c3_", "share"])

    return {"first": first, "s": s, "sums": sums, "wide": wide}


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
