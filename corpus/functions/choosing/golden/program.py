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
    # program.sas 1-3: DATA rows
    rows = sas.table(
        [
            (1, "", "b"),
            (0, "a", ""),
            (nan, "", ""),
            (3, "a", "b"),
        ],
        {"x": "float64", "t": "str", "u": "str"},
    )

    # program.sas 11-19: DATA chosen
    chosen = rows.copy()
    chosen["flag"] = sas.ifn(chosen["x"], 1, 0)
    chosen["known"] = sas.ifn(chosen["x"], 10, 20, 30)
    chosen["word"] = sas.cut(sas.ifc(chosen["x"], "yes", "no"), 6)
    chosen["first"] = sas.cut(sas.coalescec(chosen["t"], chosen["u"], "none"), 6)
    chosen["place"] = sas.whichn(chosen["x"], 3, 1, nan)
    chosen["pick"] = sas.cut(
        sas.choosec(chosen["place"], "three", "one", "dot"), 200
    ).where(chosen["place"].notna() & (chosen["place"] != 0), "")

    return {"chosen": chosen, "rows": rows}


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
