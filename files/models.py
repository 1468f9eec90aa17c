"""What we keep of a file, and, in a table of its own, the file."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from files.querysets import LeadFileQuerySet
from files.rules import LONGEST_NAME, LONGEST_NOTE
from leads.models import Lead


class LeadFile(models.Model):
    """A file kept with a lead: what it is called and what it is; its bytes are in FileChunk."""

    lead = models.ForeignKey(Lead, models.CASCADE, related_name="files", db_index=False)
    name = models.CharField(max_length=LONGEST_NAME)
    size = models.PositiveIntegerField(help_text="bytes")
    media_type = models.CharField(max_length=140, help_text="as its sender declared it")
    sha256 = models.CharField(max_length=64)
    note = models.CharField(max_length=LONGEST_NOTE, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    uploaded_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = LeadFileQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["lead", "id"], name="files_of_lead"),
            models.Index(
                fields=["deleted_at"],
                name="files_in_trash",
                condition=Q(deleted_at__isnull=False),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["lead", "sha256"],
                condition=Q(deleted_at=None),
                name="one_file_of_its_bytes",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class FileChunk(models.Model):
    """Some of a file's bytes, at most CHUNK_BYTES; in the order of their numbers they are all."""

    file = models.ForeignKey(LeadFile, models.CASCADE, related_name="chunks", db_index=False)
    number = models.PositiveSmallIntegerField(help_text="from 0")
    content = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "number"], name="chunks_in_order"),
        ]

    def __str__(self) -> str:
        return f"chunk {self.number} of file {self.file_id}"
