"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import numpy as np

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


@sas.compiled
def paid_loop(amount_column, first_person_column):
    """DATA paid, row by row: a variable is retained from row to row (used)."""
    used_out = np.empty(len(amount_column))
    pays_out = np.empty(len(amount_column))
    used = nan  # kept from row to row
    for row, (amount, is_first_person) in enumerate(zip(amount_column, first_person_column)):
        if is_first_person:
            used = 0.0
        pays = sas.min_(amount, 100 - used)
        used = used + pays
        used_out[row] = used
        pays_out[row] = pays
    return used_out, pays_out


def paid_rows(claims):
    """DATA paid, row by row: a variable is retained from row to row (used)."""
    claims = sas.require_sorted(claims, ["person"], name="WORK.CLAIMS")
    first_person = ~claims.duplicated("person")
    return sas.beside(
        claims[["person", "amount"]], ["used", "pays"], paid_loop(claims["amount"], first_person)
    )


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
    # LOOP L0203: a variable is retained from row to row (used)
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
