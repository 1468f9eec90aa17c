from typing import Any

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class AddIndex(AddIndexConcurrently):
    """On PostgreSQL beside the work that goes on: a step is kept for every call ever due."""

    def database_forwards(self, app_label: str, schema_editor: Any, *states: Any) -> None:
        way = AddIndexConcurrently if is_postgresql(schema_editor) else migrations.AddIndex
        way.database_forwards(self, app_label, schema_editor, *states)

    def database_backwards(self, app_label: str, schema_editor: Any, *states: Any) -> None:
        way = AddIndexConcurrently if is_postgresql(schema_editor) else migrations.AddIndex
        way.database_backwards(self, app_label, schema_editor, *states)


def is_postgresql(schema_editor: Any) -> bool:
    return bool(schema_editor.connection.vendor == "postgresql")


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
