"""The statements of the DATA step and what each engine does with them, as rows: for the coverage page and its test.

A statement is done on all engines unless one of its forms is listed as declined. `case` names a case of
`tests/datastep/cases` that holds the row to what happens.
"""

from __future__ import annotations

from dataclasses import dataclass, field

ENGINES = ("reference", "pandas", "r")
LONGEST_NAME = 32
"""Of variables, data sets and labels: Language Reference: Concepts, "Rules for Words and Names"."""


MIXED_SUBSCRIPTS = "Mixing of implicit and explicit array subscripting is not allowed."
"""SAS's error where DO OVER names an array with explicit subscripts."""


def partial_values(array: str, many: bool) -> str:
    """Return the text of SAS's warning where an array has more (`many`) or fewer initial values than elements."""
    if many:
        return f"Too many values for initialization of the array {array}. Excess values are ignored."
    return f"Partial value initialization of the array {array}."


@dataclass(frozen=True, slots=True)
class Declined:
    """A form of a statement that an engine refuses: engine -> the code of its diagnostic."""

    form: str
    codes: dict[str, str]
    case: str = ""


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement: its SAS document, the forms that are done, and those that are declined."""

    name: str
    forms: str
    declined: tuple[Declined, ...] = field(default=())


def _generated(form: str, code: str, case: str = "") -> Declined:
    """A form that only the reference does."""
    return Declined(form, {"pandas": code, "r": code}, case)


def _nobody(form: str, code: str, case: str = "") -> Declined:
    """A form that no engine does."""
    return Declined(form, {"reference": "R0002", "pandas": code, "r": code}, case)


STATEMENTS: tuple[StatementRow, ...] = (
    StatementRow("ABORT", "without options"),
    StatementRow(
        "ARRAY", "explicit, implicit, _TEMPORARY_, bounds, several dimensions, initial values, variable lists"
    ),
    StatementRow("Assignment", "variables, array elements, SUBSTR on the left, _N_, _ERROR_, _INFILE_"),
    StatementRow("ATTRIB", "LENGTH=, FORMAT=, INFORMAT=, LABEL="),
    StatementRow(
        "BY",
        "DESCENDING, NOTSORTED, GROUPFORMAT of one data set",
        (_generated("GROUPFORMAT of several data sets", "H0237", "reading-groupformat_of_two"),),
    ),
    StatementRow("CALL", "see the CALL routines"),
    StatementRow("CARDS, DATALINES, LINES", "and DATALINES4"),
    StatementRow("CONTINUE", "all"),
    StatementRow("DATA", "several data sets, _NULL_, VIEW=, data set options"),
    StatementRow(
        "DECLARE",
        "hash (DATASET: with options, ORDERED:, MULTIDATA:, DUPLICATE:, SUMINC:, HASHEXP:) and hiter; _NEW_",
        (
            _nobody("KEYSUM:", "H0234", "hash-keysum_output"),
            _nobody("hash objects in hash objects", "H0234", "hash-hash_of_hashes"),
        ),
    ),
    StatementRow("DELETE", "all"),
    StatementRow("DO", "groups, lists, TO, BY, WHILE, UNTIL, DO OVER"),
    StatementRow("DROP, KEEP, RENAME", "all variable lists"),
    StatementRow("ERROR", "all"),
    StatementRow(
        "FILE",
        "LOG, PRINT, files, DLM=, DSD, MOD, N=, COLUMN=, LINE=, FILEVAR=; under a condition, too",
    ),  # fmt: skip
    StatementRow("FORMAT, INFORMAT, LABEL", "all"),
    StatementRow("GO TO", "labels at the step's outermost level, also out of DO loops"),
    StatementRow("IF", "subsetting, THEN, ELSE"),
    StatementRow(
        "INFILE",
        "DLM=, DLMSTR=, DSD, MISSOVER, TRUNCOVER, FLOWOVER, STOPOVER, SCANOVER, FIRSTOBS=, OBS=, END=, EOF=, LENGTH=, COLUMN=, LINE=, "
        "PAD, EXPANDTABS, _INFILE_=, FILEVAR=",
        (_generated("INFILE under a condition", "H0231", "put-infile_under_a_condition"),),
    ),
    StatementRow("INPUT", "list, modified list, column, formatted, named, $VARYING, pointers, @ and @@"),
    StatementRow("LEAVE", "all"),
    StatementRow("LENGTH", "and DEFAULT="),
    StatementRow("LINK, RETURN", "all"),
    StatementRow("LIST", "all"),
    StatementRow(
        "LOSTCARD", "all", (_generated("in a step that uses _N_", "H0225", "input-lostcard_and_n"),)
    ),
    StatementRow("MERGE", "with BY and without, IN=, END="),
    StatementRow(
        "MODIFY",
        "one data set in turn, by KEY=, by POINT=, with transactions and BY; REPLACE, REMOVE, OUTPUT",
        (_generated("WHERE=, FIRSTOBS=, OBS= of the data set", "H0239", "reading-modify_chosen_rows"),),
    ),  # fmt: skip
    StatementRow("OUTPUT", "all"),
    StatementRow(
        "PUT, PUTLOG", "list, named, column, formatted, lists, -L -C -R, pointers, @ and @@, _ALL_, _INFILE_"
    ),
    StatementRow("RETAIN", "all"),
    StatementRow("SELECT", "with and without an expression"),
    StatementRow(
        "SET",
        "several data sets, lists, BY, END=, NOBS=, POINT=, KEY= of one or several variables, INDSNAME=, CUROBS=, OPEN=",
    ),
    StatementRow("STOP", "all"),
    StatementRow("Sum", "all"),
    StatementRow("UPDATE", "UPDATEMODE="),
    StatementRow("WHERE", "all operators, ALSO, SAME AND, CLEAR"),
)


def forms_of(name: str) -> str:
    """Return in one line what is done of a statement, and what is declined; "" for statements without a row."""
    for row in STATEMENTS:
        if name.upper() in (row.name.upper().split(", ") + [row.name.upper().replace(" ", "")]):
            declined = "; ".join(
                f"{d.form} ({', '.join(d.codes)}: {next(iter(d.codes.values()))})" for d in row.declined
            )
            return row.forms + (f"; declined: {declined}" if declined else "")
    return ""
