"""Statistics of groups, and counts of combinations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from translator.lang.macro_text import TitleLine
from translator.lang.types import Column, Type
from translator.plan.loop import Key
from translator.plan.procs.listing import Listed
from translator.plan.relations import Scan

Order = Literal["unformatted", "formatted", "freq", "data"]


@dataclass(frozen=True, slots=True)
class LabelRange:
    """A label and the values that have it: from `low` to `high`, None for no end; `open` says which ends are not in
    it ("low", "high", "both"). `other`: all values without another label."""

    label: str
    low: float | str | None = None
    high: float | str | None = None
    open: str = ""
    other: bool = False


@dataclass(frozen=True, slots=True)
class ClassVariable:
    """A CLASS variable (or a variable of a FREQ table). Rows with equal formatted values share a level; the lowest
    value stands for it. `missing`: a missing value is a level too; else its rows are left out. `preloaded`: values that
    make levels whether they occur or not (PRELOADFMT), before those of the data; `exclusive`: only these.
    `internal`: the format is for printing alone (GROUPINTERNAL). `labels`: of a multilabel format (MLF): each label of
    a value is a level, the labels are the values of the output.
    """

    name: str
    type: Type
    format: str
    user_format: bool
    missing: bool
    order: Order
    descending: bool
    preloaded: tuple[float | str, ...] = ()
    exclusive: bool = False
    internal: bool = False
    labels: tuple[LabelRange, ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """A statistic of a variable as a column of the output; `variable` "" counts rows."""

    column: str
    statistic: str
    variable: str


@dataclass(frozen=True, slots=True)
class Pick:
    """A column with the variable's value in an extreme row (MAXID, MINID, IDGROUP), or with its number in the data set
    (`variable` ".obs"): the `place`-th row of a group in
    the order of `by`, pairs of a variable and "max" or "min", each missing value last. Among equal rows the first one
    comes first (`last`: the last one); rows with a missing value of `by` are left out unless `missing`.
    """

    column: str
    variable: str
    place: int
    by: tuple[tuple[str, str], ...]
    last: bool
    missing: bool


@dataclass(frozen=True, slots=True)
class SummaryOutput:
    """An OUTPUT data set. `stat_rows`: one row for each default statistic, named in _STAT_.

    `columns`: (name as made, name in the data set) in order; `ids`: ID variables. `counters`: _WAY_ and _LEVEL_.
    """

    target: str
    requests: tuple[Request, ...]
    stat_rows: bool
    columns: tuple[tuple[str, str], ...]
    select: bool
    schema: tuple[Column, ...] = ()
    picks: tuple[Pick, ...] = ()
    counters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Summarize:
    """PROC MEANS / SUMMARY.

    `types`: values of _TYPE_ to make, in order: bit i (from the left) says whether class variable i is in the group.
    `missing_types`: "separate" – see ClassVariable. `weights`: (variable, weight variable). `frequency`: FREQ variable.
    `complete`: every combination of the levels that occur is a group (COMPLETETYPES). `vardef`: the divisor of variances: "df", "n", "wdf", "wgt". `definition`: of percentiles (QNTLDEF=). `alpha`: of
    confidence limits. `nonpositive`: what a weight of 0 or less does: "counts" with weight 0, or "excluded" (EXCLNPWGT).
    `ids_of`: which row of a group gives its ID values. `printed`: statistics that are printed, () for NOPRINT;
    `printed_types`: the types that are printed, `row_counts`: with the column N Obs; `variables` are those analysed, with
    their labels. `combinations`: CLASSDATA=, combinations of class values that are groups whether they occur or not;
    `exclusive`: no other ones. `runs`: BY groups are runs of equal keys, which may come again (NOTSORTED).
    """

    source: Scan
    classes: tuple[ClassVariable, ...]
    by: tuple[Key, ...]
    variables: tuple[Column, ...]
    weights: tuple[tuple[str, str], ...]
    frequency: str
    types: tuple[int, ...]
    ids: tuple[str, ...]
    ids_of: Literal["largest", "smallest"]
    nonpositive: Literal["counts", "excluded"]
    chartype: bool
    outputs: tuple[SummaryOutput, ...]
    printed: tuple[str, ...]
    printed_types: tuple[int, ...]
    row_counts: bool
    decimals: int | None
    check_order: bool
    complete: bool
    vardef: Literal["df", "n", "wdf", "wgt"]
    definition: int
    alpha: float
    title: TitleLine = ""
    proc: str = "MEANS"
    combinations: Scan | None = None
    exclusive: bool = False
    runs: bool = False
    internal: bool = False

    @property
    def numbered(self) -> bool:
        """Does an output have the number of a row?"""
        return any(pick.variable == ".obs" for output in self.outputs for pick in output.picks)


@dataclass(frozen=True, slots=True)
class Crosstab:
    """One TABLES request of PROC FREQ.

    `missing` of the variables: a level, else counted without a percentage. `out`: OUT= data set or "". `percents`:
    OUTPCT; `cumulated`: OUTCUM; `expected`: OUTEXPECT; `sparse`. `zeros`: a weight of 0 counts as an occurrence. `printed`: show
    the table, which is named `table` in ODS: that of one variable and a list without the parts in `hidden` (nocum, nopercent),
    a crossed one with the values `shown` in its cells. `most`: how many levels of one variable are printed, 0 for all. `gaps`: missing levels are
    printed too, without percentages (MISSPRINT). `counts`: the format of frequencies in the cells of a crossed table.
    """

    source: Scan
    variables: tuple[ClassVariable, ...]
    by: tuple[Key, ...]
    weight: str
    zeros: bool
    out: str
    percents: bool
    cumulated: bool
    expected: bool
    sparse: bool
    columns: tuple[tuple[str, str], ...]
    select: bool
    printed: bool
    table: Literal["OneWayFreqs", "List", "CrossTabFreqs", "CrossList"]
    hidden: tuple[str, ...]
    shown: tuple[str, ...]
    most: int
    gaps: bool
    counts: tuple[Listed, ...]
    check_order: bool
    schema: tuple[Column, ...] = ()
    title: TitleLine = ""
