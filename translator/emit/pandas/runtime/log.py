"""The log, and the two ways in which a program stops."""

from __future__ import annotations

from translator.library.errors import SasError as SasError

LOG: list[str] = []  # what SAS would have written to its log: PUT lines, notes about the data


def log(line: str) -> None:
    """Write a line to the log: it is printed and kept in `LOG`."""
    LOG.append(line)
    print(line)


class NotTranslated(Exception):
    """The program has come to a SAS statement that has no translation."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{message} [{code}]")
        self.code = code
        self.message = message
