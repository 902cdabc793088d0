"""What SAS says of statements that cannot be read."""

from __future__ import annotations

import re

NOT_VALID = "ERROR 180-322: Statement is not valid or it is used out of proper order."


def sas_message(reason: str) -> str | None:
    """Return SAS's own message for the reason why a statement was not read; None where it has the general one."""
    if reason.endswith("has no END"):
        return "ERROR 117-185: There was 1 unclosed DO block."
    if reason == "END without DO or SELECT":
        return "ERROR 161-185: No matching DO/SELECT statement."
    if reason == "ELSE without IF":
        return "ERROR 160-185: No matching IF-THEN clause."
    constant = re.fullmatch(r"invalid (?:date|time|datetime) constant ('.*)", reason, re.DOTALL)
    return f"ERROR: Invalid date/time/datetime constant {constant[1]}." if constant else None
