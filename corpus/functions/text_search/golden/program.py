"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import numpy as np
import pandas as pd

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-4: DATA texts
    texts = pd.DataFrame({"s": ["Banana", "an", " nan", "12a4"]})

    # program.sas 12-20: DATA found
    found = texts.copy()
    found["at"] = sas.index(found["s"], "an")
    found["any"] = sas.indexc(found["s"], "xn")
    found["nocase"] = sas.find(sas.pad(found["s"], 8), "AN", "i")
    found["later"] = sas.find(sas.pad(found["s"], 8), "an", 3.0)
    found["nondigit"] = sas.verify(sas.pad(found["s"], 8), "0123456789")
    found["len"] = found["s"].str.len().clip(lower=1).astype("float64")
    found["blank"] = sas.index(sas.pad(found["s"], 8), " ")

    return {"found": found, "texts": texts}


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
