"""The files of a restaurant: what they are as JSON, their bytes as they came."""

import hashlib
from typing import Any, cast

from django.conf import settings
from django.http import HttpResponseBase, QueryDict
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.exceptions import APIException
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from files.api.serializers import AddedFile, FileChange, FileRow, FileUpload
from files.models import LeadFile
from files.rules import AROUND_A_FILE
from files.services.content import attachment_of
from files.services.writing import (
    add_file,
    change_file,
    remove_file,
    restore_file,
    too_large,
)
from kernel.api import filters
from kernel.api.listing import Listing
from kernel.api.rows import Rows
from kernel.api.views import ApiViewSet, expected_version, shown, validated
from kernel.errors import NotInReach
from kernel.middleware import body_length
from leads.models import Lead
from users.policies import person

FILES = Listing(
    rows=Rows(FileRow),
    base=lambda viewer: LeadFile.objects.visible_to(viewer),
    filters=(filters.number("lead", "lead_id"),),
    default_ordering="-id",
)
SHOWN = Listing(rows=FILES.rows, base=FILES.base, default_ordering="-id")  # the path says the lead
NO_FORM = {415: OpenApiResponse(description="The body is not multipart/form-data.")}


class FileTooLarge(APIException):
    status_code = 413

    def __init__(self) -> None:
        super().__init__({"file": [too_large()]})


class FilesViewSet(ApiViewSet):
    listings = {"list": SHOWN}
    parser_classes = [MultiPartParser]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        # Before anybody reads it: to know who asks, a session reads the whole form.
        if body_length(request._request) > settings.MAX_FILE_BYTES + AROUND_A_FILE:
            raise FileTooLarge
        super().initial(request, *args, **kwargs)

    def said(self, request: Request) -> bytes:
        """The form without its boundary, which is another one each time."""
        said = []
        for name, values in sorted(cast(QueryDict, request.data).lists()):
            for value in values:
                sent = value if isinstance(value, str) else (value.name, digest_of(value))
                said.append((name, sent))
        return repr(said).encode()

    def get_lead(self, request: Request, pk: str) -> Lead:
        lead = Lead.objects.visible_to(person(request)).filter(pk=int(pk)).first()
        if lead is None:
            raise NotInReach
        return lead

    @extend_schema(operation_id="lead_files_list", responses=FileRow(many=True))
    def list(self, request: Request, pk: str) -> Response:
        """List the files kept with a restaurant, newest first."""
        return FILES.respond(request, lead=self.get_lead(request, pk).pk)

    @extend_schema(
        operation_id="lead_files_create",
        request={"multipart/form-data": FileUpload},
        responses={201: AddedFile, 200: AddedFile, **NO_FORM},
    )
    def create(self, request: Request, pk: str) -> Response:
        """Keep a file with a restaurant; the same bytes again are 200 and the file that is there.

        It is called `name`, else what the form says, without folders. Under an Idempotency-Key,
        fields, file name and bytes are the request; how the form is laid out is not.
        """
        lead = self.get_lead(request, pk)
        asked = validated(FileUpload, request)
        file = asked["file"]
        if file.size > settings.MAX_FILE_BYTES:
            raise FileTooLarge
        made, new = add_file(
            lead,
            by=person(request),
            name=asked.get("name") or file.name,
            content=file,
            media_type=file.content_type or "",
            note=asked.get("note", ""),
        )
        row = {**FILES.rows.of(made), "already_there": not new}
        return shown(row, status=201 if new else 200)


class FileViewSet(ApiViewSet):
    def get_file(self, request: Request, pk: str, file_id: str, *, gone: bool = False) -> LeadFile:
        files, user = LeadFile.objects, person(request)
        rows = files.deleted_in_reach(user) if gone else files.visible_to(user)
        file = rows.select_related("lead").filter(lead=int(pk), pk=int(file_id)).first()
        if file is None:
            raise NotInReach
        return file

    @extend_schema(operation_id="lead_files_retrieve", responses=FileRow)
    def retrieve(self, request: Request, pk: str, file_id: str) -> Response:
        """Read what a file is."""
        return shown(FILES.rows.of(self.get_file(request, pk, file_id)))

    @extend_schema(operation_id="lead_files_update", request=FileChange, responses=FileRow)
    def update(self, request: Request, pk: str, file_id: str) -> Response:
        """Give a file another name or note; the note left out stays as it is."""
        return self.change(request, pk, file_id, partial=False)

    @extend_schema(operation_id="lead_files_partial_update", request=FileChange, responses=FileRow)
    def partial_update(self, request: Request, pk: str, file_id: str) -> Response:
        """Change the name or the note of a file."""
        return self.change(request, pk, file_id, partial=True)

    def change(self, request: Request, pk: str, file_id: str, *, partial: bool) -> Response:
        file = self.get_file(request, pk, file_id)
        values = validated(FileChange, request, partial=partial)
        version = expected_version(request, file.pk)
        file = change_file(file, by=person(request), expected_version=version, **values)
        return shown(FILES.rows.of(file))

    @extend_schema(operation_id="lead_files_destroy", responses={204: None})
    def destroy(self, request: Request, pk: str, file_id: str) -> Response:
        """Move a file to the trash."""
        file = self.get_file(request, pk, file_id)
        version = expected_version(request, file.pk)
        remove_file(file, by=person(request), expected_version=version)
        return Response(status=204)

    @extend_schema(operation_id="lead_files_restore", request=None, responses=FileRow)
    def restore(self, request: Request, pk: str, file_id: str) -> Response:
        """Bring a removed file back."""
        file = self.get_file(request, pk, file_id, gone=True)
        version = expected_version(request, file.pk)
        return shown(
            FILES.rows.of(restore_file(file, by=person(request), expected_version=version))
        )

    @extend_schema(operation_id="lead_files_content", responses={(200, "*/*"): OpenApiTypes.BINARY})
    def content(self, request: Request, pk: str, file_id: str) -> HttpResponseBase:
        """Download a file: always as an attachment, with its length and the tag of its bytes."""
        file = self.get_file(request, pk, file_id)
        return attachment_of(file).answer(request._request)


def digest_of(file: Any) -> str:
    digest = hashlib.sha256()
    for piece in file.chunks():
        digest.update(piece)
    return digest.hexdigest()
