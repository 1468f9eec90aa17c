"""The one door for taking back."""

import json

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from web.doors import anew, done, go_to, page, person, with_toast
from web.undo import go_back


@require_POST
@page
def undo(request: HttpRequest) -> HttpResponse:
    """Do what the token of a toast says."""
    taken = go_back(request.POST.get("token", ""), by=person(request))
    text = taken.text or _("Taken back.")
    if taken.cookies is not None:
        return anew(taken.cookies, text)
    if taken.page:
        return with_page(taken.page)
    return with_toast(go_to(taken.to), text) if taken.to else done(text)


def with_page(path: str) -> HttpResponse:
    """Have the page over there opened in the dialog (dialogs.js)."""
    response = HttpResponse(status=204)
    response["HX-Trigger"] = json.dumps({"kam:show": {"page": path}})
    return response
