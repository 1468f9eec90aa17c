"""Who may interfere with the queue."""

from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string


def can_retry(by: Any) -> bool:
    """An admin may, and support staff who were given the right to change jobs."""
    return bool(import_string(settings.IS_ADMIN)(by)) or bool(by.has_perm("jobs.change_job"))
