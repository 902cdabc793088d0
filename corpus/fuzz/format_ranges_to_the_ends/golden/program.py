"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import pandas as pd

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


@sas.user_format(5)
def size_format(value):
    """Format SIZE: low-<0 neg, 0 zero, 0<-2 small, 2<-high big, . none."""
    value = sas.snap(value, [0, 2])
    if value < 0:
        return "neg"
    if sas.is_missing(value, "."):
        return "none"
    if value == 0:
        return "zero"
    if 0 < value <= 2:
        return "small"
    if value > 2:
        return "big"
    return None  # no label: the value as it is


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-2: PROC FORMAT

    # program.sas 5-8: DATA a
    a = pd.DataFrame({"x": [-1.0, 0.0, 2.0, 3.0, nan]})
    a["size"] = size_format(a["x"])

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
