"""A new row written by a statement that is composed once and kept prepared by the server.

What `Model.save` spends on composing and binding forty columns is most of a small write.
"""

from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Model

from kernel.driver import fetched


def insert(row: Model) -> None:
    """Write the row, every column as it stands, and give it its id; errors are Django's.

    For models of one table without `auto_now`, and rows whose related rows are saved already.
    """
    sql, fields = statement_of(type(row), connection.vendor)
    values = [getattr(row, field.attname) for field in fields]
    given = [f.get_db_prep_save(v, connection) for f, v in zip(fields, values, strict=True)]
    ((row.pk,),) = fetched(sql, given)
    row._state.adding, row._state.db = False, connection.alias


@lru_cache(maxsize=100)
def statement_of(model: type[Model], vendor: str) -> tuple[str, list[Any]]:
    """Return the text and the fields it wants; the vendor is told for the memory's sake."""
    quoted, meta = connection.ops.quote_name, model._meta
    fields = [field for field in meta.local_concrete_fields if not field.primary_key]
    columns = ", ".join(quoted(field.column) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    key = quoted(meta.pk.column)
    table = quoted(meta.db_table)
    return f"INSERT INTO {table} ({columns}) VALUES ({marks}) RETURNING {key}", fields  # noqa: S608
