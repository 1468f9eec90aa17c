from django.urls import path

from web.plans import views

urlpatterns = [
    path("plans/", views.plans, name="plans"),
    path("plans/spread/", views.spread, name="plans-spread"),
    path("plans/<int:pk>/move/", views.move, name="plan-move"),
    path("plans/<int:pk>/drop/", views.drop, name="plan-drop"),
    path("plans/<int:pk>/cadence/", views.cadence, name="plan-cadence"),
]
