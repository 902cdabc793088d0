"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)

SALES_LINES = """\
B 1
A 2
"""


def sales_rows():
    """DATA sales, row by row: the step reads text with INPUT."""
    lines = sas.LineReader(SALES_LINES.splitlines(), pad=80)
    sales = []
    try:
        while True:
            lines.begin()
            shop = lines.text("shop", 8)
            amount = lines.number("amount")
            sales.append((shop, amount))
    except sas.EndStep:
        pass
    return sas.table(sales, {"shop": "str", "amount": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA sales
    # LOOP L0203: the step reads text with INPUT
    sales = sales_rows()

    # program.sas 9-12: DATA firsts
    firsts = sas.require_sorted(sales, ["shop"], name="WORK.SALES")
    firsts = firsts.loc[~firsts.duplicated("shop")].reset_index(drop=True)

    return {"firsts": firsts, "sales": sales}


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
