"""An index for searching anywhere in the text; PostgreSQL only, and only where it may be made."""

from typing import Any

from django.db import DatabaseError, migrations, transaction

EXTENSION = "CREATE EXTENSION IF NOT EXISTS pg_trgm"
INDEX = "CREATE INDEX contacts_by_search ON contact_contact USING gin (search_key gin_trgm_ops)"


def add_index(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor != "postgresql":
        return
    try:
        with transaction.atomic(using=schema_editor.connection.alias):
            schema_editor.execute(EXTENSION)
    except DatabaseError:
        return  # not installed, or not ours to create: the search reads every row, as on SQLite
    schema_editor.execute(INDEX)


def remove_index(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX IF EXISTS contacts_by_search")


class Migration(migrations.Migration):

    dependencies = [
        ("contact", "0001_contacts"),
    ]

    operations = [
        migrations.RunPython(add_index, remove_index),
    ]
