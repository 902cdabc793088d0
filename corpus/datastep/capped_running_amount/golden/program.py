"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def paid_rows(claims):
    """DATA paid, row by row (L0203): a variable is retained from row to row (used)."""
    claims = sas.require_sorted(claims, ["person"], name="WORK.CLAIMS")
    paid = []
    first_person = sas.starts_run(claims, ["person"])
    used = nan  # kept from row to row
    for person, amount, is_first_person in zip(
        claims["person"].tolist(), claims["amount"].tolist(), first_person.tolist()
    ):
        if is_first_person:
            used = 0.0
        pays = sas.min_(amount, 100 - used)
        used = used + pays
        paid.append((person, amount, used, pays))
    return sas.table(paid, {"person": "str", "amount": "float64", "used": "float64", "pays": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA claims
    claims = sas.table(
        [
            ("A", 60),
            ("A", nan),
            ("A", 70),
            ("A", 5),
            ("B", 30),
        ],
        {"person": "str", "amount": "float64"},
    )

    # program.sas 12-18: DATA paid
    paid = paid_rows(claims)

    return {"claims": claims, "paid": paid}


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
