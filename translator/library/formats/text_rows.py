"""The rows of character formats and informats."""

from __future__ import annotations

from translator.library.formats import text
from translator.library.formats.number_rows import _DOC, _examples
from translator.library.rows import FormatRow

TEXT_ROWS = (
    FormatRow("$", text.write_text, text.read_text, "Text; reading drops leading blanks.", _DOC + "$w.", 1, 1, 32767,
              aliases=("$F",),
              examples=_examples("$w.", ("put('ab', $4.)", "ab  "), ("input(' XYZ', $5.)", "XYZ"), ("input('  .', $5.)", ""))),
    FormatRow("$CHAR", text.write_text, text.read_char, "Text, leading blanks kept.", _DOC + "$CHARw.", 1, 1, 32767,
              aliases=("$VARYING", "$ASCII", "$MSGCASE"),
              examples=_examples("$CHARw.", ("put('XYZ', $char5.)", "XYZ  "), ("input(' XYZ', $char5.)", " XYZ"), ("input('  .', $char5.)", "  ."))),
    FormatRow("$UPCASE", text.write_upcase, text.read_upcase, "Upper case.", _DOC + "$UPCASEw.", 8, 1, 32767,
              examples=_examples("$UPCASEw.", ("put('coxe-ryan', $upcase9.)", "COXE-RYAN"))),
    FormatRow("$QUOTE", text.write_quote, text.read_quote, "In double quotes.", _DOC + "$QUOTEw.", 8, 2, 32767,
              examples=_examples("$QUOTEw.", ("put('SAS', $quote20.)", '"SAS"               '), ("input(\"'SAS'\", $quote7.)", "SAS"))),
    FormatRow("$HEX", text.write_text_hex, text.read_text_hex, "Bytes in hexadecimal.", _DOC + "$HEXw.", 4, 1, 32767,
              read_default=2,
              examples=_examples("$HEXw.", ("put('AB', $hex4.)", "4142"), ("input('6C6C', $hex4.)", "ll"))),
    FormatRow("$BINARY", text.write_text_binary, text.read_text_binary, "Bytes in binary.", _DOC + "$BINARYw.", 8, 1, 32767,
              examples=_examples("$BINARYw.", ("put('AB', $binary16.)", "0100000101000010"), ("input('0100110001001101', $binary16.)", "LM"))),
    FormatRow("$OCTAL", text.write_text_octal, text.read_text_octal, "Bytes in octal.", _DOC + "$OCTALw.", 1, 1, 32767,
              read_default=3,
              examples=_examples("$OCTALw.", ("input('114', $octal3.)", "L"))),
    FormatRow("$BASE64X", text.write_base64, text.read_base64, "Bytes in base 64.", _DOC + "$BASE64Xw.", 1, 1, 32767,
              examples=_examples("$BASE64Xw.", ("put('FCA01A7993BC', $base64x64.)", "RkNBMDFBNzk5M0JD".ljust(64)),
                                 ("put('MyPassword', $base64x64.)", "TXlQYXNzd29yZA==".ljust(64)),
                                 ("input('TXlQYXNzd29yZA==', $base64x64.)", "MyPassword"))),
    FormatRow("$REVERJ", text.write_reversed, text.read_reversed, "Backwards, blanks kept.", _DOC + "$REVERJw.", 1, 1, 32767,
              examples=_examples("$REVERJw.", ("put('ABCD###', $reverj7.)", "###DCBA"), ("put('ABCD   ', $reverj7.)", "   DCBA"))),
    FormatRow("$REVERS", text.write_reversed_left, text.read_reversed_left, "Backwards, left-aligned.", _DOC + "$REVERSw.", 1, 1, 32767,
              examples=_examples("$REVERSw.", ("put('ABCD   ', $revers7.)", "DCBA   "))),
)  # fmt: skip
