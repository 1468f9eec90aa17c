from django.urls import path

from web.pipeline import views

urlpatterns = [
    path("pipeline/", views.pipeline, name="pipeline"),
    path("pipeline/<int:pk>/move/", views.move, name="pipeline-move"),
]
