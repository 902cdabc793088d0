"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import pandas as pd

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)

PAIRS_LINES = """\
1
2
3
4
"""


def pairs_rows():
    """DATA pairs, row by row (L0203): the pointer of INPUT moves by a value of the run."""
    lines = sas.LineReader(PAIRS_LINES.splitlines(), first_line=5, pad=80)
    pairs = []
    try:
        while True:
            lines.begin()
            lines.to_line(2)
            second = lines.number("second")
            lines.to_line(1)
            first = lines.number("first")
            pairs.append((second, first))
    except sas.EndStep:
        pass
    return sas.table(pairs, {"second": "float64", "first": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 2-4: DATA pairs
    # The second line first: the next record starts behind both
    pairs = pairs_rows()

    # program.sas 13-16: DATA words
    # The width of a character informat does not count in list input
    words = pd.DataFrame({"word": ["abcd", "gh"]})

    # program.sas 22-24: DATA quoted
    # Without DSD the tilde is ignored
    quoted = pd.DataFrame({"text": ['"a'], "number": [25.0]})

    return {"pairs": pairs, "quoted": quoted, "words": words}


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
