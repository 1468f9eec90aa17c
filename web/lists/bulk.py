"""One change to all that are selected, or to all that match; one step back."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from interaction_tracking.services.handing_over import hand_over_leads
from kernel.errors import Invalid
from kernel.text import is_id
from leads.models import Tier
from leads.rules.status import LeadStatus, LostReason
from leads.services.bulk import MOST_ROWS, BulkResult, change_leads, restore_leads, trash_leads
from users.models import User
from users.policies import leads_people
from web.batches import AT_ONCE
from web.doors import done, page, person, with_toast
from web.forms import Form
from web.lists.all import TABLES
from web.lists.asked import Asked
from web.lists.back import DELETE, bring_back
from web.lists.back import WAITING as TAKING_BACK
from web.lists.filters import name_of
from web.lists.tables import Table
from web.models import Batch
from web.refusals import in_words
from web.team.handing import WAITING as HANDING
from web.team.handing import handed_later
from web.undo import way_back

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
        text = ngettext("%s was so already.", "%s were so already.", result.same)
        parts.append(text % f"{result.same:,}")
    if result.refused:
        text = ngettext("%s was refused.", "%s were refused.", len(result.refused))
        parts.append(text % f"{len(result.refused):,}")
    return " ".join(parts)


def keep(user: User, result: BulkResult, kind: str) -> int:
    """Keep what is needed to take the batch back; what is too old for that goes."""
    now = timezone.now()
    over = Batch.objects.filter(at__lt=now - KEPT_FOR)
    over.exclude(facts__kind__in=(HANDING, TAKING_BACK)).delete()  # what is left of it still waits
    rows = [[row.pk, dict(row.before), row.version] for row in result.changed]
    return Batch.objects.create(by=user, at=now, facts={"kind": kind, "rows": rows}).pk
