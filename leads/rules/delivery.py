"""The days on which a restaurant can be delivered to."""

from typing import Any

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def checked_delivery_days(value: Any) -> list[str]:
    """Return the days in week order, or raise ValueError: `["mon", "thu"]`."""
    if not isinstance(value, list) or not all(isinstance(day, str) for day in value):
        raise ValueError('A list of days is expected, such as ["mon", "thu"].')
    unknown = [day for day in value if day not in DAYS]
    if unknown:
        raise ValueError(f"Days are {', '.join(DAYS)}.")
    return [day for day in DAYS if day in value]
