"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import isnan, nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def tidy_rows(raw):
    """DATA tidy, row by row: an array is used with a subscript that only the row knows."""
    tidy = []
    numbers = [nan, nan]
    texts = ["", ""]
    for texts[0], numbers[0], texts[1], numbers[1] in zip(
        raw["name"].tolist(), raw["a"].tolist(), raw["city"].tolist(), raw["b"].tolist()
    ):
        for i in (1.0, 2.0):
            if isnan(numbers[int(i) - 1]):
                numbers[int(i) - 1] = 0.0
        i = 3.0
        for i in (1.0, 2.0):
            texts[int(i) - 1] = sas.upcase(texts[int(i) - 1])
        i = 3.0
        both = 2 + 2
        tidy.append((texts[0], numbers[0], texts[1], numbers[1], both))
    return sas.table(tidy, {"name": "str", "a": "float64", "city": "str", "b": "float64", "both": "float64"})


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
    # LOOP L0203: an array is used with a subscript that only the row knows
    tidy = tidy_rows(raw)

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
