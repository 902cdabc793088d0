"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def kept_rows():
    """DATA kept, row by row (L0203): a statement ends the iteration early (CONTINUE)."""
    kept = []
    last = nan
    i = 1.0
    while i <= 6.0:
        try:
            if i == 2:
                raise sas.NextTurn
            if i == 5:
                break
            kept.append((i, last))
        except sas.NextTurn:
            pass
        i += 1
    last = i
    kept.append((i, last))
    return sas.table(kept, {"i": "float64", "last": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-8: DATA kept
    kept = kept_rows()

    return {"kept": kept}


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
