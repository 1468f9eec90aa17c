from django.urls import path
from rest_framework.routers import SimpleRouter

from users.api.tokens import LogOut, ObtainToken, RefreshTokens
from users.api.views import TeamViewSet, UserViewSet

router = SimpleRouter()
router.register("users", UserViewSet, basename="user")
router.register("teams", TeamViewSet, basename="team")
urlpatterns = [
    path("token/", ObtainToken.as_view(), name="token"),
    path("token/refresh/", RefreshTokens.as_view(), name="token-refresh"),
    path("token/logout/", LogOut.as_view(), name="token-logout"),
    *router.urls,
]
