"""Functions on external files and filerefs: the helper that carries out each."""

from __future__ import annotations

HELPERS = {
    "NEWFILEREF": "sas_new_fileref", "FILENAME": "sas_assign_fileref", "FILEREF": "sas_fileref", "FEXIST": "sas_fexist",
    "FILEEXIST": "sas_fileexist", "FDELETE": "sas_fdelete", "FCOPY": "sas_fcopy", "LIBREF": "sas_libref_assigned",
    "LIBNAME": "sas_libname", "FOPEN": "sas_fopen", "FCLOSE": "sas_fclose", "FREAD": "sas_fread",
    "FGETTEXT": "sas_fget_text", "FGET": "sas_fget_result", "FSEP": "sas_fsep", "FPUT": "sas_fput",
    "FWRITE": "sas_fwrite", "FAPPEND": "sas_fwrite", "FPOS": "sas_fpos", "FCOL": "sas_fcol", "FRLEN": "sas_frlen",
    "FREWIND": "sas_frewind", "FNOTE": "sas_fnote", "FPOINT": "sas_fpoint", "FINFO": "sas_finfo",
    "FOPTNUM": "sas_foptnum", "FOPTNAME": "sas_foptname", "DOPEN": "sas_dopen", "DCLOSE": "sas_dclose",
    "DNUM": "sas_dnum", "DREAD": "sas_dread", "DINFO": "sas_dinfo", "DCREATE": "sas_dcreate", "MOPEN": "sas_mopen",
    "WORKFOLDER": "sas_work_folder",
}  # fmt: skip
"""Function -> helper, whose first argument is `lib`. NEWFILEREF and FGETTEXT are what FILENAME and FGET give to a
variable, WORKFOLDER is PATHNAME of WORK."""
