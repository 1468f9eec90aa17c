"""Keeping files with a lead, naming them, taking them away and bringing them back."""

from typing import BinaryIO

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from events.services import changes, record
from files.models import LeadFile
from files.rules import check_name, media_type_of
from files.services.content import measured, write_content
from kernel.changing import change
from kernel.errors import Conflict, Invalid, NotInReach, RuleBroken, Stale
from leads.models import Lead
from leads.policies import can_change_lead
from users.models import User

STALE = "Somebody changed this file in the meantime; read it again."
TOLD = ("name", "size", "media_type", "sha256")


def add_file(
    lead: Lead, *, by: User, name: str, content: BinaryIO, media_type: str = "", note: str = ""
) -> tuple[LeadFile, bool]:
    """Keep a file with the lead; return its row, and whether it is new.

    The same bytes again are the file that is there, whatever it is called now. The bytes are summed
    before the transaction: on SQLite nobody else can write in it.
    """
    if not can_change_lead(by, lead):
        raise PermissionDenied
    name = checked(name, field="file")
    size, sha256 = measured(content, most=settings.MAX_FILE_BYTES)
    check_size(size)
    now = timezone.now()
    file = LeadFile(lead=lead, name=name, size=size, sha256=sha256, note=note, uploaded_by=by)
    file.media_type, file.uploaded_at, file.updated_at = media_type_of(media_type), now, now
    return keep(file, content)


@transaction.atomic
def keep(file: LeadFile, content: BinaryIO) -> tuple[LeadFile, bool]:
    hold(file.lead_id)
    here = LeadFile.objects.of(file.lead_id)
    there = here.filter(sha256=file.sha256).first()
    if there is not None:
        return there, False
    check_room(here.count())
    file.save(force_insert=True)
    write_content(file, content)
    after = {name: getattr(file, name) for name in TOLD}
    record("file.added", file, by=file.uploaded_by, lead_id=file.lead_id, after=after)
    return file, True


@transaction.atomic
def change_file(
    file: LeadFile, *, by: User, expected_version: int | None = None, **values: str
) -> LeadFile:
    """Give the file another name or note; its bytes never change."""
    if not can_change_lead(by, file.lead):
        raise PermissionDenied
    if "name" in values:
        values["name"] = checked(values["name"], field="name")
    if expected_version not in {None, file.version}:
        raise Stale(STALE)
    before = {name: getattr(file, name) for name in values}
    changed = {name: value for name, value in values.items() if value != before[name]}
    if changed:
        change(file, expected_version=expected_version, stale=STALE, **changed)
        event = "file.renamed" if "name" in changed else "file.noted"
        record(event, file, by=by, lead_id=file.lead_id, **changes(before, changed))
    return file


@transaction.atomic
def remove_file(file: LeadFile, *, by: User, expected_version: int | None = None) -> None:
    """Put the file in the trash; it can be brought back until that is emptied."""
    if not can_change_lead(by, file.lead):
        raise PermissionDenied
    change(file, expected_version=expected_version, stale=STALE, deleted_at=timezone.now())
    record("file.removed", file, by=by, lead_id=file.lead_id, before={"name": file.name})


@transaction.atomic
def restore_file(file: LeadFile, *, by: User, expected_version: int | None = None) -> LeadFile:
    """Bring a removed file back, unless its bytes are there again or the room is taken."""
    if not can_change_lead(by, file.lead):
        raise PermissionDenied
    if expected_version not in {None, file.version}:
        raise Stale(STALE)
    hold(file.lead_id)
    here = LeadFile.objects.of(file.lead_id)
    there = here.filter(sha256=file.sha256).exclude(pk=file.pk).first()
    if there is not None:
        text = _("The same file is here again, as %(name)s.") % {"name": there.name}
        raise RuleBroken(text, code="file_exists")
    check_room(here.count())
    back = LeadFile.objects.filter(pk=file.pk, deleted_at__isnull=False).update(
        deleted_at=None, updated_at=timezone.now(), version=F("version") + 1
    )
    if not back:
        raise Conflict("Somebody else restored this file first.")
    file.refresh_from_db()
    record("file.restored", file, by=by, lead_id=file.lead_id, after={"name": file.name})
    return file


def checked(name: str, *, field: str) -> str:
    """Return the name without the blanks around it; Invalid names the field it came in."""
    name = name.strip()
    try:
        check_name(name)
    except ValueError as error:
        raise Invalid(**{field: str(error)}) from None
    return name


def check_size(size: int) -> None:
    if size == 0:
        raise Invalid(file=_("This file is empty."))
    if size > settings.MAX_FILE_BYTES:
        raise Invalid(file=too_large())


def too_large() -> str:
    most = settings.MAX_FILE_BYTES // 1024**2
    return _("A file may have %(most)d MB at the most.") % {"most": most}


def check_room(there: int) -> None:
    """Refuse one more than a lead may have."""
    if there >= settings.MAX_FILES_OF_A_LEAD:
        text = _("As many files as may be are here (%(most)d); remove one first.")
        raise RuleBroken(text % {"most": settings.MAX_FILES_OF_A_LEAD}, code="too_many_files")


def hold(lead_id: int) -> None:
    """Let nobody else add a file to this lead, or trash it, until we are done."""
    rows = Lead.objects.select_for_update(no_key=True).filter(pk=lead_id, deleted_at=None)
    if not list(rows.values_list("pk")):
        raise NotInReach
