"""What stops a step."""

from __future__ import annotations

from translator.lang.source import Token


class StepError(Exception):
    """An error that ends the running step, as SAS words it (without the leading "ERROR: ").

    The session writes `ERROR: message` to the log, records diagnostic `code` and goes on with the next step.
    """

    def __init__(
        self, message: str, at: Token | None = None, code: str = "R0001", prefix: str = "ERROR: "
    ) -> None:
        super().__init__(message)
        self.message = message
        self.at = at
        self.code = code
        self.prefix = prefix


class Unsupported(StepError):
    """A feature that the interpreter does not have: an error, never a guess."""

    def __init__(self, what: str, at: Token | None = None) -> None:
        super().__init__(f"The reference interpreter does not support {what}.", at, "R0002")
