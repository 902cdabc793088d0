"""What the nodes of a plan mention."""

from __future__ import annotations

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.plan import loop as lp
from translator.plan import values as v
from translator.plan.walk import nodes


def mentioned(loop: lp.RowLoop) -> set[str]:
    """The lower-case names of the variables that a loop's statements and outputs use or set."""
    found: set[str] = set()
    arrays = {array.name.lower(): array for array in loop.arrays}
    for node in nodes((loop.body, loop.outputs)):
        match node:
            case v.Variable(name):
                found.add(name.lower())
            case sx.Var(name):
                found.add(name.lower())
            case v.Element(array):
                found |= {element.lower() for element in arrays[array.lower()].elements}
            case sx.Element(name) | sx.Call(name) if name.lower() in arrays:
                found |= {element.lower() for element in arrays[name.lower()].elements}
            case lp.LoopOutput(columns=columns):
                found |= {slot.lower() for slot, _ in columns}
            case lp.DeclareHash(keys=keys, data=data, suminc=suminc):
                found |= {name.lower() for name in (*keys, *data, suminc)} - {""}
            case st.PutField() | st.InputField():
                pass
    for reader in loop.readers:
        found.add(reader.point.lower())
        found.add(reader.indsname.lower())
    for lines in loop.lines:
        found |= {
            value.lower()
            for name, value in lines.options
            if name in ("end", "eof", "column", "length", "line") or name.endswith("=variable")
        }
    return found


def dynamic_arrays(loop: lp.RowLoop) -> set[str]:
    """The lower-case names of the arrays that a computed subscript reaches into."""
    names = {array.name.lower() for array in loop.arrays}
    found: set[str] = set()
    for node in nodes(loop.body):
        match node:
            case v.Element(array):
                found.add(array.lower())
            case sx.Element(name) | sx.Call(name) if name.lower() in names:
                found.add(name.lower())
    return found


def assigned(body: object) -> set[str]:
    """Lower-case names that statements set; `array{}` for elements with computed subscripts."""
    found: set[str] = set()
    for node in nodes(body):
        match node:
            case lp.Assign(target=target) | lp.Accumulate(target=target) | lp.AssignSubstring(target=target):
                found.add(
                    target.name.lower() if isinstance(target, v.Variable) else target.array.lower() + "{}"
                )
            case lp.Do(index=v.Variable(name)):
                found.add(name.lower())
            case lp.Do(index=v.Element(name)):
                found.add(name.lower() + "{}")
            case lp.ReadLine(types=types):
                found |= {name.lower() for name, _ in types}
            case lp.Routine(args=args):
                plain = [arg.value if isinstance(arg, v.Pad) else arg for arg in args]
                found |= {arg.name.lower() for arg in plain if isinstance(arg, v.Variable)}
                found |= {arg.array.lower() + "{}" for arg in plain if isinstance(arg, v.Element)}
            case lp.DeclareHash(data=data, keys=keys):
                found |= {name.lower() for name in (*data, *keys)}
            case lp.Read():
                found.add("*")
    return found
