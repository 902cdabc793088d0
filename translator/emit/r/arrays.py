"""Arrays of a row loop: R vectors that hold the elements."""

from __future__ import annotations

from translator.emit.r import names as r
from translator.emit.r.loop_state import Frame
from translator.emit.r.values_scalar import ArrayPlace
from translator.lang import syntax as sx
from translator.plan import loop as lp
from translator.plan import values as v
from translator.plan.walk import nodes


def place_arrays(frame: Frame) -> None:
    """Give the arrays with computed subscripts their vectors, and their elements the places in them.

    Arrays that share variables share one vector; each has a vector of positions into it.
    """
    used = {
        (n.array if isinstance(n, v.Element) else n.name).lower()
        for n in nodes(frame.loop.body) if isinstance(n, (v.Element, sx.Element, sx.Call))
    }  # fmt: skip
    arrays = [a for a in frame.loop.arrays if a.name.lower() in used]
    slots = {s.name.lower(): s for s in frame.loop.slots}
    for group in families(arrays):
        elements = list(dict.fromkeys(e.lower() for array in group for e in array.elements))
        plain = len(group) == 1 and len(elements) == len(group[0].elements)
        storage = frame.names.new(group[0].name if plain else f"{group[0].name}_all")
        for position, element in enumerate(elements, 1):
            frame.writer.places.variables[element] = f"{storage}[{position}]"
        frame.storage[storage] = initial_vector([slots[e] for e in elements])
        for array in group:
            positions = ""
            if not plain:
                positions = frame.names.new(f"{array.name}_at")
                places = [elements.index(e.lower()) + 1 for e in array.elements]
                frame.storage[positions] = r.vector(str(p) for p in places)
            frame.writer.places.arrays[array.name.lower()] = ArrayPlace(storage, array, positions)


def families(arrays: list[lp.LoopArray]) -> list[list[lp.LoopArray]]:
    """Group the arrays that share elements."""
    groups: list[tuple[set[str], list[lp.LoopArray]]] = []
    for array in arrays:
        elements = {e.lower() for e in array.elements}
        joined = [array]
        rest = []
        for members, group in groups:
            if members & elements:
                elements |= members
                joined = group + joined
            else:
                rest.append((members, group))
        groups = [*rest, (elements, joined)]
    return [group for _, group in groups]


def initial_vector(slots: list[lp.Slot]) -> str:
    """Return the vector of the elements' first values."""
    text = slots[0].type.kind == "char"
    values = []
    for slot in slots:
        if slot.initial is None:
            values.append('""' if text else "NA_real_")
        elif isinstance(slot.initial, str):
            values.append(r.text(slot.initial))
        else:
            values.append(r.number(float(slot.initial)))
    if len(set(values)) == 1 and len(values) > 1:
        return f"rep({values[0]}, {len(values)})"
    if not text and all(value == "NA_real_" for value in values):
        return f"rep(NA_real_, {len(values)})"
    return (
        r.vector(value if value != "NA_real_" else "NA" for value in values) if not text else r.vector(values)
    )
