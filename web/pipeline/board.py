"""The board: its columns, the cards on them, and what they add up to."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Count, QuerySet, Sum
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from call_planning.rules.local_time import callable_now
from kernel.clock import zone_of
from leads.models import Lead
from leads.rules.rot import is_rotting
from leads.rules.status import PIPELINE, STAGES, LeadStatus, StageType
from web.today.board import TONES
from web.words import clock_there

SHOWN = 30
MOST = 300


@dataclass(frozen=True)
class Card:
    """One lead on the board."""

    lead: Lead
    days: int
    rotting: bool
    clock: str
    tone: str


@dataclass
class Column:
    """A stage: how many leads it holds, what they are worth, the first of them."""

    status: str
    label: Any
    open: bool
    count: int = 0
    total: Decimal = Decimal(0)
    cards: list[Card] = field(default_factory=list)

    @property
    def more(self) -> int:
        return self.count - len(self.cards)

    @cached_property
    def moves(self) -> SafeString:
        """The last buttons of a card's menu; made once, for they are those of every card here."""
        ways = [
            (status, _("Move to %(label)s") % {"label": label})
            for status, label in LeadStatus.choices
            if status != self.status
        ]
        return format_html_join("", '<button type="button" data-move="{}">{}</button>', ways)


def columns(leads: QuerySet[Lead], *, now: datetime, everything: str) -> list[Column]:
    """Return every stage; one query for the sums, one a stage for its cards."""
    sums = {
        row["lead_status"]: row
        for row in leads.order_by()
        .values("lead_status")
        .annotate(count=Count("id"), total=Sum("potential_revenue"))
    }
    found = []
    for status in PIPELINE:
        open_stage = STAGES[status].type == StageType.OPEN
        column = Column(status, LeadStatus(status).label, open_stage)
        row = sums.get(status)
        if row:
            column.count, column.total = row["count"], row["total"] or Decimal(0)
        if open_stage:
            column.cards = cards_of(
                leads, status, now=now, most=MOST if everything == status else SHOWN
            )
        found.append(column)
    return found


def cards_of(leads: QuerySet[Lead], status: str, *, now: datetime, most: int) -> list[Card]:
    """The most valuable first."""
    rows = leads.filter(lead_status=status).select_related("assigned_to")
    return [card(lead, now) for lead in rows.order_by("-potential_revenue", "pk")[:most]]


def card(lead: Lead, now: datetime) -> Card:
    zone = zone_of(lead.timezone)
    window = callable_now(now, zone=zone, service_hours=lead.service_hours)
    clock = clock_there(now, lead.timezone) if lead.timezone else ""
    rotting = is_rotting(lead.rots_at, next_call=lead.next_call_date, now=now)
    return Card(lead, (now - lead.status_changed_at).days, rotting, clock, TONES[window.state])


def totals(found: list[Column]) -> dict[str, Any]:
    """What the open stages hold: leads, potential, and weighted by the chance to win."""
    open_columns = [column for column in found if column.open]
    return {
        "leads": sum(column.count for column in open_columns),
        "potential": sum((column.total for column in open_columns), Decimal(0)),
        "weighted": sum(
            (column.total * STAGES[column.status].win_probability for column in open_columns),
            Decimal(0),
        ),
    }
