"""Schemas of permanent data sets from the headers of their files."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

from translator.lang.types import Column, Schema, Type
from translator.library.transport import transport_letters

SUFFIXES = (".sas7bdat", ".xpt", ".parquet", ".csv")


class HeaderLookup:
    """A catalog's lookup: (libref, name) -> schema, read once from the file's header."""

    def __init__(self, librefs: Mapping[str, Path]) -> None:
        self._folders = {libref.lower(): Path(folder) for libref, folder in librefs.items()}
        self._known: dict[tuple[str, str], Schema | None] = {}
        self.looked_for: set[Path] = set()  # folders and files that the answers hang on

    def reachable(self, libref: str) -> bool:
        """Is the libref mapped to a folder that is there?"""
        folder = self._folders.get(libref.lower())
        if folder is not None:
            self.looked_for.add(folder)
        return folder is not None and folder.is_dir()

    def names(self, libref: str) -> tuple[str, ...] | None:
        """Return the names of the data sets in a libref's folder, in lower case; None where it cannot be looked into."""
        if not self.reachable(libref):
            return None
        files = sorted(self._folders[libref.lower()].iterdir())
        return tuple(sorted({file.stem.lower() for file in files if file.suffix.lower() in SUFFIXES}))

    def librefs(self) -> tuple[str, ...]:
        """Return the librefs that are mapped to folders."""
        return tuple(self._folders)

    def __call__(self, libref: str, name: str) -> Schema | None:
        """Return the schema, or None where there is no such file."""
        key = (libref.lower(), name.lower())
        if key not in self._known:
            self._known[key] = self._read(*key)
        return self._known[key]

    def special_in(self, text: str) -> bool:
        """Does a data set that a program's text names hold special missing values (.A to .Z, ._)?

        A name that holds a macro variable may be any of its library.
        """
        for libref, folder in self._folders.items():
            names = {m[1].lower() for m in re.finditer(rf"\b{libref}\.+([\w&]+)", text, re.IGNORECASE)}
            if not names or not folder.is_dir():
                continue
            self.looked_for.add(folder)
            every = any("&" in name for name in names)
            for file in sorted(folder.iterdir()):
                if every or file.stem.lower() in names:
                    self.looked_for.add(file)
                    if holds_special(file):
                        return True
        return False

    def _read(self, libref: str, name: str) -> Schema | None:
        folder = self._folders.get(libref)
        if folder is not None:
            self.looked_for.add(folder)
        if folder is None or not folder.is_dir():
            return None
        files = {file.name.lower(): file for file in sorted(folder.iterdir())}
        for suffix in SUFFIXES:
            if (file := files.get(name + suffix)) is not None:
                self.looked_for.add(file)
                return read_header(file)
        return None


LOOKED_THROUGH = 200_000_000
"""Bytes: larger files are not looked through for special missing values. The run stops where it meets one unforeseen."""


def holds_special(file: Path) -> bool:
    """Does a data file hold special missing values? Only SAS's own files and those that saslift writes can."""
    if file.suffix.lower() == ".parquet":
        import pyarrow.parquet

        metadata = pyarrow.parquet.read_schema(file).metadata or {}
        return bool(json.loads(metadata.get(b"sas_missing", b"{}")))
    if file.suffix.lower() == ".xpt" and file.stat().st_size <= LOOKED_THROUGH:
        return bool(transport_letters(file.read_bytes()))
    if file.suffix.lower() != ".sas7bdat" or file.stat().st_size > LOOKED_THROUGH:
        return False
    import pyreadstat

    _, meta = pyreadstat.read_sas7bdat(str(file), metadataonly=True)
    numbers = [name for name, kind in meta.readstat_variable_types.items() if kind != "string"]
    if not numbers:
        return False
    rows, _ = pyreadstat.read_sas7bdat(
        str(file), usecols=numbers, user_missing=True, disable_datetime_conversion=True
    )
    return any(rows[name].dtype == object for name in rows.columns)


def read_header(file: Path) -> Schema:
    """Return the schema that a data file's header gives: names, types, lengths, formats, labels."""
    match file.suffix.lower():
        case ".sas7bdat":
            import pyreadstat

            _, meta = pyreadstat.read_sas7bdat(str(file), metadataonly=True)
            return _from_meta(meta)
        case ".xpt":
            import pyreadstat

            _, meta = pyreadstat.read_xport(str(file), metadataonly=True)
            return _from_meta(meta)
        case ".parquet":
            return _from_parquet(file)
        case _:
            return _from_csv(file)


def _from_meta(meta) -> Schema:  # type: ignore[no-untyped-def]
    columns = []
    for name in meta.column_names:
        char = meta.readstat_variable_types[name] == "string"
        length = int(meta.variable_storage_width.get(name, 8)) or 8
        columns.append(
            Column(
                name,
                Type("char" if char else "num", length),
                _format(meta.original_variable_types.get(name, "")),
                label=meta.column_names_to_labels.get(name) or "",
            )
        )
    return Schema(tuple(columns), label=meta.file_label or "")


def _format(text: str) -> str:
    """Return pyreadstat's format name in SAS's spelling: DATE9 -> DATE9. ; $10 and BEST12 say nothing."""
    if not text or text == "$" or text[1:].isdigit() or text in ("BEST", "BEST12", "NULL"):
        return ""
    return text if "." in text else text + "."


def _from_parquet(file: Path) -> Schema:
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pq.read_schema(file)
    metadata = schema.metadata or {}
    described = json.loads(metadata.get(b"sas", b"{}"))  # of files that saslift's programs write
    columns = []
    for field in schema:
        given = {k.decode(): v.decode() for k, v in (field.metadata or {}).items()}
        for key in ("length", "format", "label"):
            given[key] = str(described.get(f"{key}s", {}).get(field.name, given.get(key, "")))
        char = pa.types.is_string(field.type) or pa.types.is_large_string(field.type)
        length = int(given["length"] or 0) or (0 if char else 8)
        if char and not length:
            length = _longest(file, field.name)
        format_ = given["format"]
        if not format_ and (pa.types.is_date(field.type) or pa.types.is_timestamp(field.type)):
            format_ = "DATE9." if pa.types.is_date(field.type) else "DATETIME20."
        columns.append(
            Column(field.name, Type("char" if char else "num", length), format_, label=given["label"])
        )
    return Schema(tuple(columns), label=described.get("label", ""))


def _longest(file: Path, name: str) -> int:
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    lengths = pc.max(pc.utf8_length(pq.read_table(file, columns=[name])[name]))
    return max(int(lengths.as_py() or 1), 1)


def _from_csv(file: Path) -> Schema:
    """Return the schema of a CSV file: a column is numeric where every value is a number, a period or blank."""
    import pandas as pd

    frame = pd.read_csv(file, dtype="str", keep_default_na=False)
    columns = []
    for name in frame.columns:
        texts = frame[name].str.strip(" ")
        number = r"[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)?"
        char = not len(texts) or not (texts.isin(["", "."]) | texts.str.fullmatch(number)).all()
        length = max(int(frame[name].str.rstrip(" ").str.len().max() or 1), 1) if char and len(frame) else 8
        columns.append(Column(str(name), Type("char" if char else "num", length)))
    return Schema(tuple(columns))
