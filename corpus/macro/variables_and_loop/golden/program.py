"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def yearly(sales):
    """%yearly, program.sas 13-25"""
    # program.sas 15-21: DATA sales_2023
    sales_2023 = sales.loc[sales["year"] == 2023].reset_index(drop=True)
    sales_2023["amount_2023"] = sales_2023["amount"] * 2

    # program.sas 15-21: DATA sales_2024
    sales_2024 = sales.loc[sales["year"] == 2024].reset_index(drop=True)
    sales_2024["late"] = 1.0
    sales_2024["amount_2024"] = sales_2024["amount"] * 2
    return sales_2023, sales_2024


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 3-5: DATA sales
    sales = sas.table(
        [
            (2023, 10),
            (2024, 20),
            (2024, 30),
            (nan, 5),
        ],
        {"year": "float64", "amount": "float64"},
    )

    # program.sas 27: %yearly
    sales_2023, sales_2024 = yearly(sales)

    return {"sales": sales, "sales_2023": sales_2023, "sales_2024": sales_2024}


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
