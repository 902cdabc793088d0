"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)

LEFT_LINES = """\
1 10
2 20
3 30
"""


def left_rows():
    """DATA left, row by row: the step reads text with INPUT."""
    lines = sas.LineReader(LEFT_LINES.splitlines(), pad=80)
    left = []
    try:
        while True:
            lines.begin()
            id_ = lines.number("id")
            a = lines.number("a")
            left.append((id_, a))
    except sas.EndStep:
        pass
    return sas.table(left, {"id": "float64", "a": "float64"})


RIGHT_LINES = """\
7 70
. 80
"""


def right_rows():
    """DATA right, row by row: the step reads text with INPUT."""
    lines = sas.LineReader(RIGHT_LINES.splitlines(), pad=80)
    right = []
    try:
        while True:
            lines.begin()
            id_ = lines.number("id")
            b = lines.number("b")
            right.append((id_, b))
    except sas.EndStep:
        pass
    return sas.table(right, {"id": "float64", "b": "float64"})


def pairs_rows(left, right):
    """DATA pairs, row by row: MERGE without BY pairs rows by position."""
    merged = sas.MergeReader(
        [left[["id", "a"]], right[["id", "b"]]], {"id": "float64", "a": "float64", "b": "float64"}
    )
    pairs = []
    id_ = a = b = nan  # kept from row to row
    try:
        while True:
            id_, a, b = merged.read(id_, a, b)
            pairs.append((id_, a, b))
    except sas.EndStep:
        pass
    return sas.table(pairs, {"id": "float64", "a": "float64", "b": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA left
    # LOOP L0203: the step reads text with INPUT
    left = left_rows()

    # program.sas 10-12: DATA right
    # LOOP L0203: the step reads text with INPUT
    right = right_rows()

    # program.sas 18-19: DATA pairs
    # LOOP L0203: MERGE without BY pairs rows by position
    pairs = pairs_rows(left, right)

    return {"left": left, "pairs": pairs, "right": right}


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
