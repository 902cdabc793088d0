"""Leads an answer through the gates."""

from __future__ import annotations

from translator.holes import python_rules, r_rules
from translator.holes.agree import disagreement, misfit
from translator.holes.contract import HoleContract
from translator.holes.gates import Gate, Reference, Target, Verdict
from translator.holes.sandbox import Failed, run_python, run_r
from translator.holes.synthetic import synthetic
from translator.lang.diagnostics import Diagnostic


def judge(
    contract: HoleContract,
    target: Target,
    code: str,
    reference: Reference | None = None,
    seconds: float = 20.0,
) -> Verdict:
    """Lead an answer through the gates up to AGREES (RUNS where there is no reference).

    A finding never holds a value of the reference, as it may go back to the model.
    """
    rules = python_rules if target == "pandas" else r_rules
    run = run_python if target == "pandas" else run_r
    finding = rules.parses(code)
    if finding:
        return Verdict(Gate.REFUSED, code, finding)
    finding = rules.is_the_function(code, contract) or rules.is_safe(code, contract)
    if finding:
        return Verdict(Gate.PARSES, code, finding)
    runs = list(synthetic(contract))
    made_up = len(runs)
    if reference is not None:
        runs.append(dict(reference.inputs))
    outcome = run(code, contract, runs, seconds)
    if isinstance(outcome, Failed):
        if outcome.run < made_up:
            return Verdict(Gate.SAFE, code, Diagnostic("X0043", outcome.message))
        return Verdict(Gate.RUNS, code, Diagnostic("X0043", "it fails on the recorded inputs"))
    for tables in outcome[:made_up]:
        finding = misfit(contract, tables)
        if finding:
            return Verdict(Gate.SAFE, code, finding)
    if reference is None:
        return Verdict(Gate.RUNS, code)
    finding = misfit(contract, outcome[-1]) or disagreement(contract, outcome[-1], reference)
    return Verdict(Gate.RUNS, code, finding) if finding else Verdict(Gate.AGREES, code)
