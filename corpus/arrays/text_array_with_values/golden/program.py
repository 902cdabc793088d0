"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def days_rows():
    """DATA days, row by row (L0203): an array is used with a subscript that only the row knows."""
    days = []
    name = ["Mon", "Tues", ""]
    text = ""
    for day in (1.0, 2.0, 3.0):
        text = name[int(day) - 1]
        if text == "":
            name[int(day) - 1] = "none"
        days.append((name[0], name[1], name[2], day, text))
    return sas.table(days, {"name1": "str", "name2": "str", "name3": "str", "day": "float64", "text": "str"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-7: DATA days
    days = days_rows()

    return {"days": days}


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
