"""The morning's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from web.doors import page


@page
def today(request: HttpRequest) -> HttpResponse:
    """The calls of today."""
    return render(request, "web/today/today.html", {"nav": "today"})
