from django.urls import path
from rest_framework.routers import SimpleRouter

from kernel.api.index import endpoints
from leads.api.views import LeadViewSet

router = SimpleRouter()
router.register("restaurants", LeadViewSet, basename="lead")
urlpatterns = [
    path("", endpoints("leads", restaurants="restaurants/", trash="restaurants/trash/")),
    *router.urls,
]
