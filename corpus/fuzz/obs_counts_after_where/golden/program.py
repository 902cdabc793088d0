"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import pandas as pd

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA a
    a = pd.DataFrame({"x": [1.0, 5.0, 2.0, 6.0, 7.0]})

    # program.sas 12-13: DATA first
    first = a.loc[a["x"] > 3].iloc[:2].reset_index(drop=True)

    # program.sas 16-19: DATA rest
    rest = a.loc[a["x"] > 3].iloc[1:3].reset_index(drop=True)
    rest["n"] = rest.index + 1.0

    # program.sas 22-23: PROC SORT
    sorted_ = a.loc[a["x"] > 3].iloc[1:].reset_index(drop=True).sort_values(
        "x", ascending=False, kind="stable", ignore_index=True
    )

    return {"a": a, "first": first, "rest": rest, "sorted": sorted_}


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
