"""Where trailing blanks stand: values that are sure to have none, and values cut for a comparison."""

from __future__ import annotations

from translator.plan import values as v

# Functions whose result never ends in blanks when their arguments do not
TRIMMED = frozenset("UPCASE LOWCASE PROPCASE STRIP TRIMN CATS CATX VNAME VLABEL SYMGET".split())


def trimmed(value: v.Value) -> v.Value:
    """Return the value for a comparison: literals without their trailing blanks, which never count there."""
    if isinstance(value, v.Constant) and isinstance(value.value, str):
        return v.Constant(value.value.rstrip(" "), value.type)
    if ends_clean(value):
        return value
    return v.Cut(value, value.type.length, value.type)


def ends_clean(value: v.Value) -> bool:
    """Is the text sure to have no trailing blanks as it comes?"""
    match value:
        case v.Constant(text):
            return not str(text).endswith(" ")
        case v.Variable() | v.Element() | v.Cut() | v.ToText():
            return True
        case v.Service("LAG", (argument,)):
            return ends_clean(argument)
        case v.Apply(name, args) | v.Service(name, args):
            return name in TRIMMED and all(a.type.kind == "num" or ends_clean(a) for a in args)
        case _:
            return False
