"""The array types of this room, and medians by group."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.integer[Any]]
Flags = NDArray[np.bool_]
LARGEST = 2.0**62


def group_medians(group: Ints, values: Floats, groups: int) -> Floats:
    """Return each group's median, shape (groups,); NaN for a group without values."""
    ordered = _in_groups(group, values)
    counts = np.bincount(group, minlength=groups)
    starts = np.concatenate(([0], np.cumsum(counts)[:-1]))
    medians = np.full(groups, np.nan)
    some = counts > 0
    low = starts[some] + (counts[some] - 1) // 2
    high = starts[some] + counts[some] // 2
    medians[some] = (ordered[low] + ordered[high]) / 2
    return medians


def _in_groups(group: Ints, values: Floats) -> Floats:
    """Return the values by group, and ascending in each.

    Group and value in one whole number, as cents and days allow, sort six times as fast as two.
    """
    least, most = (float(edge) for edge in (values.min(initial=0.0), values.max(initial=0.0)))
    fits = float(group.max(initial=0) + 1) * (most - least + 1) < LARGEST
    if not fits or np.any(values != np.rint(values)):
        return np.asarray(values[np.lexsort((values, group))])
    width = int(most - least) + 1
    keys = np.sort(group.astype(np.int64) * width + (values - least).astype(np.int64))
    return np.asarray(keys % width + least)
