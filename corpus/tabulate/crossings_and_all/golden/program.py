"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


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

    # program.sas 12-14: PROC TABULATE
    statistics = sas.tabulate(s, ["g", "h"], [("N", "n", "")], [1, 2, 3])
    counts = sas.tabulation_rows(statistics, ["g", "h"], [(1, [], 3, ["N"])])
    sas.show_tabulation(
        lib,
        statistics,
        ["g", "h"],
        [[]],
        [[("g", "g"), ("h", "h")]],
        [["N"]],
        [[[("N", "12.")]]],
        {"12.": lambda x: sas.put(x, "12.")},
    )

    # program.sas 17-20: PROC TABULATE
    statistics_2 = sas.tabulate(
        s, ["g", "h"], [("N", "n", ""), ("x_Mean", "mean", "x"), ("x_Max", "max", "x")], [0, 1, 2, 3]
    )
    both = sas.tabulation_rows(
        statistics_2,
        ["g", "h"],
        [
            (1, [], 3, ["N"]),
            (1, [], 2, ["N", "x_Mean", "x_Max"]),
            (1, [], 1, ["N"]),
            (1, [], 0, ["N", "x_Mean", "x_Max"]),
        ],
    )
    sas.show_tabulation(
        lib,
        statistics_2,
        ["g", "h"],
        [[]],
        [[("g", "g")], ["All"]],
        [[("h", "h"), "N"], ["All", "N"], ["x", "Mean"], ["x", "Max"]],
        [[
            [("N", "12."), ("N", "12."), ("x_Mean", "12.2"), ("x_Max", "12.2")],
            [("N", "12."), ("N", "12."), ("x_Mean", "12.2"), ("x_Max", "12.2")],
        ]],
        {"12.": lambda x: sas.put(x, "12."), "12.2": lambda x: sas.put(x, "12.2")},
        box="Groups",
    )

    # program.sas 23-26: PROC TABULATE
    statistics_3 = sas.tabulate(s, ["h", "g"], [("x_Sum", "sum", "x")], [1, 2, 3], missing=["h", "g"])
    pages = sas.tabulation_rows(
        statistics_3, ["h", "g"], [(1, ["g"], 3, ["x_Sum"])]
    )[["h", "g", "_PAGE_", "_TABLE_", "x_Sum"]]
    sas.show_tabulation(
        lib,
        statistics_3,
        ["h", "g"],
        [[("g", "g")]],
        [[("h", "h")]],
        [["x"]],
        [[[("x_Sum", "12.2")]]],
        {"12.2": lambda x: sas.put(x, "12.2")},
        empty="none",
    )

    return {"both": both, "counts": counts, "pages": pages, "s": s}


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
