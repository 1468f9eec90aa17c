"""Reads as rows of plain values: compiled once per shape, run as SQL text, ready for JSON.

The columns come from the serializer that documents the row, so schema and answer cannot differ.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any

import orjson
from django.db import connection
from django.db.models import Model, QuerySet
from rest_framework import serializers

from kernel.driver import fetched
from kernel.plain import in_utc
from kernel.slots import prepared

Convert = Callable[[Any], Any]
SHAPES_KEPT = 1000


class Rows:
    """The columns of one resource, and the compiled queries that read them."""

    def __init__(self, row: type[serializers.BaseSerializer[Any]]) -> None:
        fields: Mapping[str, Any] = row._declared_fields  # type: ignore[attr-defined]
        self.columns = {
            name: (field.source or name).replace(".", "__") for name, field in fields.items()
        }
        self.fields = fields
        self.compiled: dict[Any, tuple[str, tuple[Any, ...]]] = {}

    def read(
        self, key: Any, build: Callable[[], QuerySet[Any]], values: Mapping[str, Any]
    ) -> list[dict[str, Any]]:
        """Return the rows of the query that `build` makes; `key` names its shape."""
        sql, params = self._text(key, build)
        given = [prepared(param, values) for param in params]
        return self._shaped(fetched(sql, given))

    def _text(self, key: Any, build: Callable[[], QuerySet[Any]]) -> tuple[str, tuple[Any, ...]]:
        key = (connection.vendor, key)
        if key not in self.compiled:
            if len(self.compiled) >= SHAPES_KEPT:
                self.compiled.clear()
            query = build().values_list(*self.columns.values()).query
            self.compiled[key] = query.sql_with_params()
        return self.compiled[key]

    def _shaped(self, found: Sequence[Sequence[Any]]) -> list[dict[str, Any]]:
        names = tuple(self.columns)
        rows = [dict(zip(names, values, strict=False)) for values in found]
        for name, convert in self._converters.get(connection.vendor, ()):
            for row in rows:
                if row[name] is not None:
                    row[name] = convert(row[name])
        return rows

    @cached_property
    def _converters(self) -> dict[str, list[tuple[str, Convert]]]:
        return {
            vendor: [
                (name, table[kind])
                for name, field in self.fields.items()
                for kind in table
                if isinstance(field, kind)
            ]
            for vendor, table in CONVERTERS.items()
        }

    def of(self, instance: Model) -> dict[str, Any]:
        """Return the row of an instance that was just written."""
        return {name: attribute(instance, path) for name, path in self.columns.items()}


def count_of(rows: QuerySet[Any], values: Mapping[str, Any]) -> int:
    """Return how many rows the query has, its slots filled."""
    sql, params = rows.values_list("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT COUNT(*) FROM ({sql}) AS counted",  # noqa: S608 - text Django compiled
            [prepared(param, values) for param in params],
        )
        return int(cursor.fetchone()[0])


def attribute(instance: Any, path: str) -> Any:
    for part in path.split("__"):
        instance = getattr(instance, part, None)
    return instance.pk if isinstance(instance, Model) else instance


def two_decimals(stored: Any) -> Decimal:
    return Decimal(f"{stored:.2f}")


def fragment(stored: str) -> orjson.Fragment:
    return orjson.Fragment(stored)


CONVERTERS: dict[str, dict[type, Convert]] = {
    "sqlite": {
        serializers.DateTimeField: in_utc,
        serializers.DecimalField: two_decimals,
        serializers.BooleanField: bool,
        serializers.JSONField: fragment,
    },
    "postgresql": {serializers.JSONField: fragment},
}


def first(rows: Iterable[dict[str, Any]]) -> dict[str, Any] | None:
    return next(iter(rows), None)
