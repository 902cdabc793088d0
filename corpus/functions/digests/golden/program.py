"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import pandas as pd

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA names
    names = pd.DataFrame({"name": ["abc", "abc x"]})

    # program.sas 9-16: DATA digests
    digests = names.copy()
    digests["md5"] = sas.cut(sas.hashing("md5", sas.trim(digests["name"])), 32)
    digests["sha"] = sas.cut(sas.hashing("sha1", sas.trim(digests["name"])), 200)
    digests["crc"] = sas.cut(sas.hashing("crc32", "abc"), 200)
    digests["sha256"] = sas.cut(
        sas.hashing("sha256", sas.trim(digests["name"])), 64
    ).where(digests["name"] == "abc", "")
    digests["padded"] = (
        digests["md5"] != sas.cut(sas.hashing("md5", sas.pad(digests["name"], 8)), 32)
    ).astype("float64")
    digests = digests.loc[digests["name"] == "abc"].reset_index(drop=True)

    return {"digests": digests, "names": names}


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
