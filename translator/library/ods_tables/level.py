"""The confidence level of a PROC step: ALPHA= wherever it stands. Labels of confidence limits tell it."""

from __future__ import annotations

from collections.abc import Iterator

from translator.lang import statements as st
from translator.lang import syntax as sx


def confidence_level(step: st.ProcStep) -> float:
    """Return the confidence level in percent; the last ALPHA= counts, 95 without."""
    given = [number for option in _options(step) if (number := _number(option)) is not None]
    return 100 * (1 - given[-1]) if given and 0 < given[-1] < 1 else 95.0


def _options(step: st.ProcStep) -> Iterator[st.Option]:
    for holder in (step, *step.body):
        for option in getattr(holder, "options", None) or ():
            if not isinstance(option, st.Option):
                continue
            yield option
            for inner in option.value if isinstance(option.value, tuple) else ():
                if isinstance(inner, st.Option):
                    yield inner


def _number(option: st.Option) -> float | None:
    value = option.value
    value = value[0] if isinstance(value, tuple) and len(value) == 1 else value
    return value.value if option.name == "alpha" and isinstance(value, sx.Number) else None
