"""A list on the page, and the same list as a file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.http import urlencode
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe
from lucide.templatetags.lucide import lucide

from kernel.pagination import encode
from leads.rules.status import LeadStatus, LostReason
from transfers.rules.writing import line
from users.policies import leads_people
from web.csv_files import BEGINNING, file_of
from web.doors import page, person, render_part
from web.lists.all import TABLES
from web.lists.asked import COUNT_CAP, Asked, asked_of
from web.lists.filters import Filter
from web.lists.keyset import page_of
from web.lists.saved import views_of
from web.lists.tables import Column, Row, exported, turned

SIZE = 50
CHUNK = 1000


@dataclass(frozen=True)
class Head:
    """A column's head: where a click on it leads, and how the list is sorted now."""

    column: Column
    url: str
    sorted: str


@dataclass(frozen=True)
class Editor:
    """The small form that adds or changes one filter."""

    filter: Filter
    options: Any
    values: list[str]
    kept: list[tuple[str, str]]


@require_safe
@page
def show_list(request: HttpRequest, name: str) -> HttpResponse:
    """The list as the address asks for it; htmx gets the region `list` alone."""
    asked = asked_of(request, TABLES[name], person(request))
    found = page_of(asked.rows, asked.order, asked.cursor, size=SIZE)
    count = asked.count()
    context = {
        "nav": asked.table.nav,
        "asked": asked,
        "table": asked.table,
        "rows": [Row(asked.table, row, asked.columns, asked.user) for row in found.rows],
        "heads": [head(asked, column) for column in asked.columns],
        "sorts": [head(asked, c) for c in asked.table.columns_for(asked.user) if c.sort],
        "before": asked.address(after=encode(found.before)) if found.before else "",
        "after": asked.address(after=encode(found.after)) if found.after else "",
        "count": count,
        "count_text": capped(count),
        "counted": asked.table.counted(count),
        "chips": asked.chips(),
        "all_columns": asked.table.columns_for(asked.user),
        "peek_in": urlencode({"in": asked.url}),
        "icon_peek": lucide("panel-right", size=16),
        "icon_edit": lucide("pencil", size=16) if asked.table.name == "interactions" else "",
        "icon_log": lucide("phone-outgoing", size=16),
        "editors": {f.name: editor(asked, f) for f in asked.table.filters_for(asked.user)},
        "may_assign": leads_people(asked.user),
        "now": timezone.now(),
        **(bulk_choices(asked) if asked.table.bulk else {}),
        **views_of(asked),
    }
    return render_part(request, "web/lists/list.html", context, "list")


def capped(count: int) -> str:
    text = number_format(min(count, COUNT_CAP), force_grouping=True)
    return f"{text}+" if count > COUNT_CAP else text


def head(asked: Asked, column: Column) -> Head:
    """Texts start at A, most else at the highest."""
    if not column.sort:
        return Head(column, "", "")
    stands, asks = turned(column.name, asked.sort, up=column.up)
    return Head(column, asked.address(sort=asks), stands)


def editor(asked: Asked, given: Filter) -> Editor:
    values = [str(value) for value in asked.filters.get(given.name, [])]
    return Editor(given, given.options(asked.people), values, asked.kept_without(given.name))


def bulk_choices(asked: Asked) -> dict[str, Any]:
    return {"statuses": LeadStatus.choices, "reasons": LostReason.choices}


@require_safe
@page
def export(request: HttpRequest, name: str) -> HttpResponse:
    """Everything that matches, in the order and with the columns shown, as CSV."""
    asked = asked_of(request, TABLES[name], person(request))
    return file_of(lines(asked, get_language() or "en"), name)


def lines(asked: Asked, language: str) -> Iterator[str]:
    """Read page after page, so that no list is too long to send.

    It runs after the request ended, and with it the request's language.
    """
    yield BEGINNING
    with override(language):
        head = line(["id", *(str(column.label) for column in asked.columns)])
    yield head
    for rows in pages_of(asked):
        with override(language):
            block = "".join(line(cells(row, asked)) for row in rows)
        yield block


def pages_of(asked: Asked) -> Iterator[Sequence[Any]]:
    """Yield all rows that match, in their order, some at a time."""
    cursor = None
    while True:
        found = page_of(asked.rows.all(), asked.order, cursor, size=CHUNK)
        yield found.rows
        if found.after is None:
            return
        cursor = found.after


def cells(row: Row, asked: Asked) -> list[Any]:
    return [row.pk, *(exported(column.value(row), asked.user) for column in asked.columns)]
