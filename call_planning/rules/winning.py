"""The chance to win a lead from where it stands: the pipeline as an absorbing Markov chain.

Won and lost absorb; a lead reopened begins anew. P(win) = (I - Q)^-1 · r, Q the moves among open
stages and r those from each to won (Kemeny and Snell 1960, theorem 3.3.7).
"""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from leads.rules.status import PIPELINE, STAGES, StageType, statuses_of

KAPPA = 20.0
OPEN = statuses_of(StageType.OPEN)
ROWS = [PIPELINE.index(status) for status in OPEN]
WON = [PIPELINE.index(status) for status in statuses_of(StageType.WON)]
LOST = [PIPELINE.index(status) for status in statuses_of(StageType.LOST)]

Matrix = npt.NDArray[np.float64]
Steps = Mapping[tuple[str, str], int]


def table() -> Matrix:
    """Return `leads.rules.status` as moves, shape (open stages, statuses): straight to the end."""
    moves = np.zeros((len(OPEN), len(PIPELINE)))
    chances = [float(STAGES[status].win_probability) for status in OPEN]
    moves[:, WON[0]] = chances
    moves[:, LOST[0]] = 1 - np.array(chances)
    return moves


def counted(steps: Steps) -> Matrix:
    """Return how often leads moved from each open stage to each status."""
    counts = np.zeros((len(OPEN), len(PIPELINE)))
    for (old, new), count in steps.items():
        if old in OPEN and new in PIPELINE and old != new:
            counts[OPEN.index(old), PIPELINE.index(new)] += count
    return counts


def of_the_house(counts: Matrix) -> Matrix:
    """Return everybody's moves: one pseudo-count an observed edge, shrunk to the table.

    Without history that is the table itself, and the end can always be reached.
    """
    return shrunk(counts + (counts > 0), table())


def shrunk(counts: Matrix, above: Matrix) -> Matrix:
    """Return the moves of the few, as if 20 more leads had moved as those of the many do."""
    moves = counts + KAPPA * above
    return np.asarray(moves / moves.sum(axis=1, keepdims=True))


def win_chances(moves: Matrix) -> dict[str, float]:
    """Return for each open stage the chance that a lead there is won in the end."""
    stay = np.eye(len(OPEN)) - moves[:, ROWS]
    chances = np.linalg.solve(stay, moves[:, WON].sum(axis=1))
    return dict(zip(OPEN, np.clip(chances, 0, 1).tolist(), strict=True))
