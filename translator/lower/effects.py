"""What statements of a loop read and set: for resets, order proofs and the column-wise rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.plan import loop as lp
from translator.plan import values as v
from translator.plan.walk import nodes


def mentioned(item: object) -> set[str]:
    """Return the lower-case names of all plan variables below an item."""
    return {node.name.lower() for node in nodes(item) if isinstance(node, v.Variable)}


def elements(item: object) -> set[str]:
    """Return the names of arrays with a computed subscript below an item."""
    return {node.array.lower() for node in nodes(item) if isinstance(node, v.Element)}


def assigned(body: Iterable[lp.LoopStatement]) -> set[str]:
    """Return the lower-case names that statements set; `array{}` for elements of an array with computed subscripts."""
    found: set[str] = set()
    for node in nodes(tuple(body)):
        match node:
            case lp.Assign(target=target) | lp.Accumulate(target=target) | lp.AssignSubstring(target=target):
                found.add(_name(target))
            case lp.Do(index=index) if index is not None:
                found.add(_name(index))
            case lp.ReadLine(items=items, types=types):
                found |= {name.lower() for name, _ in types}
                found |= {n.names[0].name.lower() + "{}" for n in items if _is_element(n)}  # type: ignore[union-attr]
            case lp.Routine(args=args):
                found |= {_name(a) for a in args if isinstance(a, (v.Variable, v.Element))}
                found |= {
                    _name(a.value)
                    for a in args
                    if isinstance(a, v.Pad) and isinstance(a.value, v.Variable | v.Element)
                }
            case lp.DeclareHash(data=data, keys=keys):
                found |= {name.lower() for name in (*data, *keys)}
    return found


def set_variables(loop: lp.RowLoop) -> set[str]:
    """Return the lower-case names that a loop sets; any element of an array that is set by a computed subscript is one."""
    found = assigned(loop.body)
    for array in loop.arrays:
        if f"{array.name.lower()}{{}}" in found:
            found |= {element.lower() for element in array.elements}
    return found


def _is_element(item: object) -> bool:
    return isinstance(item, st.InputField) and isinstance(item.names[0], (sx.Element, sx.Call))


def _name(target: v.Variable | v.Element) -> str:
    return target.name.lower() if isinstance(target, v.Variable) else target.array.lower() + "{}"


def leaves(body: Iterable[lp.LoopStatement]) -> bool:
    """Do the statements leave their own DO loop early (LEAVE), the iteration or the step?"""
    return any(
        isinstance(node, (lp.Leave, lp.Jump, lp.Fail, lp.Read)) and getattr(node, "kind", "") != "continue"
        for node in nodes(tuple(body))
    )


def must_reset(
    body: tuple[lp.LoopStatement, ...],
    computed: set[str],
    members: dict[str, set[str]],
    lines: Iterable[lp.Lines] = (),
) -> set[str]:
    """Return the computed variables that an iteration may use, or write, before it has set them.

    `members`: array name -> its elements. Only unconditional assignments at the top level count as set.
    """
    delimiters = {value.lower() for one in lines for name, value in one.options if name.endswith("=variable")}
    if any(isinstance(node, lp.Jump) and node.kind == "goto" for node in nodes(body)):
        return set(computed)
    done: set[str] = set()
    reset: set[str] = set()

    def uses(item: object) -> set[str]:
        found = mentioned(item) & computed
        for array in elements(item):
            found |= members.get(array, set()) & computed
        for node in nodes(item):
            if isinstance(node, lp.DeclareHash):  # loading a data set adds the variable of SUMINC:
                found |= {node.suminc.lower()} & computed
        if any(
            isinstance(
                n, (lp.Output, lp.Change, lp.Write, lp.Routine, lp.Jump, v.HashCall)
            )  # LINK: what it leads to
            or isinstance(n, lp.Leave)
            and n.kind == "return"  # the implicit OUTPUT
            for n in nodes(item)
        ):
            found |= computed
        return found

    for statement in _flat(body):
        match statement:
            case lp.Assign(target=v.Variable(name), value=value) if name.lower() in computed:
                reset |= uses(value) - done
                done.add(name.lower())
            case lp.ReadLine(types=types) if not any(
                _is_element(item) or getattr(item, "mode", "") == "named" for item in statement.items
            ):
                reset |= (_steering(statement.items) | delimiters) & computed - done
                done |= {name.lower() for name, _ in types}
            case lp.Do(index=v.Variable(name), ranges=ranges) if (
                name.lower() in computed and not statement.while_
            ):
                reset |= (uses(ranges) | uses(statement.until)) - done
                done.add(name.lower())
                reset |= uses(statement.body) - done
                reset |= {n for n in assigned(statement.body) if n in computed} - done
            case _:
                reset |= uses(statement) - done
                changed = {n for n in assigned((statement,)) if n in computed}
                for array in {n[:-2] for n in assigned((statement,)) if n.endswith("{}")}:
                    changed |= members.get(array, set()) & computed
                reset |= changed - done
    return reset | (computed - done)


def _steering(items: tuple[st.InputItem, ...]) -> set[str]:
    """Return the lower-case names of the variables that say where and how much INPUT reads."""
    places = tuple(item.value for item in items if isinstance(item, st.Pointer))
    widths = tuple(item.width_from for item in items if isinstance(item, st.InputField))
    return {node.name.lower() for node in nodes((places, widths)) if isinstance(node, sx.Var)}


def _flat(body: tuple[lp.LoopStatement, ...]) -> Iterator[lp.LoopStatement]:
    for statement in body:
        if isinstance(statement, lp.Group):
            yield from _flat(statement.body)
        else:
            yield statement


def counted(do: lp.Do) -> bool:
    """Is the loop a plain count: index untouched by the body, no LEAVE, whole constant start and step?"""
    if not isinstance(do.index, v.Variable) or do.while_ or do.until:
        return False
    for item in do.ranges:
        bounds = [item.start] + ([item.step] if item.step is not None else [])
        if item.stop is None or item.while_ or item.until:
            return False
        if not all(isinstance(b, v.Constant) and float(b.value).is_integer() for b in bounds):
            return False
    return do.index.name.lower() not in assigned(do.body) and not leaves(do.body)
