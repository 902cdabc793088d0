"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def both_rows(a, b):
    """DATA both, row by row (L0203): the step has several SET or MERGE statements."""
    b_reader = sas.SetReader([b[["k", "y"]]], {"k": "float64", "y": "str"})
    both = []
    y = ""  # kept from row to row
    try:
        for k, x in zip(a["k"].tolist(), a["x"].tolist()):
            before = k
            k, y = b_reader.read()
            both.append((k, x, before, y))
    except sas.EndStep:
        pass
    return sas.table(both, {"k": "float64", "x": "float64", "before": "float64", "y": "str"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA a
    a = sas.table(
        [
            (1, 10),
            (2, 20),
            (3, 30),
        ],
        {"k": "float64", "x": "float64"},
    )

    # program.sas 10-12: DATA b
    b = sas.table(
        [
            (8, "p"),
            (9, "q"),
        ],
        {"k": "float64", "y": "str"},
    )

    # program.sas 18-21: DATA both
    both = both_rows(a, b)

    return {"a": a, "b": b, "both": both}


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
