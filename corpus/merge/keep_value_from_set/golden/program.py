"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)

FIRST_LINES = """\
1 a
2 b
"""


def first_rows():
    """DATA first, row by row: the step reads text with INPUT."""
    lines = sas.LineReader(FIRST_LINES.splitlines(), pad=80)
    first = []
    try:
        while True:
            lines.begin()
            x = lines.number("x")
            flag = lines.text("flag", 8)
            first.append((x, flag))
    except sas.EndStep:
        pass
    return sas.table(first, {"x": "float64", "flag": "str"})


SECOND_LINES = """\
3
4
5
"""


def second_rows():
    """DATA second, row by row: the step reads text with INPUT."""
    lines = sas.LineReader(SECOND_LINES.splitlines(), pad=80)
    second = []
    try:
        while True:
            lines.begin()
            x = lines.number("x")
            second.append((x,))
    except sas.EndStep:
        pass
    return sas.table(second, {"x": "float64"})


def stacked_rows(first, second):
    """DATA stacked, row by row."""
    first_reader = sas.SetReader([first[["x", "flag"]], second[["x"]]], {"x": "float64", "flag": "str"})
    stacked = []
    x, flag = nan, ""  # kept from row to row
    try:
        while True:
            x, flag = first_reader.read(x, flag)
            if x == 4:
                flag = "kept"
            stacked.append((x, flag))
    except sas.EndStep:
        pass
    return sas.table(stacked, {"x": "float64", "flag": "str"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA first
    # LOOP L0203: the step reads text with INPUT
    first = first_rows()

    # program.sas 9-11: DATA second
    # LOOP L0203: the step reads text with INPUT
    second = second_rows()

    # program.sas 18-20: DATA stacked
    # LOOP L0203: a variable that one of the data sets lacks is assigned: its value is kept between rows
    stacked = stacked_rows(first, second)

    return {"first": first, "second": second, "stacked": stacked}


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
