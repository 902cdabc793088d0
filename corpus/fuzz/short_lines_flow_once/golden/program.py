"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def null_rows(lib):
    """DATA _null_, row by row (L0203): the step writes no data set (_NULL_)."""
    file_line = sas.LineWriter(lib.writer("numbers"))
    file_line.text("1")
    file_line.next_line()
    file_line.text("22")
    file_line.next_line()
    file_line.text("333")
    file_line.next_line()
    file_line.text("4444")
    file_line.next_line()
    file_line.text("55555")
    file_line.end()
    file_line.finish()


def tests_rows(lib):
    """DATA tests, row by row (L0203): the step reads a file of text with INPUT."""
    lines = sas.LineReader(lib.file("numbers"))
    tests = []
    try:
        while True:
            lines.begin()
            test = lines.number_field("test", "5.", 5)
            tests.append((test,))
    except sas.EndStep:
        pass
    return sas.table(tests, {"test": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1: FILENAME numbers
    lib.files["numbers"] = []

    # program.sas 3-5: DATA _NULL_
    null_rows(lib)

    # program.sas 8-10: DATA tests
    tests = tests_rows(lib)

    return {"tests": tests}


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
