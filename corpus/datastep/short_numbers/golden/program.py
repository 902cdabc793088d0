"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def narrow_rows():
    """DATA narrow, row by row (L0203): a numeric variable is shorter than 8 bytes, and rows are written
    before the end.
    """
    narrow = []
    seen = nan
    for id_ in map(float, range(8191, 8195)):
        seen = id_
        narrow.append((sas.shorten_number(id_, 3), seen))
    return sas.table(narrow, {"id": "float64", "seen": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-6: DATA narrow
    narrow = narrow_rows()

    # program.sas 9-10: DATA back
    back = narrow.copy()

    return {"back": back, "narrow": narrow}


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
