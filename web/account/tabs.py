"""The tabs of the account page: what the chosen one shows, and the counts beside the others."""

from typing import Any, cast

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from files.models import LeadFile
from interaction_tracking.models import Interaction, Order
from interaction_tracking.rules import InteractionType
from leads.models import Lead
from users.models import User
from web.account.emails import thread
from web.account.files import files_of
from web.account.forms import EmailForm, NoteForm
from web.account.timeline import timeline
from web.days import moment_of

ORDERS = 20
TABS = ("timeline", "orders", "emails", "files", "history", "outlets")


def tab_of(lead: Lead, user: User, tab: str, before: str) -> dict[str, Any]:
    """Return the context of the tab; one that is not there is the timeline."""
    tab = tab if tab in TABS else "timeline"
    return {"tab": tab, **counts_of(lead), **shown(lead, user, tab, before)}


def shown(lead: Lead, user: User, tab: str, before: str) -> dict[str, Any]:
    if tab == "orders":
        return {"orders": orders_of(lead)}
    if tab == "emails":
        form = EmailForm(lead, auto_id="email_%s")
        return {"thread": thread(lead, before=before), "email_form": form}
    if tab == "files":
        return files_of(lead, user, before)
    if tab == "history":
        return {"steps": lead.status_changes.select_related("by").order_by("-pk")[:50]}
    if tab == "outlets":
        return {"outlets": lead.outlets.filter(deleted_at=None).order_by("name")[:100]}
    shown = timeline(lead, user, before=moment_of(before))
    return {"timeline": shown, "note_form": NoteForm(auto_id="note_%s")}


def orders_of(lead: Lead) -> QuerySet[Interaction]:
    touches = Interaction.objects.filter(lead=lead, deleted_at=None, order__isnull=False)
    return (
        touches.select_related("order")
        .prefetch_related("order__lines")
        .order_by("-order__ordered_at")[:ORDERS]
    )


def counts_of(lead: Lead) -> dict[str, int]:
    """Return how much each tab holds; one query."""
    mails = Interaction.objects.filter(interaction_type=InteractionType.EMAIL, deleted_at=None)
    counts = {
        "order_count": number(Order.objects.filter(interaction__deleted_at=None), "lead"),
        "email_count": number(mails, "lead"),
        "file_count": number(LeadFile.objects.filter(deleted_at=None), "lead"),
        "outlet_count": number(Lead.objects.filter(deleted_at=None), "parent"),
    }
    return cast(dict[str, int], Lead.objects.filter(pk=lead.pk).values(**counts)[0])


def number(rows: QuerySet[Any], lead: str) -> Any:
    """Count the rows of the lead that the query outside is about."""
    mine = rows.filter(**{lead: OuterRef("pk")}).order_by().values(lead)
    return Coalesce(
        Subquery(mine.annotate(count=Count("pk")).values("count")), 0, output_field=IntegerField()
    )
