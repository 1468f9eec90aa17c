"""Every door of the product."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView
from drf_spectacular.views import SpectacularJSONAPIView, SpectacularSwaggerSplitView

urlpatterns = [
    path("", RedirectView.as_view(url="/api/docs/"), name="home"),
    path("admin/", admin.site.urls),
    path("api/", include("users.api.urls")),
    path("api/schema/", SpectacularJSONAPIView.as_view(), name="schema"),
    path("api/docs/", SpectacularSwaggerSplitView.as_view(url_name="schema"), name="docs"),
    path("lead/", include("leads.api.urls")),
    path("contact/", include("contact.api.urls")),
    path("track/", include("interaction_tracking.api.urls")),
    path("call/", include("call_planning.api.urls")),
    path("performance/", include("performance_tracking.api.urls")),
]

handler400 = "kernel.api.errors.bad_request"
handler403 = "kernel.api.errors.forbidden"
handler404 = "kernel.api.errors.not_found"
handler500 = "kernel.api.errors.server_error"
