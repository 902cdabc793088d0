"""The macros that programs of an output folder share: their functions are taken out of the programs into modules."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from translator.emit.code import MapEntry
from translator.lang.source import Source
from translator.pipeline.modules.collect import Module, Moved, Mover, active, file_key
from translator.pipeline.modules.content import Content, Held
from translator.pipeline.modules.languages import LANGUAGES
from translator.pipeline.modules.parts import Definition, definitions, inserted, with_imports, without
from translator.report.chunks import chunks_of
from translator.report.outputs import SUFFIX, TargetProgram, TranslatedProgram, earlier


@dataclass(slots=True)
class Shared:
    """Programs that import what they share; `files`: the modules that are no programs; `modules`: all of them."""

    programs: list[TranslatedProgram]
    files: list[TranslatedProgram] = field(default_factory=list)
    modules: list[Module] = field(default_factory=list)

    def rows(self) -> list[dict[str, Any]]:
        """The modules as the manifest keeps them."""
        return [
            {
                "name": one.name, "path": one.path, "program": one.program, "users": sorted(one.users),
                "functions": {target: [held.row() for held in content.ordered()] for target, content in sorted(one.contents.items())},
            }
            for one in sorted(self.modules, key=lambda one: one.name)
        ]  # fmt: skip


def share(out: Path, programs: Sequence[TranslatedProgram]) -> Shared:
    """Take the functions of shared macros out of programs that are about to be written into a folder.

    The programs that an earlier run wrote there keep what they import. The result hangs on the programs and the folder
    alone, not on the order in which they were translated.
    """
    programs = sorted(programs, key=lambda one: one.name)
    names = {one.name for one in programs}
    before = earlier(out)
    kept = _earlier_modules(before, names)
    files = [
        (program.name, path)
        for program in programs
        for target in program.targets
        for path, _ in target.foreign.values()
    ]
    rows = [(str(row["path"]), str(row["name"])) for row in before.get("programs", ())]
    folder = {
        file_key(path): name for path, name in [*rows, *((one.source.path, one.name) for one in programs)]
    }
    modules = active(files, kept, folder)
    for module in modules.values():
        for program in programs:
            if module.program and program.name == module.name:
                _own(module, program)
    moved = {
        (program.name, target.target): Mover(program.name, target, modules).run()
        for program in programs
        for target in program.targets
        if target.foreign
    }
    used = [one for one in modules.values() if one.users]
    done = [_imported(program, moved, modules) for program in programs]
    done = [_filled(program, modules) for program in done]
    return Shared(done, [_file(one) for one in used if not one.program], used)


def stale(out: Path, programs: Sequence[TranslatedProgram], sharing: Shared) -> list[tuple[str, str]]:
    """Return name and file of SAS programs of the folder that have to be translated again with these programs, which
    share what `sharing` says.

    The files whose translations are modules that these programs use, or used; and the programs that import from one of
    these a function whose name it now needs itself.
    """
    names = {one.name for one in programs}
    before = earlier(out)
    shared = {module.name: module.path for module in sharing.modules if module.program}
    touched = {
        file_key(path) for one in programs for target in one.targets for path, _ in target.foreign.values()
    }
    touched |= {file_key(row["path"]) for row in before.get("modules", ()) if names & set(row["users"])}
    found = {(name, path) for name, path in shared.items() if file_key(path) in touched}
    users = {
        user
        for module in _earlier_modules(before, names).values()
        for program in programs
        if module.program and module.name == program.name
        for user in _robbed(module, program)
    }
    found |= {(row["name"], row["path"]) for row in before.get("programs", ()) if row["name"] in users}
    return sorted((name, path) for name, path in found if name not in names and Path(path).is_file())


def _robbed(module: Module, program: TranslatedProgram) -> set[str]:
    """Programs that import functions whose names the translation of the file now has for its own."""
    _own(module, program)
    return {
        user
        for content in module.contents.values()
        for held in content.held.values()
        if held.name in content.own
        for user in held.users
    }


def _earlier_modules(manifest: Mapping[str, Any], names: set[str]) -> dict[str, Module]:
    """The modules of an earlier run, with what programs use that are not written anew."""
    found: dict[str, Module] = {}
    for row in manifest.get("modules", ()):
        module = Module(row["name"], row["path"], row["program"])
        for target, functions in row["functions"].items():
            content = Content(module.name, LANGUAGES[target])
            content.held = {one["name"]: Held.of(one) for one in functions}
            content.forget(names)
            module.contents[target] = content
        found[module.key] = module
    return found


def _own(module: Module, program: TranslatedProgram) -> None:
    """Note what the translation of the file defines itself. A function that it has only because nothing in it calls the
    macro gives way to those of the programs that do."""
    for target in program.targets:
        own = definitions(target)
        gone = _gives_way(target, own)
        module.content(target.target).own = {name: one.text for name, one in own.items() if name not in gone}


def _gives_way(target: TargetProgram, own: Mapping[str, Definition]) -> set[str]:
    """Functions of macros that the file does not call, and that no other function of it needs."""
    return {name for name in target.uncalled if not any(name in one.uses for one in own.values())}


def _imported(
    program: TranslatedProgram, moved: Mapping[tuple[str, str], Moved], modules: Mapping[str, Module]
) -> TranslatedProgram:
    targets = []
    files = {one.name: Path(one.path).name for one in modules.values()}
    for target in program.targets:
        one = moved.get((program.name, target.target))
        if one is not None and one.names:
            language = LANGUAGES[target.target]
            lines = [
                line
                for module, names in sorted(one.imports.items())
                for line in language.imports(module, files[module], sorted(names))
            ]
            target = with_imports(_said_where(without(target, one.names), one), language, lines)
        for name, reason in one.stays.items() if one is not None else ():
            target = _with_reason(target, name, reason)
        targets.append(target)
    return replace(program, targets=tuple(targets))


def _said_where(target: TargetProgram, moved: Moved) -> TargetProgram:
    """Say of formats that are now in a module where they are."""
    homes = {
        own: f"{module}{SUFFIX[target.target]}" for module, names in moved.imports.items() for _, own in names
    }

    def line(match: re.Match[str]) -> str:
        names = match[2].split(", ")
        kept = [name for name in names if name not in moved.names]
        gone = sorted({homes.get(name, "the modules") for name in names if name in moved.names})
        parts = [f"Defined above: {', '.join(kept)}"] if kept else []
        return match[1] + "; ".join(
            [
                *parts,
                *(
                    [f"Others in {', '.join(gone)}" if kept else f"Defined in {', '.join(gone)}"]
                    if gone
                    else []
                ),
            ]
        )

    return replace(target, text=re.sub(r"^( *# )Defined above: (.+)$", line, target.text, flags=re.MULTILINE))


def _with_reason(target: TargetProgram, name: str, reason: str) -> TargetProgram:
    """Say above a function of a shared macro why its program has its own."""
    for chunk in chunks_of(target.text, target.target):
        if chunk.name == name:
            return inserted(target, chunk.first - 1, [f"# Not shared with other programs: {reason}."])
    return target


def _filled(program: TranslatedProgram, modules: Mapping[str, Module]) -> TranslatedProgram:
    """Put the functions that others use into the translation of their file."""
    module = next(
        (one for one in modules.values() if one.program and one.name == program.name and one.users), None
    )
    if module is None:
        return program
    targets = []
    for target in program.targets:
        content = module.contents.get(target.target)
        if content is not None and content.held:
            called = {held.wanted for held in content.held.values()}
            target = without(target, called & _gives_way(target, definitions(target)))
            target = _with_functions(target, content)
        targets.append(target)
    return replace(program, targets=tuple(targets))


def _with_functions(target: TargetProgram, content: Content) -> TargetProgram:
    language = LANGUAGES[target.target]
    lines, entries = _written(content)
    sign = "def run(" if target.target == "pandas" else "# Run every step"
    text = target.text.splitlines()
    place = next(number for number, line in enumerate(text) if line.startswith(sign))
    made = inserted(target, place, [*lines, *language.apart])
    shifted = (replace(one, first=one.first + place, last=one.last + place) for one in entries)
    made = replace(made, map=tuple(sorted([*made.map, *shifted], key=lambda one: one.first)))
    return with_imports(made, language, _taken(content, language.target))


def _taken(content: Content, target: str) -> list[str]:
    found: dict[str, set[tuple[str, str]]] = {}
    for held in content.held.values():
        for module, name, own in held.taken:
            found.setdefault(module, set()).add((name, own))
    return [
        line
        for module, names in sorted(found.items())
        for line in LANGUAGES[target].imports(module, f"{module}.sas", sorted(names))
    ]


def _written(content: Content) -> tuple[list[str], list[MapEntry]]:
    """The functions of a module, and their rows of the map, lines counted from the first."""
    lines: list[str] = []
    entries: list[MapEntry] = []
    for held in content.ordered():
        lines += content.language.apart if lines else ()
        entries += [
            replace(one, first=one.first + len(lines), last=one.last + len(lines)) for one in held.entries
        ]
        lines += held.text.split("\n")
    return lines, entries


def _file(module: Module) -> TranslatedProgram:
    """The module of a file that is no program of the folder, as something that can be shown beside its SAS text."""
    targets = []
    for name, content in sorted(module.contents.items()):
        if not content.held:
            continue
        lines, entries = _written(content)
        title = f"Macros of {Path(module.path).name}"
        opening = content.language.opening(module.name, title, lines, _taken(content, name))
        head = [*opening, *content.language.apart]
        shifted = tuple(
            replace(one, first=one.first + len(head), last=one.last + len(head)) for one in entries
        )
        targets.append(TargetProgram(name, "\n".join([*head, *lines]) + "\n", shifted, ()))
    try:
        text = Path(module.path).read_text(encoding="utf-8", errors="replace")
    except OSError:
        text = ""
    return TranslatedProgram(module.name, Source(module.path, text), tuple(targets))


def called_elsewhere(shared: Shared, program: str) -> dict[str, list[str]]:
    """Return the macros (upper case) of a program's file that other programs call, with these programs."""
    found: dict[str, set[str]] = {}
    for module in shared.modules:
        if module.program and module.name == program:
            for content in module.contents.values():
                for held in content.held.values():
                    if held.macro:
                        found.setdefault(held.macro.upper(), set()).update(held.users - {program})
    return {name: sorted(users) for name, users in found.items() if users}
