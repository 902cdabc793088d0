"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def a_rows():
    """DATA a, row by row: the step reads nothing: its statements are executed once."""
    a = []
    g = "a"
    x = 1.0
    y = 2.0
    a.append((g, x, y))
    return sas.table(a, {"g": "str", "x": "float64", "y": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-4: DATA a
    # LOOP L0203: the step reads nothing: its statements are executed once
    a = a_rows()

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
