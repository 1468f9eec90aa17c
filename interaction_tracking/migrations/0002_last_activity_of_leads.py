"""Fill `last_activity_at` and `rots_at` of the leads that were there before the columns."""

from datetime import timedelta
from typing import Any

from django.db import migrations
from django.db.models import Case, DateTimeField, DurationField, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce, Greatest

LIMITS = {"NEW": 7, "CONTACTED": 14, "MEETING_SCHEDULED": 14, "NEGOTIATING": 21}


def fill(apps: Any, schema_editor: Any) -> None:
    lead = apps.get_model("leads", "Lead")
    interaction = apps.get_model("interaction_tracking", "Interaction")
    latest = interaction.objects.filter(lead=OuterRef("pk"), deleted_at=None).order_by("-date")
    lead.objects.update(last_activity_at=Subquery(latest.values("date")[:1]))
    since = Coalesce(Greatest("status_changed_at", "last_activity_at"), "status_changed_at")
    moments = [
        When(lead_status=status, then=since + Value(timedelta(days=days), DurationField()))
        for status, days in LIMITS.items()
    ]
    lead.objects.update(rots_at=Case(*moments, output_field=DateTimeField()))


class Migration(migrations.Migration):
    dependencies = [
        ("interaction_tracking", "0001_interactions"),
        ("leads", "0002_lead_rots_at"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
