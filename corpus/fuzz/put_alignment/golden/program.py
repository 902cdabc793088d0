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
    x = 1.5
    s = "ab"
    log_line.text("#")
    log_line.text(sas.put(x, "6.1-L"))
    log_line.text("|")
    log_line.text(sas.put(s, "$4.-R"))
    log_line.text("|")
    log_line.end()
    log_line.finish()


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-4: DATA _NULL_
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
