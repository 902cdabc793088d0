"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def null_rows():
    """DATA _null_, row by row (L0203): the step writes no data set (_NULL_)."""
    log_line = sas.LineWriter(sas.log)
    i = nan
    a = 1.0
    b = "x"
    log_line.named("a", sas.best(a, 12))
    log_line.named("b", b)
    log_line.end()
    log_line.text("[")
    log_line.text(sas.put(a, "z3."))
    log_line.text("]")
    log_line.end()
    a = 7.0
    log_line.text("[")
    log_line.text(sas.put(a, "z3."))
    log_line.text("]")
    log_line.end()
    for i in (1.0, 2.0, 3.0):
        log_line.value(sas.best(i, 12))
        log_line.hold()
    i = 4.0
    log_line.text("end")
    log_line.end()
    log_line.text("left")
    log_line.at(10)
    log_line.text("right")
    log_line.end()
    log_line.finish()


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-12: DATA _NULL_
    null_rows()

    return {}


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
