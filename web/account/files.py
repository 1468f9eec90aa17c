"""The files kept with an account: added, handed out, named, removed and brought back."""

from dataclasses import dataclass, field
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from files.models import LeadFile
from files.rules import AROUND_A_FILE
from files.services.content import attachment_of
from files.services.writing import add_file, change_file, remove_file, restore_file
from kernel.errors import DomainError, Invalid, NotInReach
from kernel.text import is_id
from leads.models import Lead
from leads.policies import can_change_lead
from users.models import User
from web.account.forms import FileForm
from web.calls.views import lead_in_reach
from web.doors import done, is_htmx, page, person, refusal, with_toast
from web.merging import compared_again
from web.undo import undoable, way_back

SHOWN = 50
REMOVED_SHOWN = 20
ICONS = {
    "image/": "image",
    "csv": "file-spreadsheet",
    "excel": "file-spreadsheet",
    "spreadsheet": "file-spreadsheet",
    "zip": "file-archive",
    "presentation": "presentation",
    "pdf": "file-text",
    "word": "file-text",
    "text": "file-text",
}


@dataclass
class Came:
    """What came of some files: those that are new here, and words on the others."""

    new: list[LeadFile] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join([*self.added, *self.known, *self.refused])

    @property
    def added(self) -> list[str]:
        if len(self.new) == 1:
            return [_("%s added.") % self.new[0].name]
        count = len(self.new)
        text = ngettext("%(count)d file added.", "%(count)d files added.", count)
        return [text % {"count": count}] if count else []


def files_of(lead: Lead, user: User, before: str) -> dict[str, Any]:
    """Return what the tab shows; two queries, and never a byte of a file."""
    rows = LeadFile.objects.of(lead.pk).select_related("uploaded_by").order_by("-pk")
    if is_id(before):
        rows = rows.filter(pk__lt=int(before))
    found = list(rows[: SHOWN + 1])
    removed = LeadFile.objects.filter(lead=lead, deleted_at__isnull=False).order_by("-deleted_at")
    return {
        "files": [(file, icon_of(file.media_type)) for file in found[:SHOWN]],
        "files_before": str(found[SHOWN - 1].pk) if len(found) > SHOWN else "",
        "removed": removed[:REMOVED_SHOWN],
        "may_change": can_change_lead(user, lead),
        "most_bytes": settings.MAX_FILE_BYTES,
        "most_megabytes": settings.MAX_FILE_BYTES // 1024**2,
        "most_together": settings.MAX_REQUEST_BYTES - AROUND_A_FILE,
    }


def icon_of(media_type: str) -> str:
    """Return the icon of the first kind whose word the media type holds."""
    return next((icon for word, icon in ICONS.items() if word in media_type), "file")


@require_POST
@page
def add_files(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what was chosen or dropped; each file by itself, so that one refused stops no other."""
    user = person(request)
    lead = lead_in_reach(user, pk)
    chosen = request.FILES.getlist("file")
    if not chosen:
        raise Invalid(file=_("No file was chosen."))
    came = Came()
    for one in chosen:
        take(one, lead, user, came)
    return said(request, lead, came)


def take(one: UploadedFile, lead: Lead, user: User, came: Came) -> None:
    name, content = one.name or "", cast(BinaryIO, one)
    try:
        file, new = add_file(
            lead, by=user, name=name, content=content, media_type=one.content_type or ""
        )
    except Invalid as error:
        came.refused += [f"{name}: {text}" for texts in error.fields.values() for text in texts]
    except DomainError as error:
        came.refused.append(f"{name}: {error}")
    else:
        if new:
            came.new.append(file)
        else:
            facts = {"name": name, "there": file.name}
            came.known.append(_("%(name)s is here already, as %(there)s.") % facts)


def said(request: HttpRequest, lead: Lead, came: Came) -> HttpResponse:
    if not is_htmx(request) and not came.refused:
        return HttpResponseRedirect(f"/leads/{lead.pk}/?tab=files")
    if not came.new:
        return (
            refusal(came.text, status=422)
            if came.refused
            else with_toast(HttpResponse(status=204), came.text)
        )
    undo = way_back("files-added", by=person(request), pks=[file.pk for file in came.new])
    tone = "danger" if came.refused else ""
    return with_toast(HttpResponse(status=204), came.text, undo=undo, tone=tone, changed=True)


@undoable("files-added")
def back_added(*, by: User, pks: list[int]) -> None:
    for pk in pks:
        remove_file(file_in_reach(by, pk), by=by)


@require_safe
@page
def download(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand the bytes out, as an attachment."""
    file = file_in_reach(person(request), pk)
    return cast(HttpResponse, attachment_of(file).answer(request))


@require_http_methods(["GET", "POST"])
@page
@compared_again
def edit_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for another name or note, or write what was changed of them."""
    user = person(request)
    file = file_in_reach(user, pk)
    form = FileForm(file, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return renamed(file, form.values, user)
        except Invalid as error:
            form.refuse(error)
    code = 422 if form.errors else 200
    return render(request, "web/account/_file_form.html", {"form": form, "file": file}, status=code)


def renamed(file: LeadFile, given: dict[str, Any], user: User) -> HttpResponse:
    version = file.version
    before = {name: getattr(file, name) for name in given}
    change_file(file, by=user, expected_version=version, **given)
    if file.version == version:
        return done(_("Saved."))
    undo = way_back("file", by=user, pk=file.pk, before=before, version=file.version)
    return done(_("Saved."), undo=undo)


@undoable("file")
def back_renamed(*, by: User, pk: int, before: dict[str, str], version: int) -> None:
    change_file(file_in_reach(by, pk), by=by, expected_version=version, **before)


@require_POST
@page
def drop_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a file in the trash."""
    user = person(request)
    file = file_in_reach(user, pk)
    remove_file(file, by=user)
    return done(_("%s removed.") % file.name, undo=way_back("file-gone", by=user, pk=pk))


@require_POST
@page
def bring_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Restore a removed file."""
    user = person(request)
    file = restore_file(file_in_reach(user, pk, deleted=True), by=user)
    return done(_("%s is back.") % file.name, undo=way_back("files-added", by=user, pks=[pk]))


@undoable("file-gone")
def back_dropped(*, by: User, pk: int) -> None:
    restore_file(file_in_reach(by, pk, deleted=True), by=by)


def file_in_reach(user: User, pk: int, *, deleted: bool = False) -> LeadFile:
    files = LeadFile.objects
    rows = files.deleted_in_reach(user) if deleted else files.visible_to(user)
    file = rows.select_related("lead").filter(pk=pk).first()
    if file is None:
        raise NotInReach
    return file
