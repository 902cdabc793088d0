"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
One note below.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def steps_rows(keys):
    """DATA steps, row by row (L0203): a step with a hash object reads its rows in another way."""
    steps = []
    row = sas.Row(k=nan, y=nan)
    found = rc = next_ = removed = left = nan
    h = sas.Hash(row, ["k"], ["k", "y"], table=keys, multidata=True)
    row.k = 1.0
    found = float(h.find() == 0)
    rc = h.clear()
    next_ = float(h.find_next() == 0)
    removed = float(h.removedup() == 0)
    left = float(len(h))
    steps.append((found, next_, removed, left))
    return sas.table(steps, {"found": "float64", "next": "float64", "removed": "float64", "left": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA keys
    keys = sas.table(
        [
            (1, 10),
            (1, 20),
        ],
        {"k": "float64", "y": "float64"},
    )

    # program.sas 8-20: DATA steps
    # NOTE N0413: DATA STEP stopped due to looping.
    steps = steps_rows(keys)

    return {"keys": keys, "steps": steps}


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
