"""What SYSMSG and SYSRC tell of the last function on data sets and files that failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from translator.emit.pandas.runtime.log import NotTranslated

if TYPE_CHECKING:
    from translator.emit.pandas.runtime.libraries import Libraries


def failed(lib: Libraries, message: str) -> None:
    """Keep the message of a function that failed."""
    lib.message, lib.failed = message, True


def sysmsg(lib: Libraries) -> str:
    """SYSMSG: the message of the last failure; it is told once."""
    message, lib.message = lib.message, ""
    return message


def sysrc(lib: Libraries) -> float:
    """SYSRC: 0 where no function has failed. The numbers of SAS's errors are SAS's own."""
    if lib.failed:
        raise NotTranslated("H0453", "SYSRC: only SAS knows the number of an error")
    return 0.0
