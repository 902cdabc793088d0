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
        ],
        {"g": "str", "h": "str", "x": "float64"},
    )

    # program.sas 11-14: PROC TABULATE
    statistics = sas.tabulate(
        s,
        ["g", "h"],
        [("N", "n", "")],
        [0, 1, 2, 3],
        shares=[
            ("PctN_10", 3, "N", "N", 2),
            ("PctN_01", 3, "N", "N", 1),
            ("PctN_00", 2, "N", "N", 0),
            ("PctN_00", 1, "N", "N", 0),
            ("PctN_01", 1, "N", "N", 1),
            ("PctN_00", 0, "N", "N", 0),
        ],
    )
    shares = sas.tabulation_rows(
        statistics,
        ["g", "h"],
        [
            (1, [], 3, ["N", "PctN_10", "PctN_01"]),
            (1, [], 2, ["N", "PctN_00"]),
            (1, [], 1, ["N", "PctN_00", "PctN_01"]),
            (1, [], 0, ["N", "PctN_00"]),
        ],
    )[["g", "h", "_TYPE_", "N", "PctN_10", "PctN_01", "PctN_00"]]
    sas.show_tabulation(
        lib,
        statistics,
        ["g", "h"],
        [[]],
        [[("g", "g")], ["Total"]],
        [
            [("h", "h"), "N"],
            [("h", "h"), "Row %"],
            [("h", "h"), "ColPctN"],
            ["Total", "N"],
            ["Total", "PctN"],
        ],
        [[
            [("N", "12."), ("PctN_10", "12.2"), ("PctN_01", "12.2"), ("N", "12."), ("PctN_00", "12.2")],
            [("N", "12."), ("PctN_00", "12.2"), ("PctN_01", "12.2"), ("N", "12."), ("PctN_00", "12.2")],
        ]],
        {"12.": lambda x: sas.put(x, "12."), "12.2": lambda x: sas.put(x, "12.2")},
    )

    # program.sas 17-19: PROC TABULATE
    statistics_2 = sas.tabulate(
        s,
        ["g", "h"],
        [("N", "n", "")],
        [0, 1, 2, 3],
        shares=[("PctN_10", 3, "N", "N", 2), ("PctN_00", 0, "N", "N", 0)],
    )
    bases = sas.tabulation_rows(
        statistics_2, ["g", "h"], [(1, [], 3, ["PctN_10"]), (1, [], 0, ["PctN_00"])]
    )[["g", "h", "_TYPE_", "PctN_10", "PctN_00"]]
    sas.show_tabulation(
        lib,
        statistics_2,
        ["g", "h"],
        [[]],
        [[]],
        [[("g", "g"), ("h", "h"), "PctN"], ["All", "PctN"]],
        [[[("PctN_10", "12.2"), ("PctN_00", "12.2")]]],
        {"12.2": lambda x: sas.put(x, "12.2")},
    )

    # program.sas 22-25: PROC TABULATE
    statistics_3 = sas.tabulate(
        s, ["g"], [("x_Sum", "sum", "x")], [0, 1], shares=[("x_PctSum_0_x", 1, "x_Sum", "x_Sum", 0)]
    )
    sums = sas.tabulation_rows(statistics_3, ["g"], [(1, [], 1, ["x_PctSum_0_x"])])[["g", "x_PctSum_0_x"]]
    sas.show_tabulation(
        lib,
        statistics_3,
        ["g"],
        [[]],
        [[("g", "g")]],
        [["x", "PctSum"]],
        [[[("x_PctSum_0_x", "6.1")]]],
        {"6.1": lambda x: sas.put(x, "6.1")},
    )

    return {"bases": bases, "s": s, "shares": shares, "sums": sums}


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
