"""Lists on their way in."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from jobs.models import Job
from transfers.querysets import ListImportQuerySet
from transfers.rules.kinds import Kind


class ListImport(models.Model):
    """A list too long for a request: the file as it came, and what a worker made of it.

    `result` holds created, updated, unchanged, refused, attempts, notes, and the first problems;
    `report` all of them, as CSV. Both files are packed with gzip, and kept for a week.
    """

    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=200, help_text="of the file")
    file = models.BinaryField()
    rows = models.PositiveIntegerField()
    mapping = models.JSONField()
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False
    )
    split = models.BooleanField()
    checks_only = models.BooleanField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(db_index=True)
    job: "models.OneToOneField[Any, Any]" = models.OneToOneField(
        Job, models.SET_NULL, null=True, related_name="+"
    )
    done_at = models.DateTimeField(null=True)
    result = models.JSONField(null=True)
    report = models.BinaryField(null=True)

    objects: ClassVar[Any] = ListImportQuerySet.as_manager()

    def __str__(self) -> str:
        return f"import of {self.name}"
