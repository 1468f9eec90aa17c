"""Geometry of charts: paths, and axes with round numbers."""

import math
from collections.abc import Sequence
from itertools import pairwise

Point = tuple[float, float]
STEPS = (1, 2, 2.5, 5, 10)


def smooth_path(points: Sequence[Point]) -> str:
    """A curve through all points that never overshoots them (Fritsch and Carlson 1980)."""
    if len(points) < 3:
        return "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in points)
    slopes = tangents(points)
    path = [f"M{points[0][0]:.2f} {points[0][1]:.2f}"]
    for i, ((x0, y0), (x1, y1)) in enumerate(pairwise(points)):
        third = (x1 - x0) / 3
        path.append(
            f"C{x0 + third:.2f} {y0 + slopes[i] * third:.2f}"
            f" {x1 - third:.2f} {y1 - slopes[i + 1] * third:.2f} {x1:.2f} {y1:.2f}"
        )
    return "".join(path)


def tangents(points: Sequence[Point]) -> list[float]:
    """The slope at each point: flat at a turn, else the harmonic mean of its neighbours."""
    secants = [(y1 - y0) / ((x1 - x0) or 1) for (x0, y0), (x1, y1) in pairwise(points)]
    inner = [0.0 if a * b <= 0 else 2 * a * b / (a + b) for a, b in pairwise(secants)]
    return [secants[0], *inner, secants[-1]]


def round_ticks(most: float, *, count: int = 4) -> list[float]:
    """Ticks from 0 to a round number at or above `most`."""
    if most <= 0:
        return [0.0, 1.0]
    raw = most / count
    size = 10 ** math.floor(math.log10(raw))
    step = next(k * size for k in STEPS if raw <= k * size * (1 + 1e-9))
    return [i * step for i in range(math.ceil(most / step - 1e-9) + 1)]
