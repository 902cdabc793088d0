"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


@sas.user_format(5)
def agegrp_format(value):
    """Format AGEGRP: low-<18 Child, 18-high Adult."""
    value = sas.snap(value, [18])
    if value < 18:
        return "Child"
    if value >= 18:
        return "Adult"
    return None  # no label: the value as it is


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-2: PROC FORMAT

    # program.sas 5-8: DATA people
    people = sas.table(
        [
            (1, 40, 1, 2, 3),
            (1, 12, 2, 1, 4),
            (1, 17, 3, 1, nan),
            (2, 15, 1, 1, 8),
            (2, 60, 0, 1, 5),
            (2, 61, nan, 1, 2),
        ],
        {"site": "float64", "age": "float64", "w": "float64", "k": "float64", "x": "float64"},
    )

    # program.sas 18-25: PROC TABULATE
    statistics = sas.tabulate(
        sas.require_sorted(people, ["site"], name="WORK.PEOPLE"),
        ["age"],
        [("x_N", "n", "x"), ("x_NMiss", "nmiss", "x"), ("x_SumWgt", "sumwgt", "x"), ("x_Mean", "mean", "x")],
        [1],
        by=["site"],
        order={"age": "formatted"},
        levels={"age": agegrp_format},
        weights={"x": "w"},
        frequency="k",
    )
    weighted = sas.tabulation_rows(
        statistics, ["age"], [(1, [], 1, ["x_N", "x_NMiss", "x_SumWgt", "x_Mean"])], by=["site"]
    )
    sas.show_tabulation(
        lib,
        statistics,
        ["age"],
        [[]],
        [[("age", "Age group")]],
        [["Paid", "N"], ["Paid", "NMiss"], ["Paid", "SumWgt"], ["Paid", "Mean"]],
        [[[("x_N", "12."), ("x_NMiss", "12."), ("x_SumWgt", "12.2"), ("x_Mean", "COMMA8.1")]]],
        {
            "12.": lambda x: sas.put(x, "12."),
            "12.2": lambda x: sas.put(x, "12.2"),
            "COMMA8.1": lambda x: sas.put(x, "comma8.1"),
        },
        levels={"age": agegrp_format},
        by=["site"],
    )

    return {"people": people, "weighted": weighted}


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
