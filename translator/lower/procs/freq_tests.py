"""Tests and measures of association of PROC FREQ: TABLES options, OUTPUT, EXACT, ODS tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.types import Column, Schema
from translator.lower.context import Context
from translator.lower.ods_outputs import put_below
from translator.lower.procs import freq_limits as limits
from translator.lower.procs.analysis import part, whole_step
from translator.lower.procs.means import signed
from translator.lower.procs.ods_tables import described
from translator.lower.procs.options import all_of, in_order, number, order_unproved, text, word
from translator.lower.scope import LoweringError
from translator.plan.loop import Key
from translator.plan.procs.analysis import Analysis, Argument, Formats, Part
from translator.plan.procs.listing import Listed
from translator.plan.procs.summary import ClassVariable
from translator.plan.relations import Scan, Step

TESTS = (
    "chisq", "fisher", "measures", "agree", "cmh", "cmh1", "cmh2", "trend", "relrisk", "riskdiff", "commonriskdiff", "or", "oddsratio", "jt", "binomial", "all",
)  # fmt: skip
SCORES = ("table", "rank", "ridit", "modridit")
LIMITS_ONLY = {"commonriskdiff", "or", "oddsratio"}
"""Options that make limits and no statistics of OUTPUT."""
SETTINGS = ("testp", "testf", "alpha", "cl")


def with_inner(own: Mapping[str, st.Option]) -> dict[str, st.Option]:
    """Return the TABLES options with those inside CHISQ(TESTP= TESTF= WARN=) and AGREE(WT=CA|FC) beside them, as `wt`.

    Raises: LoweringError H0402 for others.
    """
    found = dict(own)
    for name, known in (("chisq", ("testp", "testf", "warn")), ("agree", ("wt",)), ("measures", ("cl",))):
        option = own.get(name)
        for item in option.value if option is not None and isinstance(option.value, tuple) else ():
            inner = item.name.lower() if isinstance(item, st.Option | sx.Var) else ""
            if inner == "cl" and name == "measures":
                found["cl"] = option  # type: ignore[assignment]
                continue
            if not isinstance(item, st.Option) or inner not in known:
                message = f"{inner.upper()} of {name.upper()} is not translated"
                raise LoweringError("H0402", message, option.at if option else None)
            found[inner] = item
    weights = word(found.get("wt"))
    if weights not in ("", "ca", "fc"):
        raise LoweringError("H0402", f"AGREE(WT={weights.upper()}) is not translated", found["wt"].at)
    return found


def _limits(name: str) -> tuple[str, ...]:
    return (f"_{name}_", f"E_{name}", f"L_{name}", f"U_{name}")


def _exact_limits(name: str) -> tuple[str, ...]:
    return () if name.startswith("RDIF") else (f"XL_{name}", f"XU_{name}")


OF_STRATA = ("mhor", "lgor", "mhrrc1", "lgrrc1", "mhrrc2", "lgrrc2")
"""Keywords for common odds ratios and relative risks."""
RISKS = ("rsk11", "rsk21", "rsk1", "rdif1", "rsk12", "rsk22", "rsk2", "rdif2")
"""Keywords for the risks of rows 1 and 2 and of both in a column, and for the difference of the rows."""
KEYWORDS: dict[str, tuple[str, ...]] = {
    "n": ("N",), "nmiss": ("NMISS",),
    "pchi": ("_PCHI_", "DF_PCHI", "P_PCHI"), "lrchi": ("_LRCHI_", "DF_LRCHI", "P_LRCHI"),
    "ajchi": ("_AJCHI_", "DF_AJCHI", "P_AJCHI"), "mhchi": ("_MHCHI_", "DF_MHCHI", "P_MHCHI"),
    "fisher": ("XPL_FISH", "XPR_FISH", "XP2_FISH"), "exact": ("XPL_FISH", "XPR_FISH", "XP2_FISH"),
    "phi": ("_PHI_",), "contgy": ("_CONTGY_",), "cramv": ("_CRAMV_",),
    **{name: _limits(name.upper()) for name in ("gamma", "kentb", "stutc", "smdcr", "smdrc", "pcorr", "scorr", "lamcr", "lamrc", "lamdas", "ucr", "urc", "u", "kappa", "wtkap")},
    "mcnem": ("_MCNEM_", "DF_MCNEM", "P_MCNEM"),
    "cmhcor": ("_CMHCOR_", "DF_CMHCR", "P_CMHCOR"), "cmhrms": ("_CMHRMS_", "DF_CMHRM", "P_CMHRMS"), "cmhga": ("_CMHGA_", "DF_CMHGA", "P_CMHGA"),
    **{name: (f"_{name.upper()}_", f"L_{name.upper()}", f"U_{name.upper()}") for name in OF_STRATA},
    **{name: (*_limits(name.upper()), *_exact_limits(name.upper())) for name in RISKS},
    "bdchi": ("_BDCHI_", "DF_BDCHI", "P_BDCHI"),
    "rror": ("_RROR_", "L_RROR", "U_RROR"), "rrc1": ("_RRC1_", "L_RRC1", "U_RRC1"), "rrc2": ("_RRC2_", "L_RRC2", "U_RRC2"),
    "jt": ("_JT_", "Z_JT", "PL_JT", "PR_JT", "P2_JT"),
    "trend": ("_TREND_", "PL_TREND", "PR_TREND", "P2_TREND"),
    "binomial": ("_BIN_", "E_BIN", "L_BIN", "U_BIN", "XL_BIN", "XU_BIN", "E0_BIN", "Z_BIN", "PL_BIN", "PR_BIN", "P2_BIN"),
}  # fmt: skip
GROUPS = {
    "chisq": ("pchi", "lrchi", "ajchi", "mhchi", "fisher", "phi", "contgy", "cramv"),
    "measures": ("gamma", "kentb", "stutc", "smdcr", "smdrc", "pcorr", "scorr", "lamcr", "lamrc", "lamdas", "ucr", "urc", "u"),
    "agree": ("mcnem", "kappa", "wtkap"), "cmh": ("cmhcor", "cmhrms", "cmhga"), "relrisk": ("rror", "rrc1", "rrc2"),
    "riskdiff": RISKS, "riskdiff1": RISKS[:4], "riskdiff2": RISKS[4:],
}  # fmt: skip
ALIASES = {"or": "rror"}


def steps(
    step: st.ProcStep, context: Context, scan: Scan, by: tuple[Key, ...], schema: Schema, own: Mapping[str, st.Option],
    variables: tuple[ClassVariable, ...], weight: str, zeros: bool, taken: dict[str, st.Dataset], *, last: bool, printed: bool,
) -> list[Step]:  # fmt: skip
    """Return the steps of one TABLES request: the statistics that are printed, stored by OUTPUT or by ODS OUTPUT.

    Args: taken: the data sets that requests before have written for ODS OUTPUT, by table: rows go below theirs.
    """
    below: list[tuple[st.Dataset, st.Dataset]] = []
    tests = {t for t in TESTS if t in own}
    exact = limits.exact_tests(step)
    if {"cmh1", "cmh2"} & tests:
        tests = (tests | {"cmh"}) - {"cmh1", "cmh2"}
    names = tuple(v.name for v in variables)
    one_way = len(names) == 1
    if "fisher" in own:  # "If you omit CHISQ, the FISHER option invokes CHISQ" (TABLES statement)
        tests.add("chisq")
    tests |= exact & {"fisher", "binomial", "trend", "jt"}
    tests |= {"chisq"} if one_way and "pchi" in exact else set()
    tests |= {"agree"} if "mcnem" in exact else set()
    if "all" in tests:
        tests = tests - {"all"} | {"chisq", "measures", "cmh"}
    output = next(iter(all_of(step, st.OutputStatement)), None) if last else None
    columns = _output_columns(output, exact, one_way) if output is not None else ()
    if output is not None:
        tests |= _needed(output)
    if not tests and not exact - {"midp"}:
        return []
    arguments: list[tuple[str, Argument]] = [("", names if len(names) > 1 else names[0])]
    if one_way:
        if not tests <= {"chisq", "binomial"} or exact - {
            "chisq",
            "pchi",
            "lrchi",
            "mhchi",
            "binomial",
            "midp",
        }:
            raise LoweringError("H0402", "this statistic of a one-way table is not translated", step.at)
        arguments += [("tests", tuple(sorted(tests)))] if tests != {"chisq"} else []
        arguments += _one_way_settings(own, exact)
        tables = _one_way_tables(tests, arguments)
    else:
        if "binomial" in tests:
            raise LoweringError("H0402", "BINOMIAL of a crossed table is not translated", step.at)
        asked = limits.crossed(own, exact)
        tests |= {"relrisk"} if "or" in exact else set()
        arguments.append(("", tuple(t for t in TESTS if t in tests - LIMITS_ONLY)))
        arguments += asked.arguments()
        if sure := tuple(name for name in limits.P_VALUES if name in exact):
            arguments.append(("exact", sure))
        if (scores := word(own.get("scores"))) not in ("", "table"):
            arguments.append(("scores", scores))
        if "cl" in own and "measures" in tests:
            arguments.append(("cl", True))
        if word(own.get("wt")) == "fc":
            arguments.append(("agreement", "Fleiss-Cohen"))
        if "cmh" in tests and "cmh" not in own and {"cmh1", "cmh2"} & set(own) and "_CMHGA_" not in columns:
            arguments.append(("cmh", 1 if "cmh1" in own else 2))
        made_exact: dict[str, tuple[Column, ...]] = {
            table: limits.NAMED for name, table in limits.EXACT_TABLES.items() if name in exact
        }
        every = _tables(tests, made_exact) | asked.tables()
        if "cl" in own and "Measures" in every:
            *front, control = every["Measures"]
            every["Measures"] = (*front, number("LowerCL"), number("UpperCL"), control)
        tables = {n: c for n, c in every.items() if n not in asked.hidden}
    arguments += [("output", columns)] if columns else []
    arguments += [("weight", weight)] if weight else []
    arguments += [(flag, True) for flag, on in (("zeros", zeros), ("missing", variables[0].missing)) if on]
    arguments += [("order", variables[0].order)] if variables[0].order != "unformatted" else []
    if shown := tuple(Listed(v.name, v.name, v.format, v.user_format) for v in variables if v.format):
        arguments.append(("levels", Formats(shown)))
    alpha = own.get("alpha")
    if alpha is not None and isinstance(alpha.value, sx.Number):
        arguments.append(("alpha", alpha.value.value))
    heads = [c for k in by if (c := schema.find(k.name)) is not None]
    parts: list[Part] = []
    if output is not None:
        strata = [c for name in names[:-2] if (c := schema.find(name)) is not None]
        parts.append(
            part(
                context,
                output.out,
                (*heads, *strata, *(number(name) for name in columns)),
                "OUTPUT",
                order=signed(in_order(step, by)),
            )
        )
    if printed:
        for name, made in tables.items():
            for spelling in (name, *OTHER_NAMES.get(name, ())):
                target = context.ods_outputs.pop(spelling.lower(), None)
                if target is None and (whole := taken.get(spelling.lower())) is not None:
                    if by:
                        message = f"{spelling} of several requests with BY is not translated"
                        raise LoweringError("H0402", message, whole.at)
                    piece = st.Dataset("", f"ods_{spelling.lower()}_more"[:32], "name")
                    below.append((replace(whole, options=st.DatasetOptions()), piece))
                    target = replace(piece, options=whole.options)
                elif target is not None:
                    taken[spelling.lower()] = target
                if target is not None:
                    columns_ = described(context, step, spelling, made, schema.columns)
                    parts.append(
                        part(context, target, (*heads, *columns_), name, order=signed(in_order(step, by)))
                    )
    if not parts and not printed:
        return []
    node = Analysis(
        helper="one_way_tests" if one_way else "frequency_tests", sources=(scan,), arguments=tuple(arguments), parts=tuple(parts), by=by,
        check_order=order_unproved(step, schema, by), printed=tuple(tables) if printed else (), proc="FREQ",
        title=context.title,
    )  # fmt: skip
    made_steps = [whole_step(step, context, node, (scan.dataset,))]
    for whole, piece in below:
        made_steps += put_below(step, whole, piece, context)
    return made_steps


def _keywords(output: st.OutputStatement) -> list[str]:
    found: list[str] = []
    for request in output.requests:
        name = ALIASES.get(request.statistic, request.statistic)
        if name == "all":
            found += [k for group in ("chisq", "measures", "cmh") for k in GROUPS[group]]
        elif name in GROUPS:
            found += GROUPS[name]
        elif name in KEYWORDS:
            found.append(name)
        else:
            raise LoweringError(
                "H0402", f"the statistic {name.upper()} in OUTPUT of PROC FREQ is not translated", output.at
            )
    return found


def _output_columns(output: st.OutputStatement, exact: set[str], one_way: bool) -> tuple[str, ...]:
    """Return the variables of OUTPUT. CHISQ of a one-way table is the test of goodness of fit alone."""
    found: list[str] = []
    tests = {request.statistic for request in output.requests}
    for name in _keywords(output):
        if one_way and name in GROUPS["chisq"][1:] and name not in tests:
            continue
        found += [*KEYWORDS[name], *(limits.P_VALUES.get(name, ()) if name in exact else ())]
    return tuple(dict.fromkeys(found))


def _needed(output: st.OutputStatement) -> set[str]:
    """Return the tests that OUTPUT's keywords belong to."""
    found: set[str] = set()
    for name in _keywords(output):
        groups = [group for group, members in GROUPS.items() if name in members]
        found |= (
            {groups[0]}
            if groups
            else {"cmh"}
            if name == "bdchi" or name in OF_STRATA
            else {"riskdiff"}
            if name in RISKS
            else {name} & {"trend", "binomial", "jt"}
        )
    return found


def _one_way_settings(own: Mapping[str, st.Option], exact: set[str]) -> list[tuple[str, Argument]]:
    made: list[tuple[str, Argument]] = []
    shares = own.get("testp") or own.get("testf")
    if shares is not None:
        values = shares.value if isinstance(shares.value, tuple) else ()
        made.append(("shares", tuple(float(v.value) for v in values if isinstance(v, sx.Number))))
        if len(made[0][1]) != len(values) or not values:  # type: ignore[arg-type]
            raise LoweringError("H0402", "TESTP= and TESTF= take a list of numbers", shares.at)
    return made + limits.binomial(own, exact)


OTHER_NAMES = {"BinomialProp": ("Binomial",), "BinomialTest": ("BinomialPropTest",)}
"""Names that other releases give to tables."""


def _one_way_tables(tests: set[str], arguments: list[tuple[str, Argument]]) -> dict[str, tuple[Column, ...]]:
    """Return the columns of the printed tables of a one-way request."""
    made: dict[str, tuple[Column, ...]] = {"OneWayChiSq": limits.NAMED} if "chisq" in tests else {}
    if "binomial" not in tests:
        return made
    made["BinomialProp"] = limits.NAMED
    if any(name == "limits" for name, _ in arguments):
        made["BinomialCLs"] = limits.TABLES["BinomialCLs"]
    return made | {"BinomialTest": limits.NAMED}


def _tables(tests: set[str], exact: dict[str, tuple[Column, ...]]) -> dict[str, tuple[Column, ...]]:
    """Return the columns of the printed tables ("FREQ Procedure", "ODS Table Names")."""
    named = limits.NAMED
    head = (text("Table", 64), text("Statistic", 33))
    risk = (
        text("Table", 64),
        text("Row", 10),
        number("Risk"),
        number("ASE"),
        number("LowerCL"),
        number("UpperCL"),
        number("ExactLowerCL"),
        number("ExactUpperCL"),
    )
    found: dict[str, tuple[Column, ...]] = {}
    if "chisq" in tests:
        found["ChiSq"] = (*head, number("DF"), number("Value"), number("Prob"))
    if {"chisq", "fisher"} & tests:
        found["FishersExact"] = named
    if "measures" in tests:
        found["Measures"] = (*head, number("Value"), number("ASE"), text("Control", 1))
    if {"measures", "relrisk"} & tests:
        found["RelativeRisks"] = (*head, number("Value"), number("LowerCL"), number("UpperCL"))
    if "riskdiff" in tests:
        found |= {"RiskDiffCol1": risk, "RiskDiffCol2": risk}
    found |= exact
    if "agree" in tests:
        found |= {"McNemarsTest": named, "SymmetryTest": named}
        found["KappaStatistics"] = (
            *head,
            number("Value"),
            number("StdErr"),
            number("LowerCL"),
            number("UpperCL"),
        )
    if "trend" in tests:
        found["TrendTest"] = named
    if "jt" in tests:
        found["JTTest"] = named
    if "cmh" in tests:
        found["CMH"] = (
            text("Table", 64),
            number("Statistic"),
            text("AltHypothesis", 24),
            number("DF"),
            number("Value"),
            number("Prob"),
        )
        found["CommonRelRisks"] = (
            *head,
            text("Method", 15),
            number("Value"),
            number("LowerCL"),
            number("UpperCL"),
        )
        found["BreslowDayTest"] = named
    return found
