"""What an answer in R may be. R itself reads the text (`r_worker.R`); here its findings become diagnostics."""

from __future__ import annotations

import json
import os
import subprocess
from functools import lru_cache
from pathlib import Path
from typing import Any

from translator.holes.contract import HoleContract
from translator.lang.diagnostics import Diagnostic

RSCRIPT = "Rscript"
WORKER = Path(__file__).with_name("r_worker.R")


class NoR(Exception):
    """R is needed and not installed."""


@lru_cache(maxsize=32)
def ask_r(task: str, text: str, *arguments: str) -> dict[str, Any]:
    """Let R look at a text (task "parse", "check" or "locate"); nothing of the text is run. Raises NoR."""
    try:
        done = subprocess.run(
            [RSCRIPT, "--vanilla", str(WORKER), task, *arguments],
            input=text,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=60,
            env={"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C.UTF-8", "TZ": "UTC"},
        )
    except FileNotFoundError:
        raise NoR("Rscript is not installed") from None
    if done.returncode:
        raise RuntimeError(f"{WORKER.name}: {done.stderr.strip()[-300:]}")
    answer: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return answer


def parses(code: str) -> Diagnostic | None:
    """Say why the text is no R."""
    answer = ask_r("parse", code)
    return Diagnostic("X0040", "the answer is no R: " + answer["error"]) if "error" in answer else None


def is_the_function(code: str, contract: HoleContract) -> Diagnostic | None:
    """Say where the text is more or less than the contract's function."""
    answer = _check(code, contract)
    return Diagnostic("X0041", answer["shape"]) if "shape" in answer else None


def is_safe(code: str, contract: HoleContract) -> Diagnostic | None:
    """Say what the text uses that is not on the lists of `r_worker.R`."""
    answer = _check(code, contract)
    return Diagnostic("X0042", answer["unsafe"]) if "unsafe" in answer else None


def _check(code: str, contract: HoleContract) -> dict[str, Any]:
    return ask_r("check", code, contract.function, *(table.name for table in contract.inputs))
