"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import isnan

import numpy as np
import pandas as pd

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


@sas.user_format(22, pictures=True)
def weeks_format(value, width):
    """Format WEEKS: other %Y U%0U W%0W V%0V u%u w%w."""
    return sas.write_picture(value, "%Y U%0U W%0W V%0V u%u w%w", sas.Picture(datatype="date"), width, False)


@sas.user_format(14, pictures=True)
def amount_format(value, width):
    """Format AMOUNT: low-high 000.000.009,99."""
    if not isnan(value):
        return sas.write_picture(value, "000.000.009,99", sas.Picture(decsep=",", dig3sep="."), width, False)
    return None  # no label: the value as it is


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: PROC FORMAT

    # program.sas 6-12: DATA shown
    shown = sas.table(
        [
            (18993, 1234567.89),  # 01JAN2012
            (18994, 5.5),  # 02JAN2012
            (19000, 0.07),  # 08JAN2012
            (19358, 1000),  # 31DEC2012
        ],
        {"day": "float64", "amount": "float64"},
    )
    shown["week"] = weeks_format(shown["day"])
    shown["euro"] = sas.cut(sas.pad(amount_format(shown["amount"]), 14).str.lstrip(" "), 14)
    shown = shown[["week", "euro"]]

    return {"shown": shown}


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
