"""User formats of PROC FORMAT."""

from __future__ import annotations

import os
import shutil
import subprocess
from math import isnan, nan
from pathlib import Path

import pytest

import translator.library.formats as formats_package
from translator.lang.source import Source, Token
from translator.lang.statements import FormatDefinition, FormatEntry, FormatRange, Option
from translator.lang.syntax import Expr, Format, Number, String, Var
from translator.library.formats import UserFormat, compile_format, read, write
from translator.library.formats.r_table import r_format
from translator.library.missing import missing_letter, special_missing


def make(
    kind: str, name: str, *entries: tuple[list[FormatRange], Expr | Format], **options: object
) -> dict[str, UserFormat]:
    at = TOKEN
    definition = FormatDefinition(
        kind=kind,  # type: ignore[arg-type]
        name=name,
        entries=tuple(FormatEntry(tuple(ranges), label) for ranges, label in entries),
        options=tuple(Option(key, value) for key, value in options.items()),
        at=at,
        end=at,
    )
    return {name: compile_format(definition)}


def one(value: float | str) -> FormatRange:
    return FormatRange(String(value) if isinstance(value, str) else Number(value))


TOKEN = Token("name", "value", Source("t.sas", "value"), 0, 5)
LOW, HIGH, OTHER = Var("low"), Var("HIGH"), FormatRange(Var("other"))


def test_open_ends_and_other() -> None:
    # value band 0<-10='A' 10<-<20='B' 20='C' other='-';
    band = make(
        "value", "BAND",
        ([FormatRange(Number(0), Number(10), low_open=True)], String("A")),
        ([FormatRange(Number(10), Number(20), low_open=True, high_open=True)], String("B")),
        ([one(20)], String("C")),
        ([OTHER], String("-")),
    )  # fmt: skip
    got = [write(x, Format("BAND"), band) for x in (0.0, 0.1, 10.0, 15.0, 20.0, 21.0, nan)]
    assert got == ["-", "A", "A", "B", "C", "-", "-"]


def test_shared_end_belongs_to_the_lower_range() -> None:
    shared = make(
        "value", "S",
        ([FormatRange(Number(10), HIGH)], String("high")),
        ([FormatRange(LOW, Number(10))], String("low")),
    )  # fmt: skip
    assert write(10.0, Format("S"), shared) == "low "


def test_uncovered_number_is_written_with_best_in_the_width() -> None:
    yes = make("value", "YN", ([one(1)], String("Yes")), ([one(0)], String("No")))
    assert write(7.0, Format("YN"), yes) == "  7"
    assert write(0.0, Format("YN"), yes) == "No "
    assert write(nan, Format("YN"), yes) == "  ."
    assert write(1.0, Format("YN", 1), yes) == "Y"


def test_missing_values_have_ranges_of_their_own() -> None:
    from translator.lang.syntax import Missing

    kinds = make(
        "value", "M",
        ([FormatRange(Missing())], String("none")),
        ([FormatRange(Missing("A"))], String("absent")),
        ([FormatRange(LOW, HIGH)], String("number")),
    )  # fmt: skip
    got = [
        write(x, Format("M"), kinds).rstrip()
        for x in (nan, special_missing("A"), special_missing("B"), -1e300)
    ]
    assert got == ["none", "absent", "B".rjust(6), "number"]


def test_fuzz() -> None:
    exact = make("value", "F", ([one(1)], String("one")))
    assert write(1 + 1e-13, Format("F"), exact) == "one"
    assert write(1.001, Format("F"), exact) == "  1"


def test_character_ranges_ignore_trailing_blanks() -> None:
    region = make("value", "$REG", ([one("NY"), one("NJ")], String("East")), ([one(" ")], String("None")))
    assert write("NJ  ", Format("$REG"), region) == "East"
    assert write("", Format("$REG"), region) == "None"
    assert write("TX", Format("$REG"), region) == "TX  "
    assert write("Texas", Format("$REG"), region) == "Texa"


def test_nested_format() -> None:
    nested = make("value", "D", ([FormatRange(LOW, HIGH)], Format("DATE", 9)), ([OTHER], String("no date")))
    assert write(0.0, Format("D"), nested) == "01JAN1960"
    assert write(nan, Format("D"), nested) == "no date  "


def test_informats() -> None:
    grade = make("invalue", "GR", ([one("A")], Number(4)), ([one("B")], Number(3)), ([OTHER], Number(0)))
    assert [read(x, Format("GR"), grade) for x in "ABZ"] == [4, 3, 0]
    same = make(
        "invalue", "T", ([FormatRange(Number(1), Number(100))], Var("_same_")), ([one("T")], Number(0.5))
    )
    assert read("42", Format("T", 5), same) == 42
    assert read("T", Format("T", 5), same) == 0.5
    refuse = make(
        "invalue", "R", ([FormatRange(Number(1), Number(9))], Var("_SAME_")), ([OTHER], Var("_error_"))
    )
    with pytest.raises(ValueError):
        read("10", Format("R", 2), refuse)


def test_upcase_and_just() -> None:
    read_sex = make("invalue", "$SX", ([one("M")], String("Male")), upcase=None, just=None)
    assert read(" m", Format("$SX", 2), read_sex) == "Male"


def picture(
    template: str, value: float, width: int | None = None, round_: bool = False, **options: Expr | None
) -> str:
    at = TOKEN
    entry = FormatEntry(
        (FormatRange(LOW, HIGH),), String(template), tuple(Option(key, text) for key, text in options.items())
    )
    definition = FormatDefinition(
        kind="picture",
        name="P",
        entries=(entry,),
        options=(Option("round"),) if round_ else (),
        at=at,
        end=at,
    )
    return write(value, Format("P", width), {"P": compile_format(definition)})


def test_pictures() -> None:
    # documented: social security numbers, money in millions, leading zeros
    assert picture("999-99-9999", 12345678.0) == "012-34-5678"
    assert picture("09.9M", 1600000.0, 8, prefix=String("$"), mult=Number(0.00001)).strip() == "$1.6M"
    assert picture("000,009.99", 25500.0, 12, prefix=String("$")).strip() == "$25,500.00"
    assert picture(">1000 miles", 1200.0, noedit=None) == ">1000 miles"
    assert picture("%0d.%0m.%Y", 0.0, 10, datatype=Var("date")) == "01.01.1960"


def test_documented_picture() -> None:
    """PROC FORMAT, "Building a Picture Format: Step by Step": the NOZEROS. format and its printed values."""
    at = TOKEN
    ranges = (
        (FormatRange(LOW, Number(-1)), "00.00", "-", None),
        (FormatRange(Number(-1), Number(0), True, True), "99", "-.", 100.0),
        (FormatRange(Number(0), Number(1), False, True), "99", ".", 100.0),
        (FormatRange(Number(1), HIGH), "00.00", "", None),
    )
    entries = tuple(
        FormatEntry(
            (item,),
            String(template),
            ((Option("prefix", String(prefix)),) if prefix else ())
            + ((Option("mult", Number(mult)),) if mult else ()),
        )
        for item, template, prefix, mult in ranges
    )
    definition = FormatDefinition(kind="picture", name="NOZEROS", entries=entries, at=at, end=at)
    user = {"NOZEROS": compile_format(definition)}
    values = (-0.01, 0.55, -0.05, -2.05, 0.09, 0.54, 0.4, 44.63, 0.0, 6.6)
    texts = [write(value, Format("NOZEROS"), user).strip() for value in values]
    assert texts == ["-.01", ".55", "-.05", "-2.05", ".09", ".54", ".40", "44.63", ".00", "6.60"]


def everything() -> dict[str, UserFormat]:
    """Return formats of every kind, for the comparison with R."""
    from translator.lang.syntax import Missing

    at = TOKEN
    pictures: dict[str, UserFormat] = {}
    for name, template, options in (
        ("PAY", "000,009.99", (Option("prefix", String("$")),)),
        ("MILL", "09.9M", (Option("prefix", String("$")), Option("mult", Number(0.00001)))),
        ("SOC", "999-99-9999", ()),
        ("STAR", "00000", (Option("fill", String("*")),)),
        ("TEXT", "none", (Option("noedit"),)),
        ("DAY", "%A %0d.%0m.%Y %b %j", (Option("datatype", Var("date")),)),
    ):
        entry = FormatEntry((FormatRange(LOW, HIGH),), String(template), options)
        definition = FormatDefinition(
            kind="picture",
            name=name,
            entries=(entry,),
            at=at,
            end=at,
            options=(Option("default", Number(24)),),
        )
        pictures[name] = compile_format(definition)
    return pictures | (
        make(
            "value", "BAND",
            ([FormatRange(Number(20), HIGH, low_open=True)], String("high \"x\"")),
            ([FormatRange(LOW, Number(10), high_open=True)], String("low")),
            ([FormatRange(Number(10), Number(20))], String("mid")),
            ([FormatRange(Missing("A"))], String("absent")),
        )
        | make("value", "D", ([FormatRange(LOW, HIGH)], Format("DATE", 9)), ([OTHER], String("no date")))
        | make("value", "$REG", ([one("NY"), one("NJ")], String("East")), ([FormatRange(String("A"), String("C"))], String("abc")), ([FormatRange(String("p"), HIGH)], String("late")), ([one(" ")], String("None")))
        | make("invalue", "GR", ([one("A")], Number(4)), ([one("B")], Missing("B")), ([FormatRange(Number(1), Number(100))], Var("_same_")), ([one("T")], Number(0.5)), ([one("X")], Var("_error_")), ([OTHER], Number(0)), default=Number(5))
        | make("invalue", "$SX", ([one("M")], String("Male")), upcase=None, just=None)
    )  # fmt: skip


@pytest.mark.r
@pytest.mark.skipif(shutil.which("Rscript") is None, reason="needs R")
def test_r_gives_the_same(tmp_path: Path) -> None:
    user = everything()
    numbers = [
        0.0,
        9.9999999999999,
        10.0,
        20.0,
        20.5,
        -7.25,
        12345678.0,
        1234.567,
        1.6e6,
        nan,
        special_missing("A"),
    ]
    texts = ["NY", "NJ  ", "B", "Bx", "Cx", "", "zebra", "TX", "A", "42", " m", "T", "X", "0", "."]
    folder = Path(formats_package.__file__).parent
    files = sorted(folder.glob("*.R"), key=lambda file: (file.name == "formats_table.R", file.name))
    files.insert(0, folder.parents[1] / "emit" / "r" / "runtime" / "session.R")  # OPTIONS MISSING=
    lines = [f"source('{file}', encoding = 'UTF-8')" for file in files]
    lines += ["user <- list("] + [
        f"`{name}` = {r_format(format)}" + ("," if name != list(user)[-1] else "") for name, format in user.items()
    ] + [")"]  # fmt: skip
    r_numbers = ", ".join(
        ("sas_special_missing('A')" if missing_letter(x) else "NA_real_") if isnan(x) else repr(x)
        for x in numbers
    )
    lines += [f"numbers <- c({r_numbers})", f"texts <- c({', '.join(repr(text) for text in texts)})"]
    lines.append(
        "show <- function(x) if (is.character(x)) x else ifelse(is.na(x), paste0('.', sas_missing_letter(x)), x)"
    )
    expected: list[str] = []
    for name, format in user.items():
        for width in (None, 3, 12):
            r_width = "NULL" if width is None else str(width)
            if format.kind.startswith("invalue"):
                lines.append(
                    f"writeLines(as.character(show(sas_input(texts, '{name}', {r_width}, quiet = TRUE, user = user))))"
                )
                expected += [shown(text, Format(name, width), user) for text in texts]
            else:
                values = texts if format.kind == "char" else numbers
                kind = "texts" if format.kind == "char" else "numbers"
                lines.append(f"writeLines(sas_put({kind}, '{name}', {r_width}, user = user))")
                expected += [write(value, Format(name, width), user) for value in values]
    program = tmp_path / "user.R"
    program.write_text("\n".join(lines), "utf-8")
    ran = subprocess.run(
        ["Rscript", "--vanilla", str(program)], capture_output=True, encoding="utf-8", env=ENVIRONMENT
    )
    assert ran.returncode == 0, ran.stderr[-3000:]
    assert ran.stdout.split("\n")[:-1] == expected


ENVIRONMENT = os.environ | {"LC_ALL": "C.UTF-8"}


def shown(text: str, format: Format, user: dict[str, UserFormat]) -> str:
    """Return what R shows for a value read."""
    try:
        value = read(text, format, user)
    except ValueError:
        return "."
    if isinstance(value, str):
        return value
    return "." + missing_letter(value) if isnan(value) else f"{value:.15g}"
