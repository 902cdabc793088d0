"""Files that macro code reads: %INCLUDE and autocall macros."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING

from translator.frontend.encoding import read_source
from translator.frontend.macro.chunks import Chunk, Place
from translator.frontend.macro.feed import Feed, report_bad, report_commented
from translator.frontend.macro.nodes import Statement
from translator.frontend.scan import lean
from translator.lang.source import Origin, Source, Token
from translator.library.macro_masks import unmask

if TYPE_CHECKING:
    from translator.frontend.macro.processor import Processor

_TARGET = re.compile(r"""\s*(?:'((?:[^']|'')*)'|"((?:[^"]|"")*)"|([\w$#@]+)\s*\(([^)]*)\)|([^\s;]+))""")
DEEPEST = 50


def include(processor: Processor, node: Statement, place: Place) -> Iterator[Chunk]:
    """%INCLUDE: each file's text stands where the statement stood. (Global Statements, %INCLUDE.)

    A quoted path is looked for beside the including file, then in the configured folders; a name is a fileref.
    A file that cannot be found is E0006 with the places that were searched.
    """
    text = unmask(processor.known(node.words, "%INCLUDE"))
    text, _, _ = _without_options(text)
    at = place.put(node.token)
    for match in _TARGET.finditer(text):
        quoted = match[1] if match[1] is not None else match[2]
        if (
            quoted is None
            and match[5] is not None
            and (own := processor.state.host.text_of(match[5])) is not None
        ):
            source = Source(f"{at.outermost.source.path}({match[5]})", own)
            yield Chunk("", (), place, Feed(processor, lean(source, Origin("include", match[5], at))))
            continue
        if _is_written(processor, quoted, match[3] or match[5]):
            named = quoted or match[3] or match[5]
            message = f"%INCLUDE of {named}, a file that the program itself writes"
            processor.report("H0108", message, node.token, place)
            continue
        paths, searched = _find(processor, quoted, match[3] or match[5], match[4], at)
        if not paths:
            named = quoted or match[3] or match[5]
            where = ", ".join(str(path) for path in searched) or "no folder"
            if quoted is not None:
                processor.state.put(
                    f"WARNING: Physical file does not exist, {searched[0] if searched else named}."
                )
            processor.state.put(
                f"ERROR: Cannot open %INCLUDE file {named.upper() if quoted is None else named}."
            )
            processor.report(
                "E0006", f"%INCLUDE: {named} was not found (searched: {where})", node.token, place
            )
        for path in paths:
            feed = open_feed(processor, path, Origin("include", path.name, at))
            if feed is not None:
                yield Chunk("", (), place, feed)


def _is_written(processor: Processor, quoted: str | None, name: str | None) -> bool:
    """Has a step of the program written the file? Only where steps are not run: then its text is not there yet."""
    state = processor.state
    if quoted is not None:
        return quoted.strip() in state.written
    named = (name or "").upper()
    return named in state.written or any(path in state.written for path in state.filerefs.get(named, ()))


def _without_options(text: str) -> tuple[str, str, str]:
    """Cut off `/ source2 lrecl=…`: a slash that stands alone."""
    match = re.search(r"""(?<=['")\s])/\s*(?=[A-Za-z])(?!.*['"])""", text)
    return (text[: match.start()], "/", text[match.end() :]) if match else (text, "", "")


def _find(
    processor: Processor, quoted: str | None, name: str | None, member: str | None, at: Token
) -> tuple[list[Path], list[Path]]:
    state = processor.state
    if quoted is None and name is not None:
        files = state.filerefs.get(name.upper())
        if files is not None:
            if member:
                file = member.strip().strip("'\"")
                files = tuple(
                    str(Path(folder) / (file if "." in file else file + ".sas")) for folder in files
                )
            candidates = [Path(file) for file in files]
            found = [path for path in (_existing(processor, path, at)[0] for path in candidates) if path]
            return found, candidates
        quoted = name if member is None else f"{name}({member})"
        if "." not in quoted and "/" not in quoted:
            quoted += ".sas"
    path, searched = _existing(processor, Path((quoted or "").strip()), at)
    return ([path] if path else []), searched


def _existing(processor: Processor, path: Path, at: Token) -> tuple[Path | None, list[Path]]:
    """Find a file; backslashes of Windows paths are read as separators where that is what exists."""
    forms = [path]
    if "\\" in str(path):
        forms.append(Path(str(path).replace("\\", "/")))
    searched: list[Path] = []
    outermost = at
    folders = []
    while True:
        folders.append(Path(outermost.source.path).parent)
        if outermost.via is None:
            break
        outermost = outermost.via.at
    for form in forms:
        places = [form] if form.is_absolute() else [folder / form for folder in folders]
        places += (
            [] if form.is_absolute() else [*(folder / form for folder in processor.state.include_paths), form]
        )
        for candidate in places:
            if candidate in searched:
                continue
            searched.append(candidate)
            processor.state.looked_for.add(candidate)
            if candidate.is_file():
                return candidate, searched
        if (
            form.is_absolute() or PureWindowsPath(path).is_absolute()
        ):  # of the site: the file may have come along
            for folder in processor.state.include_paths:
                candidate = folder / form.name
                if candidate in searched:
                    continue
                searched.append(candidate)
                processor.state.looked_for.add(candidate)
                if candidate.is_file():
                    return candidate, searched
    return None, searched


def open_feed(processor: Processor, path: Path, via: Origin) -> Feed | None:
    """Read a file as open code; None where it cannot be read or files include one another without end."""
    depth = 0
    token: Token | None = via.at
    while token is not None and token.via is not None:
        depth += 1
        token = token.via.at
    if depth > DEEPEST:
        processor.report("E0008", f"%INCLUDE of {path.name} includes itself without end", via.at)
        return None
    try:
        source, found = read_source(path, processor.state.encoding)
    except OSError as error:
        processor.report("E0006", f"{path} cannot be read: {error.strerror}", via.at)
        return None
    processor.diagnostics.extend(found)
    scanned = lean(source, via)
    report_bad(processor, scanned)
    report_commented(processor, scanned)
    return Feed(processor, scanned)


def load_autocall(processor: Processor, name: str, at: Token) -> bool:
    """Look for `name.sas` in the autocall folders and carry it out; is a file there?"""
    wanted = name.lower() + ".sas"
    for folder in processor.state.autocall_paths:
        path = folder / wanted
        processor.state.looked_for |= {folder, path}
        if not path.is_file():
            try:
                same = next((file for file in folder.iterdir() if file.name.lower() == wanted), None)
            except OSError:
                same = None
            if same is None:
                continue
            path = same
            processor.state.looked_for.add(path)
        feed = open_feed(processor, path, Origin("include", path.name, at))
        if feed is None:
            return False
        for _ in feed.chunks():
            pass
        return True
    return False
