"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import numpy as np

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-4: DATA raw
    raw = sas.table(
        [
            ("46-70 12 34", "46-70"),
            ("ab  cd", "ab"),
        ],
        {"s": "str", "k": "str"},
    )

    # program.sas 10-24: DATA tested
    tested = raw.copy()
    tested["equal"] = (sas.cut(tested["s"].str[:6], 12) == "46-70").astype("float64")
    tested["among"] = sas.cut(tested["s"].str[:6], 12).isin(["46-70", "zz"]).astype("float64")
    tested["same"] = (tested["k"] == sas.cut(tested["s"].str[:6], 12)).astype("float64")
    tested["nothing"] = (sas.cut(sas.compress(tested["s"], "-ab0123456789cd"), 12) == "").astype("float64")
    tested["len"] = sas.length(tested["s"].str[:6])
    tested["len_n"] = sas.lengthn(tested["s"].str[:4])
    tested["cleared"] = sas.lengthn(sas.translate(sas.pad(tested["s"], 12), " ", "cd"))
    tested["picked"] = np.where(sas.cut(tested["s"].str[:6], 12) == "46-70", 1.0, 2.0)
    tested["joined"] = sas.pad(tested["s"], 12).str[:6] + "!"
    tested = tested[["equal", "among", "same", "nothing", "len", "len_n", "cleared", "picked", "joined"]]

    return {"raw": raw, "tested": tested}


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
