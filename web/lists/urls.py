from django.urls import path

from web.lists import back, bulk, editing, peek, saved, views, whole
from web.lists.all import TABLES
from web.lists.edits import FIELDS

urlpatterns = [
    *(
        path(table.path.removeprefix("/"), views.show_list, {"name": name}, name=f"list-{name}")
        for name, table in TABLES.items()
    ),
    *(
        path(f"{table.path.removeprefix('/')}csv/", views.export, {"name": name})
        for name, table in TABLES.items()
    ),
    *(
        path(f"{table.path.removeprefix('/')}restore/", bulk.restore, {"name": name})
        for name, table in TABLES.items()
        if table.trash
    ),
    *(
        path(f"{name}/<int:pk>/cell/<slug:column>/", editing.cell, {"name": name})
        for name in FIELDS
    ),
    *(path(f"{name}/bulk/", bulk.delete, {"name": name}) for name in back.DELETE),
    *(
        path(f"{name}/bulk/trash/", bulk.ask, {"name": name, "what": "trash"})
        for name in back.DELETE
    ),
    path("leads/csv/all/", whole.export_whole),
    path("leads/bulk/", bulk.change, name="bulk"),
    path("leads/bulk/lost/", bulk.ask, {"what": "lost"}),
    path("leads/bulk/owner/", bulk.ask, {"what": "owner"}),
    path("leads/bulk/trash/", bulk.ask, {"what": "trash"}),
    path("leads/<int:pk>/peek/", peek.peek, name="peek"),
    path("undo/<int:pk>/", back.taking_back, name="taking-back"),
    path("views/", saved.side, name="views"),
    path("views/new/", saved.new_view, name="new-view"),
    path("views/<int:pk>/rename/", saved.rename_view, name="rename-view"),
    path("views/<int:pk>/keep/", saved.keep_view, name="keep-view"),
    path("views/<int:pk>/delete/", saved.delete_view, name="delete-view"),
]
