"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def null_rows(sales):
    """DATA _null_, row by row (L0203): the step uses a hash object."""
    sales_reader = sas.SetReader([sales[["name", "amount"]]], {"name": "str", "amount": "float64"})
    row = sas.Row(name="", amount=nan)
    h = sas.Hash(row, ["name"], ["name", "amount"])
    # tables that hash objects write
    latest = [sas.table([], {})]
    _n_ = 0.0
    try:
        while True:
            _n_ += 1
            if _n_ == 1:
                pass
            row.name, row.amount = sales_reader.read()
            h.replace()
            if sales_reader.end:
                latest.append(h.output())
    except sas.EndStep:
        pass
    return latest[-1]


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 2-4: DATA sales
    # The last amount of each customer, kept in a hash object
    sales = sas.table(
        [
            ("bo", 5),
            ("al", 1),
            ("bo", 7),
        ],
        {"name": "str", "amount": "float64"},
    )

    # program.sas 11-20: DATA _NULL_
    latest = null_rows(sales)

    # program.sas 23-24: PROC SORT
    latest = latest.sort_values("name", kind="stable", ignore_index=True)

    # program.sas 27-29: DATA doubled
    doubled = latest.copy()
    doubled["twice"] = 2 * doubled["amount"]

    return {"doubled": doubled, "latest": latest, "sales": sales}


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
