"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def means_rows(sales):
    """DATA means, row by row (L0203): SET or MERGE is not the first statement, or stands under a
    condition.
    """
    sales_reader = sas.SetReader(
        [sales[["shop", "amount"]]], {"shop": "str", "amount": "float64"}, by=["shop"], names=["WORK.SALES"]
    )
    means = []
    shop, amount = "", nan  # kept from row to row
    was_read = True
    try:
        while True:
            if not was_read:
                sas.log("NOTE: DATA STEP stopped due to looping.")
                break
            was_read = False
            total = nan
            _n_ = 1.0
            while _n_ <= 1.7976931348623157e+308:
                was_read = True
                shop, amount = sales_reader.read()
                total = sas.sum_(total, amount)
                if sales_reader.last("shop"):
                    break
                _n_ += 1.0
            mean = sas.divide(total, _n_, at=(16, 16))
            means.append((shop, total, mean))
    except sas.EndStep:
        pass
    return sas.table(means, {"shop": "str", "total": "float64", "mean": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA sales
    sales = sas.table(
        [
            ("A", 10),
            ("A", 30),
            ("B", 5),
        ],
        {"shop": "str", "amount": "float64"},
    )

    # program.sas 10-17: DATA means
    means = means_rows(sales)

    return {"means": means, "sales": sales}


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
