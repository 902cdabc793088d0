"""Paths of filerefs and librefs, as PATHNAME tells them, kept among the settings of the session."""

from __future__ import annotations

from translator.lang import statements as st
from translator.library.system_options import ALL, Settings

ENGINES = ("", "base", "v9")


def note_file(settings: dict[str, str | None], statement: st.Filename) -> None:
    """FILENAME: one path on the disk is known; a list, a device, a name set free is not."""
    name = statement.fileref.lower()
    if name == "_all_":
        for known in [known for known in settings if known.startswith("fileref ")]:
            settings[known] = settings[f"cleared {known[8:]}"] = None
        return
    if statement.paths and statement.device.lower() != "clear":
        settings.pop(f"cleared {name}", None)
    elif f"fileref {name}" in settings:
        settings[f"cleared {name}"] = None
    single = statement.device.lower() in ("", "disk") and len(statement.paths) == 1 and not statement.resolves
    settings[f"form {name}"] = " ".join(statement.words)
    settings[f"fileref {name}"] = _whole(statement.paths[0]) if single else None


def note_library(settings: dict[str, str | None], statement: st.Libname) -> None:
    """LIBNAME: the path of a folder is known."""
    libref, words = statement.libref.lower(), {word.lower() for word in statement.words}
    if libref == "_all_":
        for name in [name for name in settings if name.startswith("libref ")]:
            settings[name] = None
    elif not words & {"list"}:
        path = statement.path if statement.engine.lower() in ENGINES and "clear" not in words else None
        settings[f"libref {libref}"] = None if path is None else _whole(path)


def run_knows(settings: Settings, fileref: str) -> bool:
    """Does the run know what a fileref stands for? Not of one that was set free or given to a file of the session."""
    return ALL not in settings and f"cleared {fileref.strip().lower()}" not in settings


def path_of(settings: Settings, name: str, kind: str = "") -> str | None:
    """PATHNAME(name, kind). (Functions and CALL Routines: Reference: F looks for a fileref, L for a libref, without either
    the filerefs come first.)

    Returns: None where only the run knows it, or nothing was assigned.
    """
    name, kind = name.strip().lower(), kind.strip().upper()
    if kind not in ("", "F", "L"):
        return None
    if kind != "L" and (f"fileref {name}" in settings or kind == "F"):
        return settings.get(f"fileref {name}")
    return None if kind == "" and ALL in settings else settings.get(f"libref {name}")


def is_work(settings: Settings | None, name: str, kind: str = "") -> bool:
    """Does PATHNAME ask for the folder of WORK? A session has one of its own."""
    plain = kind.strip().upper() in ("", "L") and name.strip().lower() == "work"
    return plain and settings is not None and "fileref work" not in settings


def _whole(path: str) -> str | None:
    """A path that SAS tells as it was written: from the root, without what it would work out."""
    rooted = path.startswith("/") or path[1:3] in (":\\", ":/")
    plain = (
        not set("&%*?~$!") & set(path)
        and path == path.strip()
        and path[-1:] not in "/\\"
        and "//" not in path
    )
    return path if rooted and plain and not {".", ".."} & set(path.replace("\\", "/").split("/")) else None
