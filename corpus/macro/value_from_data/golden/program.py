"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def null_rows(lib, scores):
    """DATA _null_, row by row (L0203): the step writes no data set (_NULL_)."""
    top, who = nan, ""  # kept from row to row
    _n_ = 0.0
    for name, points in zip(scores["name"].tolist(), scores["points"].tolist()):
        _n_ += 1
        if sas.less(top, points):
            top = points
            who = name
        if _n_ == len(scores):
            sas.symputx(lib, "highest", top)
            sas.symputx(lib, "who", who)


def compared_rows(lib, scores):
    """DATA compared, row by row (L0203): a function needs the run's surroundings (macro)."""
    highest = sas.macro_number(lib.macros["HIGHEST"])
    who = lib.macros["WHO"]
    compared = []
    for name, points in zip(scores["name"].tolist(), scores["points"].tolist()):
        behind = highest - points
        winner = float(name == who.rstrip(" "))
        compared.append((name, points, behind, winner))
    return sas.table(compared, {"name": "str", "points": "float64", "behind": "float64", "winner": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA scores
    scores = sas.table(
        [
            ("Ann", 20),
            ("Bo", 30),
            ("Cid", nan),
        ],
        {"name": "str", "points": "float64"},
    )

    # program.sas 10-20: DATA _NULL_
    null_rows(lib, scores)

    # program.sas 23-26: DATA compared
    compared = compared_rows(lib, scores)

    return {"compared": compared, "scores": scores}


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
