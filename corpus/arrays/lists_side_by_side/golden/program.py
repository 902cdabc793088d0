"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-4: DATA prices
    prices = sas.table(
        [
            (2, 1, nan, 3, 4, 5, "ab", ""),
            (nan, 1, 1, 1, 1, 1, "", "c"),
        ],
        {
            "rate": "float64", "p1": "float64", "p2": "float64", "p3": "float64", "p4": "float64",
            "p5": "float64", "s1": "str", "s2": "str",
        },
    )
    prices = prices[["s1", "s2", "rate", "p1", "p2", "p3", "p4", "p5"]]

    # program.sas 10-32: DATA priced
    priced = prices.copy()
    priced["dear"] = 0.0
    # One column of costs for each price
    cost = [f"cost{i}" for i in range(1, 6)]
    p = [f"p{i}" for i in range(1, 6)]
    for cost_name, p_name in zip(cost, p):
        priced[cost_name] = priced[p_name] * priced["rate"]
        priced.loc[priced[cost_name] >= 6, "dear"] = priced["dear"] + 1
    priced["i"] = 6.0
    for name, previous_name in zip(p[:0:-1], p[3::-1]):
        p_case = priced[name].isna()
        p_case_2 = priced[name] == 5
        priced[name] = priced[name].case_when([(p_case, priced[previous_name]), (p_case_2, -1.0)])
        priced["rate"] = priced["rate"].case_when([(p_case, priced["rate"]), (p_case_2, 0.0)])
    priced["j"] = 1.0
    s = ["s1", "s2"]
    label = ["label1", "label2"]
    for s_name, label_name in zip(s, label):
        priced[label_name] = sas.upcase(priced[s_name]).case_when([(priced[s_name] == "", "none")])
    priced["i"] = 3.0
    priced = priced[[
        "s1",
        "s2",
        "rate",
        "p1",
        "p2",
        "p3",
        "p4",
        "p5",
        "cost1",
        "cost2",
        "cost3",
        "cost4",
        "cost5",
        "label1",
        "label2",
        "dear",
        "i",
        "j",
    ]]

    return {"priced": priced, "prices": prices}


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
