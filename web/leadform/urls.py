from django.urls import path

from web.leadform import views

urlpatterns = [
    path("leads/new/", views.new_lead, name="new-lead"),
    path("leads/alike/", views.alike, name="alike"),
    path("leads/<int:pk>/edit/", views.edit_lead, name="edit-lead"),
    path("leads/<int:pk>/trash/", views.trash, name="trash-lead"),
]
