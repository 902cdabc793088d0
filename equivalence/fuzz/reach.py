"""What the random programs can hold: each statement, option and style of the DATA step, and what shows it in a text.

A test makes some thousand programs and looks for every row; a run (`--reach`) names those that no program ran to its end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

STATEMENTS = {
    "ARRAY": r"\barray \w+ ?\{", "ARRAY implicit": r"\barray \w+(?:\(\w+\))?(?: \$)? [xs]", "ARRAY _TEMPORARY_": r"_temporary_",
    "ARRAY dimensions": r"\barray \w+\{\d,", "ARRAY bounds": r"\barray \w+[{(]-?\d+:\d", "ARRAY values": r"\barray [^;]*\(\d", "ARRAY _NUMERIC_": r"array v\{\*\} _numeric_",
    "ATTRIB": r"\battrib\b", "BY": r"\bby g;", "BY DESCENDING": r"\bby descending", "BY NOTSORTED": r"notsorted", "BY GROUPFORMAT": r"groupformat",
    "CALL": r"\bcall missing\b", "CARDS": r"^ *cards;", "CARDS4": r"^ *cards4;", "LINES": r"^ *lines;", "CONTINUE": r"\bcontinue;", "DATALINES": r"^ *datalines;",
    "DATALINES4": r"^ *datalines4;", "DECLARE": r"\bdeclare hash\b", "DELETE": r"\bdelete;", "DO": r"\bdo;", "DO index": r"\bdo \w+ = 1 to", "DO list": r"\bdo i\d* = 1, ",
    "DO BY negative": r"by -1", "DO fractions": r"by 0\.\d+", "DO WHILE": r"\bdo while", "DO UNTIL": r"\bdo until", "DO to WHILE": r"to \d while", "DO to UNTIL": r"to \d until",
    "DO changed index": r"\bi\d* = i\d* \+ ", "DO OVER": r"\bdo over\b", "DROP": r"^ *drop\b", "ELSE": r"\belse\b", "END": r"\bend;", "ERROR": r"\berror(?: '|;)", "FILE": r"^ *file f", "FILE LOG": r"file log", "FILE PRINT": r"file print",
    "FORMAT": r"^ *format\b", "GO TO": r"\bgo ?to\b", "IF THEN": r"\bif .* then\b", "IF subsetting": r"^ *if [^;]*;$", "INFILE": r"^ *infile\b", "INFORMAT": r"^ *informat\b",
    "INPUT": r"^ *input\b", "KEEP": r"^ *keep\b", "LABEL": r"^ *label\b", "LABEL (statement)": r"^ *\w+: ", "LEAVE": r"\bleave;", "LENGTH": r"^ *length\b", "LENGTH below 8": r"length \w+(?:-\w+)? [3-7]\b",
    "LINK": r"\blink \w+;", "LIST": r"\blist;", "MERGE": r"^ *merge\b", "MISSING": r"^missing\b", "MODIFY": r"\bmodify a", "MODIFY BY": r"modify a b", "OTHERWISE": r"\botherwise\b",
    "OUTPUT": r"\boutput;", "OUTPUT to one": r"\boutput (?:out2?|extra);", "PUT": r"\bput ", "PUTLOG": r"\bputlog\b", "REMOVE": r"\bremove;", "RENAME": r"^ *rename\b", "REPLACE": r"\breplace;",
    "RETAIN": r"\bretain\b", "RETAIN list": r"\bretain \w+ \w+ \(|\bretain \w+ \d \w+", "RETURN": r"\breturn;", "SELECT": r"\bselect \(", "SELECT without": r"\bselect;", "SET": r"^ *set\b",
    "STOP": r"\bstop;", "sum statement": r"^ *\w+ \+ ", "ABORT": r"\babort\b", "UPDATE": r"^ *update\b", "WHEN": r"\bwhen \(", "WHERE": r"^ *where\b", "WHERE ALSO": r"where also", "WHERE SAME AND": r"where same",
    "_NULL_": r"data _null_", "_N_": r"_n_", "_ERROR_": r"_error_", "_LAST_": r"_last_|\bset;", "_IORC_": r"_iorc_", "FIRST. and LAST.": r"first\.\w+",
}  # fmt: skip
"""Statements of the DATA step."""

READING = {
    "several SET": r"\bset [^;]*;(?:\n| )(?: *[^;]*;)?[ \n]*(?:if [^;]* then )?set ", "SET lists": r"\bset a1-a3|\bset a:", "SET POINT=": r"\bset [^;]*point=", "SET NOBS=": r"\bset [^;]*nobs=",
    "SET END=": r"\bset [^;]*end=", "SET KEY=": r"\bset [^;]*key=", "SET KEY= UNIQUE": r"\bset [^;]*/unique", "SET INDSNAME=": r"indsname=", "SET CUROBS=": r"curobs=", "SET OPEN=DEFER": r"open=defer",
    "MODIFY POINT=": r"modify a point=", "MODIFY KEY=": r"modify a key=", "UPDATEMODE=": r"updatemode=", "DATA /VIEW=": r"/ ?view=", "DOW": r"do until \(last\.", "interleave": r"set a1?\S* a2?b?[^;]*;\s*by ",
    "KEEP=": r"\(keep=", "DROP=": r"\(drop=", "RENAME=": r"rename=\(", "WHERE=": r"where=\(", "IN=": r"\(in=", "OBS=": r"\bobs=\d", "FIRSTOBS=": r"firstobs=", "LABEL=": r"\(label=", "INDEX=": r"index=\(",
    "SORTEDBY=": r"sortedby=", "COMPRESS=": r"compress=", "REPLACE=": r"\(replace=", "TYPE=": r"\(type=", "LAG": r"\blag\d?\(", "DIF": r"\bdif\d?\(", "special missing values": r"^missing A",
}  # fmt: skip
"""Ways of reading data sets, and data set options."""

LINES = {
    "list input": r"input a b;", "modified list input": r"input a :", "column input": r"input a \$ 1-3", "formatted input": r"input @?\d? ?a \$?3\.", "named input": r"input a= ", "@n": r"input @\d", "@'text'": r"@'x'",
    "@(expression)": r"@\(1", "+n": r"\+1 a", "+(-n)": r"\+\(-1\) b", "#n": r"#2 ", "/": r"input a[^;]* / ", "trailing @": r"@; ", "trailing @@": r"@@;", "&": r" & \$", "~": r" ~ \$", "?": r" \? ", "??": r"\?\? ",
    "grouped input": r"\(a b\) \(", "$VARYING": r"\$varying", "DLM=": r"dlm='", "DLM= tab": r"dlm='09'x", "DLMSTR=": r"dlmstr=", "DSD": r"\bdsd\b", "MISSOVER": r"missover", "TRUNCOVER": r"truncover", "FLOWOVER": r"flowover", "STOPOVER": r"stopover",
    "INFILE FIRSTOBS=": r"infile [^;]*firstobs=", "INFILE OBS=": r"infile [^;]*\bobs=", "LRECL=": r"lrecl=", "INFILE END=": r"infile [^;]*end=", "EOF=": r"eof=", "COLUMN=": r"column=", "LINE=": r"line=", "LENGTH=": r"length=\w+",
    "N=": r"\bn=[23]", "PAD": r"\bpad\b", "EXPANDTABS": r"expandtabs", "_INFILE_": r"_infile_", "file read": r"infile f\b", "two files": r"infile f2",
    "FILE DLM=": r"file f dlm=", "FILE DSD": r"file f [^;]*dsd", "FILE MOD": r"file f mod", "FILE N=": r"file f n=", "PUT list": r"put g k x", "PUT name=": r"put (?:'#' )?x= ", "PUT format": r"put [^;]*\d\.\d ", "PUT columns": r"put g 1-3",
    "PUT @n": r"put @\d", "PUT +(-n)": r"\+\(-1\)", "PUT grouped": r"put (?:'#' )?\(\w+ \w+(?: \w+)?\) \(", "PUT _ALL_": r"put (?:'#' )?_all_", "PUT trailing @": r"put [^;]* @;", "PUT #n": r"put #1", "PUT /": r"put [^;]*/", "PUT n*'text'": r"\d\*'-'",
    "PUT alignment": r"\d-[lrc] ", "PUT ~": r"put s ~",
}  # fmt: skip
"""Styles and options of INPUT, INFILE, PUT and FILE."""

OBJECTS = {
    "HITER": r"declare hiter", **{f"hash {name}": rf"\.{name}\(" for name in (
        "add", "find", "check", "replace", "remove", "clear", "output", "ref", "find_next", "find_prev", "has_next", "has_prev", "removedup", "replacedup", "do_over", "reset_dup", "sum",
        "first", "last", "next", "prev", "setcur",
    )}, "hash num_items": r"\.num_items", "hash dataset:": r"dataset: 'hb'", "hash dataset: options": r"dataset: 'hb\(", "hash ordered:": r"ordered:", "hash multidata:": r"multidata:", "hash duplicate:": r"duplicate:", "hash suminc:": r"suminc:", "hash hashexp:": r"hashexp:",
}  # fmt: skip
"""Hash objects and iterators."""

STEPS = {
    **{f"PROC {name.upper()}": rf"\bproc {name}\b" for name in (
        "sort", "means", "summary", "freq", "transpose", "print", "rank", "sql", "append", "datasets", "contents", "compare", "format", "tabulate", "report", "univariate", "standard", "corr",
    )},
    "%MACRO": r"%macro", "%DO": r"%do i", "%DO %WHILE": r"%do %while", "%DO %UNTIL": r"%do %until", "%IF around steps": r"%if [^;]*%then %do; data", "%IF on what the run knows": r"call symputx\('m'[^%]*%if &m",
    "CALL SYMPUTX": r"call symputx", "CALL SYMPUT": r"call symput\(", "CALL EXECUTE": r"call execute", "INTO": r"into :", "SYMGET": r"symget\(", "RESOLVE": r"resolve\(", "%SYSFUNC": r"%sysfunc", "%SCAN": r"%scan", "%EVAL": r"%eval", "%SYSEVALF": r"%sysevalf",
    "TITLE": r"^title", "CALL SORTN": r"call sortn", "CALL SORTC": r"call sortc", "CALL CATS": r"call cats", "CALL CATX": r"call catx", "CALL SCAN": r"call scan", "CALL VNAME": r"call vname", "CALL LABEL": r"call label", "CALL PRXCHANGE": r"call prxchange", "CALL PRXSUBSTR": r"call prxsubstr",
    "CALL PRXPOSN": r"call prxposn", "CALL PRXNEXT": r"call prxnext",
}  # fmt: skip
"""PROC steps, macros, CALL routines."""

ROWS: dict[str, str] = {**STATEMENTS, **READING, **LINES, **OBJECTS, **STEPS}
"""All that the programs can hold."""

WITHOUT = {
    "DESCRIBE": "prints the text of a stored program", "DISPLAY": "opens a window", "EXECUTE": "runs a stored program", "FILE PRINT ODS": "ODS output of PUT", "LOSTCARD": "goes on with records of a group that is not whole",
    "REDIRECT INPUT": "of stored programs", "REDIRECT OUTPUT": "of stored programs", "WINDOW": "opens a window", "FILEVAR=": "names files by their paths, which a program on its own has not",
    "RUN": "ends every step", "THEN": "is part of IF", "UNTIL": "is part of DO", "WHILE": "is part of DO", "GOTO": "the same as GO TO", "IF": "is found as IF THEN and the subsetting IF",
}  # fmt: skip
"""What the programs do not hold under that name, and why."""

_FOUND = {name: re.compile(pattern, re.MULTILINE | re.IGNORECASE) for name, pattern in ROWS.items()}


def not_reached(texts: Iterable[str]) -> list[str]:
    """Return the rows that none of the programs holds."""
    left = dict(_FOUND)
    for text in texts:
        for name in [name for name, pattern in left.items() if pattern.search(text)]:
            del left[name]
        if not left:
            break
    return list(left)
