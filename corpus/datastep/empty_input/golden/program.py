"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def counted_rows(none):
    """DATA counted, row by row (L0203): the step reads nothing: its statements are executed once."""
    counted = []
    rows = float(len(none))
    counted.append((rows,))
    return sas.table(counted, {"rows": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA sales
    sales = sas.table(
        [
            ("A", 10),
            ("B", 20),
        ],
        {"shop": "str", "amount": "float64"},
    )

    # program.sas 9-12: DATA none
    none = sales.loc[sales["amount"] > 1000].reset_index(drop=True)
    none["tax"] = none["amount"] / 4

    # program.sas 15-19: DATA total
    total = none.copy()
    total["sum"] = sas.running_sum(total["amount"])
    total = total.tail(1).reset_index(drop=True)
    total = total[["sum"]]

    # program.sas 22-27: DATA counted
    counted = counted_rows(none)

    return {"counted": counted, "none": none, "sales": sales, "total": total}


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
