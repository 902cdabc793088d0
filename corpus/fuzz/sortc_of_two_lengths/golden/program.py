"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import pandas as pd

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def sorted_rows(words):
    """DATA sorted, row by row (L0203): a routine is executed row by row (CALL SORTC)."""
    sorted_ = []
    for short, long in zip(words["short"].tolist(), words["long"].tolist()):
        long, short = sas.sorted_values(long, short)
        short = short[:3].rstrip()
        sorted_.append((short, long))
    return sas.table(sorted_, {"short": "str", "long": "str"})


def other_rows(words):
    """DATA other, row by row (L0203): a routine is executed row by row (CALL SORTC)."""
    other = []
    for short, long in zip(words["short"].tolist(), words["long"].tolist()):
        short, long = sas.sorted_values(short, long)
        short = short[:3].rstrip()
        other.append((short, long))
    return sas.table(other, {"short": "str", "long": "str"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-4: DATA words
    words = pd.DataFrame({"short": ["zoo"], "long": ["a long x"]})

    # program.sas 7-9: DATA sorted
    sorted_ = sorted_rows(words)

    # program.sas 12-14: DATA other
    other = other_rows(words)

    return {"other": other, "sorted": sorted_, "words": words}


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
