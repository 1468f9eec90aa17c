"""What the pages keep for their readers."""

from django.conf import settings
from django.db import models

from users.models import Team
from web.querysets import SavedViewQuerySet


class SavedView(models.Model):
    """A list as somebody wants to find it again: filters, order and columns, under a name."""

    name = models.CharField(max_length=80)
    page = models.CharField(max_length=30, help_text="the name of the list")
    query = models.CharField(max_length=2000, blank=True, help_text="the list's canonical query")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views")
    shared = models.BooleanField(default=False)
    team = models.ForeignKey(Team, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()

    objects = SavedViewQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class Batch(models.Model):
    """What one bulk action changed, kept for minutes so that it can be taken back as one."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField(db_index=True)
    undone_at = models.DateTimeField(null=True)
    facts = models.JSONField()

    def __str__(self) -> str:
        return f"batch {self.pk}"
