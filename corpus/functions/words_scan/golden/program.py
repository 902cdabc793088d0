"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import pandas as pd

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-5: DATA names
    names = pd.DataFrame({"full": ["Berg, Ann Marie", "  Bo", "a,,b", ""]})

    # program.sas 13-20: DATA words
    words = names.copy()
    words["w1"] = sas.cut(sas.scan(words["full"], 1, ","), 12)
    words["w2"] = sas.cut(sas.scan(words["full"], 2, ", "), 12)
    words["back"] = sas.cut(sas.scan(sas.pad(words["full"], 20), -1, ", "), 12)
    words["empty"] = sas.cut(sas.scan(sas.pad(words["full"], 20), 2, ",", "m"), 12)
    words["n"] = sas.countw(sas.pad(words["full"], 20), ", ")

    return {"names": names, "words": words}


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
