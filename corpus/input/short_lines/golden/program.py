"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)

FLOWS_LINES = """\
1 2 3
4 5
6 7 8
9 10 11
"""


def flows_rows():
    """DATA flows, row by row (L0203): a line of the program is shorter than INPUT wants."""
    lines = sas.LineReader(FLOWS_LINES.splitlines(), first_line=4, pad=80)
    flows = []
    try:
        while True:
            lines.begin()
            a = lines.number("a")
            b = lines.number("b")
            c = lines.number("c")
            flows.append((a, b, c))
    except sas.EndStep:
        pass
    return sas.table(flows, {"a": "float64", "b": "float64", "c": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA flows
    flows = flows_rows()

    # program.sas 11-14: DATA missed
    missed = sas.table(
        [
            (1, 2, 3),
            (4, 5, nan),
            (6, nan, nan),
        ],
        {"a": "float64", "b": "float64", "c": "float64"},
    )

    # program.sas 21-24: DATA taken
    taken = sas.table(
        [
            (1, "abcdef"),
            (2, "ab"),
            (3, ""),
        ],
        {"a": "float64", "b": "str"},
    )

    return {"flows": flows, "missed": missed, "taken": taken}


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
