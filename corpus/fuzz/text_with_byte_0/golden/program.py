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
    # program.sas 1-6: DATA codes
    codes = pd.DataFrame(index=range(1))
    codes["c"] = sas.cut(sas.byte(0), 4)
    codes["hex"] = sas.cut(sas.put(sas.pad(codes["c"], 4), "$hex4."), 4)
    codes["code"] = sas.rank(codes["c"])
    codes = codes[["hex", "code"]]

    return {"codes": codes}


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
