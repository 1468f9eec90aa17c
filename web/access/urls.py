from django.urls import path

from web.access import forgotten, views

urlpatterns = [
    path("log-in/", views.log_in, name="log-in"),
    path("log-out/", views.log_out, name="log-out"),
    path("password/forgotten/", forgotten.Ask.as_view(), name="password_reset"),
    path("password/sent/", forgotten.Sent.as_view(), name="password_reset_done"),
    path(
        "password/new/<uidb64>/<token>/",
        forgotten.Choose.as_view(),
        name="password_reset_confirm",
    ),
    path("welcome/<str:token>/", views.welcome, name="welcome"),
]
