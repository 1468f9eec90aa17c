"""What a phone asks for to put the product on its home screen and to work without a network."""

import json

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_GET, require_safe

from web.calls.forms import CallForm
from web.doors import page, person
from web.offline.files import files_and_version

NOBODY = {"pk": 0, "name": "…"}  # the worker puts the id in its place, the page the name


@cache_control(max_age=3600)
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """The web app manifest."""
    content = {
        "id": "/",
        "name": "KAM",
        "short_name": "KAM",
        "description": _("Whom to call now, why, and what was said last."),
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#f7f7f6",
        "theme_color": "#4a4ad4",
        "icons": [
            icon("icon.svg", "any", "any"),
            icon("icon-192.png", "192x192", "any"),
            icon("icon-512.png", "512x512", "any"),
            icon("icon-maskable-512.png", "512x512", "maskable"),
        ],
    }
    return JsonResponse(content, content_type="application/manifest+json")


def icon(name: str, sizes: str, purpose: str) -> dict[str, str]:
    kind = "image/svg+xml" if name.endswith("svg") else "image/png"
    return {"src": static(f"web/{name}"), "sizes": sizes, "type": kind, "purpose": purpose}


@cache_control(no_cache=True)
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker. Its text changes with the files it keeps, so browsers notice."""
    files, version = files_and_version()
    kept = {
        "files": files,
        "version": version,
        "hashed": settings.HASHED_STATIC,
        "statics": settings.STATIC_URL,
        "longest": settings.SESSION_COOKIE_AGE * 1000,
    }
    context = {"kept": json.dumps(kept)}
    return render(request, "web/offline/sw.js", context, content_type="text/javascript")


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """The page in place of one that cannot be had; it is kept by the worker and names nobody."""
    return render(request, "web/offline/offline.html")


@require_safe
def call(request: HttpRequest) -> HttpResponse:
    """The form for a call, of no lead yet: the worker shows it where the network has gone."""
    form = CallForm(0, planned=True)
    del form.fields["contact"]
    return render(request, "web/calls/_log.html", {"form": form, "lead": NOBODY})


@never_cache
@require_GET
@page
def me(request: HttpRequest) -> HttpResponse:
    """Say who is logged in, and with which token calls that waited may be sent."""
    return JsonResponse({"person": str(person(request).pk), "token": get_token(request)})
