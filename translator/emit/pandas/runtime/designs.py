"""CodedDesign matrices: the columns that the effects of a model have, by the parameterization of its class variables."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from math import nan
from typing import Any

import numpy as np
import pandas as pd

from translator.emit.pandas.runtime.general_linear import level_places
from translator.emit.pandas.runtime.levels import Levels, level_codes
from translator.emit.pandas.runtime.listings import shown_column
from translator.emit.pandas.runtime.log import SasError


class CodedDesign:
    """The columns of a model. Levels are those of the rows given.

    codings: for each class variable {"param": "effect", "ref" or "glm"} and, where they are not the default, "ref" (the text
    of the reference level), "first" (the first level is it, not the last), "order", "descending". `codes` holds the columns
    of a class variable's levels, `parameters` (effect, texts of its class variables' levels) for each column.
    """

    def __init__(
        self, df: pd.DataFrame, effects: Sequence[str], codings: Mapping[str, Mapping[str, Any]], intercept: bool, levels: Levels | None
    ) -> None:  # fmt: skip
        self.classes, self.levels = list(codings), levels or {}
        self.effects = [*(["Intercept"] if intercept else []), *effects]
        self.values: dict[str, list[Any]] = {}
        self.texts: dict[str, list[str]] = {}
        self.reference: dict[str, int] = {}
        self.codes: dict[str, Any] = {}
        for name, coding in codings.items():
            order, down = coding.get("order", "formatted"), coding.get("descending", False)
            _, firsts = level_codes(df, name, None, order, down, self.levels.get(name))
            values = df[name].iloc[firsts]
            texts = shown_column(values, self.levels.get(name))
            reference = 0 if coding.get("first") else len(texts) - 1
            if "ref" in coding:
                if coding["ref"] not in texts:
                    raise SasError("R0602", f"ERROR: Invalid reference value for {name}.")
                reference = texts.index(coding["ref"])
            places = list(range(len(texts)))
            if coding["param"] == "glm":  # the reference level comes last
                places = [k for k in places if k != reference] + [reference]
                reference = len(texts) - 1
            self.values[name] = [values.tolist()[k] for k in places]
            self.texts[name] = [texts[k] for k in places]
            self.reference[name] = reference
            codes = np.eye(len(texts))
            if coding["param"] != "glm":
                codes = np.delete(codes, reference, axis=1)
                codes[reference] = -1.0 if coding["param"] == "effect" else 0.0
            self.codes[name] = codes
        self.singular = any(coding["param"] == "glm" for coding in codings.values())
        self.parameters = [p for effect in self.effects for p in self.parameters_of(effect)]
        self.kept: Any = slice(None)
        if self.singular:  # cells that do not occur have no columns
            self.kept = np.array([not p[1] for p in self.parameters]) | (self.matrix(df) != 0).any(axis=0)
            self.parameters = [p for p, kept in zip(self.parameters, self.kept, strict=True) if kept]

    def names_of(self, effect: str) -> list[str]:
        return [] if effect == "Intercept" else re.findall(r"\w+", effect)

    def parameters_of(self, effect: str) -> list[tuple[str, tuple[str, ...]]]:
        found: list[tuple[str, ...]] = [()]
        for name in self.names_of(effect):
            if name in self.classes:
                own = [
                    text
                    for k, text in enumerate(self.texts[name])
                    if k != self.reference[name] or self.codes[name].shape[1] == len(self.texts[name])
                ]
                found = [(*texts, text) for texts in found for text in own]
        return [(effect, texts) for texts in found]

    def columns_of(self, effects: Sequence[str]) -> Any:
        return np.array([effect in effects for effect, _ in self.parameters], dtype=bool)

    def contains(self, effect: str, other: str) -> bool:
        """Does the effect contain the other one: the same covariates, its class variables and more?"""
        mine, its = self.names_of(effect), self.names_of(other)
        covariates = [sorted(n for n in names if n not in self.classes) for names in (mine, its)]
        return covariates[0] == covariates[1] and set(mine) & set(self.classes) > set(its) & set(self.classes)

    def matrix(self, df: pd.DataFrame) -> Any:
        """The columns for rows; a row with a level that the model has not is missing."""
        parts = []
        for effect in self.effects:
            block = np.ones((len(df), 1))
            for name in self.names_of(effect):
                if name in self.classes:
                    places = level_places(df[name], self.values[name], self.levels.get(name))
                    own = np.where((places >= 0)[:, None], self.codes[name][places], nan)
                else:
                    own = df[name].to_numpy(dtype="float64")[:, None]
                block = (block[:, :, None] * own[:, None, :]).reshape(len(df), -1)
            parts.append(block)
        x = np.hstack(parts) if parts else np.zeros((len(df), 0))
        return x[:, self.kept]

    def comparisons(self, effect: str) -> list[tuple[str, Any]]:
        """(text, row of coefficients) of an effect's ratios: a covariate's unit, each level against the reference level."""
        own = np.flatnonzero(self.columns_of([effect]))
        row = np.zeros(len(self.parameters))
        if effect not in self.classes:
            row[own] = 1.0
            return [(effect, row)]
        width = max(len(name) for name in self.classes if name in self.effects)
        texts, reference, codes = self.texts[effect], self.reference[effect], self.codes[effect]
        found = []
        for k, text in enumerate(texts):
            if k != reference:
                row = np.zeros(len(self.parameters))
                row[own] = codes[k] - codes[reference]
                found.append((f"{effect:<{width}} {text} vs {texts[reference]}", row))
        return found

    def main_effects(self) -> list[str]:
        """The effects of one variable that is in no other effect."""
        names = [self.names_of(effect) for effect in self.effects]
        return [own[0] for own in names if len(own) == 1 and sum(own[0] in other for other in names) == 1]
