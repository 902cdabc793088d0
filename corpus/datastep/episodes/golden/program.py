"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import isnan, nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def episodes_and_gaps(visits):
    """DATA episodes gaps, row by row (L0203): a variable is retained from row to row (start)."""
    visits = sas.require_sorted(visits, ["patient"], name="WORK.VISITS")
    episodes, gaps = [], []
    first_patient = sas.starts_run(visits, ["patient"])
    last_patient = sas.ends_run(visits, ["patient"])
    start, stop, episode = nan, nan, 0.0  # kept from row to row
    for patient, day, is_first_patient, is_last_patient in zip(
        visits["patient"].tolist(), visits["day"].tolist(), first_patient.tolist(), last_patient.tolist()
    ):
        gap = nan
        if is_first_patient:
            episode = 1.0
            start = day
            stop = day
        elif day - stop > 30:
            gap = day - stop
            gaps.append((patient, gap))
            episodes.append((patient, start, stop, episode))
            episode += 1
            start = day
        stop = day if isnan(stop) or day > stop else stop
        if is_last_patient:
            episodes.append((patient, start, stop, episode))
    return (
        sas.table(
            episodes, {"patient": "float64", "start": "float64", "stop": "float64", "episode": "float64"}
        ),
        sas.table(gaps, {"patient": "float64", "gap": "float64"}),
    )


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA visits
    visits = sas.table(
        [
            (1, 10),
            (1, 35),
            (1, 80),
            (1, 81),
            (2, 5),
        ],
        {"patient": "float64", "day": "float64"},
    )

    # program.sas 12-29: DATA episodes gaps
    episodes, gaps = episodes_and_gaps(visits)

    return {"episodes": episodes, "gaps": gaps, "visits": visits}


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
