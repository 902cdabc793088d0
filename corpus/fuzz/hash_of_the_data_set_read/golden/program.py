"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
One note below.
program.html shows SAS and Python side by side.
"""

import argparse

import numpy as np

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA a
    a = sas.table(
        [
            (1, "p"),
            (2, "q"),
        ],
        {"x": "float64", "s": "str"},
    )

    # program.sas 9-18: DATA out
    # NOTE N0412: Variable s is uninitialized.
    out = a[["x"]]
    out = sas.fill_text(out.merge(a.drop_duplicates("x")[["x", "s"]], on="x", how="left"))
    out["rc"] = np.where(out["x"].isin(a["x"]), 0.0, 160038.0)
    out = out[["s", "x", "rc"]]

    return {"a": a, "out": out}


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
