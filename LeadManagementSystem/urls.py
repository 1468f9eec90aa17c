"""Every door of the product."""

from django.contrib import admin
from django.urls import include, path
from drf_spectacular.views import SpectacularJSONAPIView, SpectacularSwaggerSplitView

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/", include("users.api.urls")),
    path("api/", include("jobs.api.urls")),
    path("api/schema/", SpectacularJSONAPIView.as_view(), name="schema"),
    path("api/docs/", SpectacularSwaggerSplitView.as_view(url_name="schema"), name="docs"),
    path("lead/", include("leads.api.urls")),
    path("lead/restaurants/", include("files.api.urls")),
    path("contact/", include("contact.api.urls")),
    path("track/", include("interaction_tracking.api.urls")),
    path("call/", include("call_planning.api.urls")),
    path("performance/", include("performance_tracking.api.urls")),
    path("", include("web.urls")),
]

handler400 = "web.errors.bad_request"
handler403 = "web.errors.forbidden"
handler404 = "web.errors.not_found"
handler500 = "web.errors.server_error"
