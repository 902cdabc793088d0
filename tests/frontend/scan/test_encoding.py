"""Bytes to text."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from translator.frontend.encoding import decode, read_source


@pytest.mark.parametrize(
    ("data", "given", "text", "codec"),
    [
        ("x='åäö';".encode(), None, "x='åäö';", "utf-8"),
        (codecs.BOM_UTF8 + "å".encode(), None, "å", "utf-8-sig"),
        ("x='åäö€';".encode("cp1252"), None, "x='åäö€';", "cp1252"),
        ("å".encode("utf-16"), None, "å", "utf-16"),
        ("data a;".encode("utf-16-le"), None, "data a;", "utf-16-le"),
        ("ł".encode("cp1250"), "wlatin2", "ł", "cp1250"),
        (b"a\r\nb", None, "a\r\nb", "utf-8"),
        (b"", None, "", "utf-8"),
    ],
)
def test_decode(data: bytes, given: str | None, text: str, codec: str) -> None:
    found, used, diagnostics = decode(data, given)
    assert (found, used, diagnostics) == (text, codec, [])


def test_bad_bytes_are_reported() -> None:
    text, codec, diagnostics = decode(b"ok\n\x81\x8d", None, "f.sas")
    assert codec == "cp1252" and text.startswith("ok\n")
    assert [(finding.code, finding.line, finding.column) for finding in diagnostics] == [("E0001", 2, 1)]


def test_given_encoding_that_does_not_fit() -> None:
    text, _, diagnostics = decode(b"x=\xe5;", "utf-8")
    assert text == "x=\ufffd;" and diagnostics[0].code == "E0001"


def test_unknown_encoding_is_reported() -> None:
    assert decode(b"x", "nonsense")[2][0].code == "E0002"


def test_read_source(tmp_path: Path) -> None:
    file = tmp_path / "p.sas"
    file.write_bytes("title 'Malmö';".encode("latin-1"))
    source, diagnostics = read_source(file, None)
    assert source.text == "title 'Malmö';" and source.path == str(file) and not diagnostics
    with pytest.raises(OSError):
        read_source(tmp_path / "none.sas", None)
