"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import isnan, nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)

TOTAL_LINES = """\
1
2
3
"""


def total_rows():
    """DATA total, row by row (L0203): a statement works row by row (GO TO)."""
    lines = sas.LineReader(TOTAL_LINES.splitlines(), first_line=9, pad=80)
    total = []
    sum_ = 0.0  # kept from row to row
    try:
        while True:
            try:
                a = nan
                place = ""  # where GO TO goes on
                while True:
                    if place == "":
                        with lines.until_the_end():
                            lines.begin()
                            a = lines.number("a")
                        if float(lines.ran_out()) != 0:
                            place = "done"
                            continue
                        if not isnan(a):
                            sum_ += a
                        raise sas.NextRow
                        place = "done"
                    if place == "done":
                        total.append((sum_,))
                        break
            except sas.NextRow:
                continue
    except sas.EndStep:
        pass
    return sas.table(total, {"sum": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-8: DATA total
    total = total_rows()

    return {"total": total}


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
