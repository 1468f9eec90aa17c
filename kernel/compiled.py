"""Model instances by a query that is compiled once and then run as text."""

from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet

from kernel.driver import fetched
from kernel.slots import prepared

M = TypeVar("M", bound=Model)


class Compiled(Generic[M]):
    """The rows of the query that `build` makes, its `Slot`s filled when it runs."""

    def __init__(self, build: Callable[[], QuerySet[M]]) -> None:
        self.build = build
        self.texts: dict[tuple[str, bool], tuple[Any, str, tuple[Any, ...], dict[int, Any]]] = {}

    def first(self, **values: Any) -> M | None:
        """Return the first instance, as the queryset would, or None."""
        return next(iter(self._found(values, one=True)), None)

    def all(self, **values: Any) -> list[M]:
        return self._found(values, one=False)

    def _found(self, values: Mapping[str, Any], *, one: bool) -> list[M]:
        compiler, sql, params, converters = self._text(one=one)
        rows: Any = fetched(sql, [prepared(param, values) for param in params])
        if rows and converters:
            rows = compiler.apply_converters(rows, converters)
        model: type[M] = compiler.query.model
        names = [column[0].target.attname for column in compiler.select]
        return [model.from_db(connection.alias, names, row) for row in rows]

    def _text(self, *, one: bool) -> tuple[Any, str, tuple[Any, ...], dict[int, Any]]:
        key = connection.vendor, one
        if key not in self.texts:
            rows = self.build()[:1] if one else self.build()
            compiler = rows.query.get_compiler(connection.alias)
            sql, params = compiler.as_sql()
            columns = [column[0] for column in compiler.select]
            self.texts[key] = compiler, sql, params, compiler.get_converters(columns)
        return self.texts[key]
