"""How a page answers: who may come in, what it says afterwards, how a refusal looks."""

import json
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kernel.errors import DomainError, Invalid, NotInReach
from users.models import User
from users.policies import leads_people
from users.policies import person as person
from web.refusals import in_words

View = Callable[..., HttpResponse]
A_YEAR = 365 * 24 * 3600  # seconds


def page(view: View) -> View:
    """Let only signed-in people in, and word every refusal of a use case for a browser.

    A fragment asked for after the session ended gets 401 and no body, so that the page stays as
    it is, with what was typed, and offers to sign in (kam-session in sign-in.js).
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return signed_out(request)
        try:
            response = view(request, *args, **kwargs)
        except NotInReach:
            raise Http404 from None
        except PermissionDenied:
            if not is_htmx(request):
                raise
            return refusal(_("You may not do this."), status=403)
        except DomainError as error:
            return refusal(in_words(str(error)), status=409)
        except Invalid as error:
            texts = [text for texts in error.fields.values() for text in texts]
            return refusal(in_words(*texts), status=422)
        response["KAM-Person"] = str(request.user.pk)  # whose page the device keeps (web/offline)
        return response

    return guarded


def signed_out(request: HttpRequest) -> HttpResponse:
    if not is_htmx(request):
        return redirect_to_login(request.get_full_path())
    response = HttpResponse(status=401)
    response["HX-Trigger"] = json.dumps({"kam:signed-out": {}})
    return response


def asks_for_everybody(user: User, params: Mapping[str, str]) -> bool:
    """Whether somebody who leads people looks at all of theirs, and not at their own alone."""
    return leads_people(user) and params.get("scope") != "mine"


def is_htmx(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"


def refusal(text: str, *, status: int) -> HttpResponse:
    """Say no in a toast; nothing on the page is swapped."""
    response = HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")
    return with_toast(response, text, tone="danger")


def with_toast(
    response: HttpResponse,
    text: str,
    *,
    undo: str = "",
    open_at: str = "",
    tone: str = "",
    changed: bool = False,
) -> HttpResponse:
    """Have the page say the text; `undo` is a token of web.undo, `changed` refreshes the page.

    `open_at` is where the thing spoken of can be opened.
    """
    told = {"text": text, "undo": undo, "tone": tone, "open": open_at}
    events: dict[str, Any] = {"kam:toast": told}
    if changed:
        events["kam:changed"] = {}
    response["HX-Trigger"] = json.dumps(events)
    return response


def done(text: str, *, undo: str = "", open_at: str = "") -> HttpResponse:
    """Answer a change: say so, and have the page's regions read themselves anew."""
    return with_toast(HttpResponse(status=204), text, undo=undo, open_at=open_at, changed=True)


def anew(cookies: Mapping[str, str], text: str, *, undo: str = "") -> HttpResponse:
    """Have the browser keep the cookies for a year and load its page anew, which says the text."""
    response = with_toast(HttpResponse(status=204), text, undo=undo)
    response["HX-Refresh"] = "true"
    for name, value in cookies.items():
        response.set_cookie(name, value, max_age=A_YEAR, samesite="Lax")
    return response


def go_to(url: str) -> HttpResponse:
    """Send the browser elsewhere after an htmx form."""
    response = HttpResponse(status=204)
    response["HX-Redirect"] = url
    return response


def render_part(
    request: HttpRequest, template: str, context: dict[str, Any], *parts: str, status: int = 200
) -> HttpResponse:
    """Render the page, or only the partial that htmx wants to put in its place."""
    target = request.headers.get("HX-Target", "")
    name = f"{template}#{target}" if is_htmx(request) and target in parts else template
    response = render(request, name, context, status=status)
    response["Vary"] = "HX-Request, HX-Target"
    return response
