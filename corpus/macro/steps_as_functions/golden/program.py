"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def totals_macro(data, var, min_=0):
    """Totals of one column by region
    (%totals, program.sas 12-27)
    """
    # program.sas 13-14: PROC SORT
    sorted_ = data.sort_values("region", kind="stable", ignore_index=True)

    # program.sas 18-25: DATA &out
    # Rows above the minimum
    out = sorted_.loc[sorted_[var] > min_].reset_index(drop=True)
    out[f"total_{var}"] = sas.running_sum(out[var], restart=sas.starts_run(out, ["region"]))
    out = out.loc[~out.duplicated("region", keep="last")].reset_index(drop=True)
    out = out[["region", f"total_{var}"]]
    return sorted_, out


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA sales
    sales = sas.table(
        [
            ("West", 20, 2),
            ("East", 10, 1),
            ("West", nan, 4),
            ("East", 30, 3),
        ],
        {"region": "str", "amount": "float64", "qty": "float64"},
    )

    # program.sas 29: %totals
    sorted_, totals = totals_macro(sales, "amount")

    # program.sas 32: %totals
    # Small quantities do not count
    sorted_, quantities = totals_macro(sales, "qty", min_=1)

    # program.sas 34-36: DATA doubled
    doubled = sales.copy()
    doubled["qty"] = doubled["qty"] * 2

    # program.sas 39: %totals
    sorted_, twice = totals_macro(doubled, "qty")

    return {
        "doubled": doubled,
        "quantities": quantities,
        "sales": sales,
        "sorted": sorted_,
        "totals": totals,
        "twice": twice,
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
