"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import pandas as pd

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def base_rows():
    """DATA base, row by row: the step does not read one data set after the other in every iteration."""
    base = []
    name = "Ann"
    x = 1.0
    base.append((name, x))
    return sas.table(base, {"name": "str", "x": "float64"})


MORE_LINES = """\
Charlie 5
Bo .
"""


def more_rows():
    """DATA more, row by row: the step reads text with INPUT."""
    lines = sas.LineReader(MORE_LINES.splitlines(), pad=80)
    more = []
    try:
        while True:
            lines.begin()
            name = lines.text("name", 8)
            y = lines.number("y")
            more.append((name, y))
    except sas.EndStep:
        pass
    return sas.table(more, {"name": "str", "y": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-4: DATA base
    # LOOP L0203: the step does not read one data set after the other in every iteration
    base = base_rows()

    # program.sas 7-10: DATA more
    # LOOP L0203: the step reads text with INPUT
    more = more_rows()

    # program.sas 16: PROC APPEND
    # NOTE N0600: Appending WORK.MORE to WORK.BASE.
    # NOTE N0600: Variable name has different lengths on BASE and DATA files (BASE 3 DATA 8).
    # NOTE N0600: Variable y was not found on BASE file. The variable will not be added to the BASE file.
    # NOTE N0600: FORCE is specified, so dropping/truncating will occur.
    # NOTE N0600: Variable x was not found on DATA file.
    base = sas.fill_text(pd.concat([base, more[["name"]]], ignore_index=True))
    base["name"] = sas.cut(base["name"], 3)

    # program.sas 19: PROC APPEND
    # NOTE N0600: Appending WORK.MORE to WORK.FRESH.
    # NOTE N0600: BASE data set does not exist. DATA file is being copied to BASE file.
    fresh = more.copy()

    return {"base": base, "fresh": fresh, "more": more}


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
