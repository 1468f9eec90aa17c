from django.urls import path

from web.today import views

urlpatterns = [
    path("", views.today, name="today"),
    path("plans/<int:pk>/why/", views.why_call, name="plan-why"),
]
