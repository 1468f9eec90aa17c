from django.urls import path

from web.settings import views

urlpatterns = [
    path("settings/", views.settings_page, name="settings"),
    path("settings/profile/", views.profile, name="settings-profile"),
    path("settings/week/", views.week, name="settings-week"),
    path("settings/leave/", views.leave, name="settings-leave"),
    path("settings/leave/<int:index>/end/", views.end_leave, name="settings-end-leave"),
    path("settings/look/", views.look, name="settings-look"),
    path("settings/password/", views.password, name="settings-password"),
    path("settings/log-out-everywhere/", views.log_out_everywhere, name="log-out-everywhere"),
    path("settings/log-ins/<str:handle>/end/", views.end_one_log_in, name="end-log-in"),
]
