"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 2-4: DATA sales
    # Running totals by region; the total starts again with each region
    sales = sas.table(
        [
            ("East", 10),
            ("East", nan),
            ("East", 5),
            ("West", 7),
        ],
        {"region": "str", "amount": "float64"},
    )

    # program.sas 12-20: DATA totals
    totals = sas.require_sorted(sales, ["region"], name="WORK.SALES").copy()
    first_region = ~totals.duplicated("region")
    totals["total"] = sas.running_sum(totals["amount"], restart=first_region)
    totals["n"] = totals.groupby("region", sort=False, dropna=False).cumcount() + 1.0

    return {"sales": sales, "totals": totals}


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
