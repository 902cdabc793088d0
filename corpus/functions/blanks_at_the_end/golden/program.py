"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import numpy as np

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)

RAW_LINES = """\
46-70 12 34 46-70
ab  cd      ab
"""


def raw_rows():
    """DATA raw, row by row: the step reads text with INPUT."""
    lines = sas.LineReader(RAW_LINES.splitlines(), at_end="truncate", pad=80)
    raw = []
    try:
        while True:
            lines.begin()
            s = lines.text_field("s", 12, "$char12.", 12)
            k = lines.text("k", 8)
            raw.append((s, k))
    except sas.EndStep:
        pass
    return sas.table(raw, {"s": "str", "k": "str"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-4: DATA raw
    # LOOP L0203: the step reads text with INPUT
    raw = raw_rows()

    # program.sas 10-24: DATA tested
    tested = raw.copy()
    tested["equal"] = (sas.cut(sas.substr(tested["s"], 1, 6), 12) == "46-70").astype("float64")
    tested["among"] = sas.cut(sas.substr(tested["s"], 1, 6), 12).isin(["46-70", "zz"]).astype("float64")
    tested["same"] = (tested["k"] == sas.cut(sas.substr(tested["s"], 1, 6), 12)).astype("float64")
    tested["nothing"] = (sas.cut(sas.compress(tested["s"], "-ab0123456789cd"), 12) == "").astype("float64")
    tested["len"] = sas.length(sas.substr(tested["s"], 1, 6))
    tested["len_n"] = sas.lengthn(sas.substr(tested["s"], 1, 4))
    tested["cleared"] = sas.lengthn(sas.translate(sas.pad(tested["s"], 12), " ", "cd"))
    tested["picked"] = np.where(sas.cut(sas.substr(tested["s"], 1, 6), 12) == "46-70", 1.0, 2.0)
    tested["joined"] = sas.cut(sas.substr(sas.pad(tested["s"], 12), 1, 6) + "!", 13)
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
