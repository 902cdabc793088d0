"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)

ITEMS_LINES = """\
4 5 6
"""


def items_rows():
    """DATA items, row by row: the step reads text with INPUT."""
    lines = sas.LineReader(ITEMS_LINES.splitlines(), pad=80)
    items = []
    try:
        while True:
            lines.begin()
            x = lines.number("x")
            lines.hold_all()
            items.append((x,))
    except sas.EndStep:
        pass
    return sas.table(items, {"x": "float64"})


def copied_rows(lib, items):
    """DATA copied, row by row: POINT=, NOBS= or INDSNAME= is used."""
    items = sas.require_sorted(items, ["x"], name="WORK.ITEMS")
    copied = []
    first_x = ~items.duplicated("x")
    _n_ = 0.0
    for x, is_first_x in zip(items["x"].tolist(), first_x.tolist()):
        _n_ += 1
        twice = nan
        sas.symputx(lib, "rows", float(len(items)))
        sas.symputx(lib, "edge", float(is_first_x))
        if _n_ == len(items):
            sas.symputx(lib, "last", _n_)
        twice = _n_ * 2
        copied.append((x, twice))
    return sas.table(copied, {"x": "float64", "twice": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA items
    # LOOP L0203: the step reads text with INPUT
    items = items_rows()

    # program.sas 8-14: DATA copied
    # LOOP L0203: POINT=, NOBS= or INDSNAME= is used
    copied = copied_rows(lib, items)

    return {"copied": copied, "items": items}


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
