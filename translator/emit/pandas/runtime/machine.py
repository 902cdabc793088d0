"""What the machine tells: its environment variables, waiting, identifiers that nobody else has."""

from __future__ import annotations

import os
import time
import uuid
from math import isnan, nan


def sysget(name: str) -> str:
    """SYSGET: the value of an environment variable, blank where there is none."""
    return os.environ.get(name.strip(), "")


def sysexist(name: str) -> float:
    """SYSEXIST: 1 where there is an environment variable of that name."""
    return float(name.strip() in os.environ)


def envlen(name: str) -> float:
    """ENVLEN: the length of an environment variable, -1 where there is none."""
    value = os.environ.get(name.strip())
    return -1.0 if value is None else float(len(value))


def sleep(count: float, unit: float = 1.0) -> float:
    """SLEEP: wait for so many units of so many seconds; return how many units."""
    if isnan(count) or isnan(unit):
        return nan
    time.sleep(max(count * unit, 0.0))
    return count


def uuidgen(*counts: float) -> str:
    """UUIDGEN: a universally unique identifier."""
    return str(uuid.uuid4())
