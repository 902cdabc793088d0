"""What a call gives to the parameters of a macro's function."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from translator.emit.functions.dialect import Dialect
from translator.emit.functions.expansion import Parameter


def arguments_of(
    dialect: Dialect, parameters: Sequence[Parameter], number: int, instead: Mapping[str, str] | None = None
) -> list[str]:
    """The arguments of a call: parameters that have their default are left out.

    Args: number: of the call. instead: what stands for a name where the function is called.
    """
    found: list[str] = []
    keyword = False  # what stands behind a named argument has a name, too
    for one in parameters:
        given = one.given[number]
        code = dialect.literal(given) if one.kind == "text" else given
        if instead is not None and one.kind == "table":
            code = instead.get(code, code)
        keyword = keyword or one.default is not None or one.kind == "list"
        if one.default is None or code != one.default:
            found.append(dialect.named(one.name, code) if keyword else code)
    return found
