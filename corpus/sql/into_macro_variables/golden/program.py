"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import pandas as pd

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def marked_rows(lib, scores):
    """DATA marked, row by row (L0203): a function needs the run's surroundings (macro)."""
    highest = sas.macro_number(lib.macros["HIGHEST"])
    marked = []
    for name, points in zip(scores["name"].tolist(), scores["points"].tolist()):
        best = float(sas.equal(points, highest))
        marked.append((name, points, best))
    return sas.table(marked, {"name": "str", "points": "float64", "best": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA scores
    scores = sas.table(
        [
            ("Bo", 30),
            ("Ann", 20),
            ("Cid", nan),
        ],
        {"name": "str", "points": "float64"},
    )

    # program.sas 11: PROC SQL
    selected = pd.DataFrame({
        "points_max": [scores["points"].max()]
    }).rename(columns={"points_max": "_TEMG001"})
    sas.into(lib, "HIGHEST", selected["_TEMG001"], trim=True)
    lib.macros["SQLOBS"] = str(min(len(selected), 1))

    # program.sas 12: PROC SQL
    selected = scores[["name"]].sort_values("name", kind="stable", ignore_index=True)
    sas.into_list(lib, "NAMES", selected["name"], ",")
    lib.macros["SQLOBS"] = str(len(selected))

    # program.sas 13: %LET ROWS
    lib.macros["ROWS"] = lib.macros["SQLOBS"].strip(" ")

    # program.sas 16-18: DATA marked
    marked = marked_rows(lib, scores)

    return {"marked": marked, "scores": scores}


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
