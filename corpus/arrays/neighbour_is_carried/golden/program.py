"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import isnan, nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)

PANEL_LINES = """\
1 . . 4
. 2 . .
. . . .
"""


def panel_rows():
    """DATA panel, row by row: the step reads text with INPUT."""
    lines = sas.LineReader(PANEL_LINES.splitlines(), pad=80)
    panel = []
    try:
        while True:
            lines.begin()
            m1 = lines.number("m1")
            m2 = lines.number("m2")
            m3 = lines.number("m3")
            m4 = lines.number("m4")
            panel.append((m1, m2, m3, m4))
    except sas.EndStep:
        pass
    return sas.table(panel, {"m1": "float64", "m2": "float64", "m3": "float64", "m4": "float64"})


def filled_rows(panel):
    """DATA filled, row by row: an array is used with a subscript that only the row knows."""
    filled = []
    m = [nan] * 4
    for m[0], m[1], m[2], m[3] in zip(
        panel["m1"].tolist(), panel["m2"].tolist(), panel["m3"].tolist(), panel["m4"].tolist()
    ):
        for i in (2.0, 3.0, 4.0):
            if isnan(m[int(i) - 1]):
                m[int(i) - 1] = m[sas.subscript(i - 1, 1, 4)]
        i = 5.0
        filled.append((m[0], m[1], m[2], m[3], i))
    return sas.table(
        filled, {"m1": "float64", "m2": "float64", "m3": "float64", "m4": "float64", "i": "float64"}
    )


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA panel
    # LOOP L0203: the step reads text with INPUT
    panel = panel_rows()

    # program.sas 10-15: DATA filled
    # LOOP L0203: an array is used with a subscript that only the row knows
    filled = filled_rows(panel)

    return {"filled": filled, "panel": panel}


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
