"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA raw
    raw = sas.table(
        [
            ("ann", 1, "lund", nan),
            ("", nan, "oslo", 4),
        ],
        {"name": "str", "a": "float64", "city": "str", "b": "float64"},
    )

    # program.sas 9-20: DATA tidy
    tidy = raw.copy()
    numbers = ["a", "b"]
    for name in numbers:
        tidy.loc[tidy[name].isna(), name] = 0.0
    texts = ["name", "city"]
    for name in texts:
        tidy[name] = sas.upcase(tidy[name])
    tidy["both"] = float(2 + 2)

    return {"raw": raw, "tidy": tidy}


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
