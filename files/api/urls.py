from typing import Any

from django.urls import re_path

from files.api.views import FilesViewSet, FileViewSet

HERE = r"^(?P<pk>[0-9]{1,18})/files/"
ONE = rf"{HERE}(?P<file_id>[0-9]{{1,18}})/"
DETAIL: dict[str, Any] = {
    "get": "retrieve",
    "put": "update",
    "patch": "partial_update",
    "delete": "destroy",
}
urlpatterns = [
    re_path(rf"{HERE}$", FilesViewSet.as_view({"get": "list", "post": "create"}), name="files"),
    re_path(rf"{ONE}$", FileViewSet.as_view(DETAIL), name="file"),
    re_path(rf"{ONE}content/$", FileViewSet.as_view({"get": "content"}), name="file-content"),
    re_path(rf"{ONE}restore/$", FileViewSet.as_view({"post": "restore"}), name="restore-file"),
]
