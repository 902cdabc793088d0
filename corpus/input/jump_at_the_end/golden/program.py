"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
1 step is not translated: the program stops there.
program.html shows SAS and Python side by side.
"""

import argparse

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def hole_1():
    """INFILE with EOF=, a jump to a label, is not translated (H0231)

    Returns total: columns that are not known here

    data total;
      infile datalines eof=done;
      input a;
      sum + a;
      return;
      done: output;
      keep sum;
    datalines;
    """
    raise sas.NotTranslated("H0231", "INFILE with EOF=, a jump to a label, is not translated")


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-8: DATA total
    total = hole_1()

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
