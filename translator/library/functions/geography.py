"""Distances on the Earth: GEODIST."""

from __future__ import annotations

import math
from math import isnan, nan

from translator.library.functions.registry import function

EQUATOR_KM = 6378.137
FLATTENING = 1 / 298.257223563
"""The ellipsoid of WGS 84."""


@function("GEODIST", "num num num num [char]", examples=(
    ("geodist(0, 0, 0, 1)", 111.3194907932), ("geodist(0, 0, 0, 0)", 0), ("geodist(0, 0, 0, 1, 'M')", 69.17072471),
))  # fmt: skip
def geodist(
    latitude1: float, longitude1: float, latitude2: float, longitude2: float, options: str | None = None
) -> float:
    """Return the distance of two points on the Earth (Vincenty's formula), in kilometres, or miles with option M.

    Latitudes and longitudes are in degrees, with option R in radians.
    """
    if isnan(latitude1 + longitude1 + latitude2 + longitude2):
        return nan
    chosen = (options or "").upper()
    scale = 1.0 if "R" in chosen else math.pi / 180
    if abs(latitude1 * scale) > math.pi / 2 + 1e-9 or abs(latitude2 * scale) > math.pi / 2 + 1e-9:
        return nan
    kilometres = ellipsoid_distance(
        *(value * scale for value in (latitude1, longitude1, latitude2, longitude2))
    )
    return kilometres / 1.609344 if "M" in chosen else kilometres


def ellipsoid_distance(latitude1: float, longitude1: float, latitude2: float, longitude2: float) -> float:
    """Return the distance in kilometres by Vincenty's inverse formula; missing for points nearly opposite."""
    reduced1 = math.atan((1 - FLATTENING) * math.tan(latitude1))
    reduced2 = math.atan((1 - FLATTENING) * math.tan(latitude2))
    sines, cosines = math.sin(reduced1) * math.sin(reduced2), math.cos(reduced1) * math.cos(reduced2)
    difference = longitude2 - longitude1
    turn = difference
    for _ in range(1000):
        across = math.cos(reduced2) * math.sin(turn)
        along = math.cos(reduced1) * math.sin(reduced2) - math.sin(reduced1) * math.cos(reduced2) * math.cos(
            turn
        )
        sine, cosine = math.hypot(across, along), sines + cosines * math.cos(turn)
        if sine == 0:
            return 0.0
        arc = math.atan2(sine, cosine)
        azimuth = cosines * math.sin(turn) / sine
        square = 1 - azimuth * azimuth
        middle = cosine - 2 * sines / square if square > 0 else 0.0
        c = FLATTENING / 16 * square * (4 + FLATTENING * (4 - 3 * square))
        inner = middle + c * cosine * (2 * middle * middle - 1)
        following = difference + (1 - c) * FLATTENING * azimuth * (arc + c * sine * inner)
        if abs(following - turn) < 1e-13:
            break
        turn = following
    else:
        return nan
    polar = EQUATOR_KM * (1 - FLATTENING)
    u = square * (EQUATOR_KM * EQUATOR_KM - polar * polar) / (polar * polar)
    a = 1 + u / 16384 * (4096 + u * (-768 + u * (320 - 175 * u)))
    b = u / 1024 * (256 + u * (-128 + u * (74 - 47 * u)))
    last = b / 6 * middle * (4 * sine * sine - 3) * (4 * middle * middle - 3)
    correction = b * sine * (middle + b / 4 * (cosine * (2 * middle * middle - 1) - last))
    return polar * a * (arc - correction)
