"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import pandas as pd

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def null_rows(lib, items):
    """DATA _null_, row by row (L0203): the step reads nothing: its statements are executed once."""
    sas.symputx(lib, "rows", float(len(items)))


def numbered_rows(items):
    """DATA numbered, row by row (L0203): POINT=, NOBS= or INDSNAME= is used."""
    numbered = []
    _n_ = 0.0
    for x in items["x"].tolist():
        _n_ += 1
        from_end = float(len(items)) - _n_
        numbered.append((x, from_end))
    return sas.table(numbered, {"x": "float64", "from_end": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA items
    items = pd.DataFrame({"x": [4.0, 5.0, 6.0]})

    # program.sas 8-11: DATA _NULL_
    null_rows(lib, items)

    # program.sas 14-16: DATA numbered
    numbered = numbered_rows(items)

    return {"items": items, "numbered": numbered}


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
