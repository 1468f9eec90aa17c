from django.urls import path

from web.plans import diary, pins, views

urlpatterns = [
    path("plans/", views.plans, name="plans"),
    path("plans/diary/", diary.diary, name="diary"),
    path("plans/diary/accept/", diary.accept, name="diary-accept"),
    path("plans/diary/rhythms/", diary.rhythms, name="diary-rhythms"),
    path("plans/<int:pk>/move/", pins.move, name="plan-move"),
    path("plans/<int:pk>/drop/", pins.drop, name="plan-drop"),
    path("plans/<int:pk>/unpin/", pins.unpin, name="plan-unpin"),
    path("plans/<int:pk>/cadence/", views.cadence, name="plan-cadence"),
]
