from django.urls import path, re_path

from kernel.api.index import endpoints
from performance_tracking.api.views import PerformanceViewSet

PATHS = {
    "performing-accounts": "performing",
    "order-patterns": "order_patterns",
    "underperforming-accounts": "underperforming",
    "at-risk": "at_risk",
    "funnel": "funnel",
    "team": "team",
    "portfolio": "portfolio",
    "track-record": "track_record",
}
urlpatterns = [
    path("", endpoints("performance", **{name: f"{name}/" for name in PATHS})),
    *[
        path(f"{name}/", PerformanceViewSet.as_view({"get": view}), name=name)
        for name, view in PATHS.items()
    ],
    re_path(
        r"^accounts/(?P<pk>[0-9]{1,18})/$",
        PerformanceViewSet.as_view({"get": "account"}),
        name="account",
    ),
]
