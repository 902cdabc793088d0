"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import pandas as pd

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def null_rows(lib, names):
    """DATA _null_, row by row (L0203): the step writes no data set (_NULL_)."""
    file_line = sas.LineWriter(lib.writer("words"))
    for s in names["s"].tolist():
        file_line.text(sas.put(s, "$quote10."))
        file_line.text("|")
        file_line.text(sas.put(s, "$upcase8."))
        file_line.text("|")
        file_line.text(sas.put(s, "$char8."))
        file_line.text("|")
        file_line.text(sas.put(s, "$upcase5."))
        file_line.text("|")
        file_line.end()
    file_line.finish()


def back_rows(lib):
    """DATA back, row by row (L0203): the step reads a file of text with INPUT."""
    lines = sas.LineReader(lib.file("words"), at_end="truncate")
    back = []
    try:
        while True:
            lines.begin()
            line = lines.text_field("line", 60, "$char60.", 60)
            line = sas.cut(sas.translate(sas.trim(line), ".", " "), 60)
            back.append((line,))
    except sas.EndStep:
        pass
    return sas.table(back, {"line": "str"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1: FILENAME words
    lib.files["words"] = []

    # program.sas 3-5: DATA names
    names = pd.DataFrame({"s": ["one"]})

    # program.sas 8-11: DATA _NULL_
    null_rows(lib, names)

    # program.sas 14-18: DATA back
    back = back_rows(lib)

    return {"back": back, "names": names}


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
