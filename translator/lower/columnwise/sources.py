"""Where the rows of a column-wise step come from."""

from __future__ import annotations

from collections.abc import Mapping

from translator.lower.catalog import Catalog
from translator.lower.columnwise.carried import read_again, steady
from translator.lower.columnwise.lines import literal
from translator.lower.columnwise.stays import Stays
from translator.lower.effects import set_variables
from translator.plan import loop as lp
from translator.plan import relations as rl


def source(
    loop: lp.RowLoop, catalog: Catalog, user_formats: Mapping[str, object], opened: bool = False
) -> rl.Source:
    """Return the source of a loop's rows; `opened`: only the run knows all columns of its inputs. Raises Stays."""
    if loop.lines:
        return literal(loop, user_formats)
    reader = loop.readers[0]
    changed = set_variables(loop)
    scans = tuple(_scan(i, catalog) for i in reader.inputs)
    cut = tuple(dict.fromkeys(pair for i in reader.inputs for pair in i.cut))
    names: list[set[str]] = [{slot.lower() for _, slot in i.columns} for i in reader.inputs]
    anywhere = set[str]().union(*names)
    everywhere = anywhere.intersection(*names)
    if len(scans) == 1:
        if cut:
            raise Stays("the data set's text is longer than the variable")
        return scans[0]
    if reader.runs:
        raise Stays("several data sets are read by unsorted keys")
    kept = {name for name in changed & anywhere if not steady(loop, name)}
    if opened and kept:
        raise Stays("a variable of data sets is assigned, and only the run knows which of them have it")
    partial = anywhere - everywhere
    if reader.kind == "set":
        if partial & kept:
            raise Stays(
                "a variable that one of the data sets lacks is assigned: its value is kept between rows"
            )
        return rl.Stack(scans, reader.by, cut)
    unique = tuple(_unique(i, reader, catalog) for i in reader.inputs)
    if reader.by and not all(read_again(name, names, unique) for name in kept):
        raise Stays("a variable that MERGE reads is assigned: its value is kept within the BY group")
    if cut:
        raise Stays("the data sets hold texts of different lengths")
    if any(key.descending for key in reader.by):
        raise Stays("MERGE by descending keys")
    return rl.MergeBy(scans, reader.by, unique)


def _scan(i: lp.Input, catalog: Catalog) -> rl.Scan:
    schema = catalog.find(i.dataset)
    every = schema is None or not schema.complete or len(schema.columns) == len(i.columns)
    everything = every and (schema is None or not schema.complete or all(a == b for a, b in i.columns))
    return rl.Scan(i.dataset, i.columns, everything, i.where, i.in_flag, i.firstobs, i.obs)


def _unique(i: lp.Input, reader: lp.Reader, catalog: Catalog) -> bool:
    schema = catalog.find(i.dataset)
    if schema is None or not schema.unique_by:
        return False
    names = {old.lower(): new.lower() for old, new in i.columns}
    keys = {names.get(key, "") for key in schema.unique_by}
    return keys <= {key.name.lower() for key in reader.by}


def order_of_columns(source: rl.Source, operations: tuple[rl.RowOperation, ...]) -> list[str]:
    """Return the columns in the order that source and operations make them."""
    made: list[str] = list(dict.fromkeys(rl.source_names(source)))
    for operation in operations:
        made += [name for name in dict.fromkeys(rl.made_columns(operation)) if name not in made]
    return made
