"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
One note below.
program.html shows SAS and Python side by side.
"""

import argparse

import pandas as pd

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def started_rows(one):
    """DATA started, row by row (L0203): SET or MERGE is not the first statement, or stands under a
    condition.
    """
    one_reader = sas.SetReader([one[["amount"]]], {"amount": "float64"})
    started = []
    amount = 5.0  # kept from row to row
    _n_ = 0.0
    was_read = True
    try:
        while True:
            if not was_read:
                sas.log("NOTE: DATA STEP stopped due to looping.")
                break
            was_read = False
            _n_ += 1
            if _n_ == 2:
                was_read = True
                (amount,) = one_reader.read()
            started.append((amount,))
    except sas.EndStep:
        pass
    return sas.table(started, {"amount": "float64"})


def counted_rows(one):
    """DATA counted, row by row (L0203): SET or MERGE is not the first statement, or stands under a
    condition.
    """
    one_reader = sas.SetReader([one[["amount"]]], {"amount": "float64"})
    counted = []
    amount = 0.0  # kept from row to row
    _n_ = 0.0
    was_read = True
    try:
        while True:
            if not was_read:
                sas.log("NOTE: DATA STEP stopped due to looping.")
                break
            was_read = False
            _n_ += 1
            if _n_ == 2:
                was_read = True
                (amount,) = one_reader.read()
            amount = sas.sum_of(amount, 1)
            counted.append((amount,))
    except sas.EndStep:
        pass
    return sas.table(counted, {"amount": "float64"})


def formatted_rows():
    """DATA formatted, row by row (L0203): a step that reads nothing makes numbers of text, and the log
    tells which is none.
    """
    formatted = []
    code = sas.to_number("12")
    formatted.append((code,))
    return sas.table(formatted, {"code": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-2: DATA one
    one = pd.DataFrame({"amount": [7.0]})

    # program.sas 6-8: DATA started
    # Nothing is read in the first iteration: SAS stops there
    started = started_rows(one)

    # program.sas 11-13: DATA counted
    counted = counted_rows(one)

    # program.sas 17-19: DATA formatted
    # A format is the first appearance of its variable: a number
    # NOTE N0402: Character values have been converted to numeric values at the places given by:
    # (Line):(Column). 19:10
    formatted = formatted_rows()

    return {"counted": counted, "formatted": formatted, "one": one, "started": started}


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
