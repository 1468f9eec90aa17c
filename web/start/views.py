"""What to do with an empty database."""

import secrets

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from leads.models import Lead
from users.policies import is_admin
from web.doors import page, person

ACCOUNTS = 300


@require_GET
@page
def start(request: HttpRequest) -> HttpResponse:
    """Offer the three ways to begin: look around, bring a list, add one."""
    user = person(request)
    empty = not Lead.objects.visible_to(user).exists()
    context = {"empty": empty, "admin": is_admin(user), "accounts": ACCOUNTS}
    return render(request, "web/start/start.html", context)


@require_POST
@page
def demo(request: HttpRequest) -> HttpResponse:
    """Load the invented company; refused where there are leads already."""
    if not is_admin(person(request)):
        raise PermissionDenied
    # Only here: numpy and its friends would weigh on every worker from its start.
    from demo.services.loading import load_company
    from demo.services.looking_back import forecast_the_past

    password = secrets.token_urlsafe(9)
    loaded = load_company(
        accounts=ACCOUNTS, seed=1, password=password, now=timezone.now(), beside=False
    )
    forecast_the_past(now=timezone.now(), accounts=ACCOUNTS)
    context = {"loaded": loaded, "password": password}
    return render(request, "web/start/_loaded.html", context)
