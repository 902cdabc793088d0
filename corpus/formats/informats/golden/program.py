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
    # program.sas 1-4: DATA texts
    texts = pd.DataFrame({"t": ["1,234", "$5.50", "(12)", "75%", "12x", "", " -3"]})

    # program.sas 15-20: DATA read
    read = texts.copy()
    read["plain"] = sas.input_number(read["t"], "12.", quiet=True)
    read["two"] = sas.input_number(read["t"], "12.2", quiet=True)
    read["comma"] = sas.input_number(read["t"], "comma12.", quiet=True)
    read["part"] = sas.input_number(read["t"], "percent12.", quiet=True)

    return {"read": read, "texts": texts}


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
