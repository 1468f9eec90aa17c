from django.urls import path

from web.lists import saved, views
from web.lists.all import TABLES

urlpatterns = [
    *(
        path(table.path.removeprefix("/"), views.show_list, {"name": name}, name=f"list-{name}")
        for name, table in TABLES.items()
    ),
    *(
        path(f"{table.path.removeprefix('/')}csv/", views.export, {"name": name})
        for name, table in TABLES.items()
    ),
    path("views/", saved.side, name="views"),
    path("views/new/", saved.new_view, name="new-view"),
    path("views/<int:pk>/rename/", saved.rename_view, name="rename-view"),
    path("views/<int:pk>/keep/", saved.keep_view, name="keep-view"),
    path("views/<int:pk>/delete/", saved.delete_view, name="delete-view"),
]
