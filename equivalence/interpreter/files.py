"""External files and filerefs: lists of lines, read and written by INFILE and FILE."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from equivalence.interpreter.errors import StepError, Unsupported
from translator.lang.source import Token
from translator.library.octets import from_octets


@dataclass(slots=True)
class FileRef:
    """A fileref: a physical path, or lines in memory (device TEMP, `path` None)."""

    name: str
    path: Path | None = None
    lines: list[str] = field(default_factory=list)
    exists: bool = False
    encoding: str = "utf-8"
    form: str = ""  # the words of its FILENAME statement
    ending: str = ""  # of the lines that are written, where that is not a line feed

    def read(self, at: Token | None = None, ending: str = "") -> list[str]:
        """Return the lines; `ending`: what ends them, where that is not a line feed. Raises StepError where the file does not exist."""
        if self.path is None:
            if not self.exists:
                raise StepError(f"Physical file does not exist, {self.name.upper()}.", at, "R0005")
            return self.lines
        try:
            data = self.path.read_bytes()
        except OSError:
            raise StepError(f"Physical file does not exist, {self.path}.", at, "R0005") from None
        try:
            text = data.decode(self.encoding)
        except UnicodeDecodeError:
            text = from_octets(data)
        text = text.removeprefix("\ufeff")
        lines = text.split(ending) if ending else text.replace("\r\n", "\n").split("\n")
        if lines and lines[-1] == "":
            lines.pop()
        return lines

    def read_records(self, length: int, at: Token | None = None) -> list[str]:
        """Return the records of so many bytes, one character a byte. Raises StepError R0448."""
        if self.path is None:
            raise Unsupported("RECFM=F of a file that the program has made", at)
        try:
            data = self.path.read_bytes()
        except OSError:
            raise StepError(f"Physical file does not exist, {self.path}.", at, "R0005") from None
        if len(data) % length:
            raise StepError(
                f"The file {self.path} is not a whole number of records of {length} bytes.", at, "R0448"
            )
        return [from_octets(data[start : start + length]) for start in range(0, len(data), length)]

    def write(self, lines: list[str], append: bool) -> None:
        """Write (or append) lines. Raises StepError where the place is not writable."""
        if self.path is None:
            self.lines = self.lines + lines if append else list(lines)
            self.exists = True
            return
        try:
            with self.path.open("a" if append else "w", encoding=self.encoding, newline="") as target:
                target.writelines(line + (self.ending or "\n") for line in lines)
        except OSError as problem:
            raise StepError(
                f"Physical file cannot be written, {self.path}: {problem.strerror}.", None, "R0005"
            ) from None

    def is_there(self) -> bool:
        """Does the file exist?"""
        return self.exists if self.path is None else self.path.exists()


def note_made(services: dict[str, Any], file: FileRef) -> None:
    """Note among a session's services that the program has made this file: FDELETE may delete it."""
    if file.path is not None:
        services.setdefault("made files", set()).add(file.path.resolve())
