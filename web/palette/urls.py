from django.urls import path

from web.palette import views

urlpatterns = [
    path("palette/", views.palette, name="palette"),
    path("shortcuts/", views.shortcuts, name="shortcuts"),
]
