"""A generated R program as a whole: it stands alone, reads and writes libraries, and is formatted."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from translator.emit.code import Emitted
from translator.emit.r import emit, helper_module
from translator.emit.r.helpers import definitions
from translator.lang.source import Source, Token
from translator.lang.types import Column, Schema, Type
from translator.plan import loop as lp
from translator.plan import relations as rel
from translator.plan import values as v

NUMBER, KNOWN, TEXT = Type("num"), Type("num", 8, nullable=False), Type("char", 8)


def token(line: int) -> Token:
    source = Source("sales.sas", "\n" * 20 + "x")
    return Token("name", "x", source, line - 1, line)


def sales_plan() -> rel.Plan:
    """By hand: read raw.sales, keep what was not cancelled, running total by region, write out.totals."""
    amount, region = v.Variable("amount", NUMBER), v.Variable("region", TEXT)
    scan = rel.Scan("raw.sales", (("region", "region"), ("status", "status"), ("amount", "amount")), True)
    kept = rel.Columnwise(
        target="sales",
        source=scan,
        operations=(
            rel.Filter(
                condition=v.Comparison(
                    "ne", v.Variable("status", TEXT), v.Constant("cancelled", TEXT), "smallest"
                ),
                comments=("/* Cancelled orders are not sales */",),
            ),
            rel.Derive(
                column=Column("big", KNOWN),
                value=v.Flag(v.Comparison(">", amount, v.Constant(100.0, KNOWN), "smallest")),
            ),
        ),
        columns=(("region", "region"), ("status", "status"), ("amount", "amount"), ("big", "big")),
    )
    total = v.Variable("total", NUMBER)
    loop = lp.RowLoop(
        name="out.totals",
        slots=(
            lp.Slot("region", TEXT, "read"),
            lp.Slot("amount", NUMBER, "read"),
            lp.Slot("total", NUMBER, "retained", 0.0),
            lp.Slot("share", NUMBER, "computed"),
        ),
        arrays=(),
        readers=(lp.Reader(0, "set", (lp.Input("sales", (("region", "region"), ("amount", "amount"))),)),),
        lines=(),
        body=(
            lp.Read(reader=0),
            lp.Accumulate(target=total, value=amount),
            lp.If(
                condition=v.Comparison("=", region, v.Constant("", TEXT), "smallest"),
                then=(lp.Leave(kind="delete"),),
            ),
            lp.Assign(target=v.Variable("share", NUMBER), value=v.Arithmetic("/", (amount, total))),
        ),
        outputs=(
            lp.LoopOutput("out.totals", (("region", "region"), ("total", "total"), ("share", "share")), ()),
        ),
        implicit_output=True,
        driver=0,
        once=False,
        reason="total is needed in every row",
    )
    schema = Schema((Column("region", TEXT, label="Region"), Column("total", NUMBER, "COMMA8.")))
    return rel.Plan(
        "sales.sas",
        (
            rel.Step("DATA sales", kept, ("raw.sales",), ("sales",), (), token(3), token(7),
                     notes=(rel.Note("N0314", "CLASS drops rows with a blank region."),)),
            rel.Step("DATA out.totals", loop, ("sales",), ("out.totals",), (("out.totals", schema),), token(9), token(12), "loop"),
        ),
    )  # fmt: skip


def write(emitted: Emitted, folder: Path) -> None:
    (folder / "sales.R").write_text(emitted.text, encoding="utf-8")
    (folder / "sas_semantics.R").write_text(helper_module(emitted.helpers), encoding="utf-8")


def rscript(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["Rscript", "--vanilla", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.r
def test_runs_alone(tmp_path: Path) -> None:
    write(emit(sales_plan()), tmp_path)
    (tmp_path / "in" / "raw").mkdir(parents=True)
    (tmp_path / "in" / "raw" / "SALES.csv").write_text(
        'region,status,amount\nÖst,ok,0.1\n"",ok,5\nVäst,cancelled,7\nVäst,,.\n', encoding="utf-8"
    )
    done = rscript(tmp_path, "sales.R", "--data", "in", "--out", "result")
    assert done.returncode == 0, done.stderr
    # amounts 0.1, 5, missing: total 0.1 | 5.1 | 5.1; the share of a missing amount is missing
    text = (tmp_path / "result" / "out" / "totals.csv").read_text(encoding="utf-8")
    assert text == '"region","total","share"\n"Öst",0.10000000000000001,1\n"Väst",5.0999999999999996,.\n'
    shown = rscript(
        tmp_path,
        "-e",
        'x <- readRDS("result/out/totals.rds"); cat(attr(x$region, "label"), attr(x$total, "format.sas"))',
    )
    assert shown.stdout == "Region COMMA8."


@pytest.mark.r
def test_missing_data_set_is_one_line_and_status_1(tmp_path: Path) -> None:
    write(emit(sales_plan()), tmp_path)
    done = rscript(tmp_path, "sales.R")
    assert done.returncode == 1
    assert done.stdout.strip().splitlines()[-1] == "ERROR: Libref RAW is not assigned."


@pytest.mark.r
def test_a_hole_stops_the_run(tmp_path: Path) -> None:
    hole = rel.Hole(
        "gmap", "H0412", "proc gmap data=sales; run;", "PROC GMAP is not translated", (), (("m", Schema(())),)
    )
    plan = rel.Plan("sales.sas", (rel.Step("PROC GMAP", hole, (), ("m",), (), token(1), token(2), "hole"),))
    write(emit(plan), tmp_path)
    done = rscript(tmp_path, "sales.R")
    assert done.returncode == 1
    assert done.stderr.strip() == "H0412: PROC GMAP is not translated"


def test_text_and_map() -> None:
    emitted = emit(sales_plan())
    assert emit(sales_plan()) == emitted
    lines = emitted.text.splitlines()
    assert max(map(len, lines)) <= 110
    first = next(entry for entry in emitted.map if entry.title == "DATA sales")
    assert lines[first.first - 1] == "  # sales.sas 3-7: DATA sales"
    assert (first.sas_first, first.sas_last, first.step, first.outputs) == (3, 7, 0, (("sales", "sales"),))
    start = lines.index("  # sales.sas 3-7: DATA sales")
    assert lines[start : start + 7] == [
        "  # sales.sas 3-7: DATA sales",
        "  # NOTE N0314: CLASS drops rows with a blank region.",
        '  raw_sales <- sas_read(lib, "raw.sales")',
        "  sales <- raw_sales |>",
        "    # Cancelled orders are not sales",
        '    filter(status != "cancelled") |>',
        "    mutate(big = as.numeric(!is.na(amount) & amount > 100))",
    ]
    function = next(entry for entry in emitted.map if entry.title == "DATA out.totals")
    assert lines[function.first - 1].startswith(
        "# DATA out.totals, row by row (L0203): total is needed in every row"
    )


@pytest.mark.r
def test_every_helper_can_be_had_alone(tmp_path: Path) -> None:
    """The whole module is parsed and sourced; each name brings what it needs."""
    names = definitions()
    for name in names:
        helper_module([name])
    (tmp_path / "all.R").write_text(helper_module(names), encoding="utf-8")
    done = rscript(tmp_path, "-e", 'source("all.R"); cat("fine")')
    assert done.stdout == "fine", done.stderr
