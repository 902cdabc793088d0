"""What a site gives every program: folders of macros and included files, filerefs, options, an autoexec."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from translator.lang.source import Source

if TYPE_CHECKING:
    from translator.frontend.macro.state import MacroHost, MacroState

_OPTION = re.compile(r"[^\W\d]\w*\Z")


@dataclass(frozen=True, slots=True)
class Site:
    """What stands around a program, from saslift.toml.

    Args:
        autocall: folders of autocall macros, searched after those of OPTIONS SASAUTOS=.
        includes: folders of files for %INCLUDE, searched after the including file's own folder.
        filerefs: fileref (lower case) -> file or folder, as a FILENAME statement before the program.
        options: name -> value, as an OPTIONS statement before the program.
        autoexec: a program that runs before each program (SAS's AUTOEXEC=), relative to the settings' folder.
        sysparm: the SYSPARM= option.
        special_missing: the data hold .A to .Z, though the programs do not name them.
        large_numbers: the data hold numbers from 1E100 on, though the programs have none.
        settings: the file that says so, for diagnostics.
        connections: name of a DBMS, of a connection or a libref (lower case) -> SQLAlchemy URL of the database.
    """

    autocall: tuple[Path, ...] = ()
    includes: tuple[Path, ...] = ()
    filerefs: Mapping[str, Path] = field(default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)
    autoexec: Path | None = None
    sysparm: str = ""
    special_missing: bool = False
    large_numbers: bool = False
    settings: str = "saslift.toml"
    connections: Mapping[str, str] = field(default_factory=dict)

    def macros(
        self,
        host: MacroHost,
        folder: Path,
        *,
        running: bool,
        now: datetime | None = None,
        encoding: str = "",
    ) -> MacroState:
        """Return the macro state that a program of a folder begins with."""
        from translator.frontend.macro.state import MacroState  # commands that read nothing do not load it

        state = MacroState(
            host,
            now,
            autocall_paths=[*self.autocall],
            include_paths=[folder, *self.includes],
            sysparm=self.sysparm,
            running=running,
        )
        state.encoding = encoding or None
        if self.sysparm:
            state.runtime.discard("SYSPARM")  # the site says it: translation knows it, too
        return state

    def prelude(self) -> Source | None:
        """Return the statements that stand before every program; None where there are none."""
        lines = [f"filename {name} {_quoted(str(path))};" for name, path in sorted(self.filerefs.items())]
        if self.options:
            words = [name if value == "" else f"{name}={value}" for name, value in self.options.items()]
            lines.append(f"options {' '.join(words)};")
        if self.autoexec is not None:
            lines.append(f"%include {_quoted(str(self.autoexec))};")
        return Source(self.settings, "\n".join(lines) + "\n") if lines else None

    def as_dict(self) -> dict[str, Any]:
        """Return the site as plain data, for another process."""
        return {
            "autocall": [str(path) for path in self.autocall],
            "includes": [str(path) for path in self.includes],
            "filerefs": {name: str(path) for name, path in self.filerefs.items()},
            "options": dict(self.options),
            "autoexec": str(self.autoexec) if self.autoexec is not None else "",
            "sysparm": self.sysparm,
            "special_missing": self.special_missing,
            "large_numbers": self.large_numbers,
            "settings": self.settings,
            "connections": dict(self.connections),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Site:
        """Return the site that `as_dict` wrote."""
        return cls(
            tuple(Path(path) for path in data["autocall"]),
            tuple(Path(path) for path in data["includes"]),
            {name: Path(path) for name, path in data["filerefs"].items()},
            dict(data["options"]),
            Path(data["autoexec"]) if data["autoexec"] else None,
            data["sysparm"],
            data["special_missing"],
            data["large_numbers"],
            data["settings"],
            dict(data["connections"]),
        )


def option_value(name: str, value: object) -> str | None:
    """Return an option's value as SAS text: true is the bare name; None where it cannot be one.

    >>> option_value("missing", "0"), option_value("center", False), option_value("yearcutoff", 1950)
    ("'0'", None, '1950')
    """
    if not _OPTION.match(name) or value is False:
        return None
    if value is True:
        return ""
    if isinstance(value, int):
        return str(value)
    if not isinstance(value, str):
        return None
    if name.lower() in ("missing", "fmtsearch", "sasautos") and not value.startswith(("'", '"', "(")):
        return _quoted(value) if name.lower() != "fmtsearch" else f"({value})"
    return value


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
