from django.urls import path

from web.access import views

urlpatterns = [
    path("log-in/", views.log_in, name="log-in"),
    path("log-out/", views.log_out, name="log-out"),
    path("welcome/<str:token>/", views.welcome, name="welcome"),
]
