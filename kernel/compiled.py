"""One model instance by a query that is compiled once and then run as text."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet

from kernel.driver import fetched
from kernel.slots import prepared

M = TypeVar("M", bound=Model)


class Compiled(Generic[M]):
    """The first row of the query that `build` makes, its `Slot`s filled when it runs."""

    def __init__(self, build: Callable[[], QuerySet[M]]) -> None:
        self.build = build
        self.texts: dict[str, tuple[Any, str, tuple[Any, ...], dict[int, Any]]] = {}

    def first(self, **values: Any) -> M | None:
        """Return the instance, as the queryset would, or None."""
        compiler, sql, params, converters = self._text()
        rows: Any = fetched(sql, [prepared(param, values) for param in params])
        if not rows:
            return None
        if converters:
            rows = list(compiler.apply_converters(rows, converters))
        model: type[M] = compiler.query.model
        names = [column[0].target.attname for column in compiler.select]
        return model.from_db(connection.alias, names, rows[0])

    def _text(self) -> tuple[Any, str, tuple[Any, ...], dict[int, Any]]:
        if connection.vendor not in self.texts:
            compiler = self.build()[:1].query.get_compiler(connection.alias)
            sql, params = compiler.as_sql()
            columns = [column[0] for column in compiler.select]
            converters = compiler.get_converters(columns)
            self.texts[connection.vendor] = compiler, sql, params, converters
        return self.texts[connection.vendor]
