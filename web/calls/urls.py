from django.urls import path

from web.calls import views

urlpatterns = [
    path("leads/<int:lead_id>/log-call/", views.log_call, name="log-call"),
    path("plans/<int:pk>/snooze/", views.snooze, name="snooze"),
    path("plans/<int:pk>/pause/", views.pause, name="pause"),
    path("plans/<int:pk>/resume/", views.resume, name="resume"),
]
