"""SAS's words and how much public programs use them (sas_usage.json)."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any


@cache
def usage() -> dict[str, Any]:
    """Return the usage counts of SAS words in public programs (translator/library/sas_usage.json)."""
    text = resources.files("translator.library").joinpath("sas_usage.json").read_text(encoding="utf-8")
    counts: dict[str, Any] = json.loads(text)
    return counts


def is_procedure(name: str) -> bool:
    """Is there a SAS procedure of that name (in upper case)?"""
    return name in usage()["vocabulary"]["procedures"] or name in usage()["procedures"]
