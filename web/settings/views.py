"""The settings page, and what each of its forms does."""

from typing import Any

from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from kernel.errors import Conflict, Invalid
from users.models import User
from users.services.people import update_user
from users.services.tokens import end_all_sessions
from web.doors import anew, done, page, person, render_part
from web.settings.forms import LeaveForm, LookForm, PasswordForm, ProfileForm, WeekForm, zones
from web.settings.log_ins import end_log_in, end_other_log_ins, log_ins_of
from web.undo import Anew, undoable, way_back

TEMPLATE = "web/settings/settings.html"
PARTS = ("profile", "week", "leave", "look", "password", "log-ins")
PLAIN = {"theme": "", "keys": "on"}  # what a browser that never chose has


@require_GET
@page
def settings_page(request: HttpRequest) -> HttpResponse:
    """Everything a person may set about themselves."""
    return shown(request)


def shown(request: HttpRequest, **forms: Any) -> HttpResponse:
    """Render the page, or the part asked for, with the forms given and fresh ones beside them."""
    user = person(request)
    cookies = {name: request.COOKIES.get(name, plain) for name, plain in PLAIN.items()}
    look = {"language": request.LANGUAGE_CODE, **cookies}
    context = {
        "nav": "settings",
        "zones": SimpleLazyObject(zones),
        "profile_form": ProfileForm(initial=ProfileForm.of(user)),
        "week_form": WeekForm(initial=WeekForm.of(user)),
        "leave_form": LeaveForm(),
        "look_form": LookForm(initial=look),
        "password_form": PasswordForm(),
        "log_ins": SimpleLazyObject(lambda: log_ins_of(user, request)),
        **forms,
    }
    status = 422 if forms else 200
    return render_part(request, TEMPLATE, context, *PARTS, status=status)


def saved(user: User, text: str, **before: Any) -> HttpResponse:
    """Say that it is saved, with the way back to what it was before."""
    undo = way_back("profile", by=user, before=before, version=user.version)
    return done(text, undo=undo)


@undoable("profile")
def back_profile(*, by: User, before: dict[str, Any], version: int) -> None:
    if by.version != version:
        raise Conflict(_("Your settings were changed since; this cannot be undone any more."))
    update_user(by, by=by, expected_version=version, **before)


@require_POST
@page
def profile(request: HttpRequest) -> HttpResponse:
    user, form = person(request), ProfileForm(request.POST)
    if not form.is_valid():
        return shown(request, profile_form=form)
    before = ProfileForm.of(user)
    try:
        return saved(update_user(user, by=user, **form.cleaned_data), _("Profile saved."), **before)
    except Invalid as error:
        form.refuse(error)
        return shown(request, profile_form=form)


@require_POST
@page
def week(request: HttpRequest) -> HttpResponse:
    user, form = person(request), WeekForm(request.POST)
    if not form.is_valid():
        return shown(request, week_form=form)
    before = user.working_week
    user = update_user(user, by=user, working_week=form.week)
    return saved(user, _("Working week saved."), working_week=before)


@require_POST
@page
def leave(request: HttpRequest) -> HttpResponse:
    user, form = person(request), LeaveForm(request.POST)
    if not form.is_valid():
        return shown(request, leave_form=form)
    before = list(user.leave)
    spans = sorted([*before, form.span], key=lambda span: str(span["first_day"]))
    return saved(update_user(user, by=user, leave=spans), _("Leave entered."), leave=before)


@require_POST
@page
def end_leave(request: HttpRequest, index: int) -> HttpResponse:
    user = person(request)
    before = list(user.leave)
    if index >= len(before):
        raise Conflict(_("This leave is not there any more."))
    after = [span for position, span in enumerate(before) if position != index]
    return saved(update_user(user, by=user, leave=after), _("Leave taken out."), leave=before)


@require_POST
@page
def look(request: HttpRequest) -> HttpResponse:
    """The language is the person's, wherever they log in; theme and keys are this browser's.

    The language is a cookie, too: once logged out, the browser still speaks it.
    """
    form, user = LookForm(request.POST), person(request)
    if not form.is_valid():
        return shown(request, look_form=form)
    before = {name: request.COOKIES.get(name, plain) for name, plain in PLAIN.items()}
    language = user.language
    wanted = form.cleaned_data
    if wanted["language"] != language:
        user = update_user(user, by=user, language=wanted["language"])
    facts: dict[str, Any] = {"cookies": before, "language": language, "version": user.version}
    cookies = {name: wanted[name] for name in PLAIN}
    undo = way_back("look", by=user, **facts)
    with override(user.language):
        return anew(
            {**cookies, settings.LANGUAGE_COOKIE_NAME: user.language}, _("Saved."), undo=undo
        )


@undoable("look")
def back_look(*, by: User, cookies: dict[str, str], language: str, version: int) -> Anew:
    if by.language != language:
        back_profile(by=by, before={"language": language}, version=version)
    return Anew({**cookies, settings.LANGUAGE_COOKIE_NAME: language})


@sensitive_post_parameters("current", "password")
@require_POST
@page
def password(request: HttpRequest) -> HttpResponse:
    """Change the password; every other log-in ends."""
    user, form = person(request), PasswordForm(request.POST)
    if form.is_valid() and not user.check_password(form.cleaned_data["current"]):
        form.add_error("current", _("This is not your password."))
    if form.is_valid():
        try:
            user = update_user(user, by=user, password=form.cleaned_data["password"])
        except Invalid as error:
            form.refuse(error)
        else:
            update_session_auth_hash(request, user)
            return done(_("Password changed. Every other log-in has ended."))
    return shown(request, password_form=form)


@require_POST
@page
def log_out_everywhere(request: HttpRequest) -> HttpResponse:
    """End every log-in but this one, pages and tokens alike."""
    user = person(request)
    count = end_all_sessions(user)
    count += end_other_log_ins(user, request)
    return done(
        _("Logged out everywhere else.") if count else _("Nobody else was logged in as you.")
    )


@require_POST
@page
def end_one_log_in(request: HttpRequest, handle: str) -> HttpResponse:
    """Log one other browser or program out."""
    if not end_log_in(person(request), handle):
        raise Conflict(_("This log-in is over already."))
    return done(_("Logged out there."))
