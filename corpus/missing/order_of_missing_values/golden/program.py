"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import isnan, nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def mixed_rows():
    """DATA mixed, row by row: special missing values (.A-.Z) may occur."""
    mixed = []
    x = 0.0
    what = "zero"
    mixed.append((what, x))
    x = sas.special_missing("Z")
    what = "Z"
    mixed.append((what, x))
    x = -9.0
    what = "minus"
    mixed.append((what, x))
    x = nan
    what = "plain"
    mixed.append((what, x))
    x = sas.special_missing("A")
    what = "A"
    mixed.append((what, x))
    x = sas.special_missing("_")
    what = "under"
    mixed.append((what, x))
    return sas.table(mixed, {"what": "str", "x": "float64"})


def compared_rows(sorted_):
    """DATA compared, row by row: special missing values (.A-.Z) may occur."""
    compared = []
    for what, x in zip(sorted_["what"].tolist(), sorted_["x"].tolist()):
        below = float(sas.less(x, -100))
        up_to_z = float(sas.less_equal(x, sas.special_missing("Z")))
        is_plain = float(sas.equal(x, nan))
        above_plain = float(sas.less(nan, x))
        nothing = float(isnan(x))
        compared.append((what, x, below, up_to_z, is_plain, above_plain, nothing))
    return sas.table(
        compared,
        {
            "what": "str",
            "x": "float64",
            "below": "float64",
            "up_to_z": "float64",
            "is_plain": "float64",
            "above_plain": "float64",
            "nothing": "float64",
        },
    )


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-8: DATA mixed
    # LOOP L0203: special missing values (.A-.Z) may occur
    mixed = mixed_rows()

    # program.sas 11-12: PROC SORT
    sorted_ = sas.sort(mixed, ["x"])

    # program.sas 15-21: DATA compared
    # LOOP L0203: special missing values (.A-.Z) may occur
    compared = compared_rows(sorted_)

    return {"compared": compared, "mixed": mixed, "sorted": sorted_}


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
