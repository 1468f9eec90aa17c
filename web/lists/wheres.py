"""Days as filters: from the reader's midnight on, or before it."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from kernel.clock import end_of_day, midnight, zone_of
from users.models import User

Narrow = Callable[[QuerySet[Any], list[Any], User], QuerySet[Any]]


def day_after(column: str) -> Narrow:
    """Keep what lies on the day or after it."""

    def narrow(rows: QuerySet[Any], values: list[Any], user: User) -> QuerySet[Any]:
        return rows.filter(**{f"{column}__gte": midnight(values[0], zone_of(user.timezone))})

    return narrow


def day_before(column: str) -> Narrow:
    """Keep what lies before the day."""

    def narrow(rows: QuerySet[Any], values: list[Any], user: User) -> QuerySet[Any]:
        return rows.filter(**{f"{column}__lt": midnight(values[0], zone_of(user.timezone))})

    return narrow


def day_until(column: str) -> Narrow:
    """Keep what lies on the day or before it."""

    def narrow(rows: QuerySet[Any], values: list[Any], user: User) -> QuerySet[Any]:
        return rows.filter(**{f"{column}__lt": end_of_day(values[0], zone_of(user.timezone))})

    return narrow
