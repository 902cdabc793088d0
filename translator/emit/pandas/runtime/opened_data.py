"""Data sets that OPEN has opened: their attributes, their variables, and the rows that FETCH reads.

An identifier that no data set has gives missing (a blank text), as SAS gives it with a note on the argument.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import isnan, nan
from typing import TYPE_CHECKING, Any

import pandas as pd

from translator.emit.pandas.runtime.log import NotTranslated
from translator.emit.pandas.runtime.system_messages import failed
from translator.library.data_set_attributes import numeric_attribute, text_attribute

if TYPE_CHECKING:
    from translator.emit.pandas.runtime.libraries import Libraries


@dataclass
class OpenData:
    """An open data set. `at`: the row that was read last, from 0, -1 for none; `next`: the row that FETCH reads.

    Facts that nobody knows are None.
    """

    name: str
    df: pd.DataFrame
    mode: str = "I"
    label: str | None = None
    labels: Mapping[str, str] | None = None
    formats: Mapping[str, str] | None = None
    informats: Mapping[str, str] | None = None
    lengths: Mapping[str, int] | None = None
    at: int = -1
    next: int = 0
    row: Any = None  # variables of a step that CALL SET has linked: `numbers`, and `texts` with their lengths
    numbers: Sequence[str] = ()
    texts: Mapping[str, int] = field(default_factory=dict)


def open_dataset(
    lib: Libraries,
    name: str,
    df: pd.DataFrame | None = None,
    mode: str = "I",
    label: str | None = None,
    labels: Mapping[str, str] | None = None,
    formats: Mapping[str, str] | None = None,
    informats: Mapping[str, str] | None = None,
    lengths: Mapping[str, int] | None = None,
) -> float:
    """OPEN: the identifier of a data set, 0 where there is none of that name.

    `df`: the data set where the program holds it; without it, it is looked for in the libraries. The others are what
    is known of it: `lengths` of text, and of numbers shorter than 8.
    """
    libref, _, member = name.strip().lower().rpartition(".")
    libref = libref or "work"
    if df is None and libref == "work":
        df = lib.work.get(member)
    if df is None and libref != "work" and lib.exists(f"{libref}.{member}"):
        df = lib.read(f"{libref}.{member}")
    shown = f"{libref}.{member}".upper()
    if df is None:
        failed(lib, f"ERROR: File {shown}.DATA does not exist.")
        return 0.0
    number = max(lib.opened, default=0) + 1
    lib.opened[number] = OpenData(shown, df, mode, label, labels, formats, informats, lengths)
    return float(number)


def open_named(lib: Libraries, name: str, own: Mapping[str, pd.DataFrame | None], mode: str = "I") -> float:
    """OPEN of a data set whose name the run makes; `own`: those that the program holds."""
    if "(" in name:
        raise NotTranslated("H0453", "OPEN with data set options that the run makes")
    return open_dataset(lib, name, own.get(name.strip().lower().removeprefix("work.")), mode)


def opened(lib: Libraries, number: float) -> OpenData | None:
    """The open data set of that number."""
    return None if isnan(number) else lib.opened.get(int(number))


def close_dataset(lib: Libraries, number: float) -> float:
    """CLOSE: 0."""
    if opened(lib, number) is None:
        return nan
    del lib.opened[int(number)]
    return 0.0


def attrn(lib: Libraries, number: float, attribute: str) -> float:
    """ATTRN: a numeric attribute, missing where there is none of that name."""
    data = opened(lib, number)
    if data is None:
        return nan
    value = numeric_attribute(attribute, len(data.df), len(data.df.columns))
    if value is None:
        raise NotTranslated("H0453", f"ATTRN: only SAS's own file knows {attribute.strip().upper()}")
    return value


def attrc(lib: Libraries, number: float, attribute: str) -> str:
    """ATTRC: a character attribute, blank where there is none of that name."""
    data = opened(lib, number)
    if data is None:
        return ""
    libref, _, member = data.name.partition(".")
    value = text_attribute(attribute, libref, member, data.label or "", data.mode)
    if value is None or (data.label is None and attribute.strip().upper() == "LABEL"):
        raise NotTranslated("H0453", f"ATTRC: only SAS's own file knows {attribute.strip().upper()}")
    return value


def varnum(lib: Libraries, number: float, name: str) -> float:
    """VARNUM: the number of a variable, 0 where there is none of that name."""
    data = opened(lib, number)
    if data is None:
        return nan
    names = [str(column).lower() for column in data.df.columns]
    wanted = name.strip().lower()
    return float(names.index(wanted) + 1) if wanted in names else 0.0


def nth_variable(lib: Libraries, number: float, place: float) -> tuple[OpenData, str] | None:
    """The data set and the name of its nth variable."""
    data = opened(lib, number)
    if data is None or isnan(place) or not 1 <= int(place) <= len(data.df.columns):
        return None
    return data, str(data.df.columns[int(place) - 1])


def varname(lib: Libraries, number: float, place: float) -> str:
    """VARNAME: the name of the nth variable."""
    found = nth_variable(lib, number, place)
    return found[1] if found else ""


def vartype(lib: Libraries, number: float, place: float) -> str:
    """VARTYPE: N or C."""
    found = nth_variable(lib, number, place)
    return "" if found is None else "N" if found[0].df[found[1]].dtype == "float64" else "C"


def told_fact(facts: Mapping[str, str] | None, name: str, what: str) -> str:
    """What is known of a variable; the program stops where nothing is known of the data set."""
    if facts is None:
        raise NotTranslated("H0453", f"{what} of a data set whose {what}s are not known")
    return facts.get(name, "")


def varlabel(lib: Libraries, number: float, place: float) -> str:
    """VARLABEL: the label of the nth variable."""
    found = nth_variable(lib, number, place)
    return told_fact(found[0].labels, found[1], "label") if found else ""


def varfmt(lib: Libraries, number: float, place: float) -> str:
    """VARFMT: the format of the nth variable."""
    found = nth_variable(lib, number, place)
    return told_fact(found[0].formats, found[1], "format") if found else ""


def varinfmt(lib: Libraries, number: float, place: float) -> str:
    """VARINFMT: the informat of the nth variable."""
    found = nth_variable(lib, number, place)
    return told_fact(found[0].informats, found[1], "informat") if found else ""


def varlen(lib: Libraries, number: float, place: float) -> float:
    """VARLEN: the length of the nth variable."""
    found = nth_variable(lib, number, place)
    if found is None:
        return nan
    data, name = found
    if data.lengths is None or (name not in data.lengths and data.df[name].dtype != "float64"):
        raise NotTranslated("H0453", f"VARLEN: the length of {name} is not known")
    return float(data.lengths.get(name, 8))


def link_row(
    lib: Libraries, number: float, row: Any, numbers: Sequence[str], texts: Mapping[str, int]
) -> None:
    """CALL SET: from now on FETCH fills these variables of the step, where a column has the name and the kind."""
    data = opened(lib, number)
    if data is not None:
        data.row, data.numbers, data.texts = row, numbers, texts


def fill_linked(data: OpenData, mode: str) -> None:
    """Give the linked variables the values of the row that was read, unless `mode` is NOSET."""
    if data.row is None or mode.strip().upper() == "NOSET":
        return
    columns = {str(name).lower(): data.df[name] for name in data.df.columns}
    for name in (*data.numbers, *data.texts):
        values = columns.get(name.lower())
        if values is None or (values.dtype == "float64") == (name in data.texts):
            continue
        value = values.to_numpy()[data.at]
        data.row[name] = str(value)[: data.texts[name]].rstrip(" ") if name in data.texts else float(value)


def fetch(lib: Libraries, number: float, mode: str = "SET") -> float:
    """FETCH: 0 after the next row is read, -1 where there is none left; NOSET leaves linked variables alone."""
    data = opened(lib, number)
    if data is None:
        return nan
    if data.next >= len(data.df):
        return -1.0
    data.at, data.next = data.next, data.next + 1
    fill_linked(data, mode)
    return 0.0


def fetchobs(lib: Libraries, number: float, row: float, mode: str = "SET") -> float:
    """FETCHOBS: 0 after the nth row is read, -1 where the data set has fewer."""
    data = opened(lib, number)
    if data is None:
        return nan
    if isnan(row) or row < 1:
        raise NotTranslated("H0453", "FETCHOBS of no row: only SAS knows the number of this error")
    if row > len(data.df):
        return -1.0
    data.at, data.next = int(row) - 1, int(row)
    fill_linked(data, mode)
    return 0.0


def rewind(lib: Libraries, number: float) -> float:
    """REWIND: FETCH starts at the first row again."""
    data = opened(lib, number)
    if data is None:
        return nan
    data.at, data.next = -1, 0
    return 0.0


def curobs(lib: Libraries, number: float) -> float:
    """CUROBS, NOTE: the number of the row that was read last."""
    data = opened(lib, number)
    return float(data.at + 1) if data is not None and data.at >= 0 else nan


def point_row(lib: Libraries, number: float, row: float) -> float:
    """POINT: the next FETCH reads the row that NOTE has marked."""
    data = opened(lib, number)
    if data is None or isnan(row):
        return nan
    data.next = int(row) - 1
    return 0.0


def drop_note(lib: Libraries, number: float, row: float) -> float:
    """DROPNOTE: a mark is the number of a row, nothing is kept of it."""
    return nan if opened(lib, number) is None else 0.0


def getvarn(lib: Libraries, number: float, place: float) -> float:
    """GETVARN: a number of the row that was read last."""
    found = nth_variable(lib, number, place)
    if found is None or found[0].at < 0 or found[0].df[found[1]].dtype != "float64":
        return nan
    return float(found[0].df[found[1]].to_numpy(dtype="float64")[found[0].at])


def getvarc(lib: Libraries, number: float, place: float) -> str:
    """GETVARC: a text of the row that was read last."""
    found = nth_variable(lib, number, place)
    if found is None or found[0].at < 0 or found[0].df[found[1]].dtype == "float64":
        return ""
    return str(found[0].df[found[1]].iat[found[0].at])


def dsname(lib: Libraries, number: float = nan) -> str:
    """DSNAME: the name of an open data set."""
    data = opened(lib, number)
    return data.name if data is not None else ""
