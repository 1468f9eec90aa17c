"""The whole database, to see that a refusal left no trace."""

from typing import Any

from django.apps import apps

OURS = (
    "users",
    "jobs",
    "events",
    "leads",
    "contact",
    "interaction_tracking",
    "call_planning",
    "transfers",
    "web",
)


def whole_database() -> dict[str, list[Any]]:
    """Return every row of every model of ours."""
    return {
        model.__name__: list(model._default_manager.order_by("pk").values_list())
        for room in OURS
        for model in apps.get_app_config(room).get_models()
    }
