"""Runs an answer in Python: a job as JSON on the standard input, the result as JSON on the standard output.

Started by `sandbox` as a script of its own process. After the modules are there, an audit hook refuses files,
processes, sockets and foreign code, whatever the answer found to call.
"""

from __future__ import annotations

import importlib
import json
import math
import resource
import sys
from typing import Any

import numpy as np
import pandas as pd

REFUSED = (
    "socket.",
    "subprocess.",
    "os.",
    "shutil.",
    "ctypes.",
    "pty.",
    "ftplib.",
    "urllib.",
    "http.",
    "webbrowser.",
)
HARMLESS = {"os.listdir", "os.scandir", "os.walk"}  # what an import does


def guard(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse what an answer must not reach."""
    if event == "open":
        path, mode = arguments[0], arguments[1]
        reads = not (isinstance(mode, str) and set(mode) & set("wax+"))
        if reads and isinstance(path, str) and path.startswith((sys.prefix, sys.base_prefix)):
            return
        raise PermissionError("files are closed to an answer")
    if event.startswith(REFUSED) and event not in HARMLESS:
        raise PermissionError(f"{event} is closed to an answer")


def frame(table: dict[str, list[Any]], kinds: dict[str, str]) -> pd.DataFrame:
    """Return a table as a DataFrame of float64 and str."""
    columns = {}
    for name, cells in table.items():
        if kinds[name] == "char":
            columns[name] = pd.Series(cells, dtype="str")
        else:
            columns[name] = pd.Series([math.nan if cell is None else cell for cell in cells], dtype="float64")
    return pd.DataFrame(columns)


def cell(value: Any) -> float | str | None:
    """Return a cell as it stands in JSON."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool | int | float | np.integer | np.floating | np.bool_):
        number = float(value)
        return None if math.isnan(number) else number
    raise TypeError(f"a cell is a {type(value).__name__}, neither a number nor a text")


def columns(table: Any) -> dict[str, list[Any]]:
    """Return a result table as lists by column. Raises TypeError where it is none."""
    if not isinstance(table, pd.DataFrame):
        raise TypeError(f"the result is a {type(table).__name__}, not a DataFrame")
    return {str(name): [cell(value) for value in table[name].tolist()] for name in table.columns}


def main() -> None:
    """Do one job: define the function, call it on each of the inputs."""
    job = json.load(sys.stdin)
    for limit, value in ((resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)):
        resource.setrlimit(limit, (value, value))
    namespace: dict[str, Any] = {"__name__": "answer"}
    runs = [[frame(table, kinds) for table, kinds in zip(run, job["kinds"])] for run in job["runs"]]
    code = compile(job["code"], "answer", "exec")
    for module in ("statsmodels.nonparametric.smoothers_lowess", "scipy.stats"):
        if module.split(".")[0] in job["code"]:
            importlib.import_module(module)
    sys.addaudithook(guard)
    results: list[list[dict[str, list[Any]]]] = []
    try:
        exec(code, namespace)
        for inputs in runs:
            result = namespace[job["function"]](*inputs)
            tables = list(result) if isinstance(result, tuple | list) else [result]
            results.append([columns(table) for table in tables])
        answer: dict[str, Any] = {"runs": results}
    except Exception as error:
        answer = {"error": f"{type(error).__name__}: {error}"[:500], "run": len(results)}
    print("\n@@answer " + json.dumps(answer))
    sys.stdout.flush()


if __name__ == "__main__":
    main()
