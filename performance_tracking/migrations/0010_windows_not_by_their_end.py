"""Tell windows that ended before an order came from those it came too early for."""

from typing import Any

from django.db import migrations, models
from django.db.models import F

BEFORE, NOT_BY_ITS_END = 0, 2


def tell(apps: Any, editor: Any) -> None:
    """Where an order came but not in the window, the next refresh judges anew: early or late."""
    published = apps.get_model("performance_tracking", "PublishedForecast").objects.using(
        editor.connection.alias
    )
    published.filter(next_order_to__gt=F("over_on")).update(in_window=None)
    missed = published.filter(in_window=BEFORE)
    missed.filter(days_off=None).update(in_window=NOT_BY_ITS_END)
    missed.filter(days_off__isnull=False).update(scored_at=None)


class Migration(migrations.Migration):
    dependencies = [("performance_tracking", "0009_recount_averages")]

    operations = [
        migrations.AlterField(
            "publishedforecast",
            "in_window",
            models.PositiveSmallIntegerField(
                null=True,
                help_text="first order: 0 before it, 1 in it, 2 not by its end; null: cannot be said",
            ),
        ),
        migrations.RunPython(tell, migrations.RunPython.noop),
    ]
