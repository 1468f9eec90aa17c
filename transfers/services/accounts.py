"""Finding the accounts an order log names."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from kernel.clock import zone_of
from kernel.text import is_id, name_key
from leads.models import Lead
from users.models import User
from users.reach import rows_in_reach

COLUMNS = ("pk", "timezone", "deleted_at")


class Account(NamedTuple):
    """An account a line speaks of; `several` when others in reach are called the same."""

    pk: int
    zone: ZoneInfo
    trashed: bool
    several: bool = False


Rows = QuerySet[Lead]


def accounts_named(names: Iterable[str], *, by: User) -> dict[str, Account]:
    """Return the accounts in the person's reach by what the file calls them.

    The external_id stands first, then our id, then the name, if only one is called so.
    """
    reach = Lead.objects.filter(rows_in_reach(by, "assigned_to"))
    found: dict[str, Account] = {}
    for search in (by_external_id, by_id, by_name):
        found |= search(reach, set(names) - found.keys())
    return found


def by_external_id(reach: Rows, names: set[str]) -> dict[str, Account]:
    rows = reach.filter(external_id__in=names).values_list("external_id", *COLUMNS)
    return {str(code): account(*row) for code, *row in rows}


def by_id(reach: Rows, names: set[str]) -> dict[str, Account]:
    numbers = {name: int(name) for name in names if is_id(name)}
    rows = reach.filter(pk__in=numbers.values()).values_list(*COLUMNS)
    known = {row[0]: account(*row) for row in rows}
    return {name: known[pk] for name, pk in numbers.items() if pk in known}


def by_name(reach: Rows, names: set[str]) -> dict[str, Account]:
    """Leads in the trash do not count: they would make a name ambiguous for no eye to see."""
    keys = {name: name_key(name)[:250] for name in names}
    rows = reach.filter(name_key__in=set(keys.values()) - {""}, deleted_at=None)
    known: dict[str, Account] = {}
    for key, *row in rows.values_list("name_key", *COLUMNS):
        one = account(*row)
        known[key] = one._replace(several=True) if key in known else one
    return {name: known[key] for name, key in keys.items() if key in known}


def account(pk: int, zone: str, deleted: datetime | None) -> Account:
    return Account(pk, zone_of(zone), deleted is not None)
