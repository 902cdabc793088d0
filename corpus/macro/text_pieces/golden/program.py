"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def summed_rows():
    """DATA summed, row by row: the step reads nothing: its statements are executed once."""
    summed = []
    a = 1.0
    b = 20.0
    c = 300.0
    total = a + b + c
    picked = b
    resolved = "n=3"
    literal = "n=&n"
    up = "ABC"
    summed.append((a, b, c, total, picked, resolved, literal, up))
    return sas.table(
        summed,
        {
            "a": "float64",
            "b": "float64",
            "c": "float64",
            "total": "float64",
            "picked": "float64",
            "resolved": "str",
            "literal": "str",
            "up": "str",
        },
    )


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 15-23: DATA summed
    # NOTE N0110: %plus is expanded here: its text is pieces of statements.
    # LOOP L0203: the step reads nothing: its statements are executed once
    summed = summed_rows()

    return {"summed": summed}


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
