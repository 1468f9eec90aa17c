"""Amounts of money, to the cent."""

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "INR": "₹", "BRL": "R$", "JPY": "¥", "SGD": "S$"}


def cents(amount: Decimal | float | None) -> Decimal:
    """Return the amount with two decimals; SQLite sums with more, nothing counts as zero."""
    return Decimal(amount or 0).quantize(CENT, ROUND_HALF_UP)


def in_english(amount: float, currency: str) -> str:
    """Return the amount as the API words it: `£1,240`; cents only below a hundred."""
    decimals = 2 if abs(amount) < 100 and amount % 1 else 0
    symbol = SYMBOLS.get(currency, f"{currency} ")
    return f"{symbol}{amount:,.{decimals}f}"
