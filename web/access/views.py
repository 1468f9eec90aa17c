"""The door: the first account, log-in and log-out."""

import json

from django.contrib.auth import authenticate, login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from kernel.clients import client_address
from kernel.clock import is_zone
from kernel.errors import Invalid, NotInReach
from users.models import User
from users.services.first_account import is_welcome, make_first_account, welcome_token
from users.services.throttle import forgive, seconds_to_wait
from web.access.forms import LogInForm, WelcomeForm
from web.doors import go_to, is_htmx
from web.settings.log_ins import note_log_in

BACKEND = "django.contrib.auth.backends.ModelBackend"


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    """Show the form, or let somebody in; `again` is the one on top of a page that waits."""
    again = "again" in request.GET
    template = "web/access/_log_in_again.html" if again else "web/access/log_in.html"
    form = LogInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = who_is(request, form)
        if user is not None:
            login(request, user)
            note_log_in(request)
            return signed_in(request, user) if again else redirect(safe_next(request))
    elif request.user.is_authenticated and not again:
        return redirect("/")
    status = 422 if form.errors else 200
    context = {"form": form, "next": safe_next(request), "changed": "changed" in request.GET}
    context["is_first"] = welcome_token() is not None
    return render(request, template, context, status=status)


def who_is(request: HttpRequest, form: LogInForm) -> User | None:
    """Check the password, counted first; the form says why not."""
    username, address = form.cleaned_data["username"], client_address(request)
    wait = seconds_to_wait(username, address, now=timezone.now())
    if wait:
        minutes = -(-wait // 60)
        form.add_error(None, _("Too many attempts. Try again in %d minutes.") % minutes)
        return None
    user = authenticate(request, username=username, password=form.cleaned_data["password"])
    if not isinstance(user, User):
        form.ask_again()
        form.add_error(None, _("That user name and password do not belong together."))
        return None
    forgive(username, address)
    return user


def signed_in(request: HttpRequest, user: User) -> HttpResponse:
    response = HttpResponse(status=204)
    told = {"token": get_token(request), "person": user.pk}
    response["HX-Trigger"] = json.dumps({"kam:signed-in": told})
    return response


def safe_next(request: HttpRequest) -> str:
    """Return where to go afterwards, on this host only."""
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    here = {request.get_host()}
    ok = url_has_allowed_host_and_scheme(wanted, here, require_https=request.is_secure())
    return wanted if ok else "/"


@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return go_to("/log-in/") if is_htmx(request) else redirect("/log-in/")


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def welcome(request: HttpRequest, token: str) -> HttpResponse:
    """Make the first account, for whoever holds the link that was printed at the start."""
    if not is_welcome(token):
        raise Http404
    form = WelcomeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = first_account(token, form)
        if user is not None:
            login(request, user, backend=BACKEND)
            note_log_in(request)
            return redirect("/start/")
    status = 422 if form.errors else 200
    return render(request, "web/access/welcome.html", {"form": form}, status=status)


def first_account(token: str, form: WelcomeForm) -> User | None:
    values = {**form.cleaned_data, "language": get_language() or "en"}
    if not is_zone(values["timezone"]):
        values["timezone"] = "UTC"
    try:
        return make_first_account(token, **values)
    except Invalid as error:
        form.refuse(error)
    except NotInReach:
        raise Http404 from None
    return None
