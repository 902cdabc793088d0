"""Bytes of a SAS file to text."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from translator.lang.diagnostics import Diagnostic, diagnose
from translator.lang.source import Source

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAS_NAMES = {
    "wlatin1": "cp1252", "wlatin2": "cp1250", "latin1": "latin-1", "latin9": "iso8859-15", "wcyrillic": "cp1251",
    "wgreek": "cp1253", "wturkish": "cp1254", "pcoem437": "cp437", "pcoem850": "cp850", "open_ed-1047": "cp1047",
    "latin2": "iso8859-2", "any": "latin-1", "ascii": "ascii", "us-ascii": "ascii", "shift-jis": "shift_jis",
}  # fmt: skip
_UNDEFINED = re.compile("[\x81\x8d\x8f\x90\x9d]")


def python_codec(name: str) -> str:
    """Return Python's codec for an encoding's SAS name (wlatin1 …) or its own. Raises LookupError."""
    name = _SAS_NAMES.get(name.lower(), name)
    return codecs.lookup(name).name


def read_source(path: Path, encoding: str | None = None) -> tuple[Source, list[Diagnostic]]:
    """Read a file of SAS text; line ends stay as they are.

    Without `encoding` a byte-order mark decides, else UTF-8 if the bytes are valid UTF-8, else wlatin1 (cp1252).
    Bytes that the encoding does not have become U+FFFD and one diagnostic (E0001) for the first of them.

    Raises:
        OSError: the file cannot be read. Nothing else is raised: an unknown `encoding` is diagnostic E0002.
    """
    data = path.read_bytes()
    text, codec, findings = decode(data, encoding, str(path))
    return Source(str(path), text, codec), findings


def decode(data: bytes, encoding: str | None, path: str = "") -> tuple[str, str, list[Diagnostic]]:
    """Return text, the codec used, and diagnostics."""
    findings: list[Diagnostic] = []
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return *_tolerant(data, codec, path, findings), findings
    if encoding is not None:
        try:
            return *_tolerant(data, python_codec(encoding), path, findings), findings
        except LookupError:
            findings.append(
                diagnose("E0002", f"encoding {encoding} is not known; it is detected instead", path=path)
            )
    head = data[:400]
    if len(head) >= 4 and head[1::2].count(0) > len(head) // 4:  # UTF-16 without its mark
        return *_tolerant(data, "utf-16-le", path, findings), findings
    try:
        return data.decode("utf-8"), "utf-8", findings
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252"), "cp1252", findings
    except UnicodeDecodeError:
        return *_tolerant(data, "cp1252", path, findings), findings


def _tolerant(data: bytes, codec: str, path: str, findings: list[Diagnostic]) -> tuple[str, str]:
    try:
        return data.decode(codec), codec
    except UnicodeDecodeError as error:
        text = data.decode(codec, errors="replace")
        place = max(text.find("\ufffd"), 0)
        line, column = Source(path, text).position(place)
        what = f"byte 0x{data[error.start]:02X} is not valid {codec}"
        findings.append(
            Diagnostic("E0001", f"{what}; {text.count(chr(0xFFFD))} bytes replaced", path, line, column)
        )
        return text, codec
