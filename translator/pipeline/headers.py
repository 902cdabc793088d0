"""Schemas of permanent data sets from the headers of their files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from translator.lang.types import Column, Schema, Type

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

    def __call__(self, libref: str, name: str) -> Schema | None:
        """Return the schema, or None where there is no such file."""
        key = (libref.lower(), name.lower())
        if key not in self._known:
            self._known[key] = self._read(*key)
        return self._known[key]

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
    columns = []
    for field in schema:
        given = {k.decode(): v.decode() for k, v in (field.metadata or {}).items()}
        char = pa.types.is_string(field.type) or pa.types.is_large_string(field.type)
        length = int(given.get("length", 0)) or (0 if char else 8)
        if char and not length:
            length = _longest(file, field.name)
        format_ = given.get("format", "")
        if not format_ and (pa.types.is_date(field.type) or pa.types.is_timestamp(field.type)):
            format_ = "DATE9." if pa.types.is_date(field.type) else "DATETIME20."
        columns.append(
            Column(field.name, Type("char" if char else "num", length), format_, label=given.get("label", ""))
        )
    return Schema(tuple(columns))


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
