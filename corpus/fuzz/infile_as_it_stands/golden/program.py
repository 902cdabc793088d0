"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)

A_LINES = """\
  one
two
"""


def a_rows():
    """DATA a, row by row (L0203): a statement works row by row (PUT)."""
    lines = sas.LineReader(A_LINES.splitlines(), first_line=7, pad=80)
    a = []
    log_line = sas.LineWriter(sas.log)
    size = nan  # kept from row to row
    try:
        while True:
            columns = nan
            lines.begin()
            word = lines.text("word", 8)
            size = lines.length
            log_line.text("#")
            log_line.text(lines.line)
            log_line.end()
            columns = size
            a.append((word, columns))
    except sas.EndStep:
        pass
    log_line.finish()
    return sas.table(a, {"word": "str", "columns": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-6: DATA a
    a = a_rows()

    return {"a": a}


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
