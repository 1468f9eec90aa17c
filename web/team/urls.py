from django.urls import path

from web.team import views

urlpatterns = [
    path("team/", views.team_page, name="team"),
    path("team/<int:pk>/hand-over/", views.hand_over, name="hand-over"),
]
