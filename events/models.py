from django.conf import settings
from django.db import models


class Event(models.Model):
    """A fact: something happened, and who did it. Written once, inside the use case."""

    name = models.CharField(max_length=60)
    subject = models.CharField(max_length=30)
    subject_id = models.BigIntegerField()
    lead_id = models.BigIntegerField(null=True, help_text="the lead on whose timeline it stands")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    data = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["lead_id", "id"], name="events_of_a_lead"),
            models.Index(fields=["subject", "subject_id"], name="events_of_a_row"),
        ]

    def __str__(self) -> str:
        return f"{self.name} #{self.subject_id}"
