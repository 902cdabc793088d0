"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import pandas as pd

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA class
    class_ = sas.table(
        [
            ("a", 1, 2, 3, 4, 5),
            ("a", nan, 1, 1, 1, 1),
            ("b", 7, nan, 0, 2, 2),
        ],
        {
            "if": "str", "sum": "float64", "max": "float64", "n": "float64", "index": "float64",
            "lambda": "float64",
        },
    )

    # program.sas 10-15: DATA list
    list_ = class_.copy()
    list_["def"] = sas.sum_(list_["sum"], list_["max"])
    list_["true"] = (list_["def"] > 3).astype("float64")
    list_["c"] = list_["n"] * 2
    list_["str"] = sas.pad(list_["if"], 8) + "!"

    # program.sas 18-21: PROC MEANS
    classified = list_.loc[list_["if"] != ""]
    by_if_ = classified.groupby("if")
    print_ = pd.DataFrame({
        "sum": by_if_["sum"].sum(min_count=1),
        "max": by_if_["max"].sum(min_count=1),
        "n": by_if_["sum"].count().astype("float64"),
        "index": by_if_["max"].count().astype("float64"),
    }).reset_index()

    # program.sas 24-25: PROC SORT
    function = list_.sort_values(
        "lambda", ascending=False, kind="stable", ignore_index=True
    )[["if", "lambda", "def"]]

    return {"class": class_, "function": function, "list": list_, "print": print_}


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
