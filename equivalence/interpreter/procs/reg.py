"""PROC REG. SAS/STAT User's Guide, "REG Procedure"."""

from __future__ import annotations

from math import fsum, isnan, nan, sqrt
from typing import Any

from equivalence.interpreter.distributions import f_tail, t_quantile, t_two_sided
from equivalence.interpreter.errors import StepError
from equivalence.interpreter.procs import procedure
from equivalence.interpreter.procs.models import Fit, model_of, statistic, variables
from equivalence.interpreter.procs.options import dataset
from equivalence.interpreter.procs.rank import new_names
from equivalence.interpreter.procs.results import DEFAULT, begin, char, num
from equivalence.interpreter.session import Session
from equivalence.interpreter.tables import Row, Table
from translator.lang import statements as st
from translator.library.formats.best import fixed

PRINTING = {
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
}
EXTRA = ("stb", "tol", "vif", "clb")
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


@procedure("REG")
def reg(session: Session, step: st.ProcStep) -> None:
    """Fit the models: OUTEST=, OUTPUT, printed tables."""
    known = {
        "outest",
        "rsquare",
        "edf",
        "tableout",
        "outseb",
        "noprint",
        "plots",
        "plot",
        "simple",
        "corr",
        "lineprinter",
    }
    given = begin(
        session,
        step,
        known,
        st.OutputStatement,
        keywords={"weight", "id", "model", *(s.keyword for s in step.body if isinstance(s, st.RawStatement))},
    )
    table, options = given.table, given.given
    weight = given.one("weight")
    rows: list[tuple[str, str, list[str], bool]] = []
    outputs: list[tuple[st.OutputStatement, str, list[tuple[str, str, str]]]] = []
    extra: list[str] = []
    earlier = models_before(session, step)
    models = 0
    silent = 0
    for s in step.body:
        if isinstance(s, st.RawStatement):
            model = model_of(s)
            if model is None:
                raise StepError(
                    f"The statement {s.keyword.upper()} is not supported by the reference interpreter.",
                    s.at,
                    "R0061",
                )
            if set(model.options) - PRINTING - set(EXTRA) - {"noint"}:
                raise StepError(
                    "An option of MODEL is not supported by the reference interpreter.", s.at, "R0060"
                )
            models += 1
            silent += "noprint" in model.options
            extra += [o for o in EXTRA if o in model.options]
            regressors = variables(model.words, table)
            for name in variables(model.dependents, table):
                rows.append(
                    (
                        model.label or f"MODEL{earlier + models}",
                        name,
                        regressors,
                        "noint" not in model.options,
                    )
                )
        elif isinstance(s, st.OutputStatement):
            if not rows:
                message = (
                    "Statements after the RUN of a model are not supported by the reference interpreter."
                )
                raise StepError(message, s.at, "R0061")
            own = [r for r in rows if r[0] == rows[-1][0]]
            pairs = []
            for request in s.requests:
                if request.statistic not in KEYWORDS:
                    raise StepError(
                        f"The keyword {request.statistic.upper()} is not supported by the reference interpreter.",
                        s.at,
                        "R0060",
                    )
                names = new_names(st.ProcStatement(keyword="", names=request.names, at=s.at, end=s.end))
                pairs += [(KEYWORDS[request.statistic], n, r[1]) for n, r in zip(names, own, strict=False)]
            outputs.append((s, rows[-1][0], pairs))
    lasting = any(
        not isinstance(s, st.RawStatement | st.OutputStatement | st.OdsStatement | st.Title)
        for s in step.body
    )
    session.services["REG"] = (earlier + models, lasting)
    names = list(dict.fromkeys(x for _, _, regressors, _ in rows for x in regressors))
    dependents = [d for d in dict.fromkeys(r[1] for r in rows) if d not in names]
    kinds = ["PARMS"] + (
        ["STDERR", "T", "PVALUE", "L95B", "U95B"]
        if "tableout" in options
        else ["SEB"]
        if "outseb" in options
        else []
    )
    squares = bool({"rsquare", "edf"} & set(options))
    labels = any(table.variable(n).label for n in names)
    extra = [o for o in EXTRA if o in extra]

    def work(group: list[Row]) -> dict[str, Table]:
        w = [float(row[table.index(weight)]) if weight else 1.0 for row in group]
        made = empty_tables(table, names, dependents, squares, labels, extra)
        fits: dict[tuple[str, str], tuple[Fit, list[list[float]], list[float]]] = {}
        for label, dependent, regressors, intercept in rows:
            places = [table.index(n) for n in regressors]
            x = [[*([1.0] if intercept else []), *(float(row[p]) for p in places)] for row in group]
            y = [float(row[table.index(dependent)]) for row in group]
            everything = [
                table.index(n) for n in (*names, *dependents)
            ]  # "Missing Values": one set of rows for all the models
            keep = [
                i
                for i, row in enumerate(group)
                if w[i] > 0 and not any(isnan(float(row[p])) for p in everything)
            ]
            fit = Fit([x[i] for i in keep], [y[i] for i in keep], [w[i] for i in keep])
            fits[label, dependent] = fit, x, y
            columns = [*(["Intercept"] if intercept else []), *regressors]
            fill(made, session, table, label, dependent, columns, fit, intercept, labels, extra)
            estimates(
                made["OUTEST"],
                label,
                dependent,
                columns,
                fit,
                [*names, *dependents],
                kinds,
                squares,
                intercept,
            )
        for place, (_, label, pairs) in enumerate(outputs):
            out = Table([*table.variables], [list(row) for row in group])
            for keyword, name, dependent in pairs:
                fit, x, y = fits[label, dependent]
                out.variables.append(num(name, LABELS[keyword].format(dependent)))
                for i, row in enumerate(out.rows):
                    row.append(statistic(fit, x[i], y[i], w[i], keyword))
            made[f"OUT{place}"] = out
        return made

    shown = ["ANOVA", "FitStatistics", "ParameterEstimates"]
    prints = "noprint" not in options and silent < max(models, 1)
    tables = given.each(work, shown if prints else ())
    for place, (s, _, _) in enumerate(outputs):
        session.write(s.out or DEFAULT, tables[f"OUT{place}"])
    target = dataset(options.get("outest"))
    if target is not None:
        session.write(target, tables["OUTEST"])
    if prints:
        given.ods({name: tables[name] for name in shown})


def models_before(session: Session, step: st.ProcStep) -> int:
    """Return how many MODEL statements the RUN groups before this one have. Raises StepError for what would go on to hold."""
    count, lasting = session.services.get("REG", (0, False)) if step.continued else (0, False)
    if count and (lasting or any(o.name == "outest" for o in step.options)):
        message = "OUTEST= and statements such as WEIGHT are not supported for MODEL statements in several RUN groups."
        raise StepError(message, step.at, "R0061")
    return int(count)


def empty_tables(
    table: Table, names: list[str], dependents: list[str], squares: bool, labels: bool, extra: list[str]
) -> dict[str, Table]:
    """Return the tables without rows."""
    head = [char("Model", 32), char("Dependent", 32)]
    out = [
        char("_MODEL_", 32, "Label of model"),
        char("_TYPE_", 8, "Type of statistics"),
        char("_DEPVAR_", 32, "Dependent variable"),
    ]
    out += [
        num("_RMSE_", "Root mean squared error"),
        num("Intercept", "Intercept"),
        *(num(n, table.variable(n).label) for n in (*names, *dependents)),
    ]
    if squares:
        out += [
            num("_IN_", "Number of regressors in model"),
            num("_P_", "Number of parameters in model"),
            num("_EDF_", "Error degrees of freedom"),
            num("_RSQ_", "R-squared"),
        ]
    more = {
        "stb": ["StandardizedEst"],
        "tol": ["Tolerance"],
        "vif": ["VarianceInflation"],
        "clb": ["LowerCL", "UpperCL"],
    }
    estimated = [
        *head,
        char("Variable", max([9, *(len(n) for n in names)])),
        *([char("Label", 256)] if labels else []),
    ]
    estimated += [
        num(n) for n in ("DF", "Estimate", "StdErr", "tValue", "Probt", *(c for o in extra for c in more[o]))
    ]
    return {
        "OUTEST": Table(out, []),
        "ANOVA": Table(
            [*head, char("Source", 17), *(num(n) for n in ("DF", "SS", "MS", "FValue", "ProbF"))], []
        ),
        "FitStatistics": Table(
            [
                *head,
                char("Label1", 14),
                char("cValue1", 12),
                num("nValue1"),
                char("Label2", 8),
                char("cValue2", 12),
                num("nValue2"),
            ],
            [],
        ),
        "ParameterEstimates": Table(estimated, []),
    }


def shares(value: float) -> str:
    """Return R-Square and Adj R-Sq as they are printed: four decimals."""
    return "." if isnan(value) else fixed(value, 4)


def fill(
    made: dict[str, Table], session: Session, table: Table, label: str, dependent: str, columns: list[str], fit: Fit, intercept: bool,
    labels: bool, extra: list[str],
) -> None:  # fmt: skip
    """Add the rows of one model to the printed tables."""
    head: Row = [label, dependent]
    total = fit.total if intercept else fit.raw_total
    df, all_df = float(fit.rank - intercept), float(len(fit.y) - intercept)
    model = total - fit.sse
    ratio = model / df / fit.mse if df and fit.mse > 0 else nan
    share = model / total if total else nan
    root = sqrt(fit.mse) if not isnan(fit.mse) else nan
    made["ANOVA"].rows += [
        [
            *head,
            "Model",
            df,
            model,
            model / df if df else nan,
            ratio,
            nan if isnan(ratio) else f_tail(ratio, df, fit.df),
        ],
        [*head, "Error", fit.df, fit.sse, fit.mse, nan, nan],
        [*head, "Corrected Total" if intercept else "Uncorrected Total", all_df, total, nan, nan, nan],
    ]
    adjusted = 1 - (1 - share) * all_df / fit.df if fit.df > 0 else nan
    lines: Any = (
        ("Root MSE", root, "R-Square", share),
        ("Dependent Mean", fit.mean, "Adj R-Sq", adjusted),
        ("Coeff Var", 100 * root / fit.mean if fit.mean else nan, "", nan),
    )
    for a, b, c, d in lines:
        made["FitStatistics"].rows.append([*head, a, session.text(b, ""), b, c, shares(d) if c else "", d])
    quantile = t_quantile(0.975, fit.df) if fit.df > 0 else nan
    for place, name in enumerate(columns):
        value, error = fit.estimates[place], fit.error(place)
        t = value / error if error > 0 else nan
        row: Row = [*head, name]
        if labels:
            row.append("Intercept" if name == "Intercept" else table.variable(name).label)
        row += [float(fit.used[place]), value, error, t, nan if isnan(t) else t_two_sided(t, fit.df)]
        column = [r[place] for r in fit.x]
        weight = fsum(fit.w)
        mean = fsum(w * v for w, v in zip(fit.w, column, strict=True)) / weight
        spread = fsum(w * (v - mean) ** 2 for w, v in zip(fit.w, column, strict=True))
        constant = name == "Intercept"
        for option in extra:
            inflation = 0.0 if constant else fit.inverse[place][place] * spread
            row += {
                "stb": [0.0 if constant else value * sqrt(spread / fit.total)], "vif": [inflation],
                "tol": [nan if constant or not inflation else 1 / inflation], "clb": [value - quantile * error, value + quantile * error],
            }[option]  # fmt: skip
        made["ParameterEstimates"].rows.append(row)


def estimates(
    out: Table,
    label: str,
    dependent: str,
    columns: list[str],
    fit: Fit,
    names: list[str],
    kinds: list[str],
    squares: bool,
    intercept: bool,
) -> None:
    """Add the rows of OUTEST= for one model."""
    total = fit.total if intercept else fit.raw_total
    quantile = t_quantile(0.975, fit.df) if fit.df > 0 else nan
    for kind in kinds:
        values: dict[str, float] = {}
        for place, name in enumerate(columns):
            value, error = fit.estimates[place], fit.error(place)
            t = value / error if error > 0 else nan
            values[name] = {
                "PARMS": value, "STDERR": error, "SEB": error, "T": t, "PVALUE": nan if isnan(t) else t_two_sided(t, fit.df),
                "L95B": value - quantile * error, "U95B": value + quantile * error,
            }[kind]  # fmt: skip
        row: Row = [label, kind, dependent, sqrt(fit.mse) if not isnan(fit.mse) else nan]
        for name in ("Intercept", *names):
            row.append(values.get(name, -1.0 if name == dependent and kind in ("PARMS", "SEB") else nan))
        if squares:
            share = (total - fit.sse) / total if total else nan
            row += (
                [float(fit.rank - intercept), float(fit.rank), fit.df, share]
                if kind == "PARMS"
                else [nan] * 4
            )
        out.rows.append(row)
