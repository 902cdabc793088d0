"""States of the USA: FIPS codes, postal codes and names."""

from __future__ import annotations

from translator.library.functions.registry import function

STATES = {
    1: ("AL", "Alabama"), 2: ("AK", "Alaska"), 4: ("AZ", "Arizona"), 5: ("AR", "Arkansas"), 6: ("CA", "California"),
    8: ("CO", "Colorado"), 9: ("CT", "Connecticut"), 10: ("DE", "Delaware"), 11: ("DC", "District of Columbia"),
    12: ("FL", "Florida"), 13: ("GA", "Georgia"), 15: ("HI", "Hawaii"), 16: ("ID", "Idaho"), 17: ("IL", "Illinois"),
    18: ("IN", "Indiana"), 19: ("IA", "Iowa"), 20: ("KS", "Kansas"), 21: ("KY", "Kentucky"), 22: ("LA", "Louisiana"),
    23: ("ME", "Maine"), 24: ("MD", "Maryland"), 25: ("MA", "Massachusetts"), 26: ("MI", "Michigan"),
    27: ("MN", "Minnesota"), 28: ("MS", "Mississippi"), 29: ("MO", "Missouri"), 30: ("MT", "Montana"),
    31: ("NE", "Nebraska"), 32: ("NV", "Nevada"), 33: ("NH", "New Hampshire"), 34: ("NJ", "New Jersey"),
    35: ("NM", "New Mexico"), 36: ("NY", "New York"), 37: ("NC", "North Carolina"), 38: ("ND", "North Dakota"),
    39: ("OH", "Ohio"), 40: ("OK", "Oklahoma"), 41: ("OR", "Oregon"), 42: ("PA", "Pennsylvania"),
    44: ("RI", "Rhode Island"), 45: ("SC", "South Carolina"), 46: ("SD", "South Dakota"), 47: ("TN", "Tennessee"),
    48: ("TX", "Texas"), 49: ("UT", "Utah"), 50: ("VT", "Vermont"), 51: ("VA", "Virginia"), 53: ("WA", "Washington"),
    54: ("WV", "West Virginia"), 55: ("WI", "Wisconsin"), 56: ("WY", "Wyoming"), 66: ("GU", "Guam"),
    72: ("PR", "Puerto Rico"),
}  # fmt: skip


def code_of_state(postal: str) -> float:
    """Return the FIPS code of a postal code; missing if there is no such state."""
    wanted = postal.strip(" ").upper()
    return next((float(code) for code, (short, _) in STATES.items() if short == wanted), float("nan"))


def state_of(code: float) -> tuple[str, str]:
    """Return postal code and name of a FIPS code; blanks if there is no such state."""
    return STATES.get(int(code), ("", "")) if code == code else ("", "")


@function(
    "FIPSTATE", "num", returns="char", length=20, examples=(("fipstate(37)", "NC"), ("fipstate(10)", "DE"))
)
def fipstate(code: float) -> str:
    """Return the postal code of a FIPS code."""
    return "" if code != code else state_of(code)[0] or "--"


@function(
    "FIPNAME",
    "num",
    returns="char",
    length=20,
    examples=(("fipname(37)", "NORTH CAROLINA"), ("fipname(36)", "NEW YORK")),
)
def fipname(code: float) -> str:
    """Return the name of a state by its FIPS code, in capitals."""
    return fipnamel(code).upper()


@function(
    "FIPNAMEL",
    "num",
    returns="char",
    length=20,
    examples=(("fipnamel(37)", "North Carolina"), ("fipnamel(6)", "California")),
)
def fipnamel(code: float) -> str:
    """Return the name of a state by its FIPS code."""
    return "" if code != code else state_of(code)[1] or "Invalid Code"


@function("STFIPS", "char", examples=(("stfips('NC')", 37), ("stfips('xx')", None)))
def stfips(postal: str) -> float:
    """Return the FIPS code of a postal code."""
    return code_of_state(postal)


@function(
    "STNAME",
    "char",
    returns="char",
    length=20,
    examples=(("stname('NC')", "NORTH CAROLINA"), ("stname('XX')", "")),
)
def stname(postal: str) -> str:
    """Return the name of a state by its postal code, in capitals."""
    return state_of(code_of_state(postal))[1].upper()


@function(
    "STNAMEL",
    "char",
    returns="char",
    length=20,
    examples=(("stnamel('NC')", "North Carolina"), ("stnamel('ny')", "New York")),
)
def stnamel(postal: str) -> str:
    """Return the name of a state by its postal code."""
    return state_of(code_of_state(postal))[1]
