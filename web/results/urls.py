from django.urls import path

from web.results import views

urlpatterns = [path("results/", views.results, name="results")]
