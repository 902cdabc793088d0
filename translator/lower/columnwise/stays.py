"""Why a loop stays a loop."""


class Stays(Exception):
    """The loop stays a loop; the text is the reason, one line. What it names stands in brackets at its end."""
