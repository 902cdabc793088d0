"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA texts
    texts = sas.table(
        [
            (1, "2024-02-29"),
            (2, "1960-01-01"),
            (3, ""),
        ],
        {"id": "float64", "when": "str"},
    )

    # program.sas 10-22: DATA shown
    shown = texts.copy()
    shown["day"] = sas.input_number(shown["when"], "yymmdd10.")
    shown["d9"] = sas.put(shown["day"], "date9.")
    shown["dmy"] = sas.put(shown["day"], "ddmmyy10.")
    shown["iso"] = sas.put(shown["day"], "yymmdd10.")
    shown["month"] = sas.put(shown["day"], "monyy7.")
    shown["word"] = sas.put(shown["day"], "weekdate17.")
    shown["stamp"] = sas.cut(sas.put(sas.dhms(shown["day"], 13, 5, 9), "datetime20."), 20)
    shown["clock"] = sas.put(sas.hms(13, 5, 9), "time8.")
    shown["old"] = float(sas.input_number("010126", "ddmmyy6."))
    shown["new"] = float(sas.input_number("010125", "ddmmyy6."))
    shown = shown[["id", "day", "d9", "dmy", "iso", "month", "word", "stamp", "clock", "old", "new"]]

    return {"shown": shown, "texts": texts}


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
