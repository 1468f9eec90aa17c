"""Amounts of money, to the cent."""

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")


def cents(amount: Decimal | float | None) -> Decimal:
    """Return the amount with two decimals; SQLite sums with more, nothing counts as zero."""
    return Decimal(amount or 0).quantize(CENT, ROUND_HALF_UP)
