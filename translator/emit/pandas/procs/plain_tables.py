"""PROC MEANS and PROC FREQ that are a plain grouping, as `groupby` (style: idioms 14 and 15)."""

from __future__ import annotations

from translator.emit.pandas import expressions as ex
from translator.emit.pandas.context import Context
from translator.emit.pandas.names import identifier
from translator.emit.pandas.procs.sorting import chosen_columns
from translator.emit.pandas.scans import key_list
from translator.emit.plain_tables import (
    PERCENTILES,
    group_keys,
    made_columns,
    missing_keys,
    one_type,
    types_comment,
)
from translator.plan.procs.summary import ClassVariable, Crosstab, Request, Summarize, SummaryOutput

METHODS = {
    "sum": "sum(min_count=1)", "mean": "mean()", "std": "std()", "var": "var()", "min": "min()", "max": "max()",
    "median": "median()",
}  # fmt: skip


def known_test(table: str, variables: tuple[ClassVariable, ...]) -> str:
    """The rows where no CLASS variable is missing that must not be; "" where there is nothing to test."""
    tests = []
    wanted = [v for v in variables if not v.missing and v.type.nullable]
    for variable in wanted:
        cell = f"{table}[{ex.text(variable.name)}]"
        if variable.type.kind == "char":
            tests.append(f'({cell} != "")' if len(wanted) > 1 else f'{cell} != ""')
        else:
            tests.append(f"{cell}.notna()")
    return " & ".join(tests)


def keys_text(keys: list[str]) -> str:
    """The argument of `groupby`: one name, or a list."""
    return ex.text(keys[0]) if len(keys) == 1 else key_list(keys)


def summary_lines(
    context: Context, node: Summarize, output: SummaryOutput, shown: str, target: str
) -> list[str]:
    """Write one OUTPUT data set of a plain grouping."""
    lines: list[str] = []
    test_of = shown if shown.isidentifier() else context.local("analysed")
    if not shown.isidentifier():
        lines.append(f"{test_of} = {shown}")
        shown = test_of
    if test := known_test(shown, node.classes):
        name = context.local("classified")
        lines.append(f"{name} = {shown}.loc[{test}]")
        shown = name
    keys = group_keys(node)
    if not keys:
        return lines + whole_lines(context, output, shown, target)
    if one_type(node):
        return lines + grouped_lines(context, node, output, shown, target)
    return lines + types_lines(context, node, output, shown, target)


def single_variable(made: list[tuple[str, Request]]) -> str:
    """The one variable that all statistics are about, "" where there are several or none."""
    names = {request.variable for _, request in made if request.variable}
    return names.pop() if len(names) == 1 else ""


def statistic(context: Context, request: Request, groups: str, series: str, *, whole: bool = False) -> str:
    """A statistic of `series`; `groups` has the sizes. `whole`: of a table, not of its groups."""
    size = f"len({groups})" if whole else f"{groups}.size()"
    if request.statistic == "n" and not request.variable:
        made = size
    elif request.statistic == "n":
        made = f"{series}.count()"
    elif request.statistic == "nmiss":
        made = f"{series}.isna().sum()" if whole else f"({size} - {series}.count())"
    elif request.statistic == "range":
        return f"{series}.max() - {series}.min()"
    elif request.statistic in PERCENTILES:
        context.need("percentile")
        place = PERCENTILES[request.statistic]
        return f"sas.percentile({series}, {place})" if whole else f"{series}.agg(sas.percentile, {place})"
    else:
        return f"{series}.{METHODS[request.statistic]}"
    return f"float({made})" if whole else f'{made}.astype("float64")'


def whole_lines(context: Context, output: SummaryOutput, shown: str, target: str) -> list[str]:
    """Statistics of all rows: one row."""
    made = made_columns(output)
    variable = single_variable(made)
    lines, series = [], ""
    if variable and sum(bool(r.variable) for _, r in made) > 1:
        series = context.local(identifier(variable))
        lines.append(f"{series} = {shown}[{ex.text(variable)}]")
    items = []
    for name, request in made:
        if request.statistic == "type":
            items.append(f"{ex.text(name)}: [0.0]")
            continue
        place = series or f"{shown}[{ex.text(request.variable)}]"
        items.append(f"{ex.text(name)}: [{statistic(context, request, shown, place, whole=True)}]")
    context.need("pd")
    return [*lines, f"{target} = pd.DataFrame({{{', '.join(items)}}})"]


def group_items(context: Context, output: SummaryOutput, groups: str, variable: str, type_: str) -> list[str]:
    """The computed columns, as items of a dict."""
    items = []
    for name, request in made_columns(output):
        if request.statistic == "type":
            items.append(f"{ex.text(name)}: {type_}")
        else:
            series = groups if variable or not request.variable else f"{groups}[{ex.text(request.variable)}]"
            items.append(f"{ex.text(name)}: {statistic(context, request, groups, series)}")
    return items


def group_name(context: Context, node: Summarize, variable: str) -> str:
    """A name for the groups: that of the variable which is analysed."""
    return context.local(identifier(variable) if variable else f"by_{identifier(group_keys(node)[-1])}")


def grouped_lines(
    context: Context, node: Summarize, output: SummaryOutput, shown: str, target: str
) -> list[str]:
    """One group for each combination of the keys."""
    keys = group_keys(node)
    with_missing = missing_keys(node.classes, node.by)
    variable = single_variable(made_columns(output))
    groups = group_name(context, node, variable)
    in_order = not node.classes  # BY groups stand in their order
    options = (", sort=False" if in_order else "") + (", dropna=False" if with_missing else "")
    column = f"[{ex.text(variable)}]" if variable else ""
    lines = [f"{groups} = {shown}.groupby({keys_text(keys)}{options}){column}"]
    last = (1 << len(node.classes)) - 1
    items = group_items(context, output, groups, variable, f"{last}.0")
    context.need("pd")
    made = f"pd.DataFrame({{{', '.join(items)}}}).reset_index()"
    if with_missing and not in_order:
        made += f'.sort_values({keys_text(keys)}, kind="stable", na_position="first", ignore_index=True)'
    computed = [name for name, _ in made_columns(output)]
    return [*lines, f"{target} = {arranged(made, output, keys, computed)}"]


def arranged(made: str, output: SummaryOutput, keys: list[str], computed: list[str]) -> str:
    """The table with its columns as the data set has them: computed columns have their final names already."""
    wanted = [(old, new) if old in keys else (new, new) for old, new in output.columns]
    plain = [(name, name) for name in [*keys, *computed]]
    return chosen_columns(made, tuple(wanted), wanted != plain)


def types_lines(
    context: Context, node: Summarize, output: SummaryOutput, shown: str, target: str
) -> list[str]:
    """All combinations of the CLASS variables: one grouping for each value of _TYPE_."""
    keys = group_keys(node)
    variable = single_variable(made_columns(output))
    groups = group_name(context, node, variable)
    parts = context.local("types") if target == shown else target
    type_, names = context.local("type_"), context.local("keys")
    context.need("class_types", "pd")
    column = f"[{ex.text(variable)}]" if variable else ""
    items = group_items(context, output, groups, variable, type_)
    wanted = [(old, new) if old in keys else (new, new) for old, new in output.columns]
    joined = f"pd.concat({parts}, ignore_index=True)"
    if any(c.type.kind == "char" for c in node.classes):
        context.need("fill_text")
        joined = f"sas.fill_text({joined})"
    return [
        f"{parts} = []",
        f"for {type_}, {names} in sas.class_types({key_list(keys)}):  # {types_comment(keys)}",
        f'    {groups} = {shown}.assign(_ALL_=0).groupby({names} or "_ALL_"){column}',
        f"    {parts}.append(pd.DataFrame({{{', '.join(items)}}}).reset_index())",
        f"{parts} = {joined}",
        f"{target} = {chosen_columns(parts, tuple(wanted), True)}",
    ]


def crosstab_lines(context: Context, node: Crosstab, shown: str, target: str) -> list[str]:
    """Write the counts of a plain table, with all of SAS's columns."""
    keys = [variable.name for variable in node.variables]
    lines = []
    if node.weight:
        weighted = context.local("weighted")
        if not shown.isidentifier():
            lines.append(f"{weighted} = {shown}")
            shown = weighted
        cell = f"{shown}[{ex.text(node.weight)}]"
        test = f"{cell}.notna()" if node.zeros else f"{cell}.notna() & ({cell} != 0)"
        lines.append(f"{weighted} = {shown}.loc[{test}]")
        shown = weighted
    every = tuple(v for v in node.variables if v.type.kind == "num" and v.type.nullable)
    groups = f"{shown}.groupby({keys_text(keys)}{', dropna=False' if every else ''})"
    size = f"{groups}[{ex.text(node.weight)}].sum()" if node.weight else f'{groups}.size().astype("float64")'
    lines.append(f'{target} = {size}.reset_index(name="COUNT")')
    if every:
        order = f'sort_values({keys_text(keys)}, kind="stable", na_position="first", ignore_index=True)'
        lines.append(f"{target} = {target}.{order}")
    count = f'{target}["COUNT"]'
    if test := known_test(target, node.variables):
        known = context.local("known")
        lines += ["# A missing level is counted, without a percentage", f"{known} = {count}.where({test})"]
        count = known
    total = f"{count}.sum()"
    if node.weight:
        context.need("nan")
        whole = context.local("total")
        lines.append("# SAS gives no percentages where a weight is negative")
        lines.append(f"{whole} = {total} if ({shown}[{ex.text(node.weight)}] >= 0).all() else nan")
        total = f"({whole} or nan)"
    lines.append(f'{target}["PERCENT"] = {count} / {total} * 100')
    return lines
