"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA a
    a = sas.table(
        [
            (1, "x"),
            (3, "y"),
        ],
        {"id": "float64", "a": "str"},
    )

    # program.sas 9-11: DATA b
    b = sas.table(
        [
            (1, 5),
            (2, 6),
        ],
        {"id": "float64", "b": "float64"},
    )

    # program.sas 17-19: DATA nothing
    nothing = b[["id", "b"]].rename(columns={"b": "c"})
    nothing = nothing.loc[nothing["c"] > 100].reset_index(drop=True)

    # program.sas 22-25: DATA together
    together = sas.merge_all(
        [a, b, nothing], ["id"], flags=["in_a", "", ""], names=["WORK.A", "WORK.B", "WORK.NOTHING"]
    )
    together["only_b"] = (~together["in_a"]).astype("float64")
    together = together[["id", "a", "b", "c", "only_b"]]

    return {"a": a, "b": b, "nothing": nothing, "together": together}


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
