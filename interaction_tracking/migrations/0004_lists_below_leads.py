from typing import Any

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models


class AddIndex(AddIndexConcurrently):
    """On PostgreSQL beside the work that goes on: the table is the largest of all."""

    def database_forwards(self, app_label: str, schema_editor: Any, *states: Any) -> None:
        way = AddIndexConcurrently if is_postgresql(schema_editor) else migrations.AddIndex
        way.database_forwards(self, app_label, schema_editor, *states)

    def database_backwards(self, app_label: str, schema_editor: Any, *states: Any) -> None:
        way = AddIndexConcurrently if is_postgresql(schema_editor) else migrations.AddIndex
        way.database_backwards(self, app_label, schema_editor, *states)


class RemoveIndex(RemoveIndexConcurrently):
    """The same."""

    def database_forwards(self, app_label: str, schema_editor: Any, *states: Any) -> None:
        way = RemoveIndexConcurrently if is_postgresql(schema_editor) else migrations.RemoveIndex
        way.database_forwards(self, app_label, schema_editor, *states)

    def database_backwards(self, app_label: str, schema_editor: Any, *states: Any) -> None:
        way = RemoveIndexConcurrently if is_postgresql(schema_editor) else migrations.RemoveIndex
        way.database_backwards(self, app_label, schema_editor, *states)


def is_postgresql(schema_editor: Any) -> bool:
    return bool(schema_editor.connection.vendor == "postgresql")


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
