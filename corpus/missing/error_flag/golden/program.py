"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
One step is not translated: the program stops there.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def hole_2(pairs):
    """the step reads _ERROR_, which a division may set (H0250)

    pairs: a (number), b (number)
    Returns ratios: columns that are not known here

    data ratios;
      set pairs;
      ratio = a / b;
      failed = _error_;
    """
    raise sas.NotTranslated("H0250", "the step reads _ERROR_, which a division may set")


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA pairs
    pairs = sas.table(
        [
            (6, 3),
            (6, 0),
            (nan, 0),
        ],
        {"a": "float64", "b": "float64"},
    )

    # program.sas 10-13: DATA ratios
    ratios = hole_2(pairs)

    return {"pairs": pairs, "ratios": ratios}


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
