"""Every documented example of every row."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from math import isnan, nan
from pathlib import Path

import pytest

import translator.library.formats as formats_package
from translator.lang.syntax import Format
from translator.library.errors import SasError
from translator.library.formats import FORMATS, read, write
from translator.library.formats.r_table import r_table
from translator.library.missing import missing_letter, special_missing
from translator.library.octets import octets
from translator.library.rows import Example

CALL = re.compile(r"(put|input)\((.*), *(\$?[a-z_0-9]*?[a-z_]|\$|)(\d*)\.(\d*)\)", re.I | re.S)
EXAMPLES = sorted({example for row in FORMATS.values() for example in row.examples}, key=lambda e: e.sas)


def parse(expression: str) -> tuple[str, float | str, Format]:
    """Return ("put" or "input", the first argument's value, the format)."""
    found = CALL.fullmatch(expression)
    assert found, expression
    kind, argument, name, width, decimals = found.groups()
    format = Format(name.upper(), int(width) if width else None, int(decimals) if decimals else None)
    return kind.lower(), constant(argument), format


def constant(text: str) -> float | str:
    """Return the value of a SAS constant."""
    literal = re.fullmatch(r"'([^']*)'(dt|d|t)", text, re.I)
    if literal:
        informat = {"d": "DATE", "t": "TIME", "dt": "DATETIME"}[literal.group(2).lower()]
        return read(literal.group(1), Format(informat, 32))
    if text[:1] in "'\"" and text[:1]:
        return text[1:-1].replace(text[0] * 2, text[0])
    if re.fullmatch(r"\.[A-Za-z_]?", text):
        return special_missing(text[1:].upper())
    return float(text)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e.sas)
def test_example(example: Example) -> None:
    kind, value, format = parse(example.sas)
    if kind == "put":
        assert write(value, format) == example.result
        return
    assert isinstance(value, str)
    if example.result is None:
        with pytest.raises(ValueError):
            read(value, format)
        return
    result = read(value, format)
    if isinstance(result, float) and isnan(result):
        assert "." + missing_letter(result) == example.result
    else:
        assert result == example.result


FOLDER = Path(formats_package.__file__).parent


def r_text(text: str) -> str:
    """Return an R string constant."""
    text = text.replace("\0", "\ue000")  # what stands for the byte 0
    return '"' + "".join(f"\\u{ord(c):04x}" if not 31 < ord(c) < 127 or c in '"\\' else c for c in text) + '"'


def r_number(value: float) -> str:
    """Return an R number, special missings as haven keeps them."""
    if isnan(value):
        letter = missing_letter(value)
        return f'sas_special_missing("{letter}")' if letter else "NA_real_"
    return repr(value)


def test_r_table_is_the_rows() -> None:
    assert (FOLDER / "formats_table.R").read_text(encoding="utf-8") == r_table()


@pytest.mark.r
@pytest.mark.skipif(shutil.which("Rscript") is None, reason="needs R")
def test_r_gives_the_same(tmp_path: Path) -> None:
    """All examples and many values and widths through the R twins, in one process, against Python's texts."""
    session = FOLDER.parents[1] / "emit" / "r" / "runtime" / "session.R"  # OPTIONS MISSING=
    lines = [
        f"source({r_text(str(file))}, encoding = 'UTF-8')"
        for file in (session, *sorted(FOLDER.glob("*.R"), key=r_order))
    ]
    lines.append("sas_log <- function(line) invisible(NULL)")
    calls: dict[tuple[str, Format, type], list[float | str]] = {}
    for kind, value, format in cases():
        calls.setdefault((kind, format, type(value)), []).append(value)
    expected: list[str] = []
    for (kind, format, _), values in calls.items():
        bytes_ = kind == "put" and FORMATS[format.name].bytes
        for value in values:
            result = write(value, format) if kind == "put" else shown(str(value), format)
            result = octets(result).hex().upper() if bytes_ else result
            expected.append(f"{kind} {value!r} {format}\t{result}")
        vector = "c(" + ", ".join(r_text(v) if isinstance(v, str) else r_number(v) for v in values) + ")"
        width = "NULL" if format.width is None else str(format.width)
        decimals = "NULL" if format.decimals is None else str(format.decimals)
        quiet = ", quiet = TRUE" if kind == "input" else ""
        call = f'sas_{kind}({vector}, "{format.name}", {width}, {decimals}{quiet})'
        lines.append(f"out_bytes({call[:-1]}, zeros = TRUE))" if bytes_ else f"out({call})")
    head = [
        "lines <- list()",
        "out <- function(x) lines[[length(lines) + 1]] <<- if (is.character(x)) x else"
        ' ifelse(is.na(x), paste0(".", sas_missing_letter(x)), sprintf("%.17g", x))',
        "out_bytes <- function(x) for (one in x) out(paste(sprintf('%02X', as.integer(sas_octets(one))), collapse = ''))",
    ]
    program = tmp_path / "examples.R"
    program.write_text(
        "\n".join([*head, *lines, "writeLines(enc2utf8(unlist(lines)), useBytes = TRUE)"]), "utf-8"
    )
    ran = subprocess.run(
        ["Rscript", "--vanilla", str(program)],
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"LC_ALL": "C.UTF-8"},
    )
    assert ran.returncode == 0, ran.stderr[-3000:]
    got = ran.stdout.split("\n")[:-1]
    assert len(got) == len(expected)
    wrong = [
        f"{want} | R: {text}"
        for want, text in zip(expected, got, strict=True)
        if want.split("\t", 1)[1] != text
    ]
    assert not wrong, f"{len(wrong)} of {len(got)}\n" + "\n".join(wrong[:40])


def r_order(file: Path) -> tuple[bool, str]:
    """The table last: it names the functions."""
    return file.name == "formats_table.R", file.name


def shown(text: str, format: Format) -> str:
    """Return what R prints for a value read: invalid data are missing there."""
    try:
        value = read(text, format)
    except ValueError:
        return "."
    if isinstance(value, str):
        return value
    return "." + missing_letter(value) if isnan(value) else f"{value:.17g}"


NUMBERS = (
    0.0, 1.0, -1.0, 0.5, 0.125, 2.675, 1.005, -0.04, 0.285, 1 / 3, -2 / 3, 9.995, 99.5, 123.456, 12345.678, -1234.5,
    999999.5, 1234567.891, 1e15, 123456789012345.0, 1e-5, 1.23456789e-6, 1e100, 4.35e-10, 0.999999999999, float("nan"),
    special_missing("Z"), special_missing("_"),
)  # fmt: skip
DAYS = (
    0.0,
    -1.0,
    59.0,
    60.0,
    14669.0,
    22280.5,
    23010.0,
    -138061.0,
    745154.0,
    2936548.0,
    6589335.0,
    6589336.0,
    -138062.0,
    float("nan"),
)
SECONDS = (0.0, 0.5, 59.5, 3599.96, 3600.0, 45296.789, 86399.999, 100000.25, -3661.5, 3600000.0, float("nan"))
MOMENTS = (0.0, 1899047107.0, 1899047107.75, -0.001, 1926547199.999, -3.15e9, float("nan"))
WORDS = {
    "": ("12", " -1.5E3 ", ".", ".B", "1x", "", "1 2", "1D2", "+7", "1-2", "$1,234.5", "(5%)", "-3E-2", "7-8"),
    "date": ("01JAN60", "1-feb-2020", "29feb2021", "10/12/99", "991231", "2020-02-29", "20200229", "31/12/20", "x", ".", "JAN2020", "2020Q3", "20060", "2012-W05-03", "12w53", "2012W0101", "2015-W00-07", "2012"),
    "time": ("9:05", "12:30:15.5", "2:30 pm", "12:00 am", "-1:00", "25:61", "090507", "."),
    "datetime": ("17mar12:09:05:07.5", "17mar2012 9:05", "17mar2012/9:05 pm", "2012-03-17 09:05", "3/17/2012 9:05 PM", "17mar2012", "2012", "2012-03", "201203", "20110731142335", "20110731142335125"),
}  # fmt: skip


WHOLE = (
    0.0,
    1.0,
    12.0,
    127.0,
    128.0,
    255.0,
    256.0,
    1234.0,
    32767.0,
    65536.0,
    2147483648.0,
    1e15,
    2.0**53 + 2,
    1e19,
    0.5,
    2.675,
    99.5,
)
FIELDS = ("", " ", "A", "12", "012}", "\0", "\x01\u20ac", "\xff" * 8, "\0\0\0\0\0\0`@", "\xf1\xf2\xd3", "\x12\x34\\", "@@\xc0", "\u20ac\0\x11C",
          "\x01" * 7 + "\x02", "\x80\x01\x02\x03\x04\x05\x06\x07", "\x89#Eg\u2030\xab\xcd\xef", "N\xf1\xf2", "-1.5")  # fmt: skip


def byte_cases(name: str) -> list[tuple[str, float | str, Format]]:
    """Return values, widths and fields for a format whose texts are bytes, without those that stop the run."""
    row = FORMATS[name]
    found: list[tuple[str, float | str, Format]] = []
    widths = sorted({row.lowest, min(row.lowest + 1, row.highest), row.default, min(row.highest, 16)})
    signed = [sign * value for value in (*WHOLE, 0.1, 1e-9, 123.456) for sign in (1, -1)]
    values = (
        ("", "ab c", " x") if name[0] == "$" else (*signed, nan, special_missing("Z"), special_missing("_"))
    )
    for width in widths:
        found += [("put", value, Format(name, width, d)) for value in values for d in (None, 2) if row.write]
        found += [("input", text, Format(name, width, d)) for text in FIELDS for d in (None, 2) if row.read]
    return [case for case in found if not stops(*case)]


def stops(kind: str, value: float | str, format: Format) -> bool:
    """Does this stop the run?"""
    try:
        write(value, format) if kind == "put" else read(str(value), format)
    except SasError:
        return True
    except ValueError:
        return False
    return False


def cases() -> list[tuple[str, float | str, Format]]:
    """Return the examples, and every format over its widths and values that hurt."""
    found = [parse(example.sas) for example in EXAMPLES]
    for name, row in FORMATS.items():
        if row.bytes:
            found += byte_cases(name)
            continue
        text = name.startswith("$")
        values: tuple[float | str, ...] = {"date": DAYS, "time": SECONDS, "datetime": MOMENTS, "": NUMBERS}[
            row.dates
        ]
        values = ("", "ab c", " x", 'say "hi"', "åäö", "'q'", "4142", "00100001") if text else values
        widths = {
            row.lowest,
            row.lowest + 1,
            row.lowest + 3,
            row.default,
            row.default + 2,
            min(row.highest, 20),
        }
        if row.write is not None:
            for width in sorted(widths):
                for decimals in (None,) if row.dates == "date" or text else (None, 1, 3):
                    if decimals is None or decimals < width:
                        found += [("put", value, Format(name, width, decimals)) for value in values]
        if row.read is not None:
            words = [str(value) for value in values] if text else [*WORDS[row.dates], *WORDS[""]]
            if name in ("$HEX", "$BINARY", "$OCTAL"):
                words = {"$HEX": ["4142", "6C6C "], "$BINARY": ["0100000101000010"], "$OCTAL": ["101102"]}[
                    name
                ]
            found += [("input", word, Format(name, width)) for word in words for width in (None, 20)]
    return [case for case in found if not stops(*case)]
