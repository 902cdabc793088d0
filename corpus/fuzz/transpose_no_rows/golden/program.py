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
    # program.sas 1-4: DATA a
    a = pd.DataFrame({"g": ["a"], "x": [1.0], "y": [2.0]})

    # program.sas 7-9: DATA none
    none = a.loc[a["x"] > 5].reset_index(drop=True)

    # program.sas 12: PROC TRANSPOSE
    names = sas.transpose(none, ["x", "y"])

    # program.sas 15-16: PROC TRANSPOSE
    groups = sas.transpose(sas.require_sorted(none, ["g"], name="WORK.NONE"), ["x", "y"], by=["g"])

    return {"a": a, "groups": groups, "names": names, "none": none}


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
