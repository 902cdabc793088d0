"""How a run stops where SAS stops, or where the translation cannot go on."""

from __future__ import annotations


class SasError(Exception):
    """SAS would stop the step here with this message."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def too_large(what: str) -> SasError:
    """Return the error of a number that is larger than any of SAS: infinite where SAS would have made it missing."""
    return SasError("R0614", f"ERROR: {what} is larger than any number of SAS, which makes it missing.")
