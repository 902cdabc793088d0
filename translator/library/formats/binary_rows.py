"""The rows of formats and informats whose text is bytes: integers, floats, packed and zoned decimals, EBCDIC."""

from __future__ import annotations

from translator.library.formats import binary, ebcdic, packed
from translator.library.formats.number_rows import _DOC
from translator.library.rows import Body, Example, FormatRow

_PC = "SAS 9.4 Companion for Windows, "
_MVS = "SAS 9.4 Companion for z/OS, "


def _row(
    name: str, write: Body | None, read: Body | None, doc: str, default: int, lowest: int, highest: int,
    *examples: tuple[str, float | str | None], more: tuple[str, ...] = (), reads: tuple[str, ...] | None = None,
    aliases: tuple[str, ...] = (), source: str = "",
) -> FormatRow:  # fmt: skip
    """A row whose texts are bytes. An example's text is written as hexadecimal digits: "put(1, ib2.)" and "0100"."""
    source = source or f"{_DOC}{name}w.d"
    return FormatRow(
        name, write, read, doc, source, default, lowest, highest, read_default=None if name[0] == "$" else default,
        examples=tuple(Example(sas, result, source) for sas, result in examples), aliases=aliases,
        write_with=more, read_with=more if reads is None else reads, bytes=True,
    )  # fmt: skip


def _integer(
    name: str,
    default: int,
    order: str,
    sign: str,
    doc: str,
    *examples: tuple[str, float | str],
    source: str = "",
) -> FormatRow:
    reading = (order, "unsigned" if sign == "absolute" else sign)
    return _row(
        name, binary.write_integer, binary.read_integer, doc, default, 1, 8, *examples,
        more=(order, sign), reads=reading, source=source,
    )  # fmt: skip


def _packed(
    name: str,
    kind: str,
    doc: str,
    *examples: tuple[str, float | str | None],
    lowest: int = 1,
    source: str = "",
) -> FormatRow:
    return _row(
        name,
        packed.write_packed,
        packed.read_packed,
        doc,
        1,
        lowest,
        16,
        *examples,
        more=(kind,),
        source=source,
    )


def _zoned(name: str, kind: str, doc: str, *examples: tuple[str, float | str | None]) -> FormatRow:
    write = packed.write_mainframe_zoned if kind != "B" else None
    lowest = 2 if kind in "SE" else 1
    return _row(
        name, write, packed.read_mainframe_zoned, doc, 8, lowest, 32, *examples,
        more=(kind,) if write else (), reads=(kind,),
    )  # fmt: skip


def _x(call: str, text: str) -> tuple[str, str]:
    """The example of a text that is written: its bytes as characters."""
    from translator.library.octets import from_octets

    return call, from_octets(bytes.fromhex(text))


BINARY_ROWS = (
    _integer(
        "IB", 4, "little", "signed", "Whole numbers, native.",
        _x("put(128, ib4.)", "80000000"), _x("put(1, ib2.)", "0100"), _x("put(-1, ib4.)", "FFFFFFFF"),
        _x("put(9999999999999999999, ib8.)", "FFFFFFFFFFFFFF7F"), ("input('\x01\u20ac', ib2.)", -32767.0),
        ("input('\x64\0\0\0\0\0', ib6.)", 100.0), source=_PC + "IBw.d",
    ),
    _integer("IBR", 4, "little", "signed", "Whole numbers, lowest byte first.", _x("put(128, ibr4.)", "80000000")),
    _integer(
        "PIB", 1, "little", "unsigned", "Positive whole numbers, native.", _x("put(12, pib1.)", "0C"),
        ("input('\x01\u20ac', pib2.)", 32769.0), ("input('\xff', pib1.)", 255.0), source=_PC + "PIBw.d",
    ),
    _integer("PIBR", 1, "little", "unsigned", "Positive whole numbers, lowest byte first.", _x("put(128, pibr2.)", "8000")),
    _integer(
        "S370FIB", 4, "big", "signed", "Whole numbers of a mainframe.", _x("put(128, s370fib4.)", "00000080"),
        _x("put(-1234, s370fib4.)", "FFFFFB2E"), _x("put(12.34, s370fib4.)", "0000000C"),
        _x("put(1234, s370fib6.2)", "00000001E208"), _x("put(-1234, s370fib6.2)", "FFFFFFFE1DF8"),
        _x("put(1234, s370fib1.)", "7F"), _x("put(-1234, s370fib1.)", "80"),
        ("input('\xff\xff\xfb.', s370fib4.)", -1234.0), ("input('\0\0\0\x0004', s370fib6.2)", 123.4),
        source=_MVS + "IBw.d",
    ),
    _integer("S370FIBU", 4, "big", "absolute", "Unsigned whole numbers of a mainframe.",
             _x("put(245, s370fibu1.)", "F5"), _x("put(-245, s370fibu1.)", "F5"), ("input('\x7f', s370fibu1.)", 127.0)),
    _integer("S370FPIB", 4, "big", "unsigned", "Positive whole numbers of a mainframe.", _x("put(12, s370fpib1.)", "0C")),
    _row("RB", binary.write_real, binary.read_real, "Floating point, native.", 4, 2, 8,
         _x("put(128, rb8.)", "0000000000006040"), _x("put(128, rb4.)", "00006040"), ("input('\0\0\0\0\0\0`@', rb8.)", 128.0)),
    _row("FLOAT", binary.write_float, binary.read_float, "Floating point of four bytes, native.", 4, 4, 4,
         _x("put(1, float4.)", "0000803F"), _x("put(., float4.)", "00000000"), _x("put(1e300, float4.)", "00000000"),
         ("input('\0\0\u20ac?', float4.)", 1.0), source="SAS 9.4 FedSQL Language Reference, FLOATw.d"),
    _row("S370FRB", binary.write_mainframe_real, binary.read_mainframe_real, "Floating point of a mainframe.", 6, 2, 8,
         _x("put(123, s370frb8.1)", "434CE00000000000"), _x("put(123, s370frb8.2)", "44300C0000000000"),
         _x("put(-123, s370frb8.)", "C27B000000000000"), _x("put(1234, s370frb8.)", "434D200000000000"),
         _x("put(1234, s370frb2.)", "434D"), _x("put(12.25, s370frb8.)", "41C4000000000000"),
         ("input('B\u20ac\0\0\0\0', s370frb6.)", 128.0), source=_MVS + "RBw.d"),
    _packed("PD", "PD", "Packed decimals, native.", _x("put(128, pd4.)", "00000128"), _x("put(1143, pd2.)", "0099"),
            _x("put(1143, pd4.)", "00001143"), _x("put(-1143, pd4.)", "80001143"), _x("put(., pd4.)", "80000000"),
            _x("put(1e308, pd16.2)", "00" + "99" * 15), ("input('\u20ac\0\0\0', pd4.)", 0.0),
            ("input('\u20ac\0\x11C', pd4.2)", -11.43), lowest=2, source=_PC + "PDw.d"),
    _packed("PK", "PK", "Packed decimals without a sign.", _x("put(128, pk4.)", "00000128"), ("input('\x12\x34', pk2.)", 1234.0)),
    _packed("S370FPD", "S370", "Packed decimals of a mainframe.", _x("put(128, s370fpd4.)", "0000128C"),
            _x("put(-1234, s370fpd3.)", "01234D"), _x("put(1234, s370fpd2.)", "999C"),
            _x("put(1234, s370fpd4.2)", "0123400C"), _x("put(., s370fpd2.)", "000D"),
            ("input('\x01\x23M', s370fpd3.)", -1234.0), ("input('\x12*', s370fpd2.)", None), source=_MVS + "PDw.d"),
    _packed("S370FPDU", "S370U", "Unsigned packed decimals of a mainframe.", _x("put(123, s370fpdu2.)", "123F"),
            _x("put(-123, s370fpdu2.)", "123F"), ("input('\x12\x34_', s370fpdu3.)", 12345.0), ("input('\x12\x34\\', s370fpdu3.)", None)),
    _row("ZD", packed.write_zoned, packed.read_zoned, "Zoned decimals, native.", 1, 1, 32,
         ("put(1234, zd8.)", "0000123D"), ("put(-123, zd8.)", "0000012L"), ("put(120, zd4.)", "012{"),
         ("put(1e308, zd32.2)", "9" * 31 + "I"), ("input('012}', zd4.)", -120.0), ("input('123D', zd4.2)", 12.34),
         ("input('1.2C', zd4.1)", 1.23), ("input('123', zd3.)", 123.0), ("input('12x', zd3.)", None), aliases=("ZDV",), source=_PC + "ZDw.d"),
    _zoned("S370FZD", "T", "Zoned decimals of a mainframe.", _x("put(123, s370fzd3.)", "F1F2C3"), _x("put(-123, s370fzd3.)", "F1F2D3"),
           _x("put(123, s370fzd8.1)", "F0F0F0F0F1F2F3C0"), _x("put(0.000123, s370fzd8.6)", "F0F0F0F0F0F1F2C3"),
           ("input('\xf1\xf2\xd3', s370fzd3.)", -123.0), ("input('\xf1\xf2\xc3', s370fzd3.)", 123.0)),
    _zoned("S370FZDL", "L", "Zoned decimals of a mainframe, sign in the first digit.", _x("put(123, s370fzdl3.)", "C1F2F3"),
           _x("put(-123, s370fzdl3.)", "D1F2F3"), ("input('\xd1\xf2\xf3', s370fzdl3.)", -123.0)),
    _zoned("S370FZDS", "S", "Zoned decimals of a mainframe, sign before them.", _x("put(123, s370fzds4.)", "4EF1F2F3"),
           _x("put(-123, s370fzds4.)", "60F1F2F3"), ("input('`\xf1\xf2\xf3', s370fzds4.)", -123.0)),
    _zoned("S370FZDT", "E", "Zoned decimals of a mainframe, sign behind them.", _x("put(123, s370fzdt4.)", "F1F2F34E"),
           _x("put(-123, s370fzdt4.)", "F1F2F360"), ("input('\xf1\xf2\xf3N', s370fzdt4.)", 123.0)),
    _zoned("S370FZDU", "U", "Unsigned zoned decimals of a mainframe.", _x("put(123, s370fzdu3.)", "F1F2F3"),
           _x("put(-123, s370fzdu3.)", "F1F2F3"), ("input('\xf1\xf2\xf3', s370fzdu3.)", 123.0), ("input('\xf1\xf2\xc3', s370fzdu3.)", None)),
    _zoned("S370FZDB", "B", "Zoned decimals of a mainframe, blanks for zeros.", ("input('@@@@\xf1@@\xc0', s370fzdb8.)", 1000.0),
           ("input('@@@@@\xf1\xf2\xd3', s370fzdb8.)", -123.0)),
    _row("PDJULG", packed.write_packed_julian, packed.read_packed_julian, "Packed Julian dates with the year.", 4, 4, 16,
         _x("put(19069, pdjulg4.)", "2012077F"), ("input('\x20\x12\0?', pdjulg4.)", 18995.0), ("input('\x20\x12\0>', pdjulg4.)", None), more=("0",)),
    _row("PDJULI", packed.write_packed_julian, packed.read_packed_julian, "Packed Julian dates with years since 1900.", 4, 4, 16,
         _x("put(19069, pdjuli4.)", "0112077F"), ("input('\0\u2122\0\x1f', pdjuli4.)", 14245.0), ("input('\x01\x10\x01_', pdjuli4.)", 18277.0),
         more=("1900",)),
    _row("S370FF", packed.write_mainframe_number, packed.read_mainframe_number, "Numbers in EBCDIC.", 12, 1, 32,
         _x("put(12345, s370ff5.)", "F1F2F3F4F5"), _x("put(., s370ff3.)", "40404B"), ("input('`\xf1\xf2', s370ff3.1)", -1.2)),
    _row("$EBCDIC", ebcdic.write_ebcdic, ebcdic.read_ebcdic, "Text in EBCDIC.", 1, 1, 32767,
         _x("put('qrs', $ebcdic3.)", "9899A2"), _x("put('QRS', $ebcdic4.)", "D8D9E240"), _x("put('+;>', $ebcdic3.)", "4E5E6E"),
         ("input('\u02dc\u2122\xa2', $ebcdic3.)", "qrs")),
    _row("$CHARZB", None, ebcdic.read_zero_blank, "Text; zero bytes are blanks.", 1, 1, 32767, ("input('a\0b\0', $charzb4.)", "a b")),
    _row("$PHEX", None, ebcdic.read_packed_hex, "Packed hexadecimal digits.", 2, 1, 32767, ("input('\x1e\x0f', $phex2.)", "1E0")),
)  # fmt: skip
