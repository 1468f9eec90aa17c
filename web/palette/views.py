"""What the palette offers for what was typed."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from contact.models import Contact
from kernel.slots import like_pattern
from kernel.text import folded, is_id
from leads.models import Lead
from leads.rules.status import LeadStatus
from users.models import User
from users.policies import leads_people
from web.doors import page, person
from web.shell import MODULES
from web.tones import STAGE_TONES

RECORDS = 6
LONGEST = 200
SHOWN = ("name", "city", "contact_person", "lead_status")
PEOPLE = 4


@dataclass(frozen=True)
class Choice:
    """One line: where it leads, and what is seen of it."""

    url: str
    icon: str
    label: Any
    hint: str = ""
    pill: Any = ""
    tone: str = "slate"
    avatar: bool = False
    dialog: str = ""  # what opens on the page instead


ACTIONS = (
    Choice("/leads/new/", "plus", _("Add a lead")),
    Choice("/settings/", "settings", _("Settings")),
    Choice("/shortcuts/", "keyboard", _("Keyboard shortcuts")),
    Choice("/trash/", "trash-2", _("Trash")),
    Choice("/start/", "sparkles", _("First steps")),
    Choice("/import/", "file-up", _("Import a list")),
    Choice("/api/docs/", "braces", _("API documentation")),
)


@require_GET
@page
def palette(request: HttpRequest) -> HttpResponse:
    """Records in reach first, then pages and actions whose names hold the words."""
    user = person(request)
    typed = request.GET.get("q", "").strip()[:LONGEST]
    words = folded(typed).split()[:6]
    leads = leads_like(user, words) if words else recent(user, request.GET.get("recent", ""))
    people = people_like(user, words) if words else []
    done_there = actions_on(leads[0]) if words and leads else []
    groups = [
        (_("Accounts and leads") if words else _("Recent"), [choice_of(lead) for lead in leads]),
        (_("People"), people),
        (_("Go to"), [choice for choice in pages_of(user) if fits(choice, words)]),
        (_("Do"), done_there + actions_of(words)),
    ]
    context = {
        "groups": [group for group in groups if group[1]],
        "typed": typed,
        "unknown": bool(words) and not leads and not people,
    }
    return render(request, "web/palette/_results.html", context)


def leads_like(user: User, words: list[str]) -> list[Lead]:
    rows = Lead.objects.visible_to(user)
    for word in words:
        rows = rows.filter(search_key__like=like_pattern(word))
    return list(rows.only(*SHOWN)[:RECORDS])


def recent(user: User, told: str) -> list[Lead]:
    """Return the leads this browser opened last, else those last worked on."""
    ids = [int(text) for text in told.split(",")[:RECORDS] if is_id(text)]
    rows = Lead.objects.visible_to(user).only(*SHOWN)
    found = rows.in_bulk(ids)
    if found:
        return [found[pk] for pk in ids if pk in found]
    worked_on = rows.filter(last_activity_at__isnull=False)
    return list(worked_on.order_by("-last_activity_at")[:RECORDS])


def choice_of(lead: Lead) -> Choice:
    status = LeadStatus(lead.lead_status)
    return Choice(
        f"/leads/{lead.pk}/",
        "store",
        lead.name,
        " · ".join(part for part in (lead.city, lead.contact_person) if part),
        status.label,
        STAGE_TONES[status],
        avatar=True,
    )


def actions_on(lead: Lead) -> list[Choice]:
    """What can be done with the first of the leads found, without going there."""
    url, name = f"/leads/{lead.pk}/", {"name": lead.name}
    return [
        Choice(url, "check", _now("Log a call with %(name)s") % name, dialog=f"{url}log-call/"),
        Choice(url, "package-plus", _now("Order of %(name)s") % name, dialog=f"{url}orders/new/"),
    ]


def people_like(user: User, words: list[str]) -> list[Choice]:
    rows = Contact.objects.visible_to(user).select_related("restaurant")
    for word in words:
        rows = rows.filter(search_key__like=like_pattern(word))
    return [
        Choice(
            f"/leads/{contact.restaurant_id}/",
            "contact-round",
            contact.name,
            " · ".join(part for part in (contact.role, contact.restaurant.name) if part),
        )
        for contact in rows.only("name", "role", "restaurant__name")[:PEOPLE]
    ]


def actions_of(words: list[str]) -> list[Choice]:
    return [choice for choice in ACTIONS if fits(choice, words)]


def pages_of(user: User) -> list[Choice]:
    return [
        Choice(module.url, module.icon, module.label, f"G {module.key}")
        for module in MODULES
        if leads_people(user) or not module.managers
    ]


def fits(choice: Choice, words: list[str]) -> bool:
    name = folded(str(choice.label))
    return all(word in name for word in words)


@require_GET
@page
def shortcuts(request: HttpRequest) -> HttpResponse:
    """Every key, in a dialog or as a page."""
    template = "web/palette/shortcuts.html"
    if request.headers.get("HX-Target") == "k-dialog":
        template = "web/palette/_shortcuts.html"
    return render(request, template, {"keys": KEYS, "go": pages_of(person(request))})


KEYS = (
    ("⌘K", _("Find anything, go anywhere")),
    ("J", _("Next row")),
    ("K", _("Previous row")),
    ("↵", _("Open the row")),
    ("L", _("Log a call")),
    ("S", _("Put the call off")),
    ("E", _("Edit")),
    ("X", _("Select the row")),
    ("N", _("New")),
    ("/", _("Search this page")),
    ("[", _("Previous stage or record")),
    ("]", _("Next stage or record")),
    ("Z", _("Undo, while it is offered")),
    ("?", _("This list")),
)
