"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import isnan, nan

import numpy as np

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


@sas.compiled
def episodes_and_gaps_loop(day_column, first_patient_column, last_patient_column):
    """DATA episodes gaps, row by row: a variable is retained from row to row (start)."""
    episodes_rows = 0
    episodes_kept = np.empty(2 * len(day_column), np.int64)
    episodes_start_out = np.empty(2 * len(day_column))
    episodes_stop_out = np.empty(2 * len(day_column))
    episodes_episode_out = np.empty(2 * len(day_column))
    gaps_rows = 0
    gaps_kept = np.empty(len(day_column), np.int64)
    gaps_gap_out = np.empty(len(day_column))
    start, stop, episode = nan, nan, 0.0  # kept from row to row
    for row, (day, is_first_patient, is_last_patient) in enumerate(
        zip(day_column, first_patient_column, last_patient_column)
    ):
        gap = nan
        if is_first_patient:
            episode = 1.0
            start = day
            stop = day
        elif day - stop > 30:
            gap = day - stop
            gaps_kept[gaps_rows] = row
            gaps_gap_out[gaps_rows] = gap
            gaps_rows += 1
            episodes_kept[episodes_rows] = row
            episodes_start_out[episodes_rows] = start
            episodes_stop_out[episodes_rows] = stop
            episodes_episode_out[episodes_rows] = episode
            episodes_rows += 1
            episode += 1
            start = day
        stop = day if isnan(stop) or day > stop else stop
        if is_last_patient:
            episodes_kept[episodes_rows] = row
            episodes_start_out[episodes_rows] = start
            episodes_stop_out[episodes_rows] = stop
            episodes_episode_out[episodes_rows] = episode
            episodes_rows += 1
    return (
        (
            episodes_kept[:episodes_rows],
            episodes_start_out[:episodes_rows],
            episodes_stop_out[:episodes_rows],
            episodes_episode_out[:episodes_rows],
        ),
        (gaps_kept[:gaps_rows], gaps_gap_out[:gaps_rows]),
    )


def episodes_and_gaps(visits):
    """DATA episodes gaps, row by row: a variable is retained from row to row (start)."""
    visits = sas.require_sorted(visits, ["patient"], name="WORK.VISITS")
    first_patient = ~visits.duplicated("patient")
    last_patient = ~visits.duplicated("patient", keep="last")
    episodes, gaps = episodes_and_gaps_loop(visits["day"], first_patient, last_patient)
    return (
        sas.beside(visits[["patient"]].iloc[episodes[0]], ["start", "stop", "episode"], episodes[1:]),
        sas.beside(visits[["patient"]].iloc[gaps[0]], ["gap"], gaps[1:]),
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
    # LOOP L0203: a variable is retained from row to row (start)
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
