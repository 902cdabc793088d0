"""A helper's name stands for one helper: what a step asks for by name is found, in both languages."""

from __future__ import annotations

from translator.emit.pandas import helpers as pandas_helpers
from translator.emit.r import helpers as r_helpers


def test_no_two_python_helpers_share_a_name():
    twice = {name: files for name, files in pandas_helpers.runtime_definitions().items() if len(files) > 1}
    assert twice == {}


def test_no_two_r_helpers_share_a_name():
    r_helpers.definitions()
    assert set() == r_helpers.CLASHES
