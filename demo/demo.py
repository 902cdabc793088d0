"""The main job on real input: translate a SAS program to pandas, run the result, verify it.

The data are 20,190 person years of the RAND Health Insurance Experiment, a public data set that comes with
statsmodels; they are written as a SAS transport file first. `make demo` runs this.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pyreadstat
from statsmodels.datasets import randhie

FOLDER = Path(os.path.relpath(Path(__file__).parent))
PROGRAM = FOLDER / "outpatient_visits.sas"
DATA = FOLDER / "data"
OUT = FOLDER / "out"


def export() -> Path:
    """Write the data as DATA/rand/randhie.xpt, a SAS library with one data set."""
    people = randhie.load_pandas().data.astype("float64")
    library = DATA / "rand"
    library.mkdir(parents=True, exist_ok=True)
    pyreadstat.write_xport(people, str(library / "randhie.xpt"), table_name="RANDHIE", file_format_version=5)
    print(f"{len(people):,} rows written to {library / 'randhie.xpt'}")
    return library


def call(*command: str | Path) -> None:
    """Show a command and run it; the demonstration ends where it fails."""
    words = [str(word) for word in command]
    print(f"\n$ {' '.join(words)}", flush=True)
    program = [sys.executable, *(["-m", "translator.cli.app"] if words[0] == "saslift" else [])]
    done = subprocess.run([*program, *words[1:]])
    if done.returncode:
        raise SystemExit(done.returncode)


def main() -> None:
    """Export, translate, run, verify, and say where things are."""
    library = export()
    libref = ("--libref", f"rand={library}")
    translated = OUT / "translated"
    call("saslift", "translate", PROGRAM, "--to", "pandas", *libref, "--out", translated)
    call("python", translated / f"{PROGRAM.stem}.py", "--data", FOLDER, "--out", OUT / "results")
    call("saslift", "verify", PROGRAM, "--to", "pandas", *libref, "--out", OUT / "verified")
    print("\nSide by side:", translated / f"{PROGRAM.stem}.html")
    print("Verdict:     ", OUT / "verified" / "verdict.html")


if __name__ == "__main__":
    main()
