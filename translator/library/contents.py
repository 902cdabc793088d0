"""The variables of the data set that OUT= of PROC CONTENTS makes, in SAS's order.

Base SAS 9.4 Procedures Guide, DATASETS procedure, "The OUT= Data Set"; types, lengths and labels as SAS's
DESCRIBE TABLE of such a data set shows them.
"""

from __future__ import annotations

COLUMNS: tuple[tuple[str, int, str], ...] = (
    ("LIBNAME", 8, "Library Name"),
    ("MEMNAME", 32, "Library Member Name"),
    ("MEMLABEL", 256, "Data Set Label"),
    ("TYPEMEM", 8, "Special Data Set Type (From TYPE=)"),
    ("NAME", 32, "Variable Name"),
    ("TYPE", 0, "Variable Type"),
    ("LENGTH", 0, "Variable Length"),
    ("VARNUM", 0, "Variable Number"),
    ("LABEL", 256, "Variable Label"),
    ("FORMAT", 32, "Variable Format"),
    ("FORMATL", 0, "Format Length"),
    ("FORMATD", 0, "Number of Format Decimals"),
    ("INFORMAT", 32, "Variable Informat"),
    ("INFORML", 0, "Informat Length"),
    ("INFORMD", 0, "Number of Informat Decimals"),
    ("JUST", 0, "Justification"),
    ("NPOS", 0, "Position in Buffer"),
    ("NOBS", 0, "Observations in Data Set"),
    ("ENGINE", 8, "Engine Name"),
    ("CRDATE", 0, "Create Date"),
    ("MODATE", 0, "Last Modified Date"),
    ("DELOBS", 0, "Deleted Observations in Data Set"),
    ("IDXUSAGE", 9, "Use of Variable in Indexes"),
    ("MEMTYPE", 8, "Library Member Type"),
    ("IDXCOUNT", 0, "Number of Indexes for Data Set"),
    ("PROTECT", 3, "Password Protection (Read Write Alter)"),
    ("FLAGS", 3, "Update Flags (Protect Contribute Add)"),
    ("COMPRESS", 8, "Compression Routine"),
    ("REUSE", 3, "Reuse Space"),
    ("SORTED", 0, "Sorted and/or Validated"),
    ("SORTEDBY", 0, "Position of Variable in Sortedby Clause"),
    ("CHARSET", 8, "Host Character Set"),
    ("COLLATE", 8, "Collating Sequence"),
    ("NODUPKEY", 3, "Sort Option: No Duplicate Keys"),
    ("NODUPREC", 3, "Sort Option: No Duplicate Records"),
    ("ENCRYPT", 8, "Encryption Routine"),
    ("POINTOBS", 3, "Point to Observations"),
    ("GENMAX", 0, "Maximum Number of Generations"),
    ("GENNUM", 0, "Generation Number"),
    ("GENNEXT", 0, "Next Generation Number"),
    ("TRANSCOD", 3, "Character Variables Transcoded"),
)
"""(name, length of a character variable or 0 for a numeric one, label)."""

DATES = ("CRDATE", "MODATE")
"""Variables with the format DATETIME16.; only SAS's own file knows their values."""

FILE = (*DATES, "NPOS", "ENGINE", "PROTECT", "FLAGS", "COMPRESS", "REUSE", "CHARSET", "COLLATE", "ENCRYPT", "POINTOBS",
        "DELOBS", "GENMAX", "GENNUM", "GENNEXT", "TRANSCOD")  # fmt: skip
"""Variables that tell of SAS's file and not of the data: those of a plain data set, or missing (the dates)."""
