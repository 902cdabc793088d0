"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)

SETTINGS_LINES = """\
1 name=big size=12 color=red
2 size=3
3 color=blue name=odd
"""


def settings_rows():
    """DATA settings, row by row (L0203): INPUT reads named values."""
    lines = sas.LineReader(SETTINGS_LINES.splitlines(), first_line=4, pad=80)
    settings = []
    try:
        while True:
            id_ = size = nan
            name = color = ""
            lines.begin()
            id_ = lines.number("id")
            name = lines.named("name", name, length=8, known=["name", "size", "color"])
            size = lines.named("size", size)
            color = lines.named("color", color, length=8)
            settings.append((id_, name, size, color))
    except sas.EndStep:
        pass
    return sas.table(settings, {"id": "float64", "name": "str", "size": "float64", "color": "str"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA settings
    settings = settings_rows()

    return {"settings": settings}


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
