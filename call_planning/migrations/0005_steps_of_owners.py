from django.db import migrations, models

from kernel.postgresql.indexes import AddIndex


class Migration(migrations.Migration):
    """A team's kept calls are counted by its people."""

    atomic = False  # PostgreSQL builds no index beside the work within a transaction

    dependencies = [
        ('call_planning', '0004_what_calls_do'),
    ]

    operations = [
        AddIndex(
            model_name='planstep',
            index=models.Index(fields=['owner', 'called_at'], name='plan_steps_of_owner'),
        ),
    ]
