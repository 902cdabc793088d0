"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-5: DATA p
    p = sas.table(
        [
            (2, "m", 3, nan, 400),  # 04FEB1961
            (1, "f", 4, 1, 10),  # 11JAN1960
            (1, "m", nan, 2, 9),  # 10JAN1960
            (2, "f", 8, 3, 10),  # 11JAN1960
        ],
        {"id": "float64", "sex": "str", "x": "float64", "y": "float64", "d": "float64"},
    )

    # program.sas 14-18: PROC REPORT
    # A DISPLAY variable makes a row of each observation, ORDER sorts the rows
    report = sas.report_rows(
        p,
        [("id", "order", "id"), ("sex", "display", "sex"), ("x", "sum", "x"), ("n", "n", "")],
        detail=True,
        breaks=[("after", "id")],
    )

    # program.sas 14-18: PROC REPORT: the report
    details = report
    sas.show_report(
        lib, report, {"id": "id", "sex": "sex", "x": "Pay", "n": "n"}, repeated=["id"], empty=["id"]
    )

    # program.sas 22-24: PROC REPORT
    # Sorted by the formatted value unless ORDER=INTERNAL
    report = sas.report_rows(
        p,
        [("d", "group", "d"), ("n", "n", "")],
        order={"d": "formatted"},
        levels={"d": lambda x: sas.put(x, "date9.")},
    )

    # program.sas 22-24: PROC REPORT: the report
    by_text = report
    sas.show_report(
        lib, report, {"d": "d", "n": "n"}, levels={"d": lambda x: sas.put(x, "date9.")}, empty=["d"]
    )

    # program.sas 27-29: PROC REPORT
    report = sas.report_rows(
        p,
        [("d", "group", "d"), ("n", "n", ""), ("_C3_", "mean", "x"), ("_C4_", "max", "x")],
        levels={"d": lambda x: sas.put(x, "date9.")},
    )

    # program.sas 27-29: PROC REPORT: the report
    by_day = report
    sas.show_report(
        lib,
        report,
        {"d": "d", "n": "n", "_C3_": "Pay / mean", "_C4_": "Pay / max"},
        levels={"d": lambda x: sas.put(x, "date9.")},
        empty=["d"],
    )

    # program.sas 33-36: PROC REPORT
    # Neither GROUP nor DISPLAY: one row
    report = sas.report_rows(
        p, [("x", "sum", "x"), ("n", "n", ""), ("highest", "max", "x"), ("share", "pctsum", "y")]
    )

    # program.sas 33-36: PROC REPORT: the report
    whole = report
    sas.show_report(lib, report, {"x": "Pay", "n": "n", "highest": "Highest", "share": "share"})

    # program.sas 40-49: PROC REPORT
    # A GROUP variable that repeats is blank in COMPUTE blocks
    report = sas.report_rows(
        p,
        [("id", "order", "id"), ("sex", "order", "sex"), ("x", "display", "x"), ("last", "computed", "")],
        detail=True,
        blank=["id"],
    )

    # program.sas 40-49: PROC REPORT: COMPUTE
    report["held"] = sas.kept([(report["id"].notna(), report["id"])])
    report["last"] = 10 * report["held"] + report["id"].isna().astype("float64")
    report = report[["id", "sex", "x", "last", "_BREAK_", "_SAME_"]]

    # program.sas 40-49: PROC REPORT: the report
    report = sas.fill_repeats(report, [("id", 0)])
    repeated = report
    sas.show_report(
        lib,
        report,
        {"id": "id", "sex": "sex", "x": "Pay", "last": "last"},
        repeated=["id", "sex"],
        empty=["id", "x"],
    )

    return {
        "by_day": by_day, "by_text": by_text, "details": details, "p": p, "repeated": repeated, "whole": whole
    }


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
