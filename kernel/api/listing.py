"""One list endpoint: which columns, filters, orderings and search it offers, and one page of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal, Protocol

from django.db.models import BigIntegerField, CharField, Model, Q, QuerySet
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from kernel.api.filters import Filter
from kernel.api.rows import Rows, count_of
from kernel.pagination import Cursor, by_keys, decode, encode
from kernel.slots import AnyViewer, Slot, like_pattern
from kernel.text import folded, is_between

DEFAULT_LIMIT = 100
LARGEST_LIMIT = 1000
COUNT_CAP = 10_000
WORDS_AT_MOST = 8
CONTROLS = frozenset({"limit", "cursor", "ordering", "search", "count", "format"})


class Viewer(Protocol):
    """Whoever looks: enough of a user for the reach rule."""

    @property
    def pk(self) -> Any: ...
    @property
    def role(self) -> str: ...
    @property
    def team_id(self) -> Any: ...


@dataclass(frozen=True)
class Asked:
    """What the query string asks for, read and checked."""

    limit: int
    ordering: str
    descending: bool
    cursor: Cursor | None
    count: str
    words: tuple[str, ...]
    filters: Mapping[str, Any]


@dataclass(frozen=True)
class Listing:
    """`base(viewer)` gives the rows in reach; orderings map public names to indexed columns.

    With `keys_first` the ids of a page are found first, from an index alone where one holds all
    that is asked, and only its rows are read.
    """

    rows: Rows
    base: Callable[[Any], QuerySet[Any]]
    filters: tuple[Filter, ...] = ()
    orderings: Mapping[str, str] = field(default_factory=lambda: {"id": "id"})
    default_ordering: str = "id"
    search: str = ""
    keys_first: bool = False
    extras: Callable[[], dict[str, Any]] = dict  # values of slots the base itself holds
    finish: Callable[[list[dict[str, Any]], Any], None] = lambda rows, user: None

    def respond(self, request: Request, **fixed: Any) -> Response:
        """Return the page the request asks for, with its `Link` and count headers."""
        asked = self._read(request, fixed)
        rows, before, after = self.page(request.user, asked)
        self.finish(rows, request.user)
        response = Response(rows)
        links = [
            f"<{replace_query_param(request.build_absolute_uri(), 'cursor', encode(cursor))}>; "
            f'rel="{rel}"'
            for rel, cursor in (("next", after), ("prev", before))
            if cursor
        ]
        if links:
            response["Link"] = ", ".join(links)
        if asked.count:
            response["X-Total-Count"] = str(self._count(request.user, asked))
        return response

    # --- reading the query string ------------------------------------------------------------

    def _read(self, request: Request, fixed: Mapping[str, Any]) -> Asked:
        wrong: dict[str, list[str]] = {}
        given: dict[str, Any] = {}
        params = request.query_params
        readers: dict[str, Callable[[str], Any]] = {f.name: f.read for f in self.filters}
        readers |= {
            "limit": read_limit,
            "cursor": decode,
            "count": read_count,
            "ordering": self._read_ordering,
        }
        for name in params:
            if name in fixed:
                wrong[name] = ["The path says this already."]
            elif name not in readers:
                if name not in CONTROLS or (name == "search" and not self.search):
                    wrong[name] = [f"Unknown parameter; known are {', '.join(self._known())}."]
            else:
                try:
                    given[name] = readers[name](params[name])
                except ValueError as error:
                    wrong[name] = [str(error)]
        if wrong:
            raise ValidationError(wrong)
        name, descending = given.get("ordering") or self._read_ordering(self.default_ordering)
        return Asked(
            limit=given.get("limit", DEFAULT_LIMIT),
            ordering=name,
            descending=descending,
            cursor=given.get("cursor"),
            count=given.get("count", ""),
            words=tuple(folded(params.get("search", "")).split()[:WORDS_AT_MOST]),
            filters={f.name: given[f.name] for f in self.filters if f.name in given} | dict(fixed),
        )

    def _known(self) -> list[str]:
        search = ["search"] if self.search else []
        return [f.name for f in self.filters] + search + ["ordering", "limit", "cursor", "count"]

    def _read_ordering(self, text: str) -> tuple[str, bool]:
        name = text.removeprefix("-")
        if name not in self.orderings:
            raise ValueError(f"Must be one of {', '.join(self.orderings)}, with - for descending.")
        return name, text.startswith("-")

    # --- the page ----------------------------------------------------------------------------

    def page(
        self, user: Any, asked: Asked
    ) -> tuple[list[dict[str, Any]], Cursor | None, Cursor | None]:
        """Return the rows, and the cursors of the page before and the page after."""
        backwards = bool(asked.cursor and asked.cursor.backwards)
        rows = self._walk(user, asked, backwards=backwards)
        more = len(rows) > asked.limit
        rows = rows[: asked.limit]
        if backwards:
            rows.reverse()
        ahead = more if not backwards else asked.cursor is not None
        behind = more if backwards else asked.cursor is not None
        after = self._cursor(rows[-1], asked, backwards=False) if rows and ahead else None
        before = self._cursor(rows[0], asked, backwards=True) if rows and behind else None
        return rows, before, after

    def _walk(self, user: Any, asked: Asked, *, backwards: bool) -> list[dict[str, Any]]:
        """Read up to limit + 1 rows, over the section with a sort value and the one without."""
        if not self._nullable(asked):
            return self._section(user, asked, asked.cursor, "all", backwards=backwards)
        sections = ["with", "without"]
        if backwards:
            sections.reverse()
        cursor = asked.cursor
        if cursor is not None:
            sections = sections[sections.index("without" if cursor.value is None else "with") :]
        rows: list[dict[str, Any]] = []
        for section in sections:
            if len(rows) <= asked.limit:
                rows += self._section(user, asked, cursor, section, backwards=backwards)
            cursor = None
        return rows

    def _section(
        self, user: Any, asked: Asked, cursor: Cursor | None, section: str, *, backwards: bool
    ) -> list[dict[str, Any]]:
        descending = asked.descending != backwards
        shape = (
            "page",
            *self._shape(user, asked),
            asked.ordering,
            descending,
            asked.limit,
            section,
            cursor is not None,
        )

        def build() -> QuerySet[Any]:
            rows = self._matching(user, asked)
            rows = self._behind(
                rows, asked, section, descending=descending, continued=cursor is not None
            )
            count = asked.limit + 1
            return by_keys(rows, count) if self.keys_first else rows[:count]

        values = self._values(user, asked)
        if cursor is not None:
            values |= {"after": self._cursor_value(cursor, asked), "after_id": cursor.pk}
        return self.rows.read(shape, build, values)

    def _behind(
        self, rows: QuerySet[Any], asked: Asked, section: str, *, descending: bool, continued: bool
    ) -> QuerySet[Any]:
        """Order the rows and, when continued, keep those behind the cursor.

        `a <= x AND (a < x OR id < y)`: the textbook form without the first part ignores the index.
        """
        column = self.orderings[asked.ordering]
        way, sign = ("lt", "-") if descending else ("gt", "")
        pk = Slot("after_id", BigIntegerField())
        if section != "all":
            rows = rows.filter(**{f"{column}__isnull": section == "without"})
        if column == "id" or section == "without":
            return (rows.filter(**{f"pk__{way}": pk}) if continued else rows).order_by(f"{sign}pk")
        if continued:
            value = Slot("after", self._column(asked))
            rows = rows.filter(
                Q(**{f"{column}__{way}e": value}),
                Q(**{f"{column}__{way}": value}) | Q(**{f"pk__{way}": pk}),
            )
        return rows.order_by(f"{sign}{column}", f"{sign}pk")

    def _count(self, user: Any, asked: Asked) -> int:
        rows = self._matching(user, asked)
        wanted = rows if asked.count == "exact" else rows[:COUNT_CAP]
        return count_of(wanted, self._values(user, asked))

    # --- the shape ---------------------------------------------------------------------------

    def _shape(self, user: Any, asked: Asked) -> tuple[Any, ...]:
        names = tuple(
            (f.name, asked.filters[f.name]) if f.shapes else f.name
            for f in self.filters
            if f.name in asked.filters
        )
        return (user.role, user.team_id is not None, names, len(asked.words))

    def _matching(self, user: Any, asked: Asked) -> QuerySet[Any]:
        """Return the rows in reach that fit the filters, with slots for the values."""
        rows = self.base(AnyViewer(user.role, user.team_id is not None))
        for f in self.filters:
            if f.name in asked.filters:
                value = asked.filters[f.name] if f.shapes else Slot(f.name, f.column)
                rows = f.narrow(rows, value) if f.narrow else rows.filter(**{f.lookup: value})
        for index in range(len(asked.words)):
            rows = rows.filter(**{f"{self.search}__like": Slot(f"word{index}", CharField())})
        return rows

    def _values(self, user: Any, asked: Asked) -> dict[str, Any]:
        words = {f"word{i}": like_pattern(word) for i, word in enumerate(asked.words)}
        return {
            "viewer": user.pk,
            "viewer_team": user.team_id,
            **self.extras(),
            **asked.filters,
            **words,
        }

    # --- the sort column ---------------------------------------------------------------------

    def _column(self, asked: Asked) -> Any:
        model: type[Model] = self.base(AnyViewer("ADMIN", has_team=False)).model
        return model._meta.get_field(self.orderings[asked.ordering])

    def _nullable(self, asked: Asked) -> bool:
        return bool(self._column(asked).null)

    def _cursor(self, row: Mapping[str, Any], asked: Asked, *, backwards: bool) -> Cursor:
        value = row[asked.ordering]
        text = value.isoformat() if isinstance(value, datetime) else value
        return Cursor(None if text is None else str(text), row["id"], backwards)

    def _cursor_value(self, cursor: Cursor, asked: Asked) -> Any:
        if cursor.value is None:
            return None
        try:
            value = self._column(asked).to_python(cursor.value)
        except Exception:
            raise ValidationError(
                {"cursor": ["This cursor belongs to another ordering; start again without it."]}
            ) from None
        if isinstance(value, Decimal) and not value.is_finite():
            raise ValidationError({"cursor": ["This cursor is not one of ours."]})
        return value


def read_limit(text: str) -> int:
    if not is_between(text, 1, LARGEST_LIMIT):
        raise ValueError(f"A whole number from 1 to {LARGEST_LIMIT:,} is expected.")
    return int(text)


def read_count(text: str) -> Literal["exact", "capped"]:
    if text == "exact":
        return "exact"
    if text == "capped":
        return "capped"
    raise ValueError("Must be exact or capped.")
