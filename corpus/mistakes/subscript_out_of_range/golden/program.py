"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)

A_LINES = """\
1 4 2
"""


def a_rows():
    """DATA a, row by row (L0203): an array is used with a subscript that only the row knows."""
    lines = sas.LineReader(A_LINES.splitlines(), first_line=6, pad=80)
    a = []
    m = [10.0, 20.0, 30.0]
    try:
        while True:
            lines.begin()
            k = lines.number("k")
            lines.hold_all()
            v = m[sas.subscript(k, 1, 3, at="4 column 7")]
            a.append((k, m[0], m[1], m[2], v))
    except sas.EndStep:
        pass
    return sas.table(a, {"k": "float64", "m1": "float64", "m2": "float64", "m3": "float64", "v": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-5: DATA a
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
