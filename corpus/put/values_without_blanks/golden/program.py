"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def null_rows():
    """DATA _null_, row by row (L0203): the step writes no data set (_NULL_)."""
    log_line = sas.LineWriter(sas.log)
    s = " lead"
    x = sas.special_missing("A")
    y = -1.5
    log_line.named("s", s)
    log_line.named("x", sas.best(x, 12))
    log_line.named("y", sas.best(y, 12))
    log_line.end()
    log_line.value(s)
    log_line.value(sas.best(x, 12))
    log_line.value(sas.best(y, 12))
    log_line.text("end")
    log_line.end()
    log_line.text("[")
    log_line.text(sas.put(s, "$char6."))
    log_line.text("]")
    log_line.end()
    log_line.text("[")
    log_line.text(sas.put(y, "8.1-L"))
    log_line.text("]")
    log_line.end()
    log_line.finish()


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    sas.expect_special_missing()  # .A to .Z are told from .
    # program.sas 1-9: DATA _NULL_
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
