"""Which functions of programs go into which modules."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from translator.emit.code import MapEntry
from translator.pipeline.modules.content import Content, Stays
from translator.pipeline.modules.languages import LANGUAGES, importable
from translator.pipeline.modules.parts import Definition, definitions, without
from translator.report.outputs import TargetProgram


@dataclass(slots=True)
class Module:
    """A module of an output folder: the macros of one SAS file. `program`: the file is itself a program of the folder,
    and the module its translation. `contents`: by target."""

    name: str
    path: str
    program: bool = False
    contents: dict[str, Content] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The file, whatever it is called in a program."""
        return file_key(self.path)

    def content(self, target: str) -> Content:
        """What it holds in one language."""
        if target not in self.contents:
            self.contents[target] = Content(self.name, LANGUAGES[target])
        return self.contents[target]

    @property
    def users(self) -> set[str]:
        """The programs that import from it."""
        return {user for one in self.contents.values() for held in one.held.values() for user in held.users}


def file_key(path: str) -> str:
    """Return what tells one file from another."""
    return str(Path(path).resolve())


def module_name(path: str, taken: set[str]) -> str:
    """Return a name for the module of a SAS file that can be imported and that nothing else has (`taken`: lower case)."""
    plain = re.sub(r"\W", "_", Path(path).stem)
    plain = f"m_{plain}" if plain[:1].isdigit() else plain
    name = plain if importable(plain) and plain.lower() not in taken else f"{plain}_macros"
    number = 2
    while name.lower() in taken:
        name, number = f"{plain}_macros_{number}", number + 1
    return name


@dataclass(slots=True)
class Moved:
    """What a program gives to modules. `names`: definitions that go; `imports`: module -> (name there, name here)."""

    names: set[str] = field(default_factory=set)
    imports: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    stays: dict[str, str] = field(default_factory=dict)  # functions of shared macros that stay, and why


class Mover:
    """Moves the functions of one program in one language."""

    def __init__(self, user: str, program: TargetProgram, modules: Mapping[str, Module]) -> None:
        self.user, self.program, self.modules = user, program, modules
        self.language = LANGUAGES[program.target]
        self.definitions = definitions(program)
        self.holes = {hole.id for hole in program.holes}
        self.made: dict[str, tuple[str, str]] = {}  # definition -> (module, its name there)
        self.left: dict[str, str] = {}

    def run(self) -> Moved:
        """Move what can be moved."""
        for name in self.definitions:
            if self._module(name) is not None:
                self._place(name)
        return self._result()

    def _module(self, name: str) -> Module | None:
        path, _ = self.program.foreign.get(name, ("", ""))
        return self.modules.get(file_key(path)) if path else None

    def _place(self, name: str) -> tuple[str, str]:
        """Move the function of a macro. Raises Stays, also where that was found before."""
        if name in self.made:
            return self.made[name]
        module = self._module(name)
        assert module is not None
        if name not in self.left:
            try:
                one = self._in_file(self.definitions[name], module)
                self.made[name] = self._function(one, module.content(self.program.target))
                return self.made[name]
            except Stays as problem:
                self.left[name] = str(problem)
        return "", ""

    @staticmethod
    def _in_file(one: Definition, module: Module) -> Definition:
        """The definition with rows of the map that go back to lines of the macro's file, not to those of its call."""
        file = re.escape(Path(module.path).name)
        found: list[MapEntry] = []
        for entry in one.entries:
            place = re.search(rf", {file} (\d+)(?:-(\d+))?$", entry.inside)
            if place:
                first, last = int(place[1]), int(place[2] or place[1])
                found.append(replace(entry, sas_first=first, sas_last=last, step=len(found), outputs=()))
        return replace(one, entries=tuple(found))

    def _function(self, one: Definition, content: Content) -> tuple[str, str]:
        plain: list[Definition] = []
        taken = self._needs(one, content, plain, {one.name})
        for needed in plain:  # all can be there, or none is added
            known = (
                content.held[needed.name].text
                if needed.name in content.held
                else content.own.get(needed.name)
            )
            if known not in (None, needed.text):
                raise Stays(f"it needs {needed.name}, which is another one there")
        for needed in reversed(plain):
            uses = tuple(sorted(needed.uses & {other.name for other in plain}))
            content.add_plain(replace(needed, entries=()), uses, self.user)
            self.made.setdefault(needed.name, (content.module, needed.name))
        uses = tuple(sorted(needed.name for needed in plain))
        keywords = self.language.keywords(self.program.text, one.name)
        name = content.add_function(
            one,
            uses,
            tuple(sorted(taken)),
            self.user,
            self.program.foreign[one.name][1],
            keywords,
            self.program.columns,
        )
        return content.module, name

    def _needs(
        self, one: Definition, content: Content, plain: list[Definition], seen: set[str]
    ) -> set[tuple[str, str, str]]:
        """Collect what a definition needs: plain definitions, and functions of macros of other files."""
        taken: set[tuple[str, str, str]] = set()
        for name in sorted(one.uses - seen):
            if name not in self.definitions:
                raise Stays(f"it needs {name} of its program")
            if name in self.holes:
                raise Stays("a step of it is not translated")
            seen.add(name)
            if self._module(name) is not None:
                module, there = self._place(name)
                if not module:
                    raise Stays(f"it needs {name}, which stays: {self.left[name]}")
                if module != content.module:
                    taken.add((module, there, name))
                    continue
                if there != name:
                    raise Stays(f"it needs {name}, whose name another function has there")
                continue
            needed = self.definitions[name]
            plain.append(needed)
            taken |= self._needs(needed, content, plain, seen)
        return taken

    def _result(self) -> Moved:
        moved = Moved(set(self.made), stays=dict(self.left))
        rest = {name: one for name, one in self.definitions.items() if name not in self.made}
        used = {name for one in rest.values() for name in one.uses} | self._used_by_run()
        for name, (module, there) in self.made.items():
            if name in used:
                moved.imports.setdefault(module, []).append((there, name))
        return moved

    def _used_by_run(self) -> set[str]:
        rest = without(self.program, self.definitions)
        return self.language.words(rest.text, rest.columns) & set(self.definitions)


def active(
    files: Sequence[tuple[str, str]], modules: Mapping[str, Module], programs: Mapping[str, str]
) -> dict[str, Module]:
    """Return the modules by file: those that are there, those of files that are programs, and of files with two users.

    Args: files: (program, file with macros that it calls). modules: of an earlier run. programs: file -> name in the folder.
    """
    users: dict[str, set[str]] = {}
    shown: dict[str, str] = {}
    for program, path in files:
        users.setdefault(file_key(path), set()).add(program)
        shown[file_key(path)] = min(path, shown.get(file_key(path), path))
    found = dict(modules)
    taken = {name.lower() for name in programs.values()} | {one.name.lower() for one in modules.values()}
    for key in sorted(users, key=lambda one: (shown[one], one)):
        own = programs.get(key, "")
        if key in found or not (len(users[key]) > 1 or own):
            continue
        if own and importable(own):
            found[key] = Module(own, shown[key], program=True)
        else:
            found[key] = Module(module_name(shown[key], taken), shown[key])
        taken.add(found[key].name.lower())
    return found
