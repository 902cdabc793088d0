"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import pandas as pd

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 3-6: DATA my sales
    my_sales = pd.DataFrame({"unit price": [3.0], "Antal": [2.0]})
    my_sales["Värde %"] = my_sales["unit price"] * my_sales["Antal"]

    # program.sas 9-11: DATA copied
    copied = my_sales.copy()
    copied.loc[copied["Värde %"] == 6, "Antal"] = copied["Antal"] + 1
    copied = copied[["unit price", "Antal", "Värde %"]].rename(columns={"unit price": "price"})

    return {"copied": copied, "my sales": my_sales}


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
