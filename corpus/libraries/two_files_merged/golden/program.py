"""Program.

Translated from program.sas by saslift 0.1 for pandas 3. Reads input.orders, input.customers.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {"input": "input"}  # libref: folder below --data (read) or --out (write)


def billed_rows(orders, customers):
    """DATA billed, row by row (L0203): a variable that MERGE reads is assigned: its value is kept within
    the BY group.
    """
    merged = sas.MergeReader(
        [orders[["customer", "amount"]], customers[["customer", "region"]]],
        {"customer": "float64", "amount": "float64", "region": "str"},
        by=["customer"],
    )
    billed = []
    customer, amount, region = nan, nan, ""  # kept from row to row
    try:
        while True:
            customer, amount, region = merged.read(customer, amount, region)
            if not merged.in_(0):
                continue
            known = float(merged.in_(1))
            if region == "":
                region = "?"
            billed.append((customer, amount, region, known))
    except sas.EndStep:
        pass
    return sas.table(
        billed, {"customer": "float64", "amount": "float64", "region": "str", "known": "float64"}
    )


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-2: PROC SORT
    input_orders = lib.read("input.orders")
    orders = input_orders.sort_values("customer", kind="stable", na_position="first", ignore_index=True)

    # program.sas 5-6: PROC SORT
    input_customers = lib.read("input.customers")
    customers = input_customers.drop_duplicates("customer").sort_values(
        "customer", kind="stable", na_position="first", ignore_index=True
    )

    # program.sas 9-14: DATA billed
    billed = billed_rows(orders, customers)

    return {"billed": billed, "customers": customers, "orders": orders}


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
