"""Options in parentheses behind the members that a statement of PROC DATASETS names."""

from __future__ import annotations

from dataclasses import replace

from translator.lang import statements as st
from translator.lang import syntax as sx


def flat(s: st.ProcStatement) -> st.ProcStatement:
    """Return a statement without parentheses behind names: `delete a b (memtype=data);`."""
    found: list[st.Option] = []
    names = list(s.names)
    for option in s.options:
        if isinstance(option.value, tuple) and not option.equals:
            found += _options_inside(option.value)
            known = {name.name.lower() for name in names if isinstance(name, sx.Var)}
            names += [sx.Var(option.name)] if option.name and option.name.lower() not in known else []
        else:
            found.append(option)
    return replace(s, names=tuple(names), options=tuple(found))


def _options_inside(values: tuple[object, ...]) -> list[st.Option]:
    """Return the options between parentheses; the variables of `sortedby=a descending b` are one text."""
    found: list[st.Option] = []
    for one in values:
        if isinstance(one, st.Option):
            if one.name == "sortedby" and isinstance(one.value, sx.Var):
                one = replace(one, value=sx.String(one.value.name))
            found.append(one)
        elif isinstance(one, sx.Var) and found and found[-1].name == "sortedby":
            last = found[-1].value
            found[-1] = replace(found[-1], value=sx.String(f"{getattr(last, 'value', '')} {one.name}"))
    return found
