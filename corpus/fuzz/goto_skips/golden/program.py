"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)

A_LINES = """\
1
2
"""


def a_rows():
    """DATA a, row by row (L0203): a statement works row by row (GO TO)."""
    lines = sas.LineReader(A_LINES.splitlines(), first_line=7, pad=80)
    a = []
    try:
        while True:
            x = y = nan
            note = ""
            place = ""  # where GO TO goes on
            while True:
                if place == "":
                    lines.begin()
                    x = lines.number("x")
                    if x > 1:
                        place = "done"
                        continue
                    note = "low"
                    place = "done"
                if place == "done":
                    y = x
                    a.append((x, note, y))
                    break
    except sas.EndStep:
        pass
    return sas.table(a, {"x": "float64", "note": "str", "y": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-6: DATA a
    a = a_rows()

    return {"a": a}


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
