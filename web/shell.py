"""What every page shows around its own content."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from call_planning.models import CallPlan
from call_planning.services.today import overdue_before
from kernel.clock import end_of_day, local_day, zone_of
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
        "due_count": SimpleLazyObject(lambda: due_count(user)),
        "single_keys": request.COOKIES.get("keys", "on") != "off",
    }


def due_count(user: User) -> int:
    """How many of the user's own calls wait today; one query."""
    now = timezone.now()
    zone = zone_of(user.timezone)
    today = local_day(now, zone)
    plans = CallPlan.objects.visible_to(user).worth_calling().exclude(planned_on__gt=today)
    if leads_people(user):
        plans = plans.filter(due_at__lt=overdue_before(user, now=now))
    return plans.due_before(end_of_day(today, zone)).count()
