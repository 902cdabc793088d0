"""The parts of an Enterprise Guide project file, read one by one: a damaged part does not take the others along.

An .egp is a zip file. `project.xml` (UTF-16 with a byte-order mark) describes the project; the program of the task
CodeTask-X stands in `CodeTask-X/code.sas`, and once more below a folder of the project's own version control.
(SAS Enterprise Guide 7.1 and 8.x, as such files are published; the format has no public specification.)
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
import zipfile
import zlib
from pathlib import Path
from xml.etree.ElementTree import Element

from translator.frontend.encoding import decode
from translator.lang.diagnostics import Diagnostic

LARGEST = 512 * 1024 * 1024
"""Bytes that a part may have when unpacked; a larger one is refused."""

_DECLARATION = re.compile(r"\s*<\?xml.*?\?>", re.DOTALL)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_CODE = re.compile(r"(?:^|/)([^/]+)/code\.sas\Z", re.IGNORECASE)


class Archive:
    """An open project file; what cannot be read is in `findings`, with its name."""

    def __init__(self, path: Path, shown: str) -> None:
        """Raises OSError where the file cannot be read, zipfile.BadZipFile where it is no zip file."""
        self.shown = shown
        self.findings: list[Diagnostic] = []
        self._zip = zipfile.ZipFile(path)
        self._codes: dict[str, str] = {}
        for name in sorted(self._zip.namelist(), key=lambda name: (name.count("/"), name)):
            match = _CODE.search(name)
            if match is not None:
                self._codes.setdefault(match[1], name)

    def bytes_of(self, name: str) -> bytes | None:
        """Return a part; None, and a finding, where it is damaged."""
        try:
            if self._zip.getinfo(name).file_size > LARGEST:
                raise zipfile.BadZipFile("larger than any project")
            return self._zip.read(name)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            RuntimeError,
            OSError,
        ) as error:
            self.find("E0031", f"the part {name} of the project cannot be read: {error}")
        except KeyError:
            self.find("E0031", f"the project has no part {name}")
        return None

    def find(self, code: str, message: str) -> None:
        """Add a finding about the project file."""
        self.findings.append(Diagnostic(code, message, self.shown, 1, 1))

    def code(self, task: str) -> str | None:
        """Return the program of a task (its ID) as it stands in the zip file; None where there is none."""
        name = self._codes.get(task)
        data = self.bytes_of(name) if name is not None else None
        if name is None or data is None:
            return None
        text, _, findings = decode(data, None, f"{self.shown}/{name}")
        self.findings += findings
        return text.removeprefix("\ufeff")

    def tasks_with_code(self) -> list[str]:
        """Return the IDs of tasks that have a program in the zip file, in order of their names."""
        return sorted(self._codes)

    def document(self) -> Element | None:
        """Return project.xml; None, and a finding, where it is missing or no XML."""
        data = self.bytes_of("project.xml")
        if data is None:
            return None
        text, _, findings = decode(data, None, f"{self.shown}/project.xml")
        self.findings += findings
        text = _DECLARATION.sub("", text.removeprefix("\ufeff"), count=1)
        if "<!DOCTYPE" in text[:2000]:
            self.find("E0030", "project.xml has a DOCTYPE, which no Enterprise Guide project has")
            return None
        try:
            return ElementTree.fromstring(_NOT_XML.sub("", text))
        except ElementTree.ParseError as error:
            self.find("E0030", f"project.xml is damaged: {error}")
            return None
