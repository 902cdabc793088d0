"""PROC SURVEYSELECT: simple random samples. SAS/STAT User's Guide, "SURVEYSELECT Procedure".

The rows are those of SAS: Floyd's method ("Simple Random Sampling") with the stream of RAND, or with RANUNI that of RANUNI
("Random Number Generation": the Mersenne twister is "the same random number generator that the RAND function provides"; before
SAS/STAT 12.1 RANUNI was the default). Published samples of the Customers data (seeds 39647 and 1953) show the method, and that
the strata draw from one stream. Of other methods no published sample was found that would show how they use the stream.
"""

from __future__ import annotations

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.types import Column
from translator.lower.context import Context
from translator.lower.procs.analysis import begin
from translator.lower.procs.options import dataset, number, refuse_run_time, word
from translator.lower.scope import LoweringError
from translator.plan.loop import Key
from translator.plan.procs.analysis import Argument
from translator.plan.relations import Step

NAMES = ("SURVEYSELECT",)
SIZES = {"n": "n", "sampsize": "n", "rate": "rate", "samprate": "rate"}
PROBABILITY = (
    number("SelectionProb", label="Probability of Selection"),
    number("SamplingWeight", label="Sampling Weight"),
)


def lower(step: st.ProcStep, context: Context) -> list[Step]:
    """Lower to one analysis that returns the sample."""
    used = ("out", "method", "seed", "ranuni", "stats", "outall", "selectall", *SIZES)
    start = begin(step, context, used, ("noprint",), keywords=("strata",))
    given = start.given
    if start.by:
        raise LoweringError("H0403", "BY of PROC SURVEYSELECT is not translated", step.at)
    method = word(given.get("method")) or "srs"
    if method != "srs":
        message = f"which rows METHOD={method.upper()} of PROC SURVEYSELECT draws for a seed is not documented: bring the sample over as data"
        raise LoweringError("H0602", message, given["method"].at)
    seed = given.get("seed")
    if seed is None or not isinstance(seed.value, sx.Number) or not 0 < seed.value.value < 2**31 - 1:
        message = (
            "PROC SURVEYSELECT without SEED= draws other rows in each run: bring the sample over as data"
        )
        raise LoweringError("H0602", message, seed.at if seed is not None else step.at)
    strata = start.variables("strata", numeric=False)
    if any(c.format for c in strata):
        raise LoweringError("H0402", "STRATA with formats is not translated", step.at)
    start.by = tuple(Key(c.name, c.type) for c in strata)
    start.others()  # refuses open data sets
    arguments: list[tuple[str, Argument]] = [*_sizes(step, given), ("seed", int(seed.value.value))]
    arguments += [("old", True)] if "ranuni" in given else []
    arguments += [("everything", True)] if "selectall" in given else []
    columns = list(start.schema.columns)
    names = {c.name for c in strata}
    columns = [c for c in columns if c.name in names] + [c for c in columns if c.name not in names]
    columns = [next(c for c in columns if c.name == s.name) for s in strata] + columns[len(strata) :]
    if "outall" in given:
        if strata or "stats" in given:
            raise LoweringError("H0402", "OUTALL with STRATA or STATS is not translated", given["outall"].at)
        arguments.append(("mark", True))
        columns = [number("Selected", label="Selection Indicator"), *columns]
    elif strata or "stats" in given:
        arguments.append(("probabilities", True))
        columns += PROBABILITY
    _no_clash(columns, step)
    if not any(o.name == "noprint" for o in step.options):
        context.diagnose(LoweringError("W0112", "the summary of PROC SURVEYSELECT is not printed", step.at))
    out = start.part(dataset(given.get("out")), tuple(columns))
    return start.finish("draw_sample", arguments, [out], groups="inside")


def _no_clash(columns: list[Column], step: st.ProcStep) -> None:
    """Refuse an input that has one of the variables that the sample gets."""
    names = [c.name.lower() for c in columns]
    if len(set(names)) < len(names):
        raise LoweringError(
            "H0402", "an input of SURVEYSELECT with a variable of the sample's is not translated", step.at
        )


def _sizes(step: st.ProcStep, given: dict[str, st.Option]) -> list[tuple[str, Argument]]:
    """Return N= or RATE=: one number, or one for each stratum."""
    asked = [o for o in given if o in SIZES]
    if len(asked) != 1:
        raise LoweringError("H0402", "PROC SURVEYSELECT takes one of N= and RATE= here", step.at)
    option = given[asked[0]]
    refuse_run_time(option)
    values = option.value if isinstance(option.value, tuple) else (option.value,)
    numbers = [v.value for v in values if isinstance(v, sx.Number)]
    if len(numbers) != len(values) or not all(v > 0 for v in numbers):
        raise LoweringError("H0402", f"this {asked[0].upper()}= of SURVEYSELECT is not translated", option.at)
    if SIZES[asked[0]] == "n" and any(v % 1 for v in numbers):
        raise LoweringError("R0106", "ERROR: The sample size must be a whole number.", option.at)
    made = tuple(int(v) if SIZES[asked[0]] == "n" else float(v) for v in numbers)
    return [(SIZES[asked[0]], made if len(made) > 1 else made[0])]
