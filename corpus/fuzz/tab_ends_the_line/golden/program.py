"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def null_rows(lib):
    """DATA _null_, row by row (L0203): the step writes no data set (_NULL_)."""
    file_line = sas.LineWriter(lib.writer("words"))
    file_line.text("k")
    file_line.text("\t")
    file_line.end()
    file_line.text("\t")
    file_line.text("b")
    file_line.text("\t")
    file_line.text("\t")
    file_line.end()
    file_line.finish()


def back_rows(lib):
    """DATA back, row by row (L0203): a function needs the run's surroundings (_infile_)."""
    lines = sas.LineReader(lib.file("words"), expandtabs=True, at_end="truncate")
    back = []
    n = 0.0  # kept from row to row
    try:
        while True:
            lines.begin()
            line = lines.text_field("line", 40, "$char40.", 40)
            tab = sas.indexc(lines.line, "\t")
            n += 1
            line = sas.cut(sas.translate(sas.trim(line), ".", " "), 40)
            back.append((line, tab, n))
    except sas.EndStep:
        pass
    return sas.table(back, {"line": "str", "tab": "float64", "n": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1: FILENAME words
    lib.files["words"] = []

    # program.sas 3-6: DATA _NULL_
    null_rows(lib)

    # program.sas 9-15: DATA back
    back = back_rows(lib)

    return {"back": back}


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
