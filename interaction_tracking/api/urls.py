from django.urls import path
from rest_framework.routers import SimpleRouter

from interaction_tracking.api.views import InteractionViewSet
from kernel.api.index import endpoints

router = SimpleRouter()
router.register("interactions", InteractionViewSet, basename="interaction")
urlpatterns = [
    path("", endpoints("track", interactions="interactions/", orders="interactions/orders/")),
    *router.urls,
]
