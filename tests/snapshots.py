"""The whole database, to see that a refusal left no trace."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Model

OURS = (
    "users",
    "jobs",
    "events",
    "leads",
    "contact",
    "files",
    "interaction_tracking",
    "call_planning",
    "performance_tracking",
    "transfers",
    "web",
)


def whole_database() -> dict[str, list[Any]]:
    """Return every row of every table of ours, as the driver gives it: taken thousands of times."""
    name = connection.ops.quote_name
    found = {}
    with connection.cursor() as cursor:
        for model in models():
            table, key = model._meta.db_table, model._meta.pk
            assert key is not None
            cursor.execute(f"SELECT * FROM {name(table)} ORDER BY {name(key.column)}")
            found[model.__name__] = cursor.fetchall()
    return found


def every_value() -> Iterator[Any]:
    """Yield every value of every row as a reader has it: JSON as what it stands for."""
    for model in models():
        for row in model._default_manager.values_list():
            yield from row


def models() -> Iterator[type[Model]]:
    for room in OURS:
        yield from apps.get_app_config(room).get_models()
