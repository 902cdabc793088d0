"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import isnan, nan

import pandas as pd

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def found_rows(lines):
    """DATA found, row by row (L0203): a variable is retained from row to row (re)."""
    found = []
    re = nan  # kept from row to row
    _n_ = 0.0
    for text in lines["text"].tolist():
        _n_ += 1
        year = ""
        if _n_ == 1:
            re = sas.prxparse("/(\\d{4})-(\\d{2})-(\\d{2})/")
        at = sas.prxmatch(re, text.ljust(24))
        if not isnan(at) and at != 0:
            year = sas.cut(sas.prxposn(re, 1.0, text.ljust(24)), 4)
        hidden = sas.cut(sas.prxchange("s/\\d/#/", -1.0, text.ljust(24)), 24)
        word = sas.prxmatch("/\\bdate\\b/i", text.ljust(24))
        found.append((text, year, hidden, at, word))
    return sas.table(
        found, {"text": "str", "year": "str", "hidden": "str", "at": "float64", "word": "float64"}
    )


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-4: DATA lines
    lines = pd.DataFrame({"text": ["born 1990-05-17 in Lund", "no date", "2001-1-1"]})

    # program.sas 11-20: DATA found
    sas.forget_patterns()
    found = found_rows(lines)

    return {"found": found, "lines": lines}


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
