"""Kinds of tokens."""

NAME = "NAME"  # a SAS name: letters, digits, underscore (national letters are accepted)
NUMBER = "NUMBER"  # 1, 1.5, .5, 1e3, 0FFx; also the width part of a format such as 8.2
STRING = "STRING"  # '...' or "...", quotes included, with its suffix: 'a'n '01jan60'd 't 'dt 'x 'b
OPERATOR = "OPERATOR"  # any other printing character or pair: ** <> >< || <= >= ^= ~= =: ... . , ( ) [ ] { } $ @ @@ # : & %
SEMICOLON = "SEMICOLON"
DATALINES = (
    "DATALINES"  # the raw lines after a DATALINES/CARDS/LINES/PARMCARDS statement, terminator excluded
)
MACRO = "MACRO"  # macro trigger still to be resolved: %name or &name (only before macro expansion)
COMMENT = "COMMENT"  # /* */, * ; at statement start, %* ;
SPACE = "SPACE"
BAD = "BAD"  # bytes or characters that cannot stand in SAS text; open strings and comments
END = "END"
