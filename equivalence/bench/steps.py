"""Steps that are measured: SAS text, its input, and the same by hand in idiomatic pandas. One row a step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from equivalence.bench.generated import Tables, schema
from translator.lang.types import Schema


@dataclass(frozen=True, slots=True)
class Step:
    """A step, its input of so many rows, and the same by hand; `goal`: how many times as long it may take.

    `result`: the data set that is compared. `columns`: those that are compared, None for all.
    """

    name: str
    text: str
    inputs: Mapping[str, Schema]
    data: Callable[[int], Tables]
    by_hand: Callable[[Tables], pd.DataFrame]
    result: str
    rows: int
    goal: float
    columns: tuple[str, ...] | None = field(default=None)


def random(seed: int) -> np.random.Generator:
    """The random numbers of a step's data: the same in every run."""
    return np.random.default_rng(seed)


def holes(draw: np.random.Generator, values: np.ndarray) -> np.ndarray:
    """Numbers of which one in twenty is missing."""
    return np.where(draw.random(len(values)) < 0.05, np.nan, values)


def texts(draw: np.random.Generator, words: list[str], rows: int) -> pd.Series:
    """A column of some words."""
    return pd.Series(words, dtype="str").take(draw.integers(0, len(words), rows)).reset_index(drop=True)


# --- a vectorised step ----------------------------------------------------------------------------------

VECTORISED = """\
data out;
  set a;
  by g;
  where y < 95;
  z = x * 2 + y;
  if x < 30 then level = 'low'; else if x < 60 then level = 'mid'; else level = 'top';
  ratio = x / y;
  first = first.g;
  if z > 20;
run;
"""


def grouped(rows: int) -> Tables:
    draw = random(1)
    return {
        "a": pd.DataFrame(
            {
                "g": np.sort(draw.integers(0, rows // 10, rows)).astype("float64"),
                "x": holes(draw, draw.normal(50, 20, rows)),
                "y": draw.integers(0, 100, rows).astype("float64"),
            }
        )
    }


def vectorised(tables: Tables) -> pd.DataFrame:
    a = tables["a"]
    out = a.loc[a["y"].isna() | (a["y"] < 95)].reset_index(drop=True)
    out["z"] = out["x"] * 2 + out["y"]
    out["level"] = pd.Series("top", index=out.index).case_when(
        [
            (out["x"].isna() | (out["x"] < 30), "low"),
            (out["x"] < 60, "mid"),
        ]
    )
    out["ratio"] = out["x"] / out["y"].replace(0, np.nan)
    out["first"] = (~out.duplicated("g")).astype("float64")
    return out.loc[out["z"] > 20].reset_index(drop=True)


# --- a total by group -----------------------------------------------------------------------------------

TOTAL = """\
data out;
  set a;
  by g;
  retain total 0;
  if first.g then total = 0;
  total + x;
run;
"""


def total(tables: Tables) -> pd.DataFrame:
    out = tables["a"].copy()
    out["total"] = out["x"].fillna(0).groupby(out["g"]).cumsum()
    return out


# --- a merge, and a join --------------------------------------------------------------------------------


def two_tables(rows: int) -> Tables:
    draw = random(2)
    return {
        "a": pd.DataFrame(
            {
                "k": np.sort(draw.choice(2 * rows, rows, replace=False)).astype("float64"),
                "x": draw.normal(50, 20, rows),
            }
        ),
        "b": pd.DataFrame(
            {
                "k": np.sort(draw.choice(2 * rows, rows, replace=False)).astype("float64"),
                "y": draw.normal(50, 20, rows),
                "city": texts(draw, ["Lund", "Umeå", "Göteborg", ""], rows),
            }
        ),
    }


def many_to_one(rows: int) -> Tables:
    tables = two_tables(rows)
    tables["a"]["k"] = np.sort(random(3).choice(tables["b"]["k"].to_numpy(), rows))
    return tables


def merged(tables: Tables) -> pd.DataFrame:
    made = tables["a"].merge(tables["b"], on="k", how="outer")
    return made.assign(city=made["city"].fillna(""))


def looked_up(tables: Tables) -> pd.DataFrame:
    made = tables["a"].merge(tables["b"], on="k", how="left")
    return made.assign(city=made["city"].fillna(""))


def join_totals(tables: Tables) -> pd.DataFrame:
    joined = tables["a"].merge(tables["b"], on="k")
    found = joined.groupby("city").agg(n=("x", "size"), total=("x", "sum")).reset_index()
    return found.astype({"n": "float64"})


# --- PROCs ----------------------------------------------------------------------------------------------


def classified(rows: int) -> Tables:
    draw = random(4)
    return {
        "a": pd.DataFrame(
            {
                "region": texts(draw, ["North", "South", "West", "East", "Centre"], rows),
                "product": draw.integers(1, 40, rows).astype("float64"),
                "x": holes(draw, draw.normal(50, 20, rows)),
            }
        )
    }


def means(tables: Tables) -> pd.DataFrame:
    amount = tables["a"].groupby(["region", "product"])["x"]
    out = amount.agg(n="count", average="mean", total="sum", low="min", high="max", sd="std").reset_index()
    return out.astype({"n": "float64"})


def cross_table(tables: Tables) -> pd.DataFrame:
    a = tables["a"]
    regions, region_names = pd.factorize(a["region"], sort=True)
    products, product_names = pd.factorize(a["product"], sort=True)
    counts = np.bincount(regions * len(product_names) + products).astype("float64")
    cells = np.flatnonzero(counts)
    return pd.DataFrame(
        {
            "region": region_names.take(cells // len(product_names)),
            "product": product_names.take(cells % len(product_names)),
            "COUNT": counts[cells],
            "PERCENT": counts[cells] / len(a) * 100,
        }
    )


def by_region(tables: Tables) -> pd.DataFrame:
    return tables["a"].sort_values(
        ["region", "product"], kind="stable", na_position="first", ignore_index=True
    )


STEPS = (
    Step(
        "vectorised step", VECTORISED, {"a": schema("g! x y", "g")}, grouped, vectorised, "out", 1_000_000, 1.2
    ),
    Step(
        "RETAIN, FIRST. and a sum statement", TOTAL, {"a": schema("g! x y", "g")}, grouped, total, "out",
        10_000_000, 1.2,
    ),
    Step(
        "match-merge one to one", "data out; merge a b; by k; run;",
        {"a": schema("k! x", "k", "k"), "b": schema("k! y city$12", "k", "k")},
        two_tables, merged, "out", 1_000_000, 1.5,
    ),
    Step(
        "match-merge many to one, of tables nothing is known of",
        "data out; merge a(in=here) b; by k; if here; run;",
        {"a": schema("k x"), "b": schema("k y city$12")},
        many_to_one, looked_up, "out", 1_000_000, 1.5,
    ),
    Step(
        "SQL join with aggregation",
        "proc sql; create table out as select city, count(*) as n, sum(x) as total from a inner join b"
        " on a.k = b.k group by city; quit;",
        {"a": schema("k x"), "b": schema("k y city$12")},
        two_tables, join_totals, "out", 1_000_000, 1.5,
    ),
    Step(
        "MEANS with two CLASS variables",
        "proc means data=a noprint nway; class region product; var x;"
        " output out=out(drop=_type_ _freq_) n=n mean=average sum=total min=low max=high std=sd; run;",
        {"a": schema("region$8 product x")}, classified, means, "out", 10_000_000, 1.5,
    ),
    Step(
        "FREQ two-way", "proc freq data=a noprint; tables region * product / out=out; run;",
        {"a": schema("region$8 product x")}, classified, cross_table, "out", 10_000_000, 1.5,
    ),
    Step(
        "SORT by two keys", "proc sort data=a out=out; by region product; run;",
        {"a": schema("region$8 product x")}, classified, by_region, "out", 1_000_000, 1.2,
    ),
)  # fmt: skip
