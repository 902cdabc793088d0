"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import numpy as np
import pandas as pd

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA codes
    codes = sas.table(
        [
            ("a", 1),
            ("b", 2),
            ("c", nan),
            ("d", 9),
        ],
        {"code": "str", "n": "float64"},
    )

    # program.sas 11-26: DATA kinds
    kinds = codes.copy()
    code_case = (kinds["code"] == "a") | (kinds["code"] == "b")
    code_case_2 = kinds["code"] == "c"
    kinds["kind"] = pd.Series("", index=kinds.index).case_when([
        (code_case, "letter"), (code_case_2, "empty")
    ])
    kinds["n"] = kinds["n"].case_when([(code_case, kinds["n"]), (code_case_2, 0.0)])
    kinds["size"] = pd.Series(2.0, index=kinds.index).case_when([
        (kinds["n"] == 0, 0.0), (kinds["n"].isna() | (kinds["n"] < 2), 1.0)
    ])

    return {"codes": codes, "kinds": kinds}


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
