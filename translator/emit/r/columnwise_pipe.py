"""The pipe of a column-wise step as text: verbs, one a line, and the assignments of `mutate`."""

from __future__ import annotations

from dataclasses import dataclass, field

from translator.emit.r.layout import lay_out
from translator.emit.r.loop_state import indent

Lines = list[str]


@dataclass(slots=True)
class Verb:
    """A verb of the pipe: the text, or the items of one `mutate`, each with the comments above it."""

    text: str = ""
    comments: Lines = field(default_factory=list)
    items: list[tuple[Lines, str, str]] = field(default_factory=list)  # comments, assignment, remark
    loop: list[Verb] = field(default_factory=list)  # `text` heads a loop of these: the pipe ends before it
    marks: Lines = field(default_factory=list)  # only these: the pipe ends before them

    def lines(self) -> Lines:
        if not self.items:
            return [*self.comments, self.text]
        texts = [text for _, text, _ in self.items]
        plain = all(not comments and not note for comments, _, note in self.items)
        single = f"mutate({', '.join(texts)})"
        if plain and len(single) <= 96 and (len(texts) == 1 or len(single) <= 70):
            return [single]
        lines = ["mutate("]
        for position, (comments, text, note) in enumerate(self.items):
            comma = "," if position < len(self.items) - 1 else ""
            lines += indent(comments)
            lines += lay_out([f"  {text}{comma}" + (f"  # {note}" if note else "")], 106)
        return [*lines, ")"]


def assembled(target: str, start: Lines, verbs: list[Verb]) -> Lines:
    """Return `target <- source |> verb |> …`, one verb a line; short pipes of one verb on one line. A loop ends the
    pipe, and what follows starts from the target again."""
    place = next((i for i, verb in enumerate(verbs) if verb.loop or verb.marks), None)
    if place is not None and verbs[place].marks:
        lines = assembled(target, start, verbs[:place]) if place or start != [target] else []
        others = verbs[place + 1 :]
        return [*lines, *verbs[place].marks, *(assembled(target, [target], others) if others else [])]
    if place is not None:
        loop = verbs[place]
        lines = assembled(target, start, verbs[:place]) if place or start != [target] else []
        lines += loop.comments + [loop.text, *indent(assembled(target, [target], loop.loop)), "}"]
        return lines + (assembled(target, [target], verbs[place + 1 :]) if verbs[place + 1 :] else [])
    pieces = [Verb(piece) for piece in start[1:]] + verbs
    if "\n" in start[0]:  # a table written out
        first, *rest = start[0].split("\n")
        if not pieces:
            return [f"{target} <- {first}", *rest]
        lines = [f"{target} <- {first}", *rest]
        lines[-1] += " |>"
        return [*lines, *piped([verb.lines() for verb in pieces])]
    if not pieces:
        return lay_out([f"{target} <- {start[0]}"], 106)
    blocks = [verb.lines() for verb in pieces]
    single = f"{target} <- {start[0]} |> {blocks[0][0]}"
    if len(blocks) == 1 and len(blocks[0]) == 1 and len(single) <= 90:
        return [single]
    return [*lay_out([f"{target} <- {start[0]} |>"], 106), *piped(blocks)]


def piped(blocks: list[Lines]) -> Lines:
    """The verbs of a pipe, each below the one before."""
    lines: Lines = []
    for position, block in enumerate(blocks):
        laid = lay_out(indent(block), 106)
        if position < len(blocks) - 1:
            laid[-1] += " |>"
        lines += laid
    return lines
