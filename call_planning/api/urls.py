from rest_framework.routers import SimpleRouter

from call_planning.api.views import CallPlanViewSet

router = SimpleRouter()
router.register("", CallPlanViewSet, basename="call-plan")
urlpatterns = router.urls
