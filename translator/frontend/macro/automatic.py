"""Automatic macro variables. (Macro Language Reference, "Automatic Macro Variables".)"""

from __future__ import annotations

import getpass
import os
import sys
from datetime import datetime

RUN_TIME = frozenset(
    """SYSDATE SYSDATE9 SYSTIME SYSDAY SYSUSERID SYSJOBID SYSPROCESSID SYSPARM SYSERR SYSERRORTEXT SYSWARNINGTEXT SYSCC
    SYSRC SYSLIBRC SYSFILRC SYSLCKRC SYSINFO SYSHOSTNAME SYSTCPIPHOSTNAME SYSNOBS SQLOBS SQLRC SQLEXITCODE SQLXRC
    SQLXMSG SYSDBMSG SYSDBRC""".split()
)
"""Automatic variables whose values only a run has."""

_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def automatic_variables(now: datetime, sysparm: str = "") -> dict[str, str]:
    """Return the automatic variables at the start of a session."""
    month = _MONTHS[now.month - 1]
    windows = sys.platform.startswith("win")
    return {
        "SYSDATE": f"{now.day:02d}{month}{now.year % 100:02d}",
        "SYSDATE9": f"{now.day:02d}{month}{now.year:04d}",
        "SYSTIME": f"{now.hour:02d}:{now.minute:02d}",
        "SYSDAY": _DAYS[now.weekday()],
        "SYSVER": "9.4",
        "SYSVLONG": "9.04.01M8P012623",
        "SYSVLONG4": "9.04.01M8P01262023",
        "SYSSITE": "0",
        "SYSUSERID": _user(),
        "SYSJOBID": str(os.getpid()),
        "SYSPROCESSID": "",
        "SYSPROCESSNAME": "Program",
        "SYSINDEX": "0",
        "SYSMACRONAME": "",
        "SYSLAST": "_NULL_",
        "SYSDSN": "",
        "SYSNDSN": "",
        "SYSERR": "0",
        "SYSERRORTEXT": "",
        "SYSWARNINGTEXT": "",
        "SYSCC": "0",
        "SYSRC": "0",
        "SYSLIBRC": "0",
        "SYSFILRC": "0",
        "SYSLCKRC": "0",
        "SYSINFO": "0",
        "SYSPARM": sysparm,
        "SYSPBUFF": "",
        "SYSPROCNAME": "",
        "SYSENV": "BACK",
        "SYSSCP": "WIN" if windows else "LIN X64",
        "SYSSCPL": "X64_10PRO" if windows else "Linux",
        "SYSENCODING": "utf-8",
        "SYSENDIAN": "LITTLE",
        "SYSSIZEOFPTR": "8",
        "SYSSIZEOFLONG": "4" if windows else "8",
        "SYSSIZEOFUNICODE": "4",
        "SYSNCPU": "1",
        "SYSHOSTNAME": "localhost",
        "SYSTCPIPHOSTNAME": "localhost",
        "SYSMAXLONG": "2147483647" if windows else "9007199254740992",
        "SYSNOBS": "0",
        "SYSODSPATH": "",
        "SYSODSESCAPECHAR": "",
        "SYSSTARTID": "",
        "SYSSTARTNAME": "",
        "SYSMETRIC": "",
        "SYSMSG": "",
        "SYSCMD": "",
        "SYSDEVIC": "",
        "SYSDMG": "0",
        "SYSBUFFR": "",
        "SYSCHARWIDTH": "1",
        "SYSTIMEZONE": "",
        "SYSTIMEZONEIDENT": "",
        "SYSTIMEZONEOFFSET": "0",
        "SQLOBS": "0",
        "SQLRC": "0",
        "SQLEXITCODE": "0",
        "SQLXRC": "0",
        "SQLXMSG": "",
        "SYSDBMSG": "",
        "SYSDBRC": "0",
    }


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "user"
