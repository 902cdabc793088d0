"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def above(sales, var):
    """%above, program.sas 11-17"""
    # program.sas 12-15: DATA high
    high = sales.loc[sales[var] > 2].reset_index(drop=True)
    high[f"twice_{var}"] = 2 * high[var]
    return high


def last_by(sales, list_):
    """%last_by, program.sas 36-50"""
    # program.sas 40: %do name
    made = {}
    for name in list_:
        # program.sas 40-41: PROC SORT
        by_of_name = sales.sort_values(name, kind="stable", na_position="first", ignore_index=True)

        # program.sas 43-47: DATA last_&name
        last_of_name = by_of_name.loc[~by_of_name.duplicated(name, keep="last")].reset_index(drop=True)
        last_of_name = last_of_name[["region", name]]
        made[f"by_{name}"] = by_of_name
        made[f"last_{name}"] = last_of_name
    return made


def yearly(sales, first, last, var="amount"):
    """%yearly, program.sas 19-31"""
    # program.sas 21: %do year
    made = {}
    for year in range(first, last + 1):
        # program.sas 21: %above
        high = above(sales, var)

        # program.sas 22-28: DATA &var._&year
        amount_of_year = high.loc[high["year"] == year].reset_index(drop=True)
        amount_of_year[f"{var}_{year}"] = amount_of_year[f"twice_{var}"]
        amount_of_year["note"] = f"Year {year} of {var}"
        amount_of_year = amount_of_year[["region", f"{var}_{year}", "note"]]
        made[f"{var}_{year}"] = amount_of_year
    return {"high": high, **made}


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA sales
    sales = sas.table(
        [
            ("East", 2023, 10, 1),
            ("West", 2023, 20, 2),
            ("East", 2024, 30, 3),
            ("West", 2024, 5, 4),
        ],
        {"region": "str", "year": "float64", "amount": "float64", "qty": "float64"},
    )

    # program.sas 33: %yearly
    made = yearly(sales, 2023, 2024)
    high = made["high"]
    amount_2023 = made["amount_2023"]
    amount_2024 = made["amount_2024"]

    # program.sas 34: %yearly
    made = yearly(sales, 2024, 2025, var="qty")
    high = made["high"]
    qty_2024 = made["qty_2024"]
    qty_2025 = made["qty_2025"]

    # program.sas 52: %last_by
    made = last_by(sales, list_=["amount", "qty"])
    by_amount = made["by_amount"]
    by_qty = made["by_qty"]
    last_amount = made["last_amount"]
    last_qty = made["last_qty"]

    return {
        "amount_2023": amount_2023,
        "amount_2024": amount_2024,
        "by_amount": by_amount,
        "by_qty": by_qty,
        "high": high,
        "last_amount": last_amount,
        "last_qty": last_qty,
        "qty_2024": qty_2024,
        "qty_2025": qty_2025,
        "sales": sales,
    }


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
