"""What every page shows around its own content."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from call_planning.models import CallPlan
from call_planning.services.today import overdue_before, own_calls_waiting
from kernel.clock import local_day, zone_of
from users.models import User
from users.policies import leads_people

THEMES = ("light", "dark")


@dataclass(frozen=True)
class Module:
    """One entry of the sidebar; `key` follows G."""

    name: str
    url: str
    icon: str
    label: Any
    key: str
    managers: bool = False


MODULES = (
    Module("today", "/", "phone-call", _("Today"), "T"),
    Module("pipeline", "/pipeline/", "square-kanban", _("Pipeline"), "P"),
    Module("leads", "/leads/", "store", _("Accounts"), "A"),
    Module("contacts", "/contacts/", "contact-round", _("Contacts"), "C"),
    Module("interactions", "/interactions/", "messages-square", _("Interactions"), "I"),
    Module("plans", "/plans/", "calendar-clock", _("Call plans"), "K"),
    Module("results", "/results/", "chart-no-axes-combined", _("Performance"), "R"),
    Module("team", "/team/", "users-round", _("Team"), "M", managers=True),
)


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context of every template: the modules in reach, how many calls wait, the theme."""
    theme = request.COOKIES.get("theme", "")
    context: dict[str, Any] = {
        "theme": theme if theme in THEMES else "",
        "currency": settings.CURRENCY,
    }
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return context
    return context | {
        "modules": [m for m in MODULES if leads_people(user) or not m.managers],
        "leads_people": leads_people(user),
        "due_count": SimpleLazyObject(lambda: due_count(user)),
        "single_keys": request.COOKIES.get("keys", "on") != "off",
    }


def due_count(user: User) -> int:
    """How many of a KAM's calls wait today, as Today counts them; of a manager's team, how many
    are overdue, counted by the database: those of an admin are too many to look at. One query."""
    now = timezone.now()
    if not leads_people(user):
        return own_calls_waiting(user, now=now)
    plans = CallPlan.objects.visible_to(user).worth_calling()
    today = local_day(now, zone_of(user.timezone))
    late = plans.exclude(planned_on__gt=today).due_before(overdue_before(user, now=now))
    return late.count()
