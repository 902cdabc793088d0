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
    # program.sas 1-3: DATA long
    long = sas.table(
        [
            ("A", 2, 20),
            ("A", 1, 10),
            ("B", 3, nan),
            ("B", 1, 5),
            ("C", 1.5, 7),
        ],
        {"person": "str", "month": "float64", "amount": "float64"},
    )

    # program.sas 12-15: PROC TRANSPOSE
    wide = sas.transpose(
        sas.require_sorted(long, ["person"], name="WORK.LONG"),
        ["amount"],
        by=["person"],
        ids=["month"],
        prefix="m",
    )

    return {"long": long, "wide": wide}


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
