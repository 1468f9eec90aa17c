from django.urls import path

from web.offline import views

urlpatterns = [
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("sw.js", views.worker, name="worker"),
    path("offline/", views.offline, name="offline"),
    path("offline/call/", views.call, name="offline-call"),
    path("offline/me/", views.me, name="offline-me"),
]
