"""One change to all that are selected, or to all that match; one step back."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from contact.models import Contact
from contact.services.writing import delete_contact, restore_contact
from interaction_tracking.models import Interaction
from interaction_tracking.services.handing_over import hand_over_leads, take_hand_over_back
from interaction_tracking.services.log import delete_interaction, restore_interaction
from kernel.errors import Conflict, Invalid
from kernel.text import is_id
from leads.models import Tier
from leads.rules.status import LeadStatus, LostReason
from leads.services.bulk import (
    MOST_ROWS,
    BulkResult,
    Changed,
    change_leads,
    put_leads_back,
    restore_leads,
    row_by_row,
    trash_leads,
)
from users.models import User
from users.policies import leads_people
from web.doors import done, page, person, with_toast
from web.forms import Form
from web.lists.all import TABLES
from web.lists.asked import Asked
from web.lists.filters import name_of
from web.lists.tables import Table
from web.models import Batch
from web.refusals import in_words
from web.team.handing import AT_ONCE, handed_later
from web.undo import undoable, way_back

KEPT_FOR = timedelta(hours=1)
REFUSED_SHOWN = 100
NOBODY, NO_TIER = "nobody", "none"


class HandOverForm(Form):
    """To whom, and what they should know."""

    owner = forms.ChoiceField(label=_lazy("To whom?"))
    note = forms.CharField(
        label=_lazy("Handover note"),
        required=False,
        max_length=5000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_lazy("Written down on each of them."),
    )

    def __init__(self, by: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.visible_to(by).filter(is_active=True).order_by("username")
        named = [(str(one.pk), name_of(one)) for one in people]
        self.fields["owner"].choices = [*named, (NOBODY, _("Nobody"))]  # type: ignore[attr-defined]


class LostForm(Form):
    reason = forms.ChoiceField(choices=LostReason.choices)
    note = forms.CharField(required=False, max_length=1000)


def chosen(table: Table, user: User, given: QueryDict) -> list[int]:
    """Return the ids that were ticked, or of all that match; Invalid for none or too many."""
    if given.get("all") == "yes":
        asked = Asked(table, user, QueryDict(given.get("query", "")))
        rows = asked.rows.select_related(None).order_by("pk")
        ids = list(rows.values_list("pk", flat=True)[: MOST_ROWS + 1])
    else:
        texts = given.getlist("ids")
        ids = [int(text) for text in texts if is_id(text)]
    if len(ids) > MOST_ROWS:
        raise Invalid(ids=_("More than %s match; narrow the list first.") % f"{MOST_ROWS:,}")
    if not ids:
        raise Invalid(ids=_("Nothing is selected."))
    return ids


def values_of(given: QueryDict) -> dict[str, Any]:
    """Return what the bar asks to write; Invalid for anything it does not offer."""
    if (status := given.get("status", "")) in LeadStatus.values:
        return {"lead_status": status, **(reason_of(given) if status == LeadStatus.LOST else {})}
    tier, owner = given.get("tier", ""), given.get("owner", "")
    if tier in {*Tier.values, NO_TIER}:
        return {"tier": "" if tier == NO_TIER else tier}
    if owner == NOBODY or is_id(owner):
        return {"assigned_to_id": None if owner == NOBODY else int(owner)}
    raise Invalid(status=_("Choose what to change."))


def reason_of(given: QueryDict) -> dict[str, Any]:
    form = LostForm(given)
    if not form.is_valid():
        raise Invalid(reason=_("Say why they are lost."))
    return {"lost_reason": form.cleaned_data["reason"], "lost_note": form.cleaned_data["note"]}


@require_safe
@page
def ask(request: HttpRequest, what: str, name: str = "leads") -> HttpResponse:
    """Ask for the reason, or whether many are really to go; what is selected comes along."""
    user = person(request)
    ids = chosen(TABLES[name], user, request.GET)
    pairs = [
        (name, value) for name in ("ids", "all", "query") for value in request.GET.getlist(name)
    ]
    context = {"what": what, "count": len(ids), "pairs": pairs, "reasons": LostReason.choices}
    context["table"] = TABLES[name]
    if what == "owner":
        if not leads_people(user):
            raise PermissionDenied
        context["form"] = HandOverForm(user)
    return render(request, "web/lists/_ask.html", context)


@require_POST
@page
def change(request: HttpRequest) -> HttpResponse:
    """Change the selected leads, or put them in the trash."""
    user = person(request)
    ids = chosen(TABLES["leads"], user, request.POST)
    if request.POST.get("trash"):
        return told(request, user, trash_leads(ids, by=user), "leads-trashed")
    values = values_of(request.POST)
    if "assigned_to_id" in values:
        note = request.POST.get("note", "").strip()[:5000]
        if len(ids) > AT_ONCE:
            return handed_later(request, ids, to=values["assigned_to_id"], note=note)
        handed = hand_over_leads(ids, by=user, to=values["assigned_to_id"], note=note)
        return told(request, user, handed, "handed-over")
    return told(request, user, change_leads(ids, by=user, **values), "leads")


@require_POST
@page
def delete(request: HttpRequest, name: str) -> HttpResponse:
    """Put the selected contacts or interactions in the trash, or all that match."""
    user = person(request)
    ids = chosen(TABLES[name], user, request.POST)
    if not request.POST.get("trash"):
        raise Invalid(trash=_("Choose what to change."))
    return told(request, user, DELETE[name](ids, user), f"{name}-trashed")


@require_POST
@page
def restore(request: HttpRequest, name: str) -> HttpResponse:
    """Bring back what was deleted: one row, the selected, or all that match."""
    user = person(request)
    ids = chosen(TABLES[name], user, request.POST)
    if name == "trash":
        return told(request, user, restore_leads(ids, by=user), "leads-restored")
    return told(request, user, bring_back(name, ids, user), name)


def bring_back(name: str, ids: Sequence[int], user: User) -> BulkResult:
    """Restore contacts or interactions, by the name of their trash."""
    bring = restore_contact if name == "trash-contacts" else restore_interaction
    home = "restaurant" if name == "trash-contacts" else "lead"
    found = TABLES[name].rows(user).select_related(None).defer(None).select_related(home)
    return row_by_row(found, ids, brought_back(bring, user), lead=home)


def brought_back(bring: Callable[..., Any], user: User) -> Callable[[Any], Changed]:
    return lambda row: Changed(row.pk, {}, bring(row, by=user).version)


def told(
    request: HttpRequest, user: User, result: BulkResult, kind: str, text: str = ""
) -> HttpResponse:
    """Say how many changed; what was refused, and why, stands in a dialog."""
    undo = way_back("batch", by=user, batch=keep(user, result, kind)) if result.changed else ""
    text = text or summary(result, restored="restored" in kind or kind.startswith("trash"))
    if not result.refused:
        return done(text, undo=undo)
    context = {
        "text": text,
        "undo": undo,
        "refused": [replace(one, why=in_words(one.why)) for one in result.refused[:REFUSED_SHOWN]],
        "more": max(0, len(result.refused) - REFUSED_SHOWN),
    }
    answer = render(request, "web/lists/_refused.html", context)
    return with_toast(answer, text, undo=undo, changed=bool(result.changed))


def summary(result: BulkResult, *, restored: bool) -> str:
    count = len(result.changed)
    if restored:
        words = ngettext("%(count)s restored.", "%(count)s restored.", count)
    else:
        words = ngettext("%(count)s changed.", "%(count)s changed.", count)
    parts = [words % {"count": f"{count:,}"}]
    if result.same:
        parts.append(_("%s were so already.") % f"{result.same:,}")
    if result.refused:
        parts.append(_("%s were refused.") % f"{len(result.refused):,}")
    return " ".join(parts)


def keep(user: User, result: BulkResult, kind: str) -> int:
    """Keep what is needed to take the batch back; what is too old for that goes."""
    now = timezone.now()
    over = Batch.objects.filter(at__lt=now - KEPT_FOR)
    over.exclude(facts__kind="handing-over").delete()  # what is left of it still waits
    rows = [[row.pk, dict(row.before), row.version] for row in result.changed]
    return Batch.objects.create(by=user, at=now, facts={"kind": kind, "rows": rows}).pk


@undoable("batch")
def back_batch(*, by: User, batch: int) -> str:
    """Take a batch back, once; what was changed since stays as it is now."""
    with transaction.atomic():
        mine = Batch.objects.filter(pk=batch, by=by, undone_at=None)
        found = mine.first()
        if found is None or not mine.update(undone_at=timezone.now()):
            raise Conflict(_("It is too late to undo this."))
    rows = [Changed(pk, before, version) for pk, before, version in found.facts["rows"]]
    result = BACK[found.facts["kind"]](rows, by)
    if result.changed and result.refused:
        text = _("%(count)s taken back; %(refused)s were changed since and stay as they are.")
        return text % {"count": len(result.changed), "refused": len(result.refused)}
    if result.refused:
        raise Conflict(_("They were changed since; this cannot be undone any more."))
    return _("%s taken back.") % f"{len(result.changed):,}"


def ids_of(rows: Sequence[Changed]) -> list[int]:
    return [row.pk for row in rows]


def contacts_deleted(ids: Sequence[int], by: User) -> BulkResult:
    def write(row: Contact) -> Changed:
        delete_contact(row, by=by)
        return Changed(row.pk, {}, row.version)

    found = Contact.objects.visible_to(by).select_related("restaurant")
    return row_by_row(found, ids, write, lead="restaurant")


def interactions_deleted(ids: Sequence[int], by: User) -> BulkResult:
    def write(row: Interaction) -> Changed:
        delete_interaction(row, by=by)
        return Changed(row.pk, {}, row.version)

    found = Interaction.objects.visible_to(by).select_related("lead")
    return row_by_row(found, ids, write, lead="lead")


DELETE: dict[str, Callable[[Sequence[int], User], BulkResult]] = {
    "contacts": contacts_deleted,
    "interactions": interactions_deleted,
}
BACK: dict[str, Callable[[Sequence[Changed], User], BulkResult]] = {
    "leads": lambda rows, by: put_leads_back(rows, by=by),
    "handed-over": lambda rows, by: take_hand_over_back(rows, by=by),
    "leads-trashed": lambda rows, by: restore_leads(ids_of(rows), by=by),
    "leads-restored": lambda rows, by: trash_leads(ids_of(rows), by=by),
    "trash-contacts": lambda rows, by: contacts_deleted(ids_of(rows), by),
    "trash-interactions": lambda rows, by: interactions_deleted(ids_of(rows), by),
    "contacts-trashed": lambda rows, by: bring_back("trash-contacts", ids_of(rows), by),
    "interactions-trashed": lambda rows, by: bring_back("trash-interactions", ids_of(rows), by),
}
