"""saslift.toml: what a site sets once, so that nobody types it again."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, cast, get_args

from translator.frontend.site import Site, option_value
from translator.lang.diagnostics import Diagnostic

FILE = "saslift.toml"
Target = Literal["pandas", "r"]
Filler = Literal["none", "replay", "ollama"]
TARGETS: tuple[Target, ...] = get_args(Target)
FILLERS: tuple[Filler, ...] = get_args(Filler)


class SettingsError(Exception):
    """The settings cannot be used; `diagnostics` say why."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("; ".join(one.message for one in self.diagnostics))


@dataclass(frozen=True, slots=True)
class Policy:
    """What the site allows. `fill`: who may fill holes; `values`: may reports show cell values?"""

    fill: Filler = "none"
    model: str = ""
    host: str = "http://127.0.0.1:11434"
    archive: str = "answers"
    values: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings; folders are absolute or relative to `home`, the folder of saslift.toml."""

    home: Path = Path()
    sources: tuple[Path, ...] = ()
    targets: tuple[Target, ...] = ("pandas",)
    encoding: str = ""
    librefs: Mapping[str, Path] = field(default_factory=dict)
    policy: Policy = Policy()
    site: Site = Site()


def load_settings(file: Path | None = None) -> Settings:
    """Read the settings file given, else saslift.toml of the current folder, else take the defaults.

    Raises SettingsError where the file is unreadable, is no TOML, has unknown keys or values of a wrong type.
    """
    if file is None:
        file = Path(FILE)
        if not file.exists():
            return Settings()
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        code = "X0001" if isinstance(error, FileNotFoundError) else "X0002"
        raise SettingsError([Diagnostic(code, error.strerror or str(error), str(file))]) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError([Diagnostic("X0006", f"not TOML: {error}", str(file))]) from None
    problems: list[Diagnostic] = []

    def wrong(message: str) -> None:
        problems.append(Diagnostic("X0006", message, str(file)))

    def take(table: dict[str, Any], key: str, kind: type, default: Any, where: str = "") -> Any:
        value = table.pop(key, default)
        if isinstance(value, kind):
            return value
        words = {str: "a text", list: "a list", dict: "a table", bool: "true or false"}
        wrong(f"{where}{key} must be {words[kind]}")
        return default

    home = file.parent
    sources = [home / str(path) for path in take(table, "sources", list, [])]
    targets = [str(name).lower() for name in take(table, "targets", list, ["pandas"])]
    for name in targets:
        if name not in TARGETS:
            wrong(f"unknown target {name!r}; the targets are {', '.join(TARGETS)}")
    encoding = take(table, "encoding", str, "")
    librefs = {}
    for libref, folder in take(table, "librefs", dict, {}).items():
        if not isinstance(folder, str):
            wrong(f"librefs.{libref} must be a text: the library's folder")
        else:
            librefs[libref.lower()] = home / folder
    site = _site(table, take, wrong, file)
    rows = take(table, "policy", dict, {})
    defaults = Policy()
    policy = Policy(
        fill=cast(Filler, take(rows, "fill", str, defaults.fill, "policy.")),
        model=take(rows, "model", str, defaults.model, "policy."),
        host=take(rows, "host", str, defaults.host, "policy."),
        archive=str(home / take(rows, "archive", str, defaults.archive, "policy.")),
        values=take(rows, "values", bool, defaults.values, "policy."),
    )
    if policy.fill not in get_args(Filler):
        wrong(f"policy.fill is one of {', '.join(get_args(Filler))}, not {policy.fill!r}")
    for key in table:
        wrong(f"unknown key {key!r}")
    for key in rows:
        wrong(f"unknown key 'policy.{key}'")
    if problems:
        raise SettingsError(problems)
    return Settings(
        home, tuple(sources), cast("tuple[Target, ...]", tuple(targets)), encoding, librefs, policy, site
    )


def _site(table: dict[str, Any], take: Callable[..., Any], wrong: Callable[[str], None], file: Path) -> Site:
    """Return what the settings say of macros, included files, filerefs, options and the autoexec."""
    home = file.parent

    def folders(key: str) -> tuple[Path, ...]:
        found = []
        for name in take(table, key, list, []):
            if not isinstance(name, str):
                wrong(f"{key} must be a list of folders")
            elif not (home / name).is_dir():
                wrong(f"{key}: the folder {name!r} does not exist")
            else:
                found.append(home / name)
        return tuple(found)

    filerefs = {}
    for name, path in take(table, "filerefs", dict, {}).items():
        if not isinstance(path, str) or not _FILEREF.match(name):
            wrong(
                f"filerefs.{name} must be a text, the path of a file or folder, and the name that of a fileref"
            )
        else:
            filerefs[name.lower()] = home / path
    options = {}
    for name, value in take(table, "options", dict, {}).items():
        shown = option_value(name, value)
        if shown is None:
            wrong(f"options.{name} must be a text, a number or true; to switch it off, write no{name} = true")
        else:
            options[name.lower()] = shown
    autoexec = take(table, "autoexec", str, "")
    if autoexec and not (home / autoexec).is_file():
        wrong(f"autoexec: the file {autoexec!r} does not exist")
    return Site(
        folders("autocall"),
        folders("includes"),
        filerefs,
        options,
        Path(autoexec) if autoexec else None,
        take(table, "sysparm", str, ""),
        take(table, "special_missing", bool, False),
        take(table, "large_numbers", bool, False),
        str(file),
        _connections(take(table, "connections", dict, {}), home, wrong),
    )


def _connections(given: Mapping[str, Any], home: Path, wrong: Callable[[str], None]) -> Mapping[str, str]:
    """Return the databases: name in lower case -> URL, a relative SQLite file below the settings' folder.

    A password stands in an environment variable, never in the file.
    """
    found = {}
    for name, url in given.items():
        if not isinstance(url, str) or not _URL.match(url):
            wrong(
                f"connections.{name} must be a text, the SQLAlchemy URL of a database such as sqlite:///data/a.db"
            )
            continue
        secret = re.match(r"[^:/]+://[^/@]*:([^/@]*)@", url)
        if secret is not None and not re.fullmatch(r"\$\{\w+\}", secret[1]):
            wrong(f"connections.{name}: write the password as ${{NAME}}, the name of an environment variable")
            continue
        file = re.match(r"(sqlite(?:\+\w+)?:///)(?![/:]|[A-Za-z]:|\$)(.+)", url)
        found[name.lower()] = f"{file[1]}{(home / file[2]).as_posix()}" if file is not None else url
    return found


_URL = re.compile(r"[a-z][\w+]*://")

_FILEREF = re.compile(r"[A-Za-z_]\w{0,7}\Z")
