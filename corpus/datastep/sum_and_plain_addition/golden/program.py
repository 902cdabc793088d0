"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)

DAYS_LINES = """\
1 . 3 -4
"""


def days_rows():
    """DATA days, row by row: the step reads text with INPUT."""
    lines = sas.LineReader(DAYS_LINES.splitlines(), pad=80)
    days = []
    try:
        while True:
            lines.begin()
            x = lines.number("x")
            lines.hold_all()
            days.append((x,))
    except sas.EndStep:
        pass
    return sas.table(days, {"x": "float64"})


def sums_rows(days):
    """DATA sums, row by row: plain is retained from row to row."""
    sums = []
    plain = total = positive = count = 0.0  # kept from row to row
    for x in days["x"].tolist():
        total = sas.sum_of(total, x)
        plain = plain + x
        if x > 0:
            positive = sas.sum_of(positive, x)
        count += float(x > 0)
        sums.append((x, plain, total, positive, count))
    return sas.table(
        sums,
        {"x": "float64", "plain": "float64", "total": "float64", "positive": "float64", "count": "float64"},
    )


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA days
    # LOOP L0203: the step reads text with INPUT
    days = days_rows()

    # program.sas 8-14: DATA sums
    # LOOP L0203: plain is retained from row to row
    sums = sums_rows(days)

    return {"days": days, "sums": sums}


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
