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
    # program.sas 1-3: DATA rates
    rates = sas.table(
        [
            ("a", 10, "kg"),
            ("b", 20, "l"),
            ("a", 99, "mg"),
            ("", 5, "each"),
        ],
        {"code": "str", "rate": "float64", "unit": "str"},
    )

    # program.sas 11-13: DATA claims
    claims = sas.table(
        [
            ("a", 1),
            ("c", 2),
            ("", 3),
            ("b", 4),
            ("a", nan),
        ],
        {"code": "str", "n": "float64"},
    )

    # program.sas 22-34: DATA priced
    priced = claims.copy()
    priced = sas.fill_text(
        priced.merge(rates.drop_duplicates("code")[["code", "rate", "unit"]], on="code", how="left")
    )
    not_found = ~priced["code"].isin(rates["code"])
    priced.loc[not_found, "rate"] = 0.0
    priced.loc[not_found, "unit"] = ""
    priced = priced[["rate", "unit", "code", "n"]]

    return {"claims": claims, "priced": priced, "rates": rates}


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
