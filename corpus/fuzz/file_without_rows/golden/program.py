"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def none_rows():
    """DATA none, row by row (L0203): a statement ends the iteration early (STOP)."""
    none = []
    try:
        raise sas.EndStep
    except sas.EndStep:
        pass
    return sas.table(none, {"x": "float64"})


def null_rows(lib, none):
    """DATA _null_, row by row (L0203): the step writes no data set (_NULL_)."""
    file_line = sas.LineWriter(lib.writer("words"))
    for x in none["x"].tolist():
        file_line.value(sas.best(x, 12))
        file_line.end()
    file_line.finish()


def count_rows(lib):
    """DATA count, row by row (L0203): the step reads a file of text with INPUT."""
    lines = sas.LineReader(lib.file("words"))
    count = []
    last = 0.0  # kept from row to row
    try:
        while True:
            lines.begin()
            x = lines.number("x")
            last = float(lines.end)
            count.append((x,))
    except sas.EndStep:
        pass
    return sas.table(count, {"x": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1: FILENAME words
    lib.files["words"] = []

    # program.sas 3-5: DATA none
    none = none_rows()

    # program.sas 8-11: DATA _NULL_
    null_rows(lib, none)

    # program.sas 14-16: DATA count
    count = count_rows(lib)

    return {"count": count, "none": none}


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
