"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


@sas.user_format(3)
def yesno_format(value):
    """Format YESNO: 0 No, 1 Yes."""
    value = sas.snap(value, [0, 1])
    if value == 0:
        return "No"
    if value == 1:
        return "Yes"
    return None  # no label: the value as it is


SHORT_FORMAT = {"a": "Alpha"}


@sas.user_format(5)
def short_format(value):
    """Format $SHORT: a Alpha."""
    if value == "a":
        return "Alpha"
    return None  # no label: the value as it is


SHOWN_LINES = """\
1 a
0 b
7 longword
. .
"""


def shown_rows():
    """DATA shown, row by row: the step reads text with INPUT."""
    lines = sas.LineReader(SHOWN_LINES.splitlines(), pad=80)
    shown = []
    try:
        while True:
            lines.begin()
            n = lines.number("n")
            t = lines.text("t", 8)
            answer = yesno_format(n)
            name = short_format(t)
            wide = yesno_format(n, 5)
            shown.append((n, t, answer, name, wide))
    except sas.EndStep:
        pass
    return sas.table(shown, {"n": "float64", "t": "str", "answer": "str", "name": "str", "wide": "str"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: PROC FORMAT

    # program.sas 6-11: DATA shown
    # LOOP L0203: the step reads text with INPUT
    shown = shown_rows()

    return {"shown": shown}


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
