"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def turns_rows():
    """DATA turns, row by row (L0203): OUTPUT stands in a step that reads nothing, outside of a counted
    loop.
    """
    turns = []
    c = ""
    for k in (10.0, 6.0, 2.0):
        turns.append((k, c))
    k = -2.0
    for c in ("a", "b"):
        turns.append((k, c))
    return sas.table(turns, {"k": "float64", "c": "str"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 2-8: DATA turns
    # The index of a counted loop goes on to the first value not used, a list leaves its last value
    turns = turns_rows()

    return {"turns": turns}


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
