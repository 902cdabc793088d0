"""How a run stops where SAS stops, or where the translation cannot go on."""

from __future__ import annotations


class SasError(Exception):
    """SAS would stop the step here with this message."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
