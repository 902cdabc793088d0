"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)

MANY_LINES = """\
1 1
1 2
1 3
2 4
"""


def many_rows():
    """DATA many, row by row: the step reads text with INPUT."""
    lines = sas.LineReader(MANY_LINES.splitlines(), pad=80)
    many = []
    try:
        while True:
            lines.begin()
            id_ = lines.number("id")
            v = lines.number("v")
            many.append((id_, v))
    except sas.EndStep:
        pass
    return sas.table(many, {"id": "float64", "v": "float64"})


ONE_LINES = """\
1 100 7
2 . 8
"""


def one_rows():
    """DATA one, row by row: the step reads text with INPUT."""
    lines = sas.LineReader(ONE_LINES.splitlines(), pad=80)
    one = []
    try:
        while True:
            lines.begin()
            id_ = lines.number("id")
            v = lines.number("v")
            w = lines.number("w")
            one.append((id_, v, w))
    except sas.EndStep:
        pass
    return sas.table(one, {"id": "float64", "v": "float64", "w": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA many
    # LOOP L0203: the step reads text with INPUT
    many = many_rows()

    # program.sas 11-13: DATA one
    # LOOP L0203: the step reads text with INPUT
    one = one_rows()

    # program.sas 19-21: DATA merged
    merged = sas.merge_by(
        sas.require_sorted(many, ["id"], name="WORK.MANY"),
        sas.require_sorted(one, ["id"], name="WORK.ONE"),
        ["id"],
    )

    return {"many": many, "merged": merged, "one": one}


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
