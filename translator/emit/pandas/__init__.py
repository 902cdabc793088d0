"""Plans as pandas programs: `emit` writes the program, `helper_module` the module that it imports as `sas`."""

from __future__ import annotations

from translator.emit.pandas.helpers import helper_module
from translator.emit.pandas.program import emit

__all__ = ["emit", "helper_module"]
