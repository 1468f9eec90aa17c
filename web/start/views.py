"""What to do with an empty database."""

import secrets
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from demo.services.asking import ACCOUNTS, ask_for_company, asked_for
from jobs.rules import JobState
from jobs.services.watching import is_worker_there
from leads.models import Lead
from users.models import User
from users.policies import is_admin
from users.rules import Role
from web.doors import page, person


@require_safe
@page
def start(request: HttpRequest) -> HttpResponse:
    """Offer the three ways to begin: look around, bring a list, add one."""
    user = person(request)
    empty = not Lead.objects.visible_to(user).exists()
    context = {"empty": empty, "admin": is_admin(user), "accounts": ACCOUNTS}
    if is_admin(user):
        context |= demo_state()
    return render(request, "web/start/start.html", context)


@require_http_methods(["GET", "POST"])
@page
def demo(request: HttpRequest) -> HttpResponse:
    """Have the invented company loaded, where nothing is yet; or show how far that is."""
    user = person(request)
    if not is_admin(user):
        raise PermissionDenied
    if request.method == "GET":
        return render(request, "web/start/_demo_state.html", demo_state())
    password = secrets.token_urlsafe(9)
    ask_for_company(by=user, password=password)
    return render(request, "web/start/_demo.html", {"password": password, **demo_state()})


def demo_state() -> dict[str, Any]:
    """Return how far the demo company is, if somebody asked for it."""
    job = asked_for()
    if job is None:
        return {"asked": False}
    running = job.state in (JobState.WAITING, JobState.RUNNING)
    loaded = job.state == JobState.DONE and bool(job.task.return_value)
    return {
        "asked": running or loaded,
        "job": job,
        "running": running,
        "step": int(running and Lead.objects.exists()),
        "alone": running and not is_worker_there(),
        "teams": teams() if loaded else [],
    }


def teams() -> list[tuple[str, list[User]]]:
    """Return who can log in to the demo, by team, its manager first."""
    people = User.objects.filter(email__endswith="@demo.example", is_active=True)
    found: dict[str, list[User]] = {}
    for one in people.select_related("team").order_by("team__name", "pk"):
        if one.team is not None and one.role in (Role.MANAGER, Role.KAM):
            found.setdefault(one.team.name, []).append(one)
    return list(found.items())
