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
    # program.sas 1-3: DATA source
    source = sas.table(
        [
            (1, 2, 3, 4),
            (5, nan, 7, 8),
        ],
        {"a": "float64", "b": "float64", "c": "float64", "d": "float64"},
    )

    # program.sas 9-12: DATA result
    result = source[["a", "b", "c"]].rename(columns={"a": "first"})
    result["total"] = result["first"] + result["b"]
    result = result[["first", "b", "total"]].rename(columns={"total": "sum"})

    # program.sas 15-16: DATA swapped
    swapped = source[["a", "b"]].rename(columns={"a": "b", "b": "a"})

    return {"result": result, "source": source, "swapped": swapped}


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
