"""Indexes of large tables: on PostgreSQL they are built, and dropped, beside the work that goes on.

The migration says `atomic = False`: no index is built so within a transaction.
"""

from typing import Any

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations


class AddIndex(AddIndexConcurrently):
    """`migrations.AddIndex`, concurrently where the database can."""

    def database_forwards(self, app_label: str, schema_editor: Any, *states: Any) -> None:
        way = AddIndexConcurrently if is_postgresql(schema_editor) else migrations.AddIndex
        way.database_forwards(self, app_label, schema_editor, *states)

    def database_backwards(self, app_label: str, schema_editor: Any, *states: Any) -> None:
        way = AddIndexConcurrently if is_postgresql(schema_editor) else migrations.AddIndex
        way.database_backwards(self, app_label, schema_editor, *states)


class RemoveIndex(RemoveIndexConcurrently):
    """`migrations.RemoveIndex`, concurrently where the database can."""

    def database_forwards(self, app_label: str, schema_editor: Any, *states: Any) -> None:
        way = RemoveIndexConcurrently if is_postgresql(schema_editor) else migrations.RemoveIndex
        way.database_forwards(self, app_label, schema_editor, *states)

    def database_backwards(self, app_label: str, schema_editor: Any, *states: Any) -> None:
        way = RemoveIndexConcurrently if is_postgresql(schema_editor) else migrations.RemoveIndex
        way.database_backwards(self, app_label, schema_editor, *states)


def is_postgresql(schema_editor: Any) -> bool:
    return bool(schema_editor.connection.vendor == "postgresql")
