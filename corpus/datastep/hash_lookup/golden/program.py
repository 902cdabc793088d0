"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)

RATES_LINES = """\
a 10 kg
b 20 l
a 99 mg
. 5 each
"""


def rates_rows():
    """DATA rates, row by row: the step reads text with INPUT."""
    lines = sas.LineReader(RATES_LINES.splitlines(), pad=80)
    rates = []
    try:
        while True:
            lines.begin()
            code = lines.text("code", 8)
            rate = lines.number("rate")
            unit = lines.text("unit", 8)
            rates.append((code, rate, unit))
    except sas.EndStep:
        pass
    return sas.table(rates, {"code": "str", "rate": "float64", "unit": "str"})


CLAIMS_LINES = """\
a 1
c 2
. 3
b 4
a .
"""


def claims_rows():
    """DATA claims, row by row: the step reads text with INPUT."""
    lines = sas.LineReader(CLAIMS_LINES.splitlines(), pad=80)
    claims = []
    try:
        while True:
            lines.begin()
            code = lines.text("code", 8)
            n = lines.number("n")
            claims.append((code, n))
    except sas.EndStep:
        pass
    return sas.table(claims, {"code": "str", "n": "float64"})


def priced_rows(claims, rates):
    """DATA priced, row by row: the step does not read one data set after the other in every iteration."""
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
    # LOOP L0203: the step reads text with INPUT
    rates = rates_rows()

    # program.sas 11-13: DATA claims
    # LOOP L0203: the step reads text with INPUT
    claims = claims_rows()

    # program.sas 22-34: DATA priced
    # LOOP L0203: the step does not read one data set after the other in every iteration
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
