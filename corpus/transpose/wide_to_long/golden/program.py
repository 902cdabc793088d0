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
    # program.sas 1-4: DATA wide
    wide = sas.table(
        [
            (1, 10, nan),
            (2, nan, 20),
        ],
        {"id": "float64", "jan": "float64", "feb": "float64"},
    )

    # program.sas 10-12: PROC TRANSPOSE
    long = sas.transpose(
        sas.require_sorted(wide, ["id"], name="WORK.WIDE"),
        ["jan", "feb"],
        by=["id"],
        labels={"jan": "January"},
        label="_LABEL_",
        rename={"col1": "amount"},
    )

    # program.sas 15: PROC TRANSPOSE
    all_ = sas.transpose(wide, ["id", "jan", "feb"], name="what", labels={"jan": "January"}, label="_LABEL_")

    return {"all": all_, "long": long, "wide": wide}


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
