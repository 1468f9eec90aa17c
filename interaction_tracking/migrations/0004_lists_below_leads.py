from django.db import migrations, models

from kernel.postgresql.indexes import AddIndex, RemoveIndex


class Migration(migrations.Migration):
    """A KAM's list is chosen and sorted by the index; it does all that the old one did."""

    atomic = False  # PostgreSQL builds no index beside the work within a transaction

    dependencies = [
        ('interaction_tracking', '0003_interactions_in_trash'),
    ]

    operations = [
        AddIndex(
            model_name='interaction',
            index=models.Index(fields=['lead', 'date', 'id', 'deleted_at', 'order_placed'], name='interactions_below_lead'),
        ),
        RemoveIndex(
            model_name='interaction',
            name='interactions_of_lead',
        ),
    ]
