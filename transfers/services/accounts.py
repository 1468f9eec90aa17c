"""Finding the accounts an order log names."""

from collections.abc import Iterable
from typing import NamedTuple
from zoneinfo import ZoneInfo

from kernel.clock import zone_of
from kernel.text import is_id
from leads.models import Lead


class Account(NamedTuple):
    pk: int
    zone: ZoneInfo
    trashed: bool


def accounts_named(names: Iterable[str]) -> dict[str, Account]:
    """Return the accounts by the name the file gives them: external_id first, else our id."""
    wanted = set(names)
    columns = ("pk", "external_id", "timezone", "deleted_at")
    found = {
        code: Account(pk, zone_of(zone), deleted is not None)
        for pk, code, zone, deleted in Lead.objects.filter(external_id__in=wanted).values_list(
            *columns
        )
    }
    numbers = [name for name in wanted - found.keys() if is_id(name)]
    rows = Lead.objects.filter(pk__in=map(int, numbers)).values_list(*columns)
    by_id = {pk: Account(pk, zone_of(zone), gone is not None) for pk, _, zone, gone in rows}
    return found | {name: by_id[int(name)] for name in numbers if int(name) in by_id}
