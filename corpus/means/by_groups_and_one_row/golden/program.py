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
    # program.sas 1-3: DATA values
    values = sas.table(
        [
            (nan, 4),
            (nan, 6),
            (1, 5),
            (2, nan),
        ],
        {"g": "float64", "x": "float64"},
    )

    # program.sas 11-14: PROC MEANS
    stats = sas.summarize(
        sas.require_sorted(values, ["g"], name="WORK.VALUES"),
        [],
        [
            ("n", "n", "x"),
            ("nmiss", "nmiss", "x"),
            ("mean", "mean", "x"),
            ("sum", "sum", "x"),
            ("std", "std", "x"),
            ("range", "range", "x"),
            ("cv", "cv", "x"),
            ("uss", "uss", "x"),
        ],
        [0],
        by=["g"],
    )

    return {"stats": stats, "values": values}


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
