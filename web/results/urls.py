from django.urls import path

from web.results import record, table, views

urlpatterns = [
    path("results/", views.results, name="results"),
    path("results/csv/", table.export),
    path("results/track-record/", record.track_record, name="track-record"),
]
