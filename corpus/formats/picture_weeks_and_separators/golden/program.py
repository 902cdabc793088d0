"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import isnan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


@sas.user_format(22, pictures=True)
def weeks_format(value, width):
    """Format WEEKS: other %Y U%0U W%0W V%0V u%u w%w."""
    return sas.write_picture(value, "%Y U%0U W%0W V%0V u%u w%w", sas.Picture(datatype="date"), width, False)


@sas.user_format(14, pictures=True)
def amount_format(value, width):
    """Format AMOUNT: low-high 000.000.009,99."""
    if not isnan(value):
        return sas.write_picture(value, "000.000.009,99", sas.Picture(decsep=",", dig3sep="."), width, False)
    return None  # no label: the value as it is


SHOWN_LINES = """\
01JAN2012 1234567.89
02JAN2012 5.5
08JAN2012 0.07
31DEC2012 1000
"""


def shown_rows():
    """DATA shown, row by row: the step reads text with INPUT."""
    lines = sas.LineReader(SHOWN_LINES.splitlines(), pad=80)
    shown = []
    try:
        while True:
            lines.begin()
            day = lines.number_field("day", "date9.", 9)
            amount = lines.number("amount")
            week = weeks_format(day)
            euro = sas.cut(sas.left(amount_format(amount).ljust(14)), 14)
            shown.append((week, euro))
    except sas.EndStep:
        pass
    return sas.table(shown, {"week": "str", "euro": "str"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: PROC FORMAT

    # program.sas 6-12: DATA shown
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
