"""What happened at an account, in words, day by day."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import gettext_noop

from events.models import Event
from interaction_tracking.models import Interaction
from kernel.clock import local_day, zone_of
from leads.models import Lead
from leads.rules.status import LeadStatus
from users.models import User
from web.leadform.forms import LeadForm

SHOWN = 30
ICONS = {
    "CALL": ("phone", "accent"),
    "EMAIL": ("mail", "info"),
    "ORDER": ("package-check", "ok"),
    "MEETING": ("users-round", "violet"),
    "VISIT": ("map-pin", "violet"),
    "MESSAGE": ("message-circle", "info"),
    "NOTE": ("sticky-note", "slate"),
}
FIELDS: dict[str, Any] = {
    **{name: field.label for name, field in LeadForm.base_fields.items()},
    "service_hours": _lazy("Hours"),
    "timezone": _lazy("Time zone"),
    "lost_reason": _lazy("Why was it lost?"),
    "lost_note": _lazy("Note"),
    "win_back_on": _lazy("Try again on"),
}
# What the interactions themselves tell is not told twice.
TOLD_BY_ITSELF = ("interaction.",)


@dataclass(frozen=True)
class Item:
    """One line of the timeline; `interaction` is the row it can be changed by."""

    at: datetime
    icon: str
    tone: str
    title: str
    text: str = ""
    interaction: Interaction | None = None


@dataclass(frozen=True)
class Page:
    """Days with their items, newest first; `before` is where the next page begins."""

    days: list[tuple[date, list[Item]]]
    before: str


def timeline(lead: Lead, user: User, *, before: datetime | None = None) -> Page:
    """Return the newest items before the moment; two queries, however long the story."""
    touches = Interaction.objects.filter(lead=lead, deleted_at=None)
    facts = Event.objects.filter(lead_id=lead.pk).exclude(name__startswith=TOLD_BY_ITSELF[0])
    if before is not None:
        touches, facts = touches.filter(date__lt=before), facts.filter(at__lt=before)
    items = [
        item_of(touch)
        for touch in touches.select_related("contact", "created_by", "order").order_by("-date")[
            : SHOWN + 1
        ]
    ]
    found = facts.select_related("by").order_by("-at", "-pk")[: SHOWN + 1]
    items += [told for fact in found if (told := fact_of(fact)) is not None]
    items.sort(key=lambda item: item.at, reverse=True)
    page = items[:SHOWN]
    zone = zone_of(lead.timezone or user.timezone)  # each time stands by the clock over there
    days = [
        (day, list(some)) for day, some in groupby(page, key=lambda item: local_day(item.at, zone))
    ]
    return Page(days, page[-1].at.isoformat() if len(items) > SHOWN else "")


def item_of(touch: Interaction) -> Item:
    icon, tone = ICONS[touch.interaction_type]
    who = touch.created_by.get_full_name() or touch.created_by.username if touch.created_by else ""
    whom = touch.contact.name if touch.contact else ""
    title = touch.get_interaction_type_display()
    if touch.interaction_type == "CALL":
        title = f"{title}: {touch.get_outcome_display()}"
    parts = [part for part in (title, whom, who) if part]
    text = touch.details or (touch.order.product_details if hasattr(touch, "order") else "")
    if touch.next_step:
        text = f"{text}\n→ {touch.next_step}".strip()
    return Item(touch.date, icon, tone, " · ".join(parts), text, touch)


def fact_of(event: Event) -> Item | None:
    """Say a recorded fact as a person would; None for those that say nothing to a reader."""
    who = event.by.get_full_name() or event.by.username
    words = WORDS.get(event.name)
    if words is None:
        return None
    icon, tone, say = words
    told = say(who, event.data)
    return Item(event.at, icon, tone, told) if told else None


def status_words(who: str, data: dict[str, Any]) -> str:
    names = {"who": who}
    for key in ("before", "after"):
        status = data.get(key)
        names[key] = str(LeadStatus(status).label) if status in LeadStatus.values else str(status)
    return _("%(who)s moved it from %(before)s to %(after)s") % names


def updated_words(who: str, data: dict[str, Any]) -> str:
    fields = ", ".join(dict.fromkeys(field_words(name) for name in data.get("after", {})))
    return _("%(who)s changed %(what)s") % {"who": who, "what": fields} if fields else ""


def field_words(name: str) -> str:
    """Return what the form of a lead calls the column, within a sentence."""
    plain = name.removesuffix("_id") if name.removesuffix("_id") in FIELDS else name
    if plain not in FIELDS:
        return name.replace("_", " ")
    label = str(FIELDS[plain])
    return label[:1].lower() + label[1:]


def contact_words(who: str, data: dict[str, Any]) -> str:
    name = data.get("after", {}).get("name", "")
    return _("%(who)s added %(name)s") % {"who": who, "name": name or _("a contact")}


def file_words(text: str) -> Any:
    """Say it of a file by its name, as it was called before and after."""

    def say(who: str, data: dict[str, Any]) -> str:
        before, after = (data.get(key, {}).get("name", "") for key in ("before", "after"))
        return _(text) % {"who": who, "before": before, "name": after or before}

    return say


def plain(text: str) -> Any:
    return lambda who, data: _(text) % {"who": who}


WORDS: dict[str, tuple[str, str, Any]] = {
    "lead.created": ("sparkles", "slate", plain(gettext_noop("%(who)s added this restaurant"))),
    "lead.updated": ("pencil", "slate", updated_words),
    "lead.status_changed": ("arrow-right-left", "accent", status_words),
    "lead.trashed": ("trash-2", "danger", plain(gettext_noop("%(who)s put it in the trash"))),
    "lead.restored": ("undo-2", "slate", plain(gettext_noop("%(who)s brought it back"))),
    "contact.created": ("contact-round", "slate", contact_words),
    "contact.deleted": ("contact-round", "slate", plain(gettext_noop("%(who)s deleted a contact"))),
    "file.added": (
        "paperclip",
        "slate",
        file_words(gettext_noop("%(who)s added the file %(name)s")),
    ),
    "file.renamed": (
        "paperclip",
        "slate",
        file_words(gettext_noop("%(who)s renamed %(before)s to %(name)s")),
    ),
    "file.removed": (
        "paperclip",
        "slate",
        file_words(gettext_noop("%(who)s removed the file %(name)s")),
    ),
    "file.restored": (
        "paperclip",
        "slate",
        file_words(gettext_noop("%(who)s brought %(name)s back")),
    ),
    "call_plan.created": (
        "calendar-clock",
        "slate",
        plain(gettext_noop("%(who)s planned its calls")),
    ),
    "call_plan.updated": (
        "calendar-clock",
        "slate",
        plain(gettext_noop("%(who)s changed the call plan")),
    ),
    "call_plan.snoozed": ("alarm-clock", "warn", plain(gettext_noop("%(who)s put the call off"))),
    "call_plan.paused": ("pause", "warn", plain(gettext_noop("%(who)s paused the call plan"))),
    "call_plan.resumed": ("play", "slate", plain(gettext_noop("%(who)s resumed the call plan"))),
}
