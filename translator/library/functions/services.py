"""Functions that need an engine: earlier rows, random numbers, the clock, macro variables, names, files, formats."""

from __future__ import annotations

from translator.library.functions.registry import service

# --- lag: a queue at each place where the function is written ---------------------------------------------

service("LAG", "any", "lag", "Return the value of the last call at this place.", returns="same", length="arg0", keeps=(0,),
        aliases=tuple(f"LAG{n}" for n in range(1, 101)))  # fmt: skip
service("DIF", "num", "lag", "Return the value less that of the last call at this place.",
        aliases=tuple(f"DIF{n}" for n in range(1, 101)))  # fmt: skip

# --- random numbers ---------------------------------------------------------------------------------------

service(
    "RAND", "char [num...]", "random", "Return a random number of a named distribution (Mersenne twister)."
)
service("RANUNI", "num", "random", "Return a uniform random number.", aliases=("UNIFORM",))
service("RANNOR", "num", "random", "Return a standard normal random number.", aliases=("NORMAL",))
service("RANEXP", "num", "random", "Return an exponential random number.")
service("RANBIN", "num num num", "random", "Return a binomial random number.")
service("RANPOI", "num num", "random", "Return a Poisson random number.")
service("RANGAM", "num num", "random", "Return a gamma random number.")
service("RANCAU", "num", "random", "Return a Cauchy random number.")
service("RANTRI", "num num", "random", "Return a random number of the triangular distribution.")
service("RANTBL", "num num...", "random", "Return a random number of a table of probabilities.")
service(
    "UUIDGEN", "[num] [num]", "random", "Return a universally unique identifier.", returns="char", length=36
)

# --- the clock --------------------------------------------------------------------------------------------

service("TODAY", "", "clock", "Return today's date.", aliases=("DATE",))
service("TIME", "", "clock", "Return the time of day.")
service("DATETIME", "", "clock", "Return the date and time.")
service("SLEEP", "num [num]", "clock", "Wait for a number of units (seconds) and return how many.")
service("TZONEOFF", "[char] [num]", "clock", "Return the offset of a time zone.")

# --- macro ------------------------------------------------------------------------------------------------

service("SYMGET", "char", "macro", "Return the value of a macro variable.", returns="char", length=200)
service("SYMGETN", "char", "macro", "Return the value of a macro variable as a number.")
service("SYMEXIST", "char", "macro", "Return 1 if a macro variable exists, else 0.")
service("SYMGLOBL", "char", "macro", "Return 1 if a macro variable is global, else 0.")
service("SYMLOCAL", "char", "macro", "Return 1 if a macro variable is local, else 0.")
service("RESOLVE", "char", "macro", "Return a text after macro resolution.", returns="char", length=200)
service("DOSUBL", "char", "macro", "Run SAS code at once and return 0 if it could be run.")
service("SYSPARM", "", "macro", "Return the value of the SYSPARM= option.", returns="char", length=200)
service(
    "GETOPTION",
    "char [char...]",
    "options",
    "Return the value of a system option.",
    returns="char",
    length=200,
)
service(
    "SYSGET", "char", "system", "Return the value of an environment variable.", returns="char", length=200
)
service("SYSTEM", "char", "system", "Give a command to the operating system.")
service("SYSPROD", "char", "system", "Return 1 if a SAS product is licensed, else 0.")
service("ENVLEN", "char", "system", "Return the length of an environment variable, -1 if there is none.")
service("SYSRC", "", "system", "Return the error number of the last file function.")
service("SYSMSG", "", "system", "Return the message of the last file function.", returns="char", length=200)
service("SYSPROCESSID", "", "system", "Return the identifier of the process.", returns="char", length=32)
service("SYSEXIST", "char", "system", "Return 1 if an environment variable exists, else 0.")

# --- variables and arrays ---------------------------------------------------------------------------------

for _name, _what in (
    ("VNAME", "name"), ("VLABEL", "label (its name if it has none)"), ("VTYPE", "type (N or C)"),
    ("VFORMAT", "format, with width and decimals"), ("VFORMATN", "format's name"),
    ("VINFORMAT", "informat, with width and decimals"), ("VINFORMATN", "informat's name"),
    ("VVALUE", "value as its format writes it"),
):  # fmt: skip
    _length = 1 if _name == "VTYPE" else 200
    service(_name, "any", "variables", f"Return a variable's {_what}.", returns="char", length=_length)
    service(f"{_name}X", "char", "variables", f"Return the {_what} of the variable that a text names.",
            returns="char", length=_length)  # fmt: skip
for _name, _what in (
    ("VLENGTH", "length"), ("VFORMATW", "format's width"), ("VFORMATD", "format's decimals"),
    ("VINFORMATW", "informat's width"), ("VINFORMATD", "informat's decimals"),
    ("VARRAY", "membership of an array (1 or 0)"), ("VINARRAY", "being an element of an array (1 or 0)"),
):  # fmt: skip
    service(_name, "any", "variables", f"Return a variable's {_what}.")
    service(f"{_name}X", "char", "variables", f"Return the {_what} of the variable that a text names.")
service("DIM", "any [num]", "arrays", "Return the number of elements of an array's dimension.",
        aliases=tuple(f"DIM{n}" for n in range(1, 10)))  # fmt: skip
service("HBOUND", "any [num]", "arrays", "Return the upper bound of an array's dimension.",
        aliases=tuple(f"HBOUND{n}" for n in range(1, 10)))  # fmt: skip
service("LBOUND", "any [num]", "arrays", "Return the lower bound of an array's dimension.",
        aliases=tuple(f"LBOUND{n}" for n in range(1, 10)))  # fmt: skip
service("MONOTONIC", "", "rows", "Return the number of the row (undocumented; used in PROC SQL).")

# --- arrangements: what the CALL routine of the name does, and a number that tells what has changed --------

for _name, _signature, _what in (
    ("ALLPERM", "num any...", "which value changed places with the next one in the next permutation"),
    ("LEXPERM", "num any...", "the first value that changed in the next permutation by the dictionary"),
    (
        "LEXPERK",
        "num num any...",
        "the first value that changed in the next permutation of some of the values",
    ),
    ("LEXCOMB", "num num any...", "the first value that changed in the next combination by the dictionary"),
    ("LEXCOMBI", "num num num...", "the first index that changed in the next combination by the dictionary"),
    ("ALLCOMB", "num num any...", "the first of two values that changed places in the next combination"),
    ("GRAYCODE", "num any...", "the item that came to a subset or left it"),
):
    service(_name, _signature, "arranging", f"Return {_what}.")

# --- formats ----------------------------------------------------------------------------------------------

service("PUT", "any format", "formats", "Return a value as a format writes it.", returns="char", length="format",
        examples=(("put(1.5, 6.2)", "  1.50"), ("put('15jan2020'd, date9.)", "15JAN2020")))  # fmt: skip
service("PUTN", "num char [num] [num]", "formats", "Return a number as a format chosen at run time writes it.",
        returns="char", length=200, examples=(("putn(0, 'date9.')", "01JAN1960"),))  # fmt: skip
service("PUTC", "char char [num]", "formats", "Return a text as a format chosen at run time writes it.",
        returns="char", length="arg0", examples=(("putc('abc', '$upcase3.')", "ABC"),))  # fmt: skip
service("INPUT", "char format", "formats", "Return what an informat reads from a text.", returns="same", length="format",
        examples=(("input('1,234', comma5.)", 1234), ("input('01jan1960', date9.)", 0)))  # fmt: skip
service("INPUTN", "char char [num] [num]", "formats", "Return the number that an informat chosen at run time reads.",
        examples=(("inputn('02jan1960', 'date9.')", 1),))  # fmt: skip
service("INPUTC", "char char [num]", "formats", "Return the text that an informat chosen at run time reads.",
        returns="char", length="arg0", examples=(("inputc('abc', '$upcase3.')", "ABC"),))  # fmt: skip
service("CEXIST", "char [char]", "files", "Return 1 if a catalog or its entry exists, else 0.")

# --- data sets --------------------------------------------------------------------------------------------

for _name, _signature, _what in (
    ("EXIST", "char [char] [num]", "1 if a data set exists, else 0"),
    ("OPEN", "char [char] [char]", "the identifier of an opened data set, 0 if it cannot be opened"),
    ("CLOSE", "num", "0 after a data set is closed"),
    ("ATTRN", "num char", "a numeric attribute of an open data set"),
    ("VARNUM", "num char", "the number of a variable of an open data set, 0 if it has none of that name"),
    ("VARLEN", "num num", "the length of a variable of an open data set"),
    ("FETCH", "num [char]", "0 after the next row of an open data set is read"),
    ("FETCHOBS", "num num [char]", "0 after a numbered row of an open data set is read"),
    ("GETVARN", "num num", "the value of a numeric variable of the row that was read"),
    ("CUROBS", "num", "the number of the row that was read"),
    ("POINT", "num num", "0 after a noted row is found again"),
    ("NOTE", "num", "a mark for the row that was read"),
    ("DROPNOTE", "num num", "0 after a mark is dropped"),
    ("REWIND", "num", "0 after an open data set is set to its start"),
    ("RENAME", "char char [char] [char]", "0 after a data set is renamed"),
    ("LIBREF", "char", "0 if a libref is assigned"),
    ("LIBNAME", "char [char] [char] [char]", "0 after a libref is assigned or cleared"),
):  # fmt: skip
    service(_name, _signature, "datasets", f"Return {_what}.")
for _name, _signature, _what in (
    ("ATTRC", "num char", "a character attribute of an open data set"),
    ("GETVARC", "num num", "the value of a character variable of the row that was read"),
    ("VARNAME", "num num", "the name of a variable of an open data set"),
    ("VARTYPE", "num num", "the type (N or C) of a variable of an open data set"),
    ("VARLABEL", "num num", "the label of a variable of an open data set"),
    ("VARFMT", "num num", "the format of a variable of an open data set"),
    ("VARINFMT", "num num", "the informat of a variable of an open data set"),
    ("DSNAME", "[num]", "the name of an open data set"),
    ("PATHNAME", "char [char]", "the path of a fileref or libref"),
):  # fmt: skip
    service(_name, _signature, "datasets", f"Return {_what}.", returns="char", length=200)

# --- files ------------------------------------------------------------------------------------------------

for _name, _signature, _what in (
    ("FILEEXIST", "char", "1 if a file exists, else 0"),
    ("FEXIST", "char", "1 if the file of a fileref exists, else 0"),
    ("FILEREF", "char", "0 if a fileref is assigned and its file exists"),
    ("FILENAME", "char [char] [char] [char] [char]", "0 after a fileref is assigned or cleared"),
    ("FDELETE", "char", "0 after a file is deleted"),
    ("FCOPY", "char char", "0 after a file is copied"),
    ("FOPEN", "char [char] [num] [char]", "the identifier of an opened file, 0 if it cannot be opened"),
    ("FCLOSE", "num", "0 after a file is closed"),
    ("FREAD", "num", "0 after a record is read"),
    ("FGET", "num any [num]", "0 after a part of the record is copied to a variable"),
    ("FWRITE", "num [char]", "0 after the record is written"),
    ("FAPPEND", "num [char]", "0 after the record is appended"),
    ("FPOS", "num num", "0 after the place in the record is set"),
    ("FCOL", "num", "the place in the record"),
    ("FRLEN", "num", "the length of the record"),
    ("FREWIND", "num", "0 after a file is set to its start"),
    ("FSEP", "num char [char]", "0 after the delimiters of FGET are set"),
    ("FNOTE", "num", "a mark for the record that was read"),
    ("FPOINT", "num num", "0 after a marked record is found again"),
    ("FOPTNUM", "num", "the number of a file's information items"),
    ("DOPEN", "char", "the identifier of an opened folder, 0 if it cannot be opened"),
    ("DCLOSE", "num", "0 after a folder is closed"),
    ("DNUM", "num", "the number of a folder's members"),
    ("DOPTNUM", "num", "the number of a folder's information items"),
    ("MOPEN", "num char [char] [num] [char]", "the identifier of an opened member of a folder"),
):  # fmt: skip
    service(_name, _signature, "files", f"Return {_what}.")
for _name, _signature, _what in (
    ("FINFO", "num char", "an information item of a file"),
    ("FOPTNAME", "num num", "the name of a file's information item"),
    ("DREAD", "num num", "the name of a folder's member"),
    ("DINFO", "num char", "an information item of a folder"),
    ("DOPTNAME", "num num", "the name of a folder's information item"),
    ("DCREATE", "char [char]", "the path of a created folder, blank if it could not be created"),
):  # fmt: skip
    service(_name, _signature, "files", f"Return {_what}.", returns="char", length=200)
service("FPUT", "num char", "files", "Return 0 after a text is put into the record.", blanks=(1,))
