"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def shares_rows(sales):
    """DATA shares, row by row (L0203): the step has several SET or MERGE statements."""
    sales_reader = sas.SetReader(
        [sales[["shop", "amount"]]], {"shop": "str", "amount": "float64"}, by=["shop"], names=["WORK.SALES"]
    )
    sales_reader_1 = sas.SetReader(
        [sales[["shop", "amount"]]], {"shop": "str", "amount": "float64"}, by=["shop"], names=["WORK.SALES"]
    )
    shares = []
    shop, amount = "", nan  # kept from row to row
    try:
        while True:
            total = share = nan
            while True:
                shop, amount = sales_reader.read()
                total = sas.sum_(total, amount)
                if sales_reader.last("shop"):
                    break
            while True:
                shop, amount = sales_reader_1.read()
                share = sas.divide(amount, total, at=(20, 20))
                shares.append((shop, amount, total, share))
                if sales_reader_1.last("shop"):
                    break
    except sas.EndStep:
        pass
    return sas.table(shares, {"shop": "str", "amount": "float64", "total": "float64", "share": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA sales
    sales = sas.table(
        [
            ("A", 10),
            ("A", 30),
            ("B", nan),
            ("C", 0),
        ],
        {"shop": "str", "amount": "float64"},
    )

    # program.sas 11-22: DATA shares
    shares = shares_rows(sales)

    return {"sales": sales, "shares": shares}


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
