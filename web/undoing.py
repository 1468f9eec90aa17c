"""The one door for taking back."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from web.doors import done, page, person
from web.undo import go_back


@require_POST
@page
def undo(request: HttpRequest) -> HttpResponse:
    """Do what the token of a toast says."""
    text = go_back(request.POST.get("token", ""), by=person(request))
    return done(text or _("Taken back."))
