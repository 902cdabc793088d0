"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import isnan, nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def sums_rows(rates):
    """DATA sums, row by row (L0203): the step uses a hash object."""
    sums = []
    row = sas.Row(code=nan, rate=nan)
    total = 0.0  # kept from row to row
    h = sas.Hash(row, ["code"], ["code", "rate"], table=rates, ordered="a")
    it = sas.HashIterator(h)
    _n_ = 0.0
    for round_ in rates["code"].tolist():
        _n_ += 1
        row.code = row.rate = rc = last = nan
        if _n_ == 1:
            row.code = row.rate = nan
        total = 0.0
        while it.next() == 0:
            if not isnan(row.rate):
                total += row.rate
        rc = it.prev()
        last = row.code
        rc = it.next()
        sums.append((round_, total, last))
    return sas.table(sums, {"round": "float64", "total": "float64", "last": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA rates
    rates = sas.table(
        [
            (1, 10),
            (2, 20),
        ],
        {"code": "float64", "rate": "float64"},
    )

    # program.sas 9-26: DATA sums
    sums = sums_rows(rates)

    return {"rates": rates, "sums": sums}


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
