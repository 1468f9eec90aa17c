"""Now and then a near-tie is decided by lot, so that the effect of a call can be learnt.

Calls chosen only for their worth cannot show what would have happened without them. The lot is a
hash of plan and day: the order of a list holds all day, and page after page.
"""

from datetime import date
from hashlib import blake2b

SHARE = 0.05
NEAR = 0.1
STEPS = 2**32


def tilt(plan: int, day: date) -> float:
    """Return by what the worth is multiplied today: 1, and for 5 % of plans .9 to 1.1."""
    drawn = blake2b(f"{plan}:{day.isoformat()}".encode(), digest_size=8).digest()
    chosen, where = int.from_bytes(drawn[:4]) / STEPS, int.from_bytes(drawn[4:]) / STEPS
    return 1 + NEAR * (2 * where - 1) if chosen < SHARE else 1.0
