"""Which rows: those below the leads in reach, and those before or after a day."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from kernel.clock import end_of_day, midnight, zone_of
from users.models import User
from users.reach import rows_in_reach

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


def below_leads(rows: QuerySet[Any], home: str, user: User, *, deleted: bool) -> QuerySet[Any]:
    """Keep the rows below the leads in reach, `home` being their way to the lead.

    The same rows as `visible_to` and `deleted_in_reach`, by a join: with their subquery SQLite
    reads every row of an admin before it sorts, with the join it walks the index of the sort.
    """
    return rows.filter(
        rows_in_reach(user, f"{home}__assigned_to"),
        **{f"{home}__deleted_at": None, "deleted_at__isnull": not deleted},
    )
