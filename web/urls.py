"""Every page and fragment."""

from django.urls import include, path

from web.undoing import undo

urlpatterns = [
    path("", include("web.access.urls")),
    path("", include("web.leadform.urls")),
    path("", include("web.pipeline.urls")),
    path("", include("web.team.urls")),
    path("", include("web.calls.urls")),
    path("", include("web.lists.urls")),
    path("", include("web.today.urls")),
    path("", include("web.account.urls")),
    path("", include("web.plans.urls")),
    path("", include("web.results.urls")),
    path("", include("web.start.urls")),
    path("", include("web.offline.urls")),
    path("", include("web.palette.urls")),
    path("", include("web.settings.urls")),
    path("undo/", undo, name="undo"),
]
