"""Functions on external files and filerefs: the helper that carries out each."""

from __future__ import annotations

HELPERS = {
    "NEWFILEREF": "new_fileref", "FILENAME": "assign_fileref", "FILEREF": "fileref", "FEXIST": "fexist",
    "FILEEXIST": "file_exists", "FDELETE": "fdelete", "FCOPY": "fcopy", "LIBREF": "libref_assigned", "LIBNAME": "libname",
    "FOPEN": "fopen", "FCLOSE": "fclose", "FREAD": "fread", "FGETTEXT": "fget_text", "FGET": "fget_result",
    "FSEP": "fsep", "FPUT": "fput", "FWRITE": "fwrite", "FAPPEND": "fwrite", "FPOS": "fpos", "FCOL": "fcol",
    "FRLEN": "frlen", "FREWIND": "frewind", "FNOTE": "fnote", "FPOINT": "fpoint", "FINFO": "finfo",
    "FOPTNUM": "foptnum", "FOPTNAME": "foptname", "DOPEN": "dopen", "DCLOSE": "dclose", "DNUM": "dnum",
    "DREAD": "dread", "DINFO": "dinfo", "DCREATE": "dcreate", "MOPEN": "mopen",
    "WORKFOLDER": "work_folder",
}  # fmt: skip
"""Function -> helper, whose first argument is `lib`. NEWFILEREF and FGETTEXT are what FILENAME and FGET give to a
variable, WORKFOLDER is PATHNAME of WORK."""
