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
    # program.sas 1-3: DATA left
    left = sas.table(
        [
            (1, 10),
            (2, 20),
            (3, 30),
        ],
        {"id": "float64", "a": "float64"},
    )

    # program.sas 10-12: DATA right
    right = sas.table(
        [
            (7, 70),
            (nan, 80),
        ],
        {"id": "float64", "b": "float64"},
    )

    # program.sas 18-19: DATA pairs
    pairs = sas.merge_all([left, right])

    return {"left": left, "pairs": pairs, "right": right}


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
