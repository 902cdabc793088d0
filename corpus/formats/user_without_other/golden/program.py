"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

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


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: PROC FORMAT

    # program.sas 6-11: DATA shown
    shown = sas.table(
        [
            (1, "a"),
            (0, "b"),
            (7, "longword"),
            (nan, ""),
        ],
        {"n": "float64", "t": "str"},
    )
    shown["answer"] = yesno_format(shown["n"])
    shown["name"] = short_format(shown["t"])
    shown["wide"] = yesno_format(shown["n"], 5)

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
