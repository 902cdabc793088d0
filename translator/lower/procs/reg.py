"""PROC REG. SAS/STAT User's Guide, "REG Procedure"."""

from __future__ import annotations

from typing import Any

from translator.lang import statements as st
from translator.lang.types import Column
from translator.lower.context import Context
from translator.lower.procs.analysis import Start, begin
from translator.lower.procs.models import Model, columns, model_of
from translator.lower.procs.options import dataset, not_printed, number, text
from translator.lower.scope import LoweringError
from translator.plan.procs.analysis import Argument, Part
from translator.plan.relations import Step

NAMES = ("REG",)
PRINTING = (
    "p",
    "r",
    "cli",
    "clm",
    "influence",
    "dw",
    "dwprob",
    "covb",
    "corrb",
    "i",
    "xpx",
    "all",
    "collin",
    "collinoint",
    "partial",
    "spec",
    "noprint",
)
KEYWORDS = {
    "p": "P", "predicted": "P", "pred": "P", "r": "R", "residual": "R", "resid": "R", "stdp": "STDP", "stdr": "STDR", "stdi": "STDI",
    "student": "STUDENT", "rstudent": "RSTUDENT", "h": "H", "cookd": "COOKD", "dffits": "DFFITS", "press": "PRESS", "lclm": "LCLM",
    "l95m": "LCLM", "uclm": "UCLM", "u95m": "UCLM", "lcl": "LCL", "l95": "LCL", "ucl": "UCL", "u95": "UCL",
}  # fmt: skip
LABELS = {
    "P": "Predicted Value of {}", "R": "Residual", "STDP": "Standard Error of Mean Predicted Value", "STDR": "Standard Error of Residual",
    "STDI": "Standard Error of Individual Prediction", "STUDENT": "Studentized Residual", "RSTUDENT": "Studentized Residual without Current Obs",
    "H": "Leverage", "COOKD": "Cook's D Influence Statistic", "DFFITS": "Standard Influence on Predicted Value",
    "PRESS": "Residual without Current Observation", "LCLM": "Lower Bound of 95% C.I. for Mean", "UCLM": "Upper Bound of 95% C.I. for Mean",
    "LCL": "Lower Bound of 95% C.I.(Individual Pred)", "UCL": "Upper Bound of 95% C.I.(Individual Pred)",
}  # fmt: skip
EXTRA = ("clb", "vif", "tol", "stb")


def models_before(step: st.ProcStep, context: Context) -> int:
    """Return how many MODEL statements stand in the RUN groups before this one: MODELn counts them all.

    Raises: LoweringError where something of those RUN groups would go on to hold: OUTEST= or statements such as WEIGHT.
    """
    found: Any = context.proc_state.get("REG", (0, False)) if step.continued else (0, False)
    count, lasting = found
    option = next((o for o in step.options if o.name == "outest"), None)
    if count and (option is not None or lasting):
        what = "OUTEST=" if option is not None else "WEIGHT, BY, WHERE and the like"
        message = f"{what} of PROC REG with MODEL statements in several RUN groups is not translated"
        raise LoweringError("H0402", message, option.at if option is not None else step.at)
    return int(count)


def lasts(statement: st.Node) -> bool:
    """Does a statement hold for the RUN groups that follow, too?"""
    return not isinstance(statement, st.RawStatement | st.OutputStatement | st.OdsStatement | st.Title)


def lower(step: st.ProcStep, context: Context) -> list[Step]:
    """Lower to one analysis of all the models."""
    start = begin(
        step, context, ("outest", "rsquare", "edf", "tableout", "outseb", "noprint"), ("plots", "plot", "simple", "corr", "lineprinter"),
        st.OutputStatement, keywords=("weight", "id", "model", "freq", *_labels(step)),
    )  # fmt: skip
    given = start.given
    if "noprint" not in given:
        not_printed(step, context, ("simple", "corr"))
    frequency = start.one("freq")
    weight = start.one("weight")
    if frequency:
        raise LoweringError("H0403", "FREQ of PROC REG is not translated", step.at)
    earlier = models_before(step, context)
    models: list[Model] = []
    rows: list[tuple[str, str, tuple[str, ...], bool]] = []
    parts: list[Part] = []
    outputs: list[tuple[str, Any]] = []
    for s in step.body:
        if isinstance(s, st.RawStatement):
            model = model_of(s)
            if model is None:
                raise LoweringError(
                    "H0403", f"the statement {s.keyword.upper()} of PROC REG is not translated", s.at
                )
            strange = [o for o in model.options if o not in (*PRINTING, *EXTRA, "noint")]
            if strange:
                raise LoweringError(
                    "H0402", f"the option {strange[0].upper()} of MODEL is not translated", s.at
                )
            if "noprint" not in given and "noprint" not in model.options:
                for name, option in model.options.items():
                    if name in PRINTING:
                        message = f"{name.upper()} of MODEL is not carried out"
                        context.diagnose(LoweringError("W0112", message, option.at))
            models.append(model)
            label = model.label or f"MODEL{earlier + len(models)}"
            regressors = tuple(columns(model.words, start.schema, context, s))
            for name in columns(model.dependents, start.schema, context, s):
                rows.append((label, name, regressors, "noint" not in model.options))
        elif isinstance(s, st.OutputStatement):
            if not rows:
                raise LoweringError("R0106", "ERROR: OUTPUT needs a MODEL statement before it.", s.at)
            label = rows[-1][0]
            part, pairs = _output(start, s, [r for r in rows if r[0] == label], len(outputs) + 1)
            parts.append(part)
            outputs.append((label, pairs))
    if not rows:
        raise LoweringError("R0106", "ERROR: There is no MODEL statement.", step.at)
    context.proc_state["REG"] = (earlier + len(models), any(lasts(s) for s in step.body))
    names = list(dict.fromkeys(x for _, _, regressors, _ in rows for x in regressors))
    dependents = [d for d in dict.fromkeys(d for _, d, _, _ in rows) if d not in names]
    extra = [o for o in EXTRA if any(o in m.options for m in models)]
    out = dataset(given.get("outest"))
    if out is not None:
        made = [
            text("_MODEL_", 32, label="Label of model"),
            text("_TYPE_", 8, label="Type of statistics"),
            text("_DEPVAR_", 32, label="Dependent variable"),
        ]
        made += [number("_RMSE_", label="Root mean squared error"), number("Intercept", label="Intercept")]
        made += [
            number(n, label=(c.label if (c := start.schema.find(n)) else "")) for n in (*names, *dependents)
        ]
        if {"rsquare", "edf"} & set(given):
            made += [
                number("_IN_", label="Number of regressors in model"),
                number("_P_", label="Number of parameters in model"),
            ]
            made += [number("_EDF_", label="Error degrees of freedom"), number("_RSQ_", label="R-squared")]
        parts.append(start.part(out, start.with_by(made), "OUTEST"))
    labels = any((c := start.schema.find(n)) is not None and c.label for n in names)
    tables = _tables(extra, labels, names)
    prints = "noprint" not in given and not all("noprint" in m.options for m in models)
    if prints:
        parts += start.ods(tables)
    arguments: list[tuple[str, Argument]] = [("", tuple(rows))]
    arguments += [("weight", weight)] if weight else []
    arguments += [("outputs", tuple(outputs))] if outputs else []
    if out is not None:
        types = (
            "PARMS",
            *(
                ("STDERR", "T", "PVALUE", "L95B", "U95B")
                if "tableout" in given
                else ("SEB",)
                if "outseb" in given
                else ()
            ),
        )
        arguments += [("types", types)] if len(types) > 1 else []
        arguments += [("rsquare", True)] if {"rsquare", "edf"} & set(given) else []
    arguments += [("extra", tuple(extra))] if extra else []
    if labels:
        from translator.plan.procs.analysis import Named

        shown = tuple((n, c.label if (c := start.schema.find(n)) else "") for n in names)
        arguments.append(("labels", Named(shown)))
    return start.finish("regress", arguments, parts, printed=tuple(tables) if prints else ())


def _labels(step: st.ProcStep) -> list[str]:
    """Return the labels of labelled MODEL statements, which stand where a keyword does."""
    return [s.keyword for s in step.body if isinstance(s, st.RawStatement) and model_of(s) is not None]


def _output(
    start: Start, s: st.OutputStatement, rows: list[tuple[str, str, tuple[str, ...], bool]], place: int
) -> tuple[Part, Argument]:
    made: list[Column] = list(start.schema.columns)
    pairs: list[tuple[str, str, str]] = []
    for request in s.requests:
        if request.statistic not in KEYWORDS:
            raise LoweringError(
                "H0402", f"the keyword {request.statistic.upper()} of OUTPUT is not translated", s.at
            )
        keyword = KEYWORDS[request.statistic]
        names = start.context.values(()).scope.resolve(request.names, create=True)
        for name, (_, dependent, _, _) in zip(names, rows, strict=False):
            pairs.append((keyword, name, dependent))
            made.append(number(name, label=LABELS[keyword].format(dependent)))
    part = start.part(s.out, tuple(made), f"OUT{place}", complete=start.schema.complete)
    return start.with_values(part), tuple(pairs)


def _tables(extra: list[str], labels: bool, names: list[str]) -> dict[str, tuple[Column, ...]]:
    head = (text("Model", 32), text("Dependent", 32))
    width = max([9, *(len(n) for n in names)])
    estimates = [
        text("Variable", width),
        *([text("Label", 256)] if labels else []),
        *(number(n) for n in ("DF", "Estimate", "StdErr", "tValue", "Probt")),
    ]
    more = {
        "stb": ("StandardizedEst",),
        "tol": ("Tolerance",),
        "vif": ("VarianceInflation",),
        "clb": ("LowerCL", "UpperCL"),
    }
    estimates += [
        number(c) for option in ("stb", "tol", "vif", "clb") if option in extra for c in more[option]
    ]
    return {
        "ANOVA": (*head, text("Source", 17), *(number(n) for n in ("DF", "SS", "MS", "FValue", "ProbF"))),
        "FitStatistics": (
            *head,
            text("Label1", 14),
            text("cValue1", 12),
            number("nValue1"),
            text("Label2", 8),
            text("cValue2", 12),
            number("nValue2"),
        ),
        "ParameterEstimates": (*head, *estimates),
    }
