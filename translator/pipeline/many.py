"""Work on many programs: one after the other, or several at a time; one failure never touches the others."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

FEW = 24
"""Below this number of programs, starting processes costs more than it gains."""


def each(
    work: Callable[[Item], Result],
    items: Sequence[Item],
    jobs: int = 0,
    failed: Callable[[Item, Exception], Result] | None = None,
) -> Iterator[Result]:
    """Yield `work(item)` of each item, in order.

    jobs: processes; 0 takes as many as the machine allows, where there are enough items to pay for them.
    failed: what to yield where `work` raises; without it the exception goes up.
    """
    jobs = jobs or len(os.sched_getaffinity(0))
    call = partial(_guarded, work, failed)
    if jobs == 1 or len(items) < FEW:
        yield from map(call, items)
        return
    with ProcessPoolExecutor(min(jobs, len(items))) as pool:
        yield from pool.map(call, items, chunksize=max(1, min(16, len(items) // (4 * jobs))))


def _guarded(
    work: Callable[[Item], Result], failed: Callable[[Item, Exception], Result] | None, item: Item
) -> Result:
    try:
        return work(item)
    except Exception as error:
        if failed is None:
            raise
        return failed(item, error)


def now() -> float:
    """Return the clock that durations are measured with."""
    return time.perf_counter()
