from django.urls import path

from web.team import views

urlpatterns = [
    path("team/", views.team_page, name="team"),
    path("team/<int:pk>/hand-over/", views.hand_over, name="hand-over"),
    path("team/hand-over/<int:pk>/", views.handing, name="handing-over"),
]
