from django.urls import path

from web.today import views

urlpatterns = [path("", views.today, name="today")]
