from django.urls import path

from web.today import planning, views

urlpatterns = [
    path("", views.today, name="today"),
    path("plans/<int:pk>/why/", views.why_call, name="plan-why"),
    path("plan-call/", planning.find_account, name="find-account"),
    path("leads/<int:pk>/plan-call/", planning.plan_call, name="plan-call"),
]
