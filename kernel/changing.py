"""Changing a row that nobody changed meanwhile: compare and set."""

from typing import Any

from django.db.models import F
from django.utils import timezone

from kernel.errors import Stale


def change(row: Any, *, expected_version: int | None, stale: str, **columns: Any) -> None:
    """Write the columns of a row that lies in no trash and, if one is expected, has the version.

    Else `Stale` says so. Version and `updated_at` move along, in the database and in the row.
    """
    rows = type(row).objects.filter(pk=row.pk, deleted_at=None)
    if expected_version is not None:
        rows = rows.filter(version=expected_version)
    columns["updated_at"] = timezone.now()
    if not rows.update(**columns, version=F("version") + 1):
        raise Stale(stale)
    row.version += 1
    for name, value in columns.items():
        setattr(row, name, value)
