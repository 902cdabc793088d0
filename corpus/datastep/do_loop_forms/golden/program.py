"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import isnan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def loops_rows():
    """DATA loops, row by row (L0203): OUTPUT stands in a step that reads nothing, outside of a counted
    loop.
    """
    loops = []
    form = "up"
    for i in (1.0, 3.0, 5.0):
        loops.append((form, i))
    i = 7.0
    form = "down"
    for i in (3.0, 2.0, 1.0):
        loops.append((form, i))
    i = 0.0
    form = "list"
    for i in (7.0, 2.0, 9.0):
        loops.append((form, i))
    form = "until"
    i = 5.0
    while True:
        loops.append((form, i))
        i = i + 1
        if i >= 5:
            break
    form = "while"
    while isnan(i) or i < 5:
        loops.append((form, i))
    form = "both"
    i = 1.0
    while i <= 10.0 and sas.less(i * i, 10):
        loops.append((form, i))
        i += 1
    form = "none"
    i = 2.0
    form = "mixed"
    i = 1.0
    while i <= 2.0:
        loops.append((form, i))
        i += 1
    i = 8.0
    while i <= 9.0:
        loops.append((form, i))
        i += 1
    form = "after"
    loops.append((form, i))
    return sas.table(loops, {"form": "str", "i": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-24: DATA loops
    loops = loops_rows()

    return {"loops": loops}


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
