"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import pandas as pd

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def runs_rows(signals):
    """DATA runs, row by row (L0203): a running total is set in another way than to 0 at the start of a BY
    group.
    """
    runs = []
    first_status = sas.starts_run(signals, ["status"])
    last_status = sas.ends_run(signals, ["status"])
    run_ = n = 0.0  # kept from row to row
    for status, is_first_status, is_last_status in zip(
        signals["status"].tolist(), first_status.tolist(), last_status.tolist()
    ):
        if is_first_status:
            run_ += 1
            n = 0.0
        n += 1
        if not is_last_status:
            continue
        runs.append((status, run_, n))
    return sas.table(runs, {"status": "str", "run": "float64", "n": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA signals
    signals = pd.DataFrame({"status": ["up", "up", "down", "up", "down", "down"]})

    # program.sas 8-16: DATA runs
    runs = runs_rows(signals)

    return {"runs": runs, "signals": signals}


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
