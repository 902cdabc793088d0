"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)

READ_LINES = """\
1 10
2 ten
3 .
"""


def read_rows():
    """DATA read, row by row (L0203): a value depends on the place in the run (_ERROR_)."""
    lines = sas.LineReader(READ_LINES.splitlines(), first_line=5, pad=80)
    read = []
    try:
        while True:
            _error_ = 0.0
            lines.begin()
            id_ = lines.number("id")
            amount = lines.number("amount")
            _error_ = sas.larger(_error_, float(lines.error))
            bad = _error_
            read.append((id_, amount, bad))
    except sas.EndStep:
        pass
    return sas.table(read, {"id": "float64", "amount": "float64", "bad": "float64"})


SILENT_LINES = """\
1 10
2 ten
"""


def silent_rows():
    """DATA silent, row by row (L0203): a value depends on the place in the run (_ERROR_)."""
    lines = sas.LineReader(SILENT_LINES.splitlines(), first_line=15, pad=80)
    silent = []
    try:
        while True:
            _error_ = 0.0
            lines.begin()
            id_ = lines.number("id")
            amount = lines.number("amount", mark="??")
            _error_ = sas.larger(_error_, float(lines.error))
            bad = _error_
            silent.append((id_, amount, bad))
    except sas.EndStep:
        pass
    return sas.table(silent, {"id": "float64", "amount": "float64", "bad": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-4: DATA read
    read = read_rows()

    # program.sas 11-14: DATA silent
    silent = silent_rows()

    return {"read": read, "silent": silent}


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
