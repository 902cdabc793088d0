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
    # program.sas 1-3: DATA scores
    scores = sas.table(
        [
            ("a", 10),
            ("b", 30),
            ("c", nan),
            ("d", 10),
            ("e", 20),
        ],
        {"name": "str", "x": "float64"},
    )

    # program.sas 12-14: PROC RANK
    ranked = sas.rank_values(scores, ["x"], into=["place"])

    # program.sas 17-19: PROC RANK
    best = sas.rank_values(scores, ["x"], into=["place"], ties="low", descending=True)

    # program.sas 22-23: PROC RANK
    halves = sas.rank_values(scores, ["x"], groups=2)

    return {"best": best, "halves": halves, "ranked": ranked, "scores": scores}


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
