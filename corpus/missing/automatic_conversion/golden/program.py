"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
2 notes below.
program.html shows SAS and Python side by side.
"""

import argparse

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA typed
    typed = sas.table(
        [
            ("12", 5),
            ("x9", 6),
            ("", 7),
            ("1e2", 8),
        ],
        {"code": "str", "n": "float64"},
    )

    # program.sas 11-15: DATA converted
    # NOTE N0402: Character values have been converted to numeric values at the places given by:
    # (Line):(Column). 13:12 15:11
    # NOTE N0401: Numeric values have been converted to character values at the places given by:
    # (Line):(Column). 14:12
    converted = typed.copy()
    converted["double"] = sas.to_number(converted["code"]) * 2
    converted["joined"] = sas.best(converted["n"], 12) + "!"
    converted["same"] = sas.equal(sas.to_number(converted["code"]), converted["n"] + 7).astype("float64")

    return {"converted": converted, "typed": typed}


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
