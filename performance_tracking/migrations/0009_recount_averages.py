"""Have the next refresh recount averages that were rounded before they were exact."""

from typing import Any

from django.db import migrations
from django.db.models.functions import Now


def recount(apps: Any, editor: Any) -> None:
    """The mean of one order is no matter of rounding."""
    rhythms = apps.get_model("performance_tracking", "AccountRhythm").objects.using(
        editor.connection.alias
    )
    rhythms.filter(orders__gt=1, average_order_value__isnull=False).update(recount_at=Now())


class Migration(migrations.Migration):
    dependencies = [("performance_tracking", "0008_lists_by_forecast")]

    operations = [migrations.RunPython(recount, migrations.RunPython.noop)]
