"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import pandas as pd

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def masked_rows(codes):
    """DATA masked, row by row (L0203): a statement works row by row (SUBSTR on the left side)."""
    masked = []
    for code in codes["code"].tolist():
        prefix = sas.cut(code[:2], 8)
        rest = sas.cut(code[3:], 8)
        code = sas.put_substring(code, 8, 1, 1, "#")
        if code[2:3] == "-":
            code = sas.put_substring(code, 8, 4, 3, "***")
        masked.append((code, prefix, rest))
    return sas.table(masked, {"code": "str", "prefix": "str", "rest": "str"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA codes
    codes = pd.DataFrame({"code": ["AB-123", "XY", "Q-9-77"]})

    # program.sas 10-15: DATA masked
    masked = masked_rows(codes)

    return {"codes": codes, "masked": masked}


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
