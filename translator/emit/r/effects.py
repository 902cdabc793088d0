"""What the statements of a loop read and set, as far as the R form depends on it."""

from __future__ import annotations

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.plan import loop as lp
from translator.plan import values as v
from translator.plan.walk import nodes


def mentioned(item: object) -> set[str]:
    """Return the lower-case names of variables below an item, those of INPUT and PUT items included."""
    found = set()
    for node in nodes(item):
        if isinstance(node, (v.Variable, sx.Var)):
            found.add(node.name.lower())
        elif isinstance(node, lp.DeclareHash):
            found |= {name.lower() for name in (*node.keys, *node.data, node.suminc)} - {""}
    return found


def assigned(body: object) -> set[str]:
    """Return the lower-case names that statements set."""
    found: set[str] = set()
    for node in nodes(body):
        match node:
            case lp.Assign(target=target) | lp.Accumulate(target=target) | lp.AssignSubstring(target=target):
                found |= _names(target)
            case lp.Do(index=index) if index is not None:
                found |= _names(index)
            case lp.ReadLine(items=items, types=types):
                found |= {name.lower() for name, _ in types}
                found |= {n.name.lower() for n in nodes(items) if isinstance(n, sx.Var)}
            case lp.Routine(args=args):
                found |= {n.name.lower() for n in nodes(args) if isinstance(n, v.Variable)}
            case lp.DeclareHash(data=data, keys=keys):
                found |= {name.lower() for name in data or keys}
    return found


def _names(target: v.Variable | v.Element) -> set[str]:
    return {target.name.lower()} if isinstance(target, v.Variable) else set()


def set_elements(body: object) -> set[str]:
    """Return the lower-case names of the arrays of which some element is set by its subscript."""
    found: set[str] = set()
    for node in nodes(body):
        match node:
            case lp.Assign(target=v.Element(array)) | lp.Accumulate(target=v.Element(array)):
                found.add(array.lower())
            case lp.AssignSubstring(target=v.Element(array)) | lp.Do(index=v.Element(array)):
                found.add(array.lower())
            case lp.Routine(args=args):
                found |= {n.array.lower() for n in nodes(args) if isinstance(n, v.Element)}
            case st.InputField(names=names):
                found |= {n.name.lower() for n in names if isinstance(n, (sx.Element, sx.Call))}
    return found


def leaves(body: tuple[lp.LoopStatement, ...], kinds: frozenset[str]) -> bool:
    """Does a statement of these kinds stand in the body (DO loops inside included)?"""
    return any(isinstance(n, lp.Leave) and n.kind in kinds for n in nodes(body))


def continues(body: tuple[lp.LoopStatement, ...]) -> bool:
    """Does a CONTINUE of this very loop stand in the body?"""
    for statement in body:
        match statement:
            case lp.Leave(kind="continue"):
                return True
            case lp.If(then=then, otherwise=otherwise):
                if continues(then) or continues(otherwise):
                    return True
            case lp.Group(body=inner):
                if continues(inner):
                    return True
    return False


def may_end(body: tuple[lp.LoopStatement, ...]) -> bool:
    """Can the step end inside the body: STOP, or a reader or file without more rows?"""
    return any(
        isinstance(n, (lp.Read, lp.ReadLine)) or isinstance(n, lp.Leave) and n.kind == "stop"
        for n in nodes(body)
    )


def without_driver(loop: lp.RowLoop) -> list[object]:
    """The nodes of a loop but for the statement that reads its rows."""
    return [n for n in nodes(loop.body) if not (isinstance(n, lp.Read) and n.reader == loop.driver)]


def ends_with_leave(body: tuple[lp.LoopStatement, ...]) -> bool:
    """Does a body end with a statement that leaves the iteration?"""
    return (
        bool(body)
        and isinstance(body[-1], lp.Leave)
        and body[-1].kind in ("delete", "return", "stop", "abort")
    )


def line_is_held(loop: lp.RowLoop, number: int) -> bool:
    """Does some INPUT from these lines end with @?"""
    return any(
        isinstance(n, lp.ReadLine)
        and n.lines == number
        and any(getattr(i, "kind", "") == "hold" for i in n.items)
        for n in nodes(loop.body)
    )


def holds(loop: lp.RowLoop, to: str) -> bool:
    """Does some PUT to this destination hold its line?"""
    return any(
        isinstance(n, lp.Write) and n.to == to
        and any(getattr(item, "kind", "") in ("hold", "holdall") for item in n.items)
        for n in nodes(loop.body)
    )  # fmt: skip
