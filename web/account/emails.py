"""The e-mails with an account as one thread: to read, to write, to write down."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from contact.models import Contact
from interaction_tracking.models import Interaction
from interaction_tracking.rules import Direction, InteractionType
from interaction_tracking.services.log import log_interaction
from kernel.errors import Invalid
from kernel.text import is_id
from leads.models import Lead
from web.account.forms import EmailForm
from web.calls.views import lead_in_reach
from web.days import moment_of
from web.doors import done, page, person
from web.undo import way_back

SHOWN = 20
LONG = 400  # characters of a text from which on its beginning is shown first
AFTER = "~"


@dataclass(frozen=True)
class Mail:
    """One e-mail; its first line is its subject."""

    touch: Interaction
    subject: str
    text: str

    @property
    def inbound(self) -> bool:
        return self.touch.direction == Direction.INBOUND

    @property
    def beginning(self) -> str:
        """The first lines of a long text; nothing when it is short."""
        return self.text[:LONG].rsplit(None, 1)[0] if len(self.text) > LONG else ""


@dataclass(frozen=True)
class Thread:
    """E-mails, newest first; `before` is where the next page begins."""

    mails: list[Mail]
    before: str


@dataclass(frozen=True)
class Address:
    """To whom an e-mail can be written."""

    name: str
    email: str

    @property
    def link(self) -> str:
        return f"mailto:{quote(self.email, safe='@+')}"


def mails_of(lead: Lead) -> Any:
    return Interaction.objects.filter(
        lead=lead, interaction_type=InteractionType.EMAIL, deleted_at=None
    )


def thread(lead: Lead, *, before: str = "") -> Thread:
    """Return the newest e-mails before the place; one query, however long the thread."""
    touches = mails_of(lead).select_related("contact", "created_by").order_by("-date", "-pk")
    place = place_of(before)
    if place is not None:
        at, pk = place
        touches = touches.filter(Q(date__lt=at) | Q(date=at, pk__lt=pk))
    found = list(touches[: SHOWN + 1])
    shown, last = [mail_of(touch) for touch in found[:SHOWN]], found[:SHOWN][-1:]
    more = len(found) > SHOWN
    return Thread(shown, f"{last[0].date.isoformat()}{AFTER}{last[0].pk}" if more else "")


def mail_of(touch: Interaction) -> Mail:
    subject, _newline, text = touch.details.strip().partition("\n")
    return Mail(touch, subject.strip(), text.strip())


def place_of(text: str) -> tuple[datetime, int] | None:
    at, _after, pk = text.partition(AFTER)
    moment = moment_of(at)
    return (moment, int(pk)) if moment and is_id(pk) else None


def addresses(lead: Lead, people: list[Contact]) -> list[Address]:
    """Return whom one can write to: who is there, the primary contact first, then the house."""
    found = [Address(one.name, one.email) for one in people if one.email and one.left_on is None]
    if lead.email and lead.email.casefold() not in {one.email.casefold() for one in found}:
        found.append(Address(lead.name, lead.email))
    return found


@require_POST
@page
def email(request: HttpRequest, pk: int) -> HttpResponse:
    """Write an e-mail down."""
    user = person(request)
    lead = lead_in_reach(user, pk)
    form = EmailForm(lead, request.POST, auto_id="email_%s")
    if form.is_valid():
        try:
            made = log_interaction(lead, by=user, **form.values())
        except Invalid as error:
            form.refuse(error)
        else:
            undo = way_back("interaction-made", by=user, pk=made.pk)
            return done(_("E-mail written down."), undo=undo)
    context = {"email_form": form, "lead": lead}
    return render(request, "web/account/_email_composer.html", context, status=422)
