"""Placeholders in querysets, so that one compiled query serves every request of its shape.

`Lead.objects.filter(city=Slot("city"))` compiles once; the SQL text is kept and run again with
another city. Compiling is most of the cost of a small query in Django.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import (
    BigIntegerField,
    CharField,
    Expression,
    Field,
    ForeignKey,
    Lookup,
    TextField,
)
from django.db.models.fields.related_lookups import RelatedIn


class Slot(Expression):
    """A value that is given when the query runs, not when it is built."""

    def __init__(self, name: str, output_field: "Field[Any, Any] | None" = None) -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        return "%s", [self]

    def __repr__(self) -> str:
        return f"Slot({self.name!r})"


@dataclass(frozen=True)
class AnyViewer:
    """A viewer of one role whose id and team are given when the query runs."""

    role: str
    has_team: bool

    @property
    def pk(self) -> Any:
        return Slot("viewer", BigIntegerField())

    @property
    def team_id(self) -> Any:
        return Slot("viewer_team", BigIntegerField()) if self.has_team else None


def prepared(param: Any, values: Mapping[str, Any]) -> Any:
    """Return what the driver gets: the given value of a slot, in the form its field wants."""
    if not isinstance(param, Slot):
        return param
    value = values[param.name]
    field: Field[Any, Any] | None = getattr(param, "_output_field_or_none", None)
    return field.get_db_prep_value(value, connection) if field is not None else value


class Like(Lookup):  # type: ignore[type-arg]
    """`LIKE` with a pattern the caller escaped; `contains` with a slot could use no index."""

    lookup_name = "like"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        lhs, lhs_params = self.process_lhs(compiler, connection)
        rhs, rhs_params = self.process_rhs(compiler, connection)
        return f"{lhs} LIKE {rhs} ESCAPE '\\'", [*lhs_params, *rhs_params]

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """Leave out what is the default there: with it, no trigram index is used."""
        sql, params = self.as_sql(compiler, connection)
        return sql.removesuffix(" ESCAPE '\\'"), params


class Among(RelatedIn):
    """`IN (subquery)` that PostgreSQL can look up in an index even where it is one part of an OR.

    Left as a subquery it is a filter there, and every row is read; as an array it is a value.
    """

    lookup_name = "among"

    def get_rhs_op(self, connection: Any, rhs: str) -> str:
        return f"= ANY(ARRAY{rhs})" if connection.vendor == "postgresql" else f"IN {rhs}"


def like_pattern(word: str) -> str:
    """Return the pattern that finds the word anywhere."""
    for char in ("\\", "%", "_"):
        word = word.replace(char, f"\\{char}")
    return f"%{word}%"


def register_lookups() -> None:
    CharField.register_lookup(Like)
    TextField.register_lookup(Like)
    ForeignKey.register_lookup(Among)
