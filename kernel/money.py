"""Amounts of money, to the cent."""

from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import number_format
from django.utils.translation import get_language

CENT = Decimal("0.01")
SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "INR": "₹", "BRL": "R$", "JPY": "¥", "SGD": "S$"}
NBSP = "\N{NO-BREAK SPACE}"


def cents(amount: Decimal | float | None) -> Decimal:
    """Return the amount with two decimals; SQLite sums with more, nothing counts as zero."""
    return Decimal(amount or 0).quantize(CENT, ROUND_HALF_UP)


def in_english(amount: float, currency: str) -> str:
    """Return the amount as the API words it: `£1,240`; cents only below a hundred."""
    decimals = 2 if abs(amount) < 100 and amount % 1 else 0
    symbol = SYMBOLS.get(currency, f"{currency} ")
    return f"{symbol}{amount:,.{decimals}f}"


def money_text(amount: Decimal | float, currency: str) -> str:
    """Return the amount in the language now active, `$12,764`; cents only below a hundred."""
    value = abs(Decimal(amount))
    decimals = 2 if value < 100 and value % 1 else 0
    # Django cuts decimals off; a sum and its parts are to agree.
    text = number_format(round(value, decimals), decimals, force_grouping=True)
    return sign(amount) + in_currency(text, currency)


def sign(amount: Decimal | float) -> str:
    return "\N{MINUS SIGN}" if amount < 0 else ""


def in_currency(text: str, currency: str) -> str:
    symbol = SYMBOLS.get(currency)
    if get_language() == "fr":
        gap = "" if text[-1:].isalpha() else NBSP
        return f"{text}{gap}{symbol or NBSP + currency}"
    return f"{symbol}{text}" if symbol else f"{currency} {text}"
