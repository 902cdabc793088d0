"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def priced_rows(claims, rates):
    """DATA priced, row by row: the step uses a hash object."""
    claims_reader = sas.SetReader([claims[["code", "n"]]], {"code": "str", "n": "float64"})
    priced = []
    row = sas.Row(rate=nan, unit="", code="")
    n = nan  # kept from row to row
    h = sas.Hash(row, ["code"], ["rate", "unit"], table=rates)
    _n_ = 0.0
    try:
        while True:
            _n_ += 1
            row.rate = nan
            row.unit = ""
            if _n_ == 1:
                pass
            row.code, n = claims_reader.read()
            if h.find() != 0:
                row.rate = 0.0
                row.unit = ""
            priced.append((row.rate, row.unit, row.code, n))
    except sas.EndStep:
        pass
    return sas.table(priced, {"rate": "float64", "unit": "str", "code": "str", "n": "float64"})


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
    # LOOP L0203: the step uses a hash object
    priced = priced_rows(claims, rates)

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
