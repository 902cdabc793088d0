"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)

A_LINES = """\
z=7
x=1 s=q
"""


def a_rows():
    """DATA a, row by row (L0203): a value depends on the place in the run (_ERROR_)."""
    lines = sas.LineReader(A_LINES.splitlines(), first_line=5, pad=80)
    a = []
    try:
        while True:
            x = bad = nan
            s = ""
            _error_ = 0.0
            lines.begin()
            x = lines.named("x", x, known=["x", "s"])
            s = lines.named("s", s, length=8)
            _error_ = sas.larger(_error_, float(lines.error))
            if _error_ != 0:
                bad = 1.0
            a.append((x, s, bad))
    except sas.EndStep:
        pass
    return sas.table(a, {"x": "float64", "s": "str", "bad": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-4: DATA a
    a = a_rows()

    return {"a": a}


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
