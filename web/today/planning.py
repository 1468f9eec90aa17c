"""Planning a call from Today: find the account, then say the day."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from call_planning.models import CallPlan
from call_planning.services.days import FARTHEST, pin_plan
from call_planning.services.plans import create_plan, update_plan
from kernel.clock import local_day, midnight, zone_of
from kernel.errors import Invalid
from kernel.text import folded
from leads.models import Lead
from users.models import User
from web.calls.forms import RHYTHMS
from web.calls.views import changed_plan, lead_in_reach
from web.doors import done, page, person
from web.forms import Form
from web.palette.views import LONGEST, choice_of, leads_like, recent
from web.undo import way_back
from web.words import short_day


class PlanCallForm(Form):
    day = forms.DateField(label=_("On which day?"), widget=forms.DateInput({"type": "date"}))
    frequency = forms.ChoiceField(label=_("How often"), choices=RHYTHMS, initial="MONTHLY")
    notes = forms.CharField(
        label=_("Note"), required=False, max_length=5000, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, plan: CallPlan | None, today: date, *args: Any, **kwargs: Any) -> None:
        self.today = today
        first = {"day": today, "notes": plan.notes if plan else ""}
        super().__init__(*args, initial=first, **kwargs)
        if plan is not None:
            del self.fields["frequency"]

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day < self.today:
            raise forms.ValidationError(_("This day has passed."))
        if day > self.today + FARTHEST - timedelta(days=1):
            raise forms.ValidationError(_("A day within a year is expected."))
        return day

    def clean_notes(self) -> str:
        return str(self.cleaned_data["notes"]).replace("\r\n", "\n")


@require_GET
@page
def find_account(request: HttpRequest) -> HttpResponse:
    """Ask whom to call: those last worked on, or those whose name holds the words."""
    user = person(request)
    words = folded(request.GET.get("q", "").strip()[:LONGEST]).split()[:6]
    leads = leads_like(user, words) if words else recent(user, "")
    found = [(lead.pk, choice_of(lead)) for lead in leads]
    narrowed = request.headers.get("HX-Target") == "plan-found"
    name = "web/today/_found.html" if narrowed else "web/today/_find.html"
    return render(request, name, {"found": found, "words": words})


@require_http_methods(["GET", "POST"])
@page
def plan_call(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the day, or plan the call."""
    user = person(request)
    lead = lead_in_reach(user, pk)
    plan = CallPlan.objects.filter(lead=lead).select_related("lead").first()
    today = local_day(timezone.now(), zone_of(user.timezone))
    form = PlanCallForm(plan, today, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return planned(lead, plan, form, user)
        except Invalid as error:
            form.refuse(error)
    context = {"form": form, "lead": lead, "plan": plan}
    status = 422 if form.errors else 200
    return render(request, "web/today/_plan_call.html", context, status=status)


def planned(lead: Lead, plan: CallPlan | None, form: PlanCallForm, user: User) -> HttpResponse:
    given = form.cleaned_data
    facts = {"name": lead.name, "day": short_day(given["day"], user.timezone)}
    words = _now("%(name)s is called on %(day)s.") % facts
    if plan is not None:
        after = moved(plan, given["day"], given["notes"], user)
        return changed_plan(user, plan, after, words)
    at = midnight(given["day"], zone_of(user.timezone))
    rhythm = given["frequency"]
    made = create_plan(lead, by=user, frequency=rhythm, notes=given["notes"], next_call_date=at)
    return done(words, undo=way_back("plan-made", by=user, pk=made.pk))


@transaction.atomic
def moved(plan: CallPlan, day: date, notes: str, user: User) -> CallPlan:
    """Pin the call to the day, and keep the note; its due date stays what it is."""
    if notes != plan.notes:
        update_plan(plan, by=user, notes=notes, next_call_date=plan.next_call_date)
    return pin_plan(plan, by=user, day=day, now=timezone.now())
