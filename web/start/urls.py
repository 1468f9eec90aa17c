from django.urls import path

from web.start import imports, views

urlpatterns = [
    path("start/", views.start, name="start"),
    path("start/demo/", views.demo, name="start-demo"),
    path("import/", imports.import_page, name="import"),
    path("import/<int:pk>/", imports.list_page, name="import-list"),
    path("import/<int:pk>/refused.csv", imports.refused_lines, name="import-refused"),
]
