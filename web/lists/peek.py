"""The drawer with a lead's essentials, and the way to the one before and after it."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from call_planning.models import CallPlan
from contact.models import Contact
from interaction_tracking.models import Interaction, Order
from kernel.errors import NotInReach
from kernel.text import is_id
from leads.models import Lead
from users.models import User
from web.doors import page, person
from web.lists import cells
from web.lists.all import BY_PATH
from web.lists.asked import Asked
from web.lists.keyset import cursor_at, walk
from web.lists.tables import Table
from web.times import your_time
from web.words import clock_there

SHOWN = 3
LONGEST_IN = 2000


@dataclass(frozen=True)
class Neighbour:
    """A row next door: its account page and its drawer, both within the same list."""

    lead: int
    name: str
    query: str

    @property
    def url(self) -> str:
        return f"/leads/{self.lead}/?{self.query}"

    @property
    def peek(self) -> str:
        return f"/leads/{self.lead}/peek/?{self.query}"


@dataclass(frozen=True)
class Neighbours:
    """Where a lead stands in the list it was opened from; all empty when from none."""

    list_url: str = ""
    list_title: Any = ""
    query: str = ""
    at: int | None = None
    previous: Neighbour | None = None
    next: Neighbour | None = None


def neighbours(request: HttpRequest, lead: Lead) -> Neighbours:
    """Return the rows before and after the lead in the list that `?in=` names.

    `?in=` is the list's own address, such as `/leads/?status=NEW&sort=-potential`, and `?at=` the
    id of the row that was opened (of a list of contacts or interactions; for leads it may be left
    out). The links of our lists carry both, and so do the addresses returned here. Three queries
    at most, however long the list; none without `?in=`. A lead that no longer fits the list's
    filters still has the neighbours it had. Rows out of the reader's reach are never named.
    """
    asked = list_of(person(request), request.GET.get("in", "")[:LONGEST_IN])
    if asked is None:
        return Neighbours()
    known: dict[str, Any] = {"list_url": asked.url, "list_title": asked.table.title}
    at = request.GET.get("at", "")
    pk = int(at) if is_id(at) else lead.pk
    row = asked.table.rows(asked.user).filter(pk=pk).first()
    if row is None or asked.table.lead_of(row) != lead.pk:
        return Neighbours(**known)
    return Neighbours(
        **known,
        query=urlencode({"in": str(asked.url), "at": str(pk)}),
        at=pk,
        previous=beside(asked, row, backwards=True),
        next=beside(asked, row, backwards=False),
    )


def list_of(user: User, url: str) -> Asked | None:
    """Return the list at the address; None for anything but a list of ours."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    table: Table | None = BY_PATH.get(parts.path)
    if table is None or table.trash or parts.netloc:
        return None
    return Asked(table, user, QueryDict(parts.query))


def beside(asked: Asked, row: Any, *, backwards: bool) -> Neighbour | None:
    cursor = cursor_at(row, asked.order, backwards=backwards)
    for found in walk(asked.rows, asked.order, cursor, limit=1, backwards=backwards):
        query = urlencode({"in": str(asked.url), "at": found.pk})
        return Neighbour(asked.table.lead_of(found), asked.table.name_of(found), query)
    return None


@require_safe
@page
def peek(request: HttpRequest, pk: int) -> HttpResponse:
    """The lead in a drawer: whom to ring, what was last said, what was last ordered."""
    user, now = person(request), timezone.now()
    lead = Lead.objects.visible_to(user).select_related("assigned_to").filter(pk=pk).first()
    if lead is None:
        raise NotInReach
    recent = Interaction.objects.filter(lead=lead, deleted_at=None).select_related("contact")
    context = {
        "lead": lead,
        "status": cells.status(lead, user),
        "owner": cells.person_name(lead.assigned_to),
        "clock": clock_there(now, lead.timezone) if lead.timezone else "",
        "your_time": your_time(now, user.timezone),
        "plan": CallPlan.objects.filter(lead=lead).first(),
        "call": cells.next_call(lead, user),
        "people": Contact.objects.filter(restaurant=lead)
        .present()
        .order_by("-is_primary", "pk")[:SHOWN],
        "recent": [
            (one, cells.interaction_type(one, user)) for one in recent.order_by("-date")[:SHOWN]
        ],
        "orders": Order.objects.counted().filter(lead=lead).order_by("-ordered_at")[:SHOWN],
        "beside": neighbours(request, lead),
    }
    return render(request, "web/lists/_peek.html", context)
