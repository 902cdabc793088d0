"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def totals_rows(bills):
    """DATA totals, row by row (L0203): special missing values (.A-.Z) may be an argument of a function."""
    totals = []
    for a, b, c in zip(bills["a"].tolist(), bills["b"].tolist(), bills["c"].tolist()):
        total = sas.plain(sas.plain(a + b) + c)
        paid = sas.sum_(a, b, c)
        known = sas.n(a, b, c)
        unknown = sas.nmiss(a, b, c)
        average = sas.mean(a, b, c)
        at_least_0 = sas.sum_(a, b, c, 0)
        totals.append((a, b, c, total, paid, known, unknown, average, at_least_0))
    return sas.table(
        totals,
        {
            "a": "float64",
            "b": "float64",
            "c": "float64",
            "total": "float64",
            "paid": "float64",
            "known": "float64",
            "unknown": "float64",
            "average": "float64",
            "at_least_0": "float64",
        },
    )


def special_rows():
    """DATA special, row by row (L0203): special missing values (.A-.Z) may be an argument of a function."""
    special = []
    x = sas.special_missing("A")
    y = sas.plain(x + 1)
    z = sas.plain(-x)
    s = sas.sum_(x, sas.special_missing("B"))
    kept = x
    special.append((x, y, z, s, kept))
    return sas.table(
        special, {"x": "float64", "y": "float64", "z": "float64", "s": "float64", "kept": "float64"}
    )


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    sas.expect_special_missing()  # .A to .Z are told from .
    # program.sas 1-3: DATA bills
    bills = sas.table(
        [
            (1, 2, 3),
            (1, nan, 3),
            (nan, nan, nan),
            (0, 0, nan),
        ],
        {"a": "float64", "b": "float64", "c": "float64"},
    )

    # program.sas 11-18: DATA totals
    totals = totals_rows(bills)

    # program.sas 21-26: DATA special
    special = special_rows()

    return {"bills": bills, "special": special, "totals": totals}


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
